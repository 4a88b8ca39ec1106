import { JSDOM } from 'jsdom'
import type { Visitor } from '../../scripts/demo/visitor.ts'
import type { TestService } from '../support/service.ts'
import { phonePicture } from './applying.ts'

/** An application that stands open in a window of some device, and what is sent from there. */
export interface Device {
  /** In a pause: what the script saves. */
  type(fields?: Fields): Promise<number>
  /** By a button, with a photo where one was chosen. */
  press(
    then: 'keep' | 'send',
    pressed?: Pressed,
  ): Promise<{ readonly status: number; readonly to: string }>
  /** Which files it lists. */
  readonly files: readonly string[]
  readonly words: string
}

type Fields = Readonly<Record<string, string>>

interface Pressed {
  readonly fields?: Fields
  readonly photo?: boolean
  /** A browser that runs no script says nothing of windows. */
  readonly isScripted?: boolean
}

/** Opens it, as whoever looks there is signed in, and keeps what the page was then. */
export async function openOn(
  { base }: Pick<TestService, 'base'>,
  visitor: Visitor,
  path: string,
  window: string,
): Promise<Device> {
  const page = new JSDOM((await visitor.open(path)).html).window
  const form = page.document.querySelector('form[enctype]')
  if (!(form instanceof page.HTMLFormElement)) throw new Error('there is no form to write in')
  const standing = [...new page.FormData(form)].flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[name, value]] : [],
  )
  const valueOf = (name: string) => standing.find(([one]) => one === name)?.[1] ?? ''
  const post = async (body: URLSearchParams | FormData) => {
    const headers = { origin: new URL(base).origin, cookie: visitor.cookies(), accept: 'text/html' }
    return fetch(base + path, { method: 'POST', body, headers, redirect: 'manual' })
  }
  /** As the script does, it says no more that nothing was typed once something was. */
  const filledIn = (fields: Fields, more: Fields) => {
    const typed = Object.keys(fields).filter((name) => !name.endsWith('[remove]'))
    const isTyped = typed.length > 0 && 'window' in more
    const kept = standing.filter(([name]) => !isTyped || name !== 'shown')
    return Object.entries({ ...Object.fromEntries(kept), ...fields, ...more })
  }
  return {
    files: standing.flatMap(([name, value]) => (/^files.*\[id\]$/.test(name) ? [value] : [])),
    words: valueOf('words'),
    async type(fields = {}) {
      const body = new URLSearchParams(filledIn(fields, { then: 'typing', window }))
      return (await post(body)).status
    },
    async press(then, { fields = {}, photo = false, isScripted = true } = {}) {
      const body = new FormData()
      for (const [name, value] of filledIn(fields, { then, ...(isScripted ? { window } : {}) })) {
        body.append(name, value)
      }
      const picture = new Blob([Buffer.from(photo ? await phonePicture() : '')])
      if (photo) body.append('file', picture, 'IMG_1.jpg')
      const { status, headers } = await post(body)
      return { status, to: headers.get('location') ?? '' }
    },
  }
}
