import { lookup as systemLookup, type LookupAddress } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { Agent, buildConnector, request } from 'undici'
import { readBounded, TooLarge, UnreadableEncoding } from './bounded-body.ts'
import { isPublicAddress } from './public-address.ts'

/** Why nothing was fetched. */
export type Refusal =
  | 'unreachable'
  | 'refused-address'
  | 'refused-url'
  | 'not-https'
  | 'too-large'
  | 'too-slow'
  | 'too-many-redirects'
  | 'redirects-elsewhere'
  | 'unreadable-encoding'

/** What came back, whatever its HTTP status; or why nothing did. `url` is the address at which it ended. */
export type Fetched =
  | {
      readonly ok: true
      readonly status: number
      /** The media type in lower case without parameters; '' where the server named none. */
      readonly contentType: string
      readonly bytes: Uint8Array
      readonly finalUrl: string
    }
  | { readonly ok: false; readonly refusal: Refusal; readonly url: string }

export interface FetchOptions {
  readonly accept?: string
  /** Bytes at most, before and after decompression. */
  readonly maxBytes?: number
  /** Whether a redirect to another origin is refused: nobody is asked there. */
  readonly sameOrigin?: boolean
}

export interface Network {
  /** GETs an address. Never throws for anything the other side does. */
  get(url: string, options?: FetchOptions): Promise<Fetched>
  close(): Promise<void>
}

/** Answers every address of a host name. */
export type Lookup = (hostname: string) => Promise<readonly LookupAddress[]>

export interface NetworkOptions {
  /** Hosts (`host` or `host:port`) of one's own network: http and private addresses are allowed for them. */
  readonly allowHosts: readonly string[]
  readonly lookup?: Lookup
  /** Builds what opens a connection, given the lookup that it must use. */
  readonly connect?: (options: { readonly lookup: LookupFunction }) => buildConnector.connector
  /** Bytes, 1 MB when not said. */
  readonly maxBytes?: number
  /** Milliseconds for everything together, redirects and body included; 5 000 when not said. */
  readonly timeout?: number
}

const megabyte = 1_000_000
const maxRedirects = 3
const redirectStatuses = new Set([301, 302, 303, 307, 308])

class RefusedAddress extends Error {}

const askSystem: Lookup = (hostname) =>
  new Promise((resolve, reject) => {
    systemLookup(hostname, { all: true }, (error, addresses) => {
      if (error === null) resolve(addresses)
      else reject(error)
    })
  })

/** A lookup in the form of node:net that answers only addresses that pass; so the check and the connection see the same answer. */
function checkedLookup(ask: Lookup, mayUse: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    ask(hostname).then(
      (all) => {
        const good = all.filter(({ address }) => mayUse(address))
        const first = good[0]
        if (first === undefined) callback(new RefusedAddress(hostname), [])
        else if (options.all === true) callback(null, [...good])
        else callback(null, first.address, first.family)
      },
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), []),
    )
  }
}

function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '')
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof RefusedAddress) return 'refused-address'
  if (error instanceof TooLarge) return 'too-large'
  if (error instanceof UnreadableEncoding) return 'unreadable-encoding'
  return 'unreachable'
}

/**
 * The one way out to other people's servers: https and public addresses only, unless a host is on the
 * allow-list; bounded in bytes, time and redirects; each redirect checked like a first address.
 */
export function createNetwork(options: NetworkOptions): Network {
  const { lookup = askSystem, maxBytes = megabyte, timeout = 5_000 } = options
  const connect =
    options.connect ?? (({ lookup: checked }) => buildConnector({ lookup: checked, timeout }))
  const agent = (mayUse: (address: string) => boolean) =>
    new Agent({
      connect: connect({ lookup: checkedLookup(lookup, mayUse) }),
      headersTimeout: timeout,
      bodyTimeout: timeout,
      maxHeaderSize: 16_384,
    })
  const guarded = agent(isPublicAddress)
  const trusted = agent(() => true)
  const allowed = new Set(options.allowHosts.map((host) => host.toLowerCase()))

  /** Which connections an address may use, or why none. */
  const doorFor = (url: URL): Agent | Refusal => {
    if (url.username !== '' || url.password !== '') return 'refused-url'
    const onList = allowed.has(hostOf(url)) || allowed.has(url.host)
    if (url.protocol !== 'https:' && !(onList && url.protocol === 'http:')) return 'not-https'
    if (onList) return trusted
    // A literal address is never looked up, so it is checked here.
    if (isIP(hostOf(url)) !== 0 && !isPublicAddress(hostOf(url))) return 'refused-address'
    return guarded
  }

  const follow = async (
    url: URL,
    hops: number,
    limits: { accept: string; maxBytes: number; sameOrigin: boolean; signal: AbortSignal },
  ): Promise<Fetched> => {
    const refused = (refusal: Refusal): Fetched => ({ ok: false, refusal, url: url.href })
    const door = doorFor(url)
    if (typeof door === 'string') return refused(door)
    try {
      const answer = await request(url, {
        dispatcher: door,
        signal: limits.signal,
        headers: { accept: limits.accept, 'accept-encoding': 'gzip', 'user-agent': 'Waymark' },
      })
      const header = (name: string) => [answer.headers[name] ?? []].flat()[0]
      const location = header('location')
      if (redirectStatuses.has(answer.statusCode) && location !== undefined) {
        answer.body.on('error', () => undefined).destroy()
        if (hops === maxRedirects) return refused('too-many-redirects')
        if (!URL.canParse(location, url.href)) return refused('refused-url')
        const next = new URL(location, url)
        if (limits.sameOrigin && next.origin !== url.origin) return refused('redirects-elsewhere')
        return await follow(next, hops + 1, limits)
      }
      const bytes = await readBounded(
        answer.body,
        header('content-encoding') ?? '',
        limits.maxBytes,
      )
      const contentType = header('content-type')?.split(';', 1)[0]?.trim().toLowerCase() ?? ''
      return { ok: true, status: answer.statusCode, contentType, bytes, finalUrl: url.href }
    } catch (error) {
      return refused(limits.signal.aborted ? 'too-slow' : refusalOf(error))
    }
  }

  return {
    async get(address, { accept = '*/*', maxBytes: limit = maxBytes, sameOrigin = false } = {}) {
      if (!URL.canParse(address)) return { ok: false, refusal: 'refused-url', url: address }
      const signal = AbortSignal.timeout(timeout)
      return follow(new URL(address), 0, { accept, maxBytes: limit, sameOrigin, signal })
    },
    async close() {
      await Promise.all([guarded.destroy(), trusted.destroy()])
    },
  }
}
