import { request as send } from 'node:http'
import { expect } from 'chai'
import fc from 'fast-check'

export interface Operation {
  readonly method: string
  readonly path: string
  readonly isOpen: boolean
  readonly hasBody: boolean
}

export function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

/** The members of an object, as of something that is not known to be one. */
export function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : []
}

export function operationsOf(document: unknown): Operation[] {
  const paths = entriesOf(member(document, 'paths'))
  return paths.flatMap(([path, item]) =>
    entriesOf(item)
      .filter(([method]) => ['get', 'post', 'put', 'patch', 'delete'].includes(method))
      .map(([method, operation]) => ({
        path,
        method: method.toUpperCase(),
        isOpen: entriesOf(member(operation, 'responses')).every(([code]) => code !== '401'),
        hasBody: member(operation, 'requestBody') !== undefined,
      })),
  )
}

/** What has broken services before: half characters, controls, bidi, prototypes, huge numbers, traversal. */
export const nasty = [
  '\ud800',
  'a\u0000b',
  '\u202egnp.exe',
  '__proto__',
  'constructor',
  '../../../etc/passwd',
  "' OR 1=1 --",
  '<script>alert(1)</script>',
  '{{7*7}}',
  '%00',
  '\r\nBcc: all@example.org',
  '9'.repeat(400),
  'é'.repeat(3000),
  '',
  ' ',
]
export const hostileText = fc.oneof(
  fc.constantFrom(...nasty),
  fc.string({ unit: 'binary', maxLength: 40 }),
)
export const hostileValue = fc.oneof(
  hostileText,
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(null, -1, 1e308, 0.5, true, [], {}, [[]]),
)
export const addresses = [
  'https://example.org/',
  'javascript:alert(1)',
  'https://exa mple/<>"{}|\\^`',
  'http://[::1',
  'https://example.org/\ud800',
  'https://x/%',
]

/** As it can stand in an address: half characters become the sign for them. */
export function wellFormed(text: string): string {
  return Buffer.from(text).toString()
}

export interface Sent {
  readonly method: string
  readonly path: string
  readonly headers?: Record<string, string>
  readonly body?: string | Uint8Array
}

/** The bare client: it sends addresses and bodies as they are. */
const answerTo = (base: string, { method, path, headers = {}, body }: Sent) =>
  new Promise<{ status: number; text: string }>((resolve, reject) => {
    const { hostname, port } = new URL(base)
    const bytes = body === undefined ? undefined : Buffer.from(body)
    const length = bytes === undefined ? {} : { 'content-length': String(bytes.length) }
    const call = send(
      { hostname, port, method, path, headers: { ...headers, ...length } },
      (answer) => {
        let text = ''
        answer.setEncoding('utf8').on('data', (part: string) => (text += part))
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }))
      },
    )
    call.on('error', reject).end(bytes)
  })

/** Answered, and not with a fault; answers the status. */
export async function holdsAt(base: string, sent: Sent): Promise<number> {
  const { status, text } = await answerTo(base, sent)
  expect(status, `${JSON.stringify(sent)}\n${text.slice(0, 400)}`).to.be.within(200, 499)
  return status
}
