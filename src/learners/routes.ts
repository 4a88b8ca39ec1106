import Type from 'typebox'
import { LearnerAnswer, LearnerBody, LearnerChangeBody } from '../../schemas/requests/awards.ts'
import { closed, Id, Next, Paging } from '../../schemas/requests/common.ts'
import { route } from '../web/route.ts'
import type { Learners } from './learners.ts'
import type { Learner } from './tables.ts'
import type { Datum, MayShow } from './visibility.ts'

const tag = 'Learners'
const params = Type.Object({ organizationId: Id }, closed)
const collection = '/api/v1/organizations/:organizationId/learners'

/** What staff of an organization see of a learner. */
export function presentLearner(
  learner: Learner,
  organizationId: string,
  mayShow: MayShow,
): Type.Static<typeof LearnerAnswer> {
  const {
    id,
    name,
    email,
    language,
    ageBand,
    rosterId,
    consentsFrom,
    adultFrom,
    groups = [],
    accountId,
    createdAt,
  } = learner
  const may = (datum: Datum) => mayShow({ kind: 'staff', organizationId }, datum, learner)
  return {
    id,
    name: may('recipient-name') ? name : '',
    ...(email !== undefined && may('email') ? { email } : {}),
    language,
    ageBand: may('age-band') ? ageBand : 'unknown',
    ...(rosterId !== undefined && may('recipient-name') ? { rosterId } : {}),
    ...(consentsFrom !== undefined && may('thresholds') ? { consentsFrom } : {}),
    ...(adultFrom !== undefined && may('thresholds') ? { adultFrom } : {}),
    groups: [...groups],
    claimed: accountId !== undefined,
    createdAt,
  }
}

export function learnerRoutes(learners: Learners, mayShow: MayShow) {
  return [
    route({
      method: 'get',
      path: collection,
      operationId: 'listLearners',
      tag,
      summary: 'The learners an organization holds, newest first, or found by the start of a word',
      access: 'learners:read',
      params,
      query: Type.Object(
        { search: Type.Optional(Type.String({ maxLength: 100 })), ...Paging },
        closed,
      ),
      answers: {
        200: {
          description: 'A page of learners',
          schema: Type.Object({ learners: Type.Array(LearnerAnswer), next: Next }),
        },
      },
      errors: ['not-found', 'not-allowed'],
      async handle({ caller, params: { organizationId }, query }) {
        const { rows, next } = await learners.list(caller, organizationId, query)
        const found = rows.map((row) => presentLearner(row, organizationId, mayShow))
        return { status: 200, body: { learners: found, ...(next === undefined ? {} : { next }) } }
      },
    }),
    route({
      method: 'post',
      path: collection,
      operationId: 'addLearner',
      tag,
      summary: 'Add a learner: a name and an address, or a nickname without one',
      access: 'learners:write',
      params,
      body: LearnerBody,
      answers: { 201: { description: 'The learner', schema: LearnerAnswer } },
      errors: ['not-found', 'not-allowed', 'already-exists', 'conflict'],
      async handle({ caller, params: { organizationId }, body }) {
        const { language = 'en', ageBand = 'unknown', ...person } = body
        const learner = await learners.add(caller, organizationId, { ...person, language, ageBand })
        return { status: 201, body: presentLearner(learner, organizationId, mayShow) }
      },
    }),
    route({
      method: 'put',
      path: `${collection}/:learnerId`,
      operationId: 'changeLearner',
      tag,
      summary: 'Change what is noted of a learner: name, roster id, age',
      access: 'learners:write',
      params: Type.Object({ organizationId: Id, learnerId: Id }, closed),
      body: LearnerChangeBody,
      answers: { 200: { description: 'The changed learner', schema: LearnerAnswer } },
      errors: ['not-found', 'not-allowed', 'already-exists', 'conflict'],
      async handle({ caller, params: { organizationId, learnerId }, body }) {
        const learner = await learners.change(caller, organizationId, learnerId, body)
        return { status: 200, body: presentLearner(learner, organizationId, mayShow) }
      },
    }),
  ]
}
