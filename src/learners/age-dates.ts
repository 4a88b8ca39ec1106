import type { FieldProblem } from '../errors.ts'
import type { AgeBand } from './tables.ts'

/** At what age one decides for oneself about one's data, and at what age one is an adult, in years. */
export interface Ages {
  readonly consent: number
  readonly adult: number
}

/**
 * From when on a learner decides for themself, and is an adult. Each is the first of a month, the one after the true
 * day, so that no birth date stands anywhere.
 */
export interface AgeDates {
  readonly consentsFrom?: string
  readonly adultFrom?: string
}

/** @param month of birth, `YYYY-MM` */
export function ageDatesOf(month: string, ages: Ages): Required<AgeDates> {
  const year = Number(month.slice(0, 4))
  const at = (age: number) =>
    firstAfter(`${String(year + age).padStart(4, '0')}${month.slice(4, 7)}`)
  return { consentsFrom: at(ages.consent), adultFrom: at(ages.adult) }
}

/** The first day after a month: '2026-12' → '2027-01-01'. */
export function firstAfter(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 10)
}

/** The month before a first day, the one in which somebody turns that old: '2027-01-01' → '2026-12'. */
export function monthBefore(first: string): string {
  const [year = 0, number = 0] = first.split('-').map(Number)
  return new Date(Date.UTC(year, number - 2, 1)).toISOString().slice(0, 7)
}

/** What staff say of the age, or else what the date says. */
export function ageBandOf(said: AgeBand, { adultFrom }: AgeDates, today: string): AgeBand {
  if (said !== 'unknown' || adultFrom === undefined) return said
  return adultFrom <= today ? 'adult' : 'minor'
}

/** What of this cannot be true together. */
export function ageProblems(
  { ageBand, consentsFrom, adultFrom }: AgeDates & { readonly ageBand: AgeBand },
  today: string,
): readonly FieldProblem[] {
  const isEarly = consentsFrom !== undefined && adultFrom !== undefined && adultFrom < consentsFrom
  const isTooYoung = ageBand === 'adult' && adultFrom !== undefined && adultFrom > today
  return isEarly || isTooYoung ? [{ path: '/adultFrom', rule: 'order' }] : []
}
