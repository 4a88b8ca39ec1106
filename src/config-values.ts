import { isIP } from 'node:net'

/** A value of an option that cannot be used. The message says how to mend it, and never repeats a secret. */
export class OptionFault extends Error {
  constructor(mend: string) {
    super(mend)
    this.name = 'OptionFault'
  }
}

export function portNumber(text: string): number {
  const port = Number(text)
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port
  throw new OptionFault('must be a port number from 0 to 65535 (0 takes any free one)')
}

export function oneOf<const T extends string>(choices: readonly T[]): (text: string) => T {
  return (text) => {
    const choice = choices.find((one) => one === text)
    if (choice !== undefined) return choice
    throw new OptionFault(`must be one of ${choices.join(', ')}`)
  }
}

/** Scheme and host, nothing after them: what every id begins with. */
export function origin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url !== undefined && /^https?:$/.test(url.protocol) && url.origin === text) return text
  const example =
    url !== undefined && /^https?:$/.test(url.protocol) ? url.origin : 'https://badges.example.org'
  throw new OptionFault(
    `must be an origin, that is scheme and host in lower case with no path and no slash at the end, such as ${example}`,
  )
}

export function addressWith(schemes: readonly string[]): (text: string) => string {
  return (text) => {
    const scheme = schemes.find((one) => text.startsWith(`${one}://`))
    // A list of hosts (mongodb://a,b/db) is no URL to WHATWG, so only the beginning is judged.
    if (scheme !== undefined && text.length > scheme.length + 3) return text
    throw new OptionFault(`must begin with ${schemes.map((one) => `${one}://`).join(' or ')}`)
  }
}

function base64(text: string): Uint8Array | undefined {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return undefined
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? bytes : undefined
}

const makeOne = '`openssl rand -base64 32` makes one'

/** 32 bytes in base64. */
export function secret32(text: string): Uint8Array {
  const bytes = base64(text)
  if (bytes?.length === 32) return bytes
  throw new OptionFault(`must be 32 bytes in base64; ${makeOne}`)
}

/** `1:BASE64,2:BASE64`: keys by version, each 32 bytes; in the answer the highest version is last. */
export function versionedKeys(text: string): ReadonlyMap<string, Uint8Array> {
  const keys = text.split(',').map((part): [string, Uint8Array] => {
    const [version = '', encoded = ''] = part.trim().split(':')
    const key = base64(encoded)
    if (!/^[1-9]\d{0,5}$/.test(version) || key?.length !== 32) {
      throw new OptionFault(
        `must be VERSION:KEY pairs with commas between them, versions counted from 1, each key 32 bytes in base64; ${makeOne}`,
      )
    }
    return [version, key]
  })
  const sorted = new Map(keys.toSorted(([one], [other]) => Number(one) - Number(other)))
  if (sorted.size !== keys.length) throw new OptionFault('names a version twice')
  return sorted
}

/** Express's `trust proxy`: a number of proxies, or their addresses. */
export function proxies(text: string): number | string {
  if (/^[1-9]\d?$/.test(text)) return Number(text)
  const names = new Set(['loopback', 'linklocal', 'uniquelocal'])
  const isNetwork = (part: string) => {
    const [address = '', bits, ...rest] = part.split('/')
    const most = isIP(address) === 4 ? 32 : 128
    const isMask = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most)
    return isIP(address) !== 0 && isMask && rest.length === 0
  }
  const parts = text.split(',').map((part) => part.trim())
  if (parts.every((part) => names.has(part) || isNetwork(part))) return parts.join(',')
  throw new OptionFault(
    'must be the number of proxies in front of the service (1 for one), or their addresses with commas between them (10.0.0.0/8, loopback)',
  )
}

/** `host` or `host:port`, with commas between them. */
export function hosts(text: string): readonly string[] {
  const parts = text.split(',').map((part) => part.trim().toLowerCase())
  if (parts.every((part) => /^[a-z0-9.-]+(:\d{1,5})?$|^\[[0-9a-f:.]+\](:\d{1,5})?$/.test(part)))
    return parts
  throw new OptionFault('must be host names, each with or without :PORT, with commas between them')
}

/** An address, or a name with an address in angle brackets. */
export function sender(text: string): string {
  if (/^(?:[^<>\p{Cc}]*<[^\s@<>]+@[^\s@<>]+>|[^\s@<>]+@[^\s@<>]+)$/u.test(text)) return text
  throw new OptionFault(
    'must be an address, such as badges@example.org or Waymark <badges@example.org>',
  )
}

export function plainText(text: string): string {
  if (!/\p{Cc}/u.test(text)) return text
  throw new OptionFault('must not contain control characters')
}

export function longToken(text: string): string {
  if (/^[\x21-\x7e]{16,}$/.test(text)) return text
  throw new OptionFault(`must be at least 16 characters without spaces; ${makeOne}`)
}
