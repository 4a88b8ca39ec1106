import { listOf, type Json, type JsonObject } from '../../credentials/json.ts'
import type { Finding } from '../check.ts'
import { member, textOf } from '../json-values.ts'
import { thisService } from '../resolve.ts'
import type { StatusListAnswer } from '../status-lists.ts'

/** Why one of our own awards was revoked or suspended; undefined for credentials that are not ours. */
export type StateReason = (credentialId: string) => Promise<string | undefined>

export interface StatusMeans {
  /** Whether the proof passed: whoever made the text up may have written any address into it. */
  readonly proven: boolean
  readonly readList: (address: string, purpose: string) => Promise<StatusListAnswer>
  readonly reasonOf: StateReason | undefined
}

/**
 * OB 3.0 §9.1 step 4 and W3C Bitstring Status List §3.2: every entry is looked up; the worst answer counts. A
 * list that cannot be had, or is not shown to be the issuer's, leaves the status unknown. Nothing is fetched for a
 * credential that is not proven.
 */
export async function checkStatus(
  credential: JsonObject,
  { proven, readList, reasonOf }: StatusMeans,
): Promise<Finding> {
  const entries = listOf(member(credential, 'credentialStatus'))
  if (entries.length === 0) return { result: 'not-applicable', code: 'no-status-entry' }
  if (entries.length > mostEntries) return { result: 'failed', code: 'status-entry-malformed' }
  if (!proven) return { result: 'unknown', code: 'not-looked-up' }
  const findings = await Promise.all(entries.map((entry) => checkEntry(entry, readList)))
  const worst = findings.toSorted((a, b) => weight(b) - weight(a))[0]
  if (worst === undefined) return { result: 'unknown', code: 'status-kind-not-known' }
  const id = textOf(member(credential, 'id'))
  // An id can be written into any badge; only our own list shows that the award is ours.
  const ours = worst.source === thisService && isState(worst.code)
  if (!ours || reasonOf === undefined || id === undefined) return worst
  const reason = await reasonOf(id)
  return reason === undefined ? worst : { ...worst, values: { ...worst.values, reason } }
}

/** One for each purpose there is; more would only make us fetch. */
const mostEntries = 4

function isState(code: string): boolean {
  return code === 'revoked' || code === 'suspended'
}

function weight({ result, code }: Finding): number {
  if (code === 'revoked') return 5
  if (code === 'suspended') return 4
  return { failed: 3, unknown: 2, passed: 1, 'not-applicable': 0 }[result]
}

const stateOfPurpose: Readonly<Record<string, string>> = {
  revocation: 'revoked',
  suspension: 'suspended',
}

async function checkEntry(entry: Json, readList: StatusMeans['readList']): Promise<Finding> {
  if (textOf(member(entry, 'type')) !== 'BitstringStatusListEntry') {
    return { result: 'unknown', code: 'status-kind-not-known' }
  }
  const purpose = textOf(member(entry, 'statusPurpose'))
  const address = textOf(member(entry, 'statusListCredential'))
  const index = member(entry, 'statusListIndex')
  const size = member(entry, 'statusSize')
  if (purpose === undefined || address === undefined || member(entry, 'id') === address) {
    return { result: 'failed', code: 'status-entry-malformed' }
  }
  if (typeof index !== 'string' || !/^(0|[1-9]\d{0,14})$/.test(index)) {
    return { result: 'failed', code: 'status-entry-malformed' }
  }
  if (size !== undefined && size !== 1) return { result: 'unknown', code: 'status-kind-not-known' }

  const list = await readList(address, purpose)
  if (!list.ok) return list.finding
  const set = list.bitAt(Number(index))
  const facts = { values: { purpose, asOf: list.asOf }, source: list.source }
  if (set === undefined) return { result: 'failed', code: 'status-index-out-of-range', ...facts }
  if (!set) return { result: 'passed', code: 'status-good', ...facts }
  const state = stateOfPurpose[purpose]
  if (state !== undefined) return { result: 'failed', code: state, ...facts }
  // A newer copy exists; this one is as good as it was.
  if (purpose === 'refresh') return { result: 'passed', code: 'newer-copy-exists', ...facts }
  return { result: 'unknown', code: 'status-purpose-not-known', ...facts }
}
