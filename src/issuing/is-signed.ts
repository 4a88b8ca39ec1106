import type { Award, AwardState } from './tables.ts'

/** The states of an award whose credential exists. */
export type SignedState = Exclude<AwardState, 'waiting' | 'pending'>

/** Whether there is a credential: before, an award is nothing that its learner or a stranger can see. */
export function isSigned<A extends Pick<Award, 'state'>>(
  award: A,
): award is A & { readonly state: SignedState } {
  return award.state !== 'waiting' && award.state !== 'pending'
}
