import type { Verdict } from '../../schemas/requests/verification.ts'

/** The colour and the icon of a verdict. What could not be checked is never green. */
export const verdictTones: Readonly<Record<Verdict, 'good' | 'warning' | 'bad' | 'unknown'>> = {
  valid: 'good',
  'not-yet-valid': 'warning',
  expired: 'warning',
  revoked: 'bad',
  suspended: 'warning',
  'another-recipient': 'bad',
  invalid: 'bad',
  'could-not-check': 'unknown',
}
