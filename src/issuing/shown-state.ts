import type { Award, AwardState } from './tables.ts'

/** How an award stands today, as people are told: an award whose end has passed is not called valid. */
export type ShownState = AwardState | 'expired'

/** @param now RFC 3339 */
export function shownState({ state, statement }: Award, now: string): ShownState {
  const { validUntil } = statement
  return state === 'issued' && validUntil !== undefined && validUntil < now ? 'expired' : state
}
