import type { Learner } from './tables.ts'

/**
 * Who decides for a learner today. child: a guardian. youth: old enough to decide for themselves what the policy
 * of their organization lets them. adult: everything themselves. unknown: nobody said.
 */
export type Standing = 'child' | 'youth' | 'adult' | 'unknown'

/** What of a learner says their age. */
export type Aged = Pick<Learner, 'ageBand' | 'consentsFrom' | 'adultFrom'>

/**
 * Dates go before what staff chose, since they come true by themselves. A minor without dates is a child: the
 * younger of what they may be.
 * @param today YYYY-MM-DD
 */
export function standingOf({ ageBand, consentsFrom, adultFrom }: Aged, today: string): Standing {
  if (adultFrom === undefined ? ageBand === 'adult' : adultFrom <= today) return 'adult'
  if (consentsFrom !== undefined) return consentsFrom <= today ? 'youth' : 'child'
  return ageBand === 'minor' || adultFrom !== undefined ? 'child' : 'unknown'
}

/** Whether a change says another age. */
export function isOtherAge(before: Aged, after: Aged): boolean {
  return (
    before.ageBand !== after.ageBand ||
    before.consentsFrom !== after.consentsFrom ||
    before.adultFrom !== after.adultFrom
  )
}

/**
 * The changed record, to be looked after at once where the age is another: what waited for a guardian may go on.
 * @param today YYYY-MM-DD
 */
export function followingAge(before: Learner, after: Learner, today: string): Learner {
  return isOtherAge(before, after)
    ? { ...after, consentsDueAt: `${today}T00:00:00Z`, consentsAttempts: 0 }
    : after
}
