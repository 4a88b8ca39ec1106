import type { Verdict } from '../../../schemas/requests/verification.ts'
import type { Finding } from '../check.ts'

/**
 * How the credentials inside a transcript or a presentation came out, in sum. Each has a report of its own, and none of
 * them is the word of who put them together: no verdict on the whole hangs on this.
 * @param total how many there are, those that were not looked at too
 */
export function checkCredentials(
  credentials: readonly { readonly verdict: Verdict }[],
  total: number,
): Finding {
  const good = credentials.filter(({ verdict }) => verdict === 'valid').length
  const values = { good, total }
  if (total === 0) return { result: 'failed', code: 'nothing-inside', values }
  if (good === total) return { result: 'passed', code: 'all-inside-good', values }
  if (credentials.length < total) return { result: 'unknown', code: 'too-many-inside', values }
  const unsure = credentials.every(
    ({ verdict }) => verdict === 'valid' || verdict === 'could-not-check',
  )
  return { result: unsure ? 'unknown' : 'failed', code: 'some-inside-not-good', values }
}
