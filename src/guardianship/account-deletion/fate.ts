import type { AccountDeletionAnswer } from '../../../schemas/requests/account-deletion.ts'
import type { Static } from 'typebox'
import { standingOf } from '../../learners/standing.ts'
import type { Learner } from '../../learners/tables.ts'
import type { Guardians } from '../guardians.ts'

/** What becomes of the record of a place when the account that it is linked to is deleted. */
export type Fate = Static<typeof AccountDeletionAnswer>['places'][number]['fate']

/**
 * A place keeps its record. Where it has let the person go, the record is theirs alone and goes with them; of a child it
 * stays with the guardians, who decide.
 */
export async function fateOf(
  learner: Learner,
  {
    guardians,
    today,
  }: { readonly guardians: Pick<Guardians, 'ofLearner'>; readonly today: string },
): Promise<Fate> {
  if (learner.letGo === undefined) return 'kept'
  if (standingOf(learner, today) !== 'child') return 'erased'
  return (await guardians.ofLearner(learner)).length > 0 ? 'with-guardians' : 'erased'
}
