import type { JsonObject } from '../credentials/json.ts'
import type { Network } from '../network/guarded-fetch.ts'
import { thisService, type BoundedResolver } from './resolve.ts'
import type { Finding } from './check.ts'

export interface StatusDocumentDeps {
  /** Our own documents; undefined for what is not ours or names nothing. */
  readonly resolveOwn: (address: string) => Promise<JsonObject | undefined>
  readonly network: Network
}

const accept = [
  'application/vc',
  'application/vc+jwt',
  'application/vc+ld+json',
  'application/json;q=0.9',
  '*/*;q=0.1',
].join(', ')

/**
 * The text under the address of a status list: ours in process, others' by the guarded way out, within what the
 * verification may still look up. Nothing is kept: what was good an hour ago may be revoked now, and so the `ttl` of a
 * list, which says how long it may be kept, is kept to whatever it is.
 */
export async function fetchStatusDocument(
  address: string,
  { resolveOwn, network }: StatusDocumentDeps,
  resolver: BoundedResolver,
): Promise<{ readonly text: string; readonly source: string } | Finding> {
  const own = await resolveOwn(address)
  if (own !== undefined) return { text: JSON.stringify(own), source: thisService }
  const answer = await resolver.once(address, () => network.get(address, { accept }))
  if (answer === undefined) return notReached(address, 'too-many-look-ups')
  if (!answer.ok) return notReached(address, answer.refusal)
  if (answer.status !== 200) return notReached(address, `HTTP ${answer.status}`)
  return { text: new TextDecoder().decode(answer.bytes), source: address }
}

function notReached(source: string, reason: string): Finding {
  return { result: 'unknown', code: 'status-list-not-reached', values: { reason }, source }
}
