import type { Learner } from './tables.ts'

/** The age that counts as adult where nothing else is agreed. */
const adultAge = 18

export type EffectiveAge = 'minor' | 'adult' | 'unknown'

/**
 * What may be assumed today. Staff's word that somebody is a minor stands against the person's own;
 * a person's own answer counts only where staff said nothing.
 */
export function ageOf(learner: Pick<Learner, 'ageBand' | 'adultFrom'>, now: Date): EffectiveAge {
  if (learner.ageBand !== 'unknown') return learner.ageBand
  if (learner.adultFrom === undefined) return 'unknown'
  return learner.adultFrom <= now.toISOString().slice(0, 10) ? 'adult' : 'minor'
}

/**
 * The day from which somebody born in this month is certainly an adult: the first day of the month
 * after the birthday month, since the day is not asked.
 */
export function adultFrom(birth: { year: number; month: number }): string {
  const date = new Date(Date.UTC(birth.year + adultAge, birth.month, 1))
  return date.toISOString().slice(0, 10)
}
