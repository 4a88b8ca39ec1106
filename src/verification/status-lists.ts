import { idOf, listOf, type Json, type JsonObject } from '../credentials/json.ts'
import { decodeStatusList } from '../credentials/status-list.ts'
import type { Network } from '../network/guarded-fetch.ts'
import type { Finding } from './check.ts'
import type { Identity } from './checks/issuer.ts'
import { checkProof, credentialOf } from './checks/proof.ts'
import { hasType, member, momentOf, textOf } from './json-values.ts'
import type { Queue } from './queue.ts'
import { thisService, type BoundedResolver } from './resolve.ts'
import { openSecured, type Secured } from './secured.ts'

export type StatusListAnswer =
  | {
      readonly ok: true
      /** Whether the bit is set; undefined outside of the list. */
      readonly bitAt: (index: number) => boolean | undefined
      /** Since when the list says what it says, as it says it. */
      readonly asOf: string
      readonly source: string
    }
  | { readonly ok: false; readonly finding: Finding }

/** Fetches a status list and makes sure of it: signed by the same issuer, of that purpose, in date. */
export type StatusListReader = (
  address: string,
  purpose: string,
  issuer: Identity,
  /** Of the verification that asks, with the look-ups it has left. */
  resolver: BoundedResolver,
) => Promise<StatusListAnswer>

export interface StatusListDeps {
  readonly now: () => Date
  readonly resolveOwn: (address: string) => Promise<JsonObject | undefined>
  readonly network: Network
  readonly inTurn: Queue
}

/** W3C Bitstring Status List §3.2. Lists are never kept: what was good an hour ago may be revoked now. */
export function createStatusListReader(deps: StatusListDeps): StatusListReader {
  return async (address, purpose, issuer, resolver) => {
    const fetched = await fetchList(address, deps, resolver)
    if ('code' in fetched) return { ok: false, finding: fetched }
    const { secured, source } = fetched
    const list = await credentialOf(secured)
    const now = deps.now()
    const not = (result: 'failed' | 'unknown', code: string): StatusListAnswer => ({
      ok: false,
      finding: { result, code, values: { purpose }, source },
    })

    // Is it the issuer's own word? Whoever could put another list there could make any badge look good.
    if (idOf(list['issuer']) !== issuer.id) return not('failed', 'status-list-of-another-issuer')
    const proof = await checkProof(secured, issuer, resolver, now, deps.inTurn)
    if (proof.result === 'failed') return not('failed', 'status-list-not-genuine')
    if (proof.result !== 'passed') return not('unknown', 'status-list-not-shown-genuine')

    // Is it the list that the entry means, and does it still speak for today?
    const subject = listOf(list['credentialSubject'])[0]
    if (!isStatusList(list, subject, address)) return not('failed', 'status-list-malformed')
    if (!listOf(member(subject, 'statusPurpose')).includes(purpose)) {
      return not('failed', 'status-list-for-another-purpose')
    }
    if (!isInDate(list, now)) return not('unknown', 'status-list-out-of-date')

    const decoded = decodeStatusList(textOf(member(subject, 'encodedList')) ?? '')
    if ('fault' in decoded) return not('failed', 'status-list-malformed')
    return {
      ok: true,
      bitAt: (index) => decoded.bits.has(index),
      asOf: textOf(list['validFrom']) ?? '',
      source,
    }
  }
}

const accept = [
  'application/vc',
  'application/vc+jwt',
  'application/vc+ld+json',
  'application/json;q=0.9',
  '*/*;q=0.1',
].join(', ')

async function fetchList(
  address: string,
  { resolveOwn, network }: StatusListDeps,
  resolver: BoundedResolver,
): Promise<{ readonly secured: Secured; readonly source: string } | Finding> {
  const own = await resolveOwn(address)
  if (own !== undefined) {
    return { secured: { form: 'embedded', credential: own }, source: thisService }
  }
  const source = address
  const notReached = (reason: string) =>
    ({ result: 'unknown', code: 'status-list-not-reached', values: { reason }, source }) as const
  if (!resolver.mayLookUp()) return notReached('too-many-look-ups')
  const answer = await network.get(address, { accept })
  if (!answer.ok) return notReached(answer.refusal)
  if (answer.status !== 200) return notReached(`HTTP ${answer.status}`)
  const opened = openSecured(new TextDecoder().decode(answer.bytes))
  if (!opened.ok) return { result: 'unknown', code: 'status-list-unreadable', source }
  return { secured: opened.secured, source }
}

function isStatusList(list: JsonObject, subject: Json | undefined, address: string): boolean {
  return (
    list['id'] === address &&
    hasType(list, 'BitstringStatusListCredential') &&
    hasType(subject, 'BitstringStatusList')
  )
}

/** Dates are optional in a list; one that is there and cannot be read is not in date. */
function isInDate(list: JsonObject, now: Date): boolean {
  const from = momentOf(list['validFrom'])
  const until = momentOf(list['validUntil'])
  const started = list['validFrom'] === undefined || (from !== undefined && from <= now)
  const running = list['validUntil'] === undefined || (until !== undefined && now <= until)
  return started && running
}
