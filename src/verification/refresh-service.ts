import type { Network } from '../network/guarded-fetch.ts'
import type { Finding } from './check.ts'
import type { OwnShare } from './read-address.ts'
import { thisService, type BoundedResolver } from './resolve.ts'
import { openSecured, type Opened } from './secured.ts'

export interface RefreshServiceDeps {
  readonly network: Network
  /** The newest copy behind one of our own addresses. */
  readonly ownShare: (address: string) => Promise<OwnShare>
}

/** Asks a refresh service for the copy that it has now: what came, or why nothing did. */
export type RefreshReader = (
  address: string,
  resolver: BoundedResolver,
) => Promise<{ readonly opened: Opened; readonly source: string } | Finding>

const accept = [
  'application/vc',
  'application/vc+jwt',
  'application/vc+ld+json',
  'application/json;q=0.9',
  'text/plain;q=0.8',
].join(', ')

/** Ours in process, others' by the guarded way out, within what the verification may still look up. */
export function createRefreshReader({ network, ownShare }: RefreshServiceDeps): RefreshReader {
  return async (address, resolver) => {
    const own = await ownShare(address)
    if (own.kind === 'open') return { opened: openSecured(own.text), source: thisService }
    if (own.kind !== 'not-ours') return notReached(thisService, 'not-found')
    if (!resolver.mayLookUp()) return notReached(address, 'too-many-look-ups')
    const answer = await network.get(address, { accept })
    if (!answer.ok) return notReached(address, answer.refusal)
    if (answer.status !== 200) return notReached(address, `HTTP ${answer.status}`)
    return { opened: openSecured(new TextDecoder().decode(answer.bytes)), source: address }
  }
}

function notReached(source: string, reason: string): Finding {
  return { result: 'unknown', code: 'refresh-not-reached', values: { reason }, source }
}
