import { LRUCache } from 'lru-cache'
import { parseJsonObject, type JsonObject } from '../credentials/json.ts'
import type { Fetched, Network, Refusal } from '../network/guarded-fetch.ts'
import { computedDocument, didWebAddress } from './did.ts'
import { isLedElsewhere } from './led-elsewhere.ts'

/** Named as the source of what we know without asking anybody. */
export const thisService = 'this service'

export type Resolved =
  | { readonly ok: true; readonly document: JsonObject; readonly source: string }
  | {
      readonly ok: false
      readonly code: Refusal | 'not-found' | 'not-json' | 'not-resolvable'
      readonly source: string
    }

export interface Resolver {
  /** A DID or an https address to the document it names: ours in process, computed, or fetched. */
  resolve(address: string): Promise<Resolved>
}

export interface ResolverDeps {
  readonly now: () => Date
  /** Our own documents; undefined for what is not ours or names nothing. */
  readonly resolveOwn: (address: string) => Promise<JsonObject | undefined>
  readonly network: Network
  /** Seconds for which a fetched document of others is kept; 300 when not said. */
  readonly keepSeconds?: number
}

const accept = 'application/did+json, application/ld+json, application/json;q=0.9, */*;q=0.1'

/** Finds documents of issuers. Only good documents of others are kept, and only for a short time; verdicts never are. */
export function createResolver({
  now,
  resolveOwn,
  network,
  keepSeconds = 300,
}: ResolverDeps): Resolver {
  const kept = new LRUCache<string, { document: JsonObject; source: string; until: number }>({
    max: 500,
  })

  const fetchDocument = async (name: string, address: string): Promise<Resolved> => {
    const found = kept.get(name)
    const time = now().getTime()
    if (found !== undefined && time < found.until) return { ok: true, ...found }
    const answer = await network.get(address, { accept })
    const no = (code: Extract<Resolved, { ok: false }>['code']): Resolved => ({
      ok: false,
      code,
      source: address,
    })
    if (!answer.ok) return no(answer.refusal)
    if (answer.status === 404 || answer.status === 410) return no('not-found')
    if (answer.status !== 200) return no('unreachable')
    if (isLedElsewhere(address, answer.finalUrl)) return no('redirects-elsewhere')
    const document = jsonOf(answer.bytes)
    if (document === undefined) return no('not-json')
    kept.set(name, { document, source: address, until: time + keepSeconds * 1_000 })
    return { ok: true, document, source: address }
  }

  return {
    async resolve(address) {
      const name = address.split('#', 1)[0] ?? ''
      // A key's fragment is ours to know, a document's is not part of its name.
      const own =
        (await resolveOwn(address)) ?? (name === address ? undefined : await resolveOwn(name))
      if (own !== undefined) return { ok: true, document: own, source: thisService }
      const computed = computedDocument(name)
      if (computed !== undefined) return { ok: true, document: computed, source: name }
      const where = name.startsWith('did:') ? didWebAddress(name) : name
      if (where === undefined || !/^https?:/.test(where)) {
        return { ok: false, code: 'not-resolvable', source: name }
      }
      return fetchDocument(name, where)
    },
  }
}

/** Addresses that one verification may look up: issuer, key set and keys, and the lists of its status. */
export const mostLookups = 8
/** The same for a whole transcript or presentation, whatever is inside. */
export const mostOfMany = 60

/** A resolver for the length of one verification. */
export interface BoundedResolver extends Resolver {
  /** Counts a look-up that is made elsewhere; false where none is left. */
  mayLookUp(): boolean
  /** Fetches an address once for everything in this verification; undefined where no look-up is left. */
  once(address: string, fetch: () => Promise<Fetched>): Promise<Fetched> | undefined
}

/**
 * The same resolver for the length of one verification: each name is looked up once, failures included, and only so
 * many of them, so that a credential with many names in it cannot keep us or others busy.
 * @param around of the verification around this one, for a credential inside another: what was looked up there is known
 * here, and what is left there bounds what is left here
 */
export function boundedResolver(
  resolver: Resolver,
  most = mostLookups,
  around?: BoundedResolver,
): BoundedResolver {
  const asked = new Map<string, Promise<Resolved>>()
  const fetched = new Map<string, Promise<Fetched>>()
  let left = most
  const isLeft = () => {
    left -= 1
    return left >= 0
  }
  const mayLookUp = () => isLeft() && (around === undefined || around.mayLookUp())
  return {
    mayLookUp,
    once(address, fetch) {
      const known = fetched.get(address)
      if (known !== undefined) return known
      if (!isLeft()) return undefined
      const answer = around === undefined ? fetch() : around.once(address, fetch)
      if (answer !== undefined) fetched.set(address, answer)
      return answer
    },
    resolve(address) {
      const known = asked.get(address)
      if (known !== undefined) return known
      if (!isLeft()) {
        return Promise.resolve({ ok: false, code: 'not-resolvable', source: address })
      }
      const answer = (around ?? resolver).resolve(address)
      asked.set(address, answer)
      return answer
    },
  }
}

function jsonOf(bytes: Uint8Array): JsonObject | undefined {
  try {
    return parseJsonObject(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}
