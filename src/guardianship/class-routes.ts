import Type from 'typebox'
import { closed, Id } from '../../schemas/requests/common.ts'
import { Paper } from '../../schemas/requests/claiming.ts'
import {
  ClassConsentsBody,
  LearnerConsentsAnswer,
  SlipsAnswer,
} from '../../schemas/requests/guardianship.ts'
import { languages } from '../text/languages.ts'
import { pdfHeaders } from '../web/pdf.ts'
import { route } from '../web/route.ts'
import type { Guardianship } from './guardianship.ts'
import type { PresentLearners } from './present.ts'

const tag = 'Guardians and consent'
const group = '/api/v1/organizations/:organizationId/groups/:groupId'
const params = Type.Object({ organizationId: Id, groupId: Id }, closed)
const errors = ['not-found', 'not-allowed'] as const

export const slipLanguages = { en: ['en'], es: ['es'], both: languages } as const

/** What is done for a whole class at once. */
export function classRoutes(
  { consents, slips }: Guardianship['classes'],
  presentLearners: PresentLearners,
) {
  return [
    route({
      method: 'post',
      path: `${group}/consents`,
      operationId: 'recordGroupConsents',
      tag,
      summary:
        'Note what the papers of a class say: the same for everybody, or of each something else',
      access: 'learners:write',
      params,
      body: ClassConsentsBody,
      answers: {
        200: {
          description: 'How consent stands for each of whom something was said',
          schema: Type.Object({ learners: Type.Array(LearnerConsentsAnswer) }),
        },
      },
      errors: [...errors, 'consent-method-too-weak', 'conflict'],
      async handle({ caller, params: { organizationId, groupId }, body }) {
        const { language = 'en' } = body
        const papers = { ...body, language }
        const kept = await consents.record(caller, organizationId, groupId, papers)
        return { status: 200, body: { learners: await presentLearners(organizationId, kept) } }
      },
    }),
    route({
      method: 'post',
      path: `${group}/guardian-slips`,
      operationId: 'makeGuardianSlips',
      tag,
      summary: 'Make a slip for every learner in a group who has neither a guardian nor a slip',
      access: 'learners:write',
      params,
      answers: { 200: { description: 'How many there are', schema: SlipsAnswer } },
      errors,
      async handle({ caller, params: { organizationId, groupId } }) {
        return { status: 200, body: await slips.make(caller, organizationId, groupId) }
      },
    }),
    route({
      method: 'get',
      path: `${group}/guardian-slips`,
      operationId: 'printGuardianSlips',
      tag,
      summary: 'The slips of a group that are open, as PDF, in one language or several',
      access: 'learners:write',
      params,
      query: Type.Object(
        {
          paper: Type.Optional(Paper),
          language: Type.Optional(Type.Enum(['en', 'es', 'both'])),
        },
        closed,
      ),
      answers: { 200: { description: 'The slips', contentType: 'application/pdf' } },
      errors,
      async handle({ caller, params: { organizationId, groupId }, query }) {
        const { paper = 'a4', language = 'en' } = query
        const chosen = slipLanguages[language]
        const bytes = await slips.print(caller, organizationId, groupId, {
          paper,
          languages: chosen,
        })
        return { status: 200, body: bytes, headers: pdfHeaders('slips') }
      },
    }),
  ]
}
