import type { Award, AwardState } from './tables.ts'

/** The states of an award whose credential exists. */
export type SignedState = Exclude<AwardState, 'waiting' | 'pending'>

/**
 * Whether there is a credential: before, an award is nothing that its learner or a stranger can see, and neither is one
 * that was taken back before anybody was told, or whose learner was removed.
 */
export function isSigned<A extends Pick<Award, 'state' | 'undoneAt' | 'erasedAt'>>(
  award: A,
): award is A & { readonly state: SignedState } {
  const isMade = award.state !== 'waiting' && award.state !== 'pending'
  return isMade && award.undoneAt === undefined && award.erasedAt === undefined
}
