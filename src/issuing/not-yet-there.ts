import type { NewLearner } from '../learners/learners.ts'
import type { Learner } from '../learners/tables.ts'

/** Somebody new as they would be written down: to see what an award would be before anybody is. */
export function notYetThere(
  person: NewLearner,
  organizationId: string,
  createdAt: string,
): Learner {
  return {
    ...person,
    ...{ id: 'nobody', version: 0, organizationId, words: [], createdAt },
    subjectUuid: '00000000-0000-4000-8000-000000000000',
  }
}
