import { idOf, listOf, type JsonObject } from '../../credentials/json.ts'
import type { Finding } from '../check.ts'
import { hasType, member, momentOf, textOf } from '../json-values.ts'
import { isProven, type ProvenCredential } from '../prove.ts'
import type { RefreshReader } from '../refresh-service.ts'
import { isSameAddress } from '../same-address.ts'
import type { Opened } from '../secured.ts'

export interface RefreshMeans {
  readonly fetchCopy: (address: string) => ReturnType<RefreshReader>
  /** Steps 1 and 2 on what came. */
  readonly prove: (opened: Extract<Opened, { ok: true }>) => Promise<ProvenCredential>
}

/** The copy that is judged, and what came of asking for a newer one; no finding where there is nothing to ask. */
export interface Refreshed {
  readonly copy: ProvenCredential
  readonly finding?: Finding
}

/**
 * OB 3.0 §9.1 step 3 and 1EdTech Credential Refresh 1.0: a proven credential that names a refresh service is exchanged
 * for the copy that the service gives, once and never again, whatever that copy names. Anything else than a proven
 * copy of the same credential, at least as new, leaves the one that was handed in.
 */
export async function refreshOnce(
  original: ProvenCredential,
  { fetchCopy, prove }: RefreshMeans,
): Promise<Refreshed> {
  const services = listOf(member(original.credential, 'refreshService'))
  if (services.length === 0) return { copy: original }
  const keep = (code: string, values: Finding['values'] = {}, source?: string): Refreshed => ({
    copy: original,
    finding: { result: 'unknown', code, values, ...(source === undefined ? {} : { source }) },
  })

  // Whoever made the text up may have written any address into it.
  if (!isProven(original)) return keep('refresh-not-asked')
  const service = services.find((one) => hasType(one, '1EdTechCredentialRefresh'))
  const address = idOf(service)
  if (address === undefined) return keep('refresh-kind-not-known')

  const answer = await fetchCopy(address)
  if ('code' in answer) return { copy: original, finding: answer }
  const { opened, source } = answer
  if (!opened.ok) return keep('refresh-unreadable', {}, source)
  const newest: Finding = { result: 'passed', code: 'newest-copy', source }
  if (opened.text === original.text) return { copy: original, finding: newest }
  const copy = await prove(opened)
  if (!isSame(original.credential, copy.credential)) return keep('refresh-of-another', {}, source)
  const before = startOf(original.credential)
  const after = startOf(copy.credential)
  if (before === undefined || after === undefined || after < before) {
    return keep('refresh-older', {}, source)
  }
  if (!isProven(copy)) return keep('refresh-not-genuine', { reason: copy.proof.code }, source)
  if (after <= before) return { copy, finding: newest }
  const values = { before: before.toISOString(), now: after.toISOString() }
  return { copy, finding: { result: 'passed', code: 'newer-copy-used', values, source } }
}

/** OB 3.0, "Credential equality and comparison": the same issuer's credential under the same id. */
function isSame(one: JsonObject, other: JsonObject): boolean {
  return (
    isSameAddress(idOf(member(one, 'issuer')), idOf(member(other, 'issuer'))) &&
    isSameAddress(textOf(member(one, 'id')), textOf(member(other, 'id')))
  )
}

function startOf(credential: JsonObject): Date | undefined {
  return momentOf(member(credential, 'validFrom') ?? member(credential, 'issuanceDate'))
}
