import Type, { type Static } from 'typebox'
import { AwardAnswer } from '../../schemas/requests/awards.ts'
import { closed, Id, Next, Paging } from '../../schemas/requests/common.ts'
import {
  RemindBody,
  RemindedAnswer,
  UnclaimedAnswer,
  UnclaimedFilterSchema,
  UnclaimedPolicyBody,
} from '../../schemas/requests/unclaimed.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import type { Learners } from '../learners/learners.ts'
import type { MayShow } from '../learners/visibility.ts'
import { route } from '../web/route.ts'
import type { Issuing } from './issuing.ts'
import { presentAward } from './present.ts'
import type { Unclaimed } from './unclaimed/list.ts'
import { remindersOf } from './unclaimed/waiting.ts'

export interface UnclaimedRouteDeps {
  readonly issuing: Pick<Issuing, 'unclaimed'>
  readonly learners: Pick<Learners, 'byId'>
  readonly identifiers: Identifiers
  readonly mayShow: MayShow
}

const tag = 'Unclaimed awards'
const params = Type.Object({ organizationId: Id }, closed)
const collection = '/api/v1/organizations/:organizationId/unclaimed-awards'

/** Awards that nobody has claimed: listed, reminded of, given more time; and what happens by itself. */
export function unclaimedRoutes(deps: UnclaimedRouteDeps) {
  const { unclaimed } = deps.issuing
  const { policies, mailStops } = unclaimed

  return [
    route({
      method: 'get',
      path: collection,
      operationId: 'listUnclaimedAwards',
      tag,
      summary: 'The awards that wait to be claimed, longest first',
      access: 'awards:read',
      params,
      query: Type.Object({ filter: Type.Optional(UnclaimedFilterSchema), ...Paging }, closed),
      answers: {
        200: {
          description: 'A page of them; it may hold few and still have a `next`',
          schema: Type.Object({ awards: Type.Array(UnclaimedAnswer), next: Next }),
        },
      },
      errors: ['not-found', 'not-allowed'],
      async handle({ caller, params: { organizationId }, query }) {
        const { rows, next } = await unclaimed.list(caller, organizationId, query)
        const awards = rows.map((row) => presentUnclaimed(row, deps.mayShow))
        return { status: 200, body: { awards, ...(next === undefined ? {} : { next }) } }
      },
    }),
    route({
      method: 'post',
      path: `${collection}/reminders`,
      operationId: 'remindOfAwards',
      tag,
      summary: 'Remind of awards by mail: each at most twice, three days apart',
      access: 'awards:write',
      params,
      body: RemindBody,
      answers: { 202: { description: 'What becomes of each', schema: RemindedAnswer } },
      errors: ['not-found', 'not-allowed'],
      async handle({ caller, params: { organizationId }, body: { awardIds } }) {
        const reminders = await unclaimed.remindAll(caller, organizationId, awardIds)
        return { status: 202, body: { reminders } }
      },
    }),
    route({
      method: 'post',
      path: `${collection}/:awardId/renewal`,
      operationId: 'renewClaim',
      tag,
      summary: 'Give the claim link or code of an award its whole time anew',
      access: 'awards:write',
      resumable: true,
      params: Type.Object({ organizationId: Id, awardId: Id }, closed),
      answers: { 200: { description: 'The award', schema: AwardAnswer } },
      errors: ['not-found', 'not-allowed', 'already-claimed'],
      async handle({ caller, params: { organizationId, awardId } }) {
        const award = await unclaimed.renew(caller, organizationId, awardId)
        const learner = await deps.learners.byId(award.learnerId)
        return { status: 200, body: presentAward(award, learner, deps) }
      },
    }),
    route({
      method: 'get',
      path: `${collection}/policy`,
      operationId: 'readUnclaimedPolicy',
      tag,
      summary: 'When reminders go out by themselves, and how long a claim works',
      access: 'awards:read',
      params,
      answers: { 200: { description: 'The policy', schema: UnclaimedPolicyBody } },
      errors: ['not-found', 'not-allowed'],
      async handle({ caller, params: { organizationId } }) {
        return { status: 200, body: await policies.read(caller, organizationId) }
      },
    }),
    route({
      method: 'put',
      path: `${collection}/policy`,
      operationId: 'changeUnclaimedPolicy',
      tag,
      summary: 'Change that, for awards that wait already too',
      access: 'organizations:write',
      params,
      body: UnclaimedPolicyBody,
      answers: { 200: { description: 'The policy', schema: UnclaimedPolicyBody } },
      errors: ['not-found', 'not-allowed'],
      async handle({ caller, params: { organizationId }, body }) {
        return { status: 200, body: await policies.change(caller, organizationId, body) }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/mail-stops/:token',
      operationId: 'stopMails',
      tag,
      summary: 'Stop the mails of one organization, by the link in one of them (RFC 8058)',
      access: 'anyone',
      params: Type.Object({ token: Type.String({ minLength: 20, maxLength: 100 }) }, closed),
      answers: { 204: { description: 'No more mails are sent to that address' } },
      errors: ['not-found'],
      async handle({ params: { token } }) {
        await mailStops.stop(token)
        return { status: 204 }
      },
    }),
  ]
}

function presentUnclaimed(row: Unclaimed, mayShow: MayShow): Static<typeof UnclaimedAnswer> {
  const { award, learner, hindrance } = row
  const viewer = { kind: 'staff', organizationId: award.organizationId } as const
  const named = learner !== undefined && mayShow(viewer, 'recipient-name', learner)
  return {
    awardId: award.id,
    learnerId: award.learnerId,
    recipientName: named ? learner.name : '',
    achievementName: award.achievementName,
    waitsSince: award.waitsSince ?? award.createdAt,
    delivery: award.delivery,
    mailsStopped: row.stopped,
    reminders: remindersOf(award),
    ...(award.remindedAt === undefined ? {} : { remindedAt: award.remindedAt }),
    ...(award.reminder === undefined ? {} : { reminder: award.reminder }),
    ...(row.claimEndsAt === undefined ? {} : { claimEndsAt: row.claimEndsAt }),
    ...(hindrance === undefined ? {} : { hindrance }),
  }
}
