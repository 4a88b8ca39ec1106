import Type from 'typebox'
import { AwardAnswer, CorrectionBody } from '../../schemas/requests/awards.ts'
import { closed, Id } from '../../schemas/requests/common.ts'
import { route } from '../web/route.ts'
import { presentAward } from './present.ts'
import type { AwardRouteDeps } from './routes.ts'
import { statementOf } from './statement.ts'

/** The corrections of an award, beside its other routes. */
export function correctionRoutes(deps: AwardRouteDeps) {
  const { issuing, learners } = deps
  return [
    route({
      method: 'post',
      path: '/api/v1/organizations/:organizationId/awards/:awardId/corrections',
      operationId: 'correctAward',
      tag: 'Awards',
      summary: 'Sign a corrected copy: the same credential id, a newer validFrom',
      access: 'awards:write',
      params: Type.Object({ organizationId: Id, awardId: Id }, closed),
      body: CorrectionBody,
      answers: { 201: { description: 'The corrected award', schema: AwardAnswer } },
      errors: [
        'not-found',
        'not-allowed',
        'already-revoked',
        'award-not-issued',
        'nothing-to-correct',
        'changed-meanwhile',
        'conflict',
      ],
      async handle({ caller, params: { organizationId, awardId }, body }) {
        const { statement, identifiers, ...request } = body
        const award = await issuing.correct(caller, organizationId, awardId, {
          ...request,
          ...(identifiers === undefined ? {} : { identifiers }),
          statement: statementOf(statement),
        })
        const learner = await learners.byId(award.learnerId)
        return { status: 201, body: presentAward(award, learner, deps) }
      },
    }),
  ]
}
