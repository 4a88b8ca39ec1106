import { idOf, isJsonObject, listOf, type Json, type JsonObject } from '../../credentials/json.ts'
import type { Finding } from '../check.ts'
import { member, textOf } from '../json-values.ts'
import type { Documents } from './documents.ts'
import type { Issuing } from './issuer.ts'

/**
 * OB 2.0 "SignedBadge Verification", step 7, and "RevocationList": does the issuer's list name this Assertion, by its id or by
 * its older uid? Nothing is fetched for what is not proven.
 */
export async function checkRevocationList(
  assertion: JsonObject,
  { profile }: Issuing,
  proof: Finding,
  documents: Documents,
): Promise<Finding> {
  const address = idOf(member(profile, 'revocationList'))
  if (proof.result !== 'passed') return { result: 'unknown', code: 'not-looked-up' }
  if (member(assertion, 'revoked') === true) return revoked(assertion)
  if (address === undefined) return { result: 'not-applicable', code: 'no-status-entry' }
  const answer = await documents.get(address)
  const { source } = answer
  if (!answer.ok) {
    const values = { reason: answer.reason }
    return { result: 'unknown', code: 'status-list-not-reached', values, source }
  }
  const list = answer.object
  const [id, owner] = [member(list, 'id'), idOf(member(list, 'issuer'))]
  if (owner !== undefined && owner !== idOf(profile)) {
    return { result: 'failed', code: 'status-list-of-another-issuer', source }
  }
  const entries = entriesOf(list)
  if (entries === undefined || (id !== undefined && id !== address)) {
    return { result: 'failed', code: 'status-list-malformed', source }
  }
  const entry = entries.find((one) => names(one, assertion))
  if (entry === undefined) return { result: 'passed', code: 'status-good', source }
  return { ...revoked(entry), source }
}

function revoked(said: Json): Finding {
  const reason = textOf(member(said, 'revocationReason'))
  const values = reason === undefined ? {} : { values: { reason } }
  return { result: 'failed', code: 'revoked', ...values }
}

/** The entries of 2.0; in 1.x the list was one object, from each uid to the reason. */
function entriesOf(list: JsonObject): readonly Json[] | undefined {
  const entries = member(list, 'revokedAssertions')
  if (entries !== undefined) return listOf(entries)
  if (list['@context'] !== undefined || list['type'] !== undefined) return undefined
  return Object.entries(list).map(([uid, revocationReason]) => ({ uid, revocationReason }))
}

function names(entry: Json, assertion: JsonObject): boolean {
  const id = idOf(assertion)
  const uid = textOf(member(assertion, 'uid'))
  // Lists that were made for 1.x and rewritten for 2.0 go on naming what has no id by its uid.
  if (typeof entry === 'string') return entry === id || entry === uid
  if (!isJsonObject(entry) || entry['revoked'] === false) return false
  return (id !== undefined && entry['id'] === id) || (uid !== undefined && entry['uid'] === uid)
}
