import Type from 'typebox'
import { closed, Id } from '../../schemas/requests/common.ts'
import { RemovalAnswer, RemovalQuery } from '../../schemas/requests/removal.ts'
import { route } from '../web/route.ts'
import type { Removal } from './removal/removal.ts'

/** A learner is removed. */
export function removalRoutes(removal: Pick<Removal, 'remove'>) {
  return [
    route({
      method: 'delete',
      path: '/api/v1/organizations/:organizationId/learners/:learnerId',
      operationId: 'removeLearner',
      tag: 'Learners',
      summary:
        'Remove a learner and everything that is kept of them; what was awarded is revoked. For owners, and for good',
      access: 'learners:write',
      params: Type.Object({ organizationId: Id, learnerId: Id }, closed),
      query: RemovalQuery,
      answers: {
        200: {
          description: 'Nobody finds them any more. Asked again, there is no such learner',
          schema: RemovalAnswer,
        },
      },
      errors: ['not-found', 'not-allowed'],
      async handle({ caller, params: { organizationId, learnerId }, query: { reason } }) {
        const removed = await removal.remove(caller, organizationId, learnerId, reason)
        return { status: 200, body: removed }
      },
    }),
  ]
}
