import { isAddress } from './read.ts'
import type { Thing } from './several.ts'

interface Sent {
  readonly name: string
  readonly bytes: Uint8Array
  readonly tooLarge?: true
}

/** What was handed in: each file, and what was pasted; several addresses, a line each, are as many things. */
export function thingsIn(files: readonly Sent[], pasted: string | undefined): readonly Thing[] {
  return [
    ...files.map(({ name, bytes, tooLarge }) => ({
      label: name,
      handedIn: tooLarge === true ? ('too-large' as const) : { bytes },
    })),
    ...(pasted === undefined ? [] : pastedThings(pasted)),
  ]
}

function pastedThings(pasted: string): readonly Thing[] {
  const lines = pasted.split(/\s+/).filter((line) => line !== '')
  const things = lines.length > 1 && lines.every(isAddress) ? [...new Set(lines)] : [pasted]
  return things.map((one) => ({
    label: isAddress(one) ? one.trim() : '',
    handedIn: { pasted: one },
  }))
}

/** A credential as JSON that people can read; undefined for what is none, and for what is longer than anybody reads. */
export function readable(text: string, longest = 60_000): string | undefined {
  const [, claims] = text.split('.')
  const isToken = /^[\w-]+\.[\w-]+\.[\w-]+$/.test(text.trim())
  const json = isToken ? Buffer.from(claims ?? '', 'base64url').toString('utf8') : text
  try {
    const laidOut = JSON.stringify(JSON.parse(json), null, 2)
    return laidOut.length > longest ? undefined : laidOut
  } catch {
    return undefined
  }
}
