import type { CheckResult, Verdict } from '../../schemas/requests/verification.ts'

export type Tone = 'good' | 'warning' | 'bad' | 'unknown'

/** A yes, a no, or a "cannot say": the last is never green. */
export const tones: Readonly<Record<Verdict, Tone>> = {
  valid: 'good',
  'not-yet-valid': 'warning',
  expired: 'warning',
  revoked: 'bad',
  suspended: 'warning',
  'another-recipient': 'bad',
  invalid: 'bad',
  'could-not-check': 'unknown',
}

export const resultTones: Readonly<Record<CheckResult, Exclude<Tone, 'warning'> | 'info'>> = {
  passed: 'good',
  failed: 'bad',
  unknown: 'unknown',
  'not-applicable': 'info',
}
