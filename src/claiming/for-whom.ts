import type { HowToClaim } from './take-card.ts'

/** What was chosen on a page: for oneself, for a child who is new, or for one of the children by its id. */
export function forWhom(chosen: string): Pick<HowToClaim, 'as' | 'childId'> {
  if (chosen === 'self' || chosen === 'guardian') return { as: chosen }
  return { as: 'guardian', childId: chosen }
}
