import { listOf, type Json, type JsonObject } from '../../credentials/json.ts'
import type { Finding } from '../check.ts'
import { hasType, member, textOf } from '../json-values.ts'
import { thisService } from '../resolve.ts'
import { bitstringType, readBitstringEntry, type BitstringEntry } from '../status-entry.ts'
import type { StatusListAnswer } from '../status-lists.ts'

/** Why one of our own awards was revoked or suspended; undefined for credentials that are not ours. */
export type StateReason = (credentialId: string) => Promise<string | undefined>

export interface StatusMeans {
  /** Whether the proof passed: whoever made the text up may have written any address into it. */
  readonly proven: boolean
  /** Whether its holder could have left an entry out. */
  readonly inPart?: boolean
  readonly readList: (entry: BitstringEntry) => Promise<StatusListAnswer>
  readonly readRevocationList: (entry: Json, credentialId: string) => Promise<Finding>
  readonly reasonOf: StateReason | undefined
}

/**
 * OB 3.0 §9.1 step 4 and W3C Bitstring Status List §3.2: every entry is looked up; the worst answer counts. A
 * list that cannot be had, or is not shown to be the issuer's, leaves the status unknown. Nothing is fetched for a
 * credential that is not proven.
 */
export async function checkStatus(credential: JsonObject, means: StatusMeans): Promise<Finding> {
  const entries = listOf(member(credential, 'credentialStatus'))
  if (entries.length === 0) {
    return means.inPart === true
      ? { result: 'unknown', code: 'status-may-be-left-out' }
      : { result: 'not-applicable', code: 'no-status-entry' }
  }
  if (entries.length > mostEntries) return malformed
  if (!means.proven) return { result: 'unknown', code: 'not-looked-up' }
  const id = textOf(member(credential, 'id'))
  const findings = await Promise.all(entries.map((entry) => checkEntry(entry, id, means)))
  const worst = findings.toSorted((a, b) => weight(b) - weight(a))[0]
  return worst === undefined ? kindNotKnown : withReason(withError(worst), id, means.reasonOf)
}

/** One for each purpose there is; more would only make us fetch. */
const mostEntries = 4

const malformed: Finding = { result: 'failed', code: 'status-entry-malformed' }
const kindNotKnown: Finding = { result: 'unknown', code: 'status-kind-not-known' }

async function checkEntry(
  entry: Json,
  credentialId: string | undefined,
  { readList, readRevocationList }: StatusMeans,
): Promise<Finding> {
  const type = bitstringType(entry)
  if (type !== undefined) return checkBitstring(readBitstringEntry(entry, type), readList)
  if (!hasType(entry, '1EdTechRevocationList')) return kindNotKnown
  return credentialId === undefined ? malformed : readRevocationList(entry, credentialId)
}

const stateOfPurpose: Readonly<Record<string, string>> = {
  revocation: 'revoked',
  suspension: 'suspended',
}

async function checkBitstring(
  entry: BitstringEntry | undefined,
  readList: StatusMeans['readList'],
): Promise<Finding> {
  if (entry === undefined) return malformed
  const list = await readList(entry)
  if (!list.ok) return list.finding
  const { value, asOf, source } = list
  const { purpose, messages, reference } = entry
  const facts = { values: { purpose, asOf }, source }
  if (value === undefined) return { result: 'failed', code: 'status-index-out-of-range', ...facts }
  if (purpose === 'message') {
    // A message is for people to weigh: what it means for the badge, no rule of ours can say.
    const message = messages.get(value) ?? (value === 0 ? 'unset' : 'set')
    const said = { ...facts.values, message, ...(reference === undefined ? {} : { reference }) }
    return value === 0
      ? { result: 'passed', code: 'status-good', values: said, source }
      : { result: 'unknown', code: 'status-message', values: said, source }
  }
  if (value === 0) return { result: 'passed', code: 'status-good', ...facts }
  const state = stateOfPurpose[purpose]
  if (state !== undefined) return { result: 'failed', code: state, ...facts }
  // §2.1: a newer copy exists; this one is as good as it was.
  if (purpose === 'refresh') return { result: 'passed', code: 'newer-copy-exists', ...facts }
  return { result: 'unknown', code: 'status-purpose-not-known', ...facts }
}

function isState(code: string): boolean {
  return code === 'revoked' || code === 'suspended'
}

function weight({ result, code }: Finding): number {
  if (code === 'revoked') return 6
  if (code === 'suspended') return 5
  if (code === 'newer-copy-exists') return 2
  return { failed: 4, unknown: 3, passed: 1, 'not-applicable': 0 }[result]
}

/** An id can be written into any badge; only our own list shows that the award is ours. */
async function withReason(
  finding: Finding,
  credentialId: string | undefined,
  reasonOf: StateReason | undefined,
): Promise<Finding> {
  const ours = finding.source === thisService && isState(finding.code)
  if (!ours || reasonOf === undefined || credentialId === undefined) return finding
  const reason = await reasonOf(credentialId)
  return reason === undefined ? finding : { ...finding, values: { ...finding.values, reason } }
}

/** What Bitstring Status List §3 calls each of these, for machines that know its names. */
const errors: Readonly<Record<string, string>> = {
  'status-list-not-reached': 'STATUS_RETRIEVAL_ERROR',
  'status-list-unreadable': 'STATUS_RETRIEVAL_ERROR',
  'status-list-of-another-issuer': 'STATUS_VERIFICATION_ERROR',
  'status-list-not-genuine': 'STATUS_VERIFICATION_ERROR',
  'status-list-not-shown-genuine': 'STATUS_VERIFICATION_ERROR',
  'status-list-for-another-purpose': 'STATUS_VERIFICATION_ERROR',
  'status-list-malformed': 'MALFORMED_VALUE_ERROR',
  'status-entry-malformed': 'MALFORMED_VALUE_ERROR',
  'status-list-too-short': 'STATUS_LIST_LENGTH_ERROR',
  'status-index-out-of-range': 'RANGE_ERROR',
}

function withError(finding: Finding): Finding {
  const error = errors[finding.code]
  return error === undefined ? finding : { ...finding, values: { ...finding.values, error } }
}
