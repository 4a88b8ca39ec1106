import Type from 'typebox'
import {
  AwardAnswer,
  AwardBody,
  AwardStateSchema,
  ReasonBody,
} from '../../schemas/requests/awards.ts'
import { closed, Id, Next, Paging } from '../../schemas/requests/common.ts'
import type { Achievements } from '../achievements/achievements.ts'
import type { Caller } from '../caller.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import type { Learners } from '../learners/learners.ts'
import type { MayShow } from '../learners/visibility.ts'
import { route } from '../web/route.ts'
import type { Issuing } from './issuing.ts'
import { presentAward } from './present.ts'
import { statementOf } from './statement.ts'
import type { Award } from './tables.ts'
import { hasResults, toldResults } from './told-results.ts'

export interface AwardRouteDeps {
  readonly issuing: Issuing
  readonly achievements: Pick<Achievements, 'version'>
  readonly learners: Learners
  readonly identifiers: Identifiers
  readonly mayShow: MayShow
}

const tag = 'Awards'
const params = Type.Object({ organizationId: Id }, closed)
const oneParams = Type.Object({ organizationId: Id, awardId: Id }, closed)
const collection = '/api/v1/organizations/:organizationId/awards'
const one = `${collection}/:awardId` as const

export function awardRoutes(deps: AwardRouteDeps) {
  const { issuing, learners, achievements, identifiers } = deps

  const resultsOf = async (award: Award) => {
    if (!hasResults(award)) return {}
    const version = await achievements.version(award.achievementId, award.achievementVersion)
    return { results: toldResults(award, version, identifiers) }
  }

  const present = async (caller: Caller, award: Award) => {
    const code =
      award.claimKind === 'code' && award.claimedAt === undefined
        ? await issuing.claimCode(caller, award.organizationId, award.id).catch(() => undefined)
        : undefined
    return presentAward(award, await learners.byId(award.learnerId), deps, {
      ...(code === undefined ? {} : { claimCode: code }),
      ...(await resultsOf(award)),
    })
  }
  const answer = async (caller: Caller, award: Award, status = 200) => ({
    status,
    body: await present(caller, award),
  })

  return [
    route({
      method: 'get',
      path: collection,
      operationId: 'listAwards',
      tag,
      summary: 'The awards an organization made, newest first',
      access: 'awards:read',
      params,
      query: Type.Object(
        { state: Type.Optional(AwardStateSchema), learnerId: Type.Optional(Id), ...Paging },
        closed,
      ),
      answers: {
        200: {
          description: 'A page of awards',
          schema: Type.Object({ awards: Type.Array(AwardAnswer), next: Next }),
        },
      },
      errors: ['not-found', 'not-allowed'],
      async handle({ caller, params: { organizationId }, query }) {
        const { rows, next } = await issuing.list(caller, organizationId, query)
        const held = await learners.byIds(rows.map((award) => award.learnerId))
        const byId = new Map(held.map((learner) => [learner.id, learner]))
        const awards = await Promise.all(
          rows.map(async (award) =>
            presentAward(award, byId.get(award.learnerId), deps, await resultsOf(award)),
          ),
        )
        return { status: 200, body: { awards, ...(next === undefined ? {} : { next }) } }
      },
    }),
    route({
      method: 'post',
      path: collection,
      operationId: 'makeAward',
      tag,
      summary: 'Award an achievement to one learner, by mail or by a claim code',
      access: 'awards:write',
      resumable: true,
      params,
      body: AwardBody,
      answers: { 201: { description: 'The award, signed', schema: AwardAnswer } },
      errors: ['not-found', 'not-allowed', 'achievement-not-published', 'too-many-requests'],
      async handle({ caller, params: { organizationId }, body, repeatId }) {
        const { achievementId, learner, identifiers: names, ...statement } = body
        const award = await issuing.award(caller, organizationId, {
          ...(repeatId === undefined ? {} : { id: repeatId }),
          achievementId,
          learner:
            'id' in learner
              ? { learnerId: learner.id }
              : { language: 'en', ageBand: 'unknown', ...learner },
          statement: statementOf(statement),
          ...(names === undefined ? {} : { identifiers: names }),
        })
        return answer(caller, award, 201)
      },
    }),
    route({
      method: 'get',
      path: one,
      operationId: 'readAward',
      tag,
      summary: 'One award, with its claim code while it waits for one',
      access: 'awards:read',
      params: oneParams,
      answers: { 200: { description: 'The award', schema: AwardAnswer } },
      errors: ['not-found', 'not-allowed'],
      async handle({ caller, params: { organizationId, awardId } }) {
        return answer(caller, await issuing.read(caller, organizationId, awardId))
      },
    }),
    route({
      method: 'post',
      path: `${one}/revocation`,
      operationId: 'revokeAward',
      tag,
      summary: 'Revoke an award for good, with a reason',
      access: 'awards:write',
      params: oneParams,
      body: ReasonBody,
      answers: { 200: { description: 'The revoked award', schema: AwardAnswer } },
      errors: ['not-found', 'not-allowed', 'already-revoked', 'award-not-issued'],
      async handle({ caller, params: { organizationId, awardId }, body }) {
        return answer(
          caller,
          await issuing.state.revoke(caller, organizationId, awardId, body.reason),
        )
      },
    }),
    route({
      method: 'post',
      path: `${one}/suspension`,
      operationId: 'suspendAward',
      tag,
      summary: 'Suspend an award for a while, with a reason',
      access: 'awards:write',
      params: oneParams,
      body: ReasonBody,
      answers: { 200: { description: 'The suspended award', schema: AwardAnswer } },
      errors: [
        'not-found',
        'not-allowed',
        'already-revoked',
        'award-not-issued',
        'not-suspendable',
      ],
      async handle({ caller, params: { organizationId, awardId }, body }) {
        return answer(
          caller,
          await issuing.state.suspend(caller, organizationId, awardId, body.reason),
        )
      },
    }),
    route({
      method: 'delete',
      path: `${one}/suspension`,
      operationId: 'reinstateAward',
      tag,
      summary: 'Take a suspension back',
      access: 'awards:write',
      params: oneParams,
      answers: { 200: { description: 'The reinstated award', schema: AwardAnswer } },
      errors: ['not-found', 'not-allowed', 'already-revoked', 'award-not-issued'],
      async handle({ caller, params: { organizationId, awardId } }) {
        return answer(caller, await issuing.state.reinstate(caller, organizationId, awardId))
      },
    }),
    route({
      method: 'post',
      path: `${one}/mails`,
      operationId: 'mailAward',
      tag,
      summary: 'Mail the award to its learner again',
      access: 'awards:write',
      params: oneParams,
      answers: { 202: { description: 'It will be mailed', schema: AwardAnswer } },
      errors: ['not-found', 'not-allowed', 'conflict', 'too-many-requests'],
      async handle({ caller, params: { organizationId, awardId } }) {
        return answer(caller, await issuing.mailAgain(caller, organizationId, awardId), 202)
      },
    }),
  ]
}
