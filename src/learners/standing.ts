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
