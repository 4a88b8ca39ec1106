import type { Look } from './look.ts'

/** What leaves from a shared badge: within another page, as a picture beside its address, at the foot of a mail. */
export function* badgeLooks(share: string): Generator<Look> {
  const look = (name: string, path: string, person = 'nobody'): Look => ({
    name,
    person,
    go: (page) => page.goto(path),
  })
  yield look('badge-embed', `${share}/embed`)
  // Whoever asks for Spanish is shown Spanish from then on: somebody of their own.
  yield look('badge-embed-spanish', `${share}/embed?lang=es`, 'nobody, in Spanish')
  yield look('badge-embed-over', `${share.replace(/[^/]+$/, 'A'.repeat(22))}/embed`)
  yield look('badge-preview', `${share}/preview.png`)
  yield look('badge-signature', `${share}/signature.png`)
}
