import type { EndorsementReport } from '../../../schemas/requests/verification.ts'
import type { Finding } from '../check.ts'

/**
 * OB 3.0 §9.1 step 6, in sum. An endorsement that is not good says nothing against the badge: it is only shown as what it
 * is, so no verdict on the badge hangs on this.
 * @param total how many there are, those that were not looked at too
 */
export function checkEndorsements(
  endorsements: readonly Pick<EndorsementReport, 'verdict'>[],
  total: number,
): Finding {
  const good = endorsements.filter(({ verdict }) => verdict === 'valid').length
  const values = { good, total }
  if (good === total) return { result: 'passed', code: 'endorsements-good', values }
  if (endorsements.length < total) {
    return { result: 'unknown', code: 'endorsements-too-many', values }
  }
  const unsure = endorsements.every(
    ({ verdict }) => verdict === 'valid' || verdict === 'could-not-check',
  )
  return { result: unsure ? 'unknown' : 'failed', code: 'endorsements-not-all-good', values }
}
