import Type from 'typebox'
import { closed, Id } from '../../schemas/requests/common.ts'
import {
  ConsentPurposeSchema,
  EndGuardianshipBody,
  GuardianAddressBody,
  GuardianAnswer,
  GuardianInvitationAnswer,
  GuardianshipCodeAnswer,
  LearnerConsentsAnswer,
  RecordConsentsBody,
} from '../../schemas/requests/guardianship.ts'
import type { Learners } from '../learners/learners.ts'
import type { Learner } from '../learners/tables.ts'
import type { MayShow } from '../learners/visibility.ts'
import type { Organizations } from '../organizations/organizations.ts'
import { route } from '../web/route.ts'
import { timestamp, type World } from '../world.ts'
import type { Guardianship } from './guardianship.ts'
import { classRoutes } from './class-routes.ts'
import { policyRoutes } from './policy-routes.ts'
import { presentForStaff, type PresentLearners } from './present.ts'
import type { GuardianInvitation } from './tables.ts'

export interface GuardianshipRouteDeps {
  readonly guardianship: Guardianship
  readonly learners: Learners
  readonly organizations: Organizations
  readonly mayShow: MayShow
  readonly world: World
}

const tag = 'Guardians and consent'
const organization = '/api/v1/organizations/:organizationId'
const learnerPath = `${organization}/learners/:learnerId`
const params = Type.Object({ organizationId: Id }, closed)
const learnerParams = Type.Object({ organizationId: Id, learnerId: Id }, closed)

/** What staff do about guardians and consents. */
export function guardianshipRoutes(deps: GuardianshipRouteDeps) {
  const { guardianship, learners, organizations, mayShow, world } = deps
  const { policies, consents, invitations, codes, family, guardians } = guardianship

  const today = () => timestamp(world.now()).slice(0, 10)
  const rulesOf = async (organizationId: string) => ({
    policy: await policies.of(organizationId),
    mayShow,
    today: today(),
  })
  const presentLearner = async (learner: Learner) =>
    presentForStaff(learner, await rulesOf(learner.organizationId))
  const presentLearners: PresentLearners = async (organizationId, found) => {
    const rules = await rulesOf(organizationId)
    return found.map((learner) => presentForStaff(learner, rules))
  }
  const presentInvitation = ({ id, createdAt, expiresAt }: GuardianInvitation) => ({
    id,
    createdAt,
    expiresAt,
  })

  return [
    ...policyRoutes(policies),
    ...classRoutes(guardianship.classes, presentLearners),
    route({
      method: 'post',
      path: `${organization}/consents`,
      operationId: 'recordConsents',
      tag,
      summary:
        'Note consents that came on paper, through the school or in person, for several learners',
      access: 'learners:write',
      params,
      body: RecordConsentsBody,
      answers: {
        200: {
          description: 'How consent stands for each; adults need none and are left out',
          schema: Type.Object({ learners: Type.Array(LearnerConsentsAnswer) }),
        },
      },
      errors: ['not-found', 'not-allowed', 'consent-method-too-weak', 'conflict'],
      async handle({ caller, params: { organizationId }, body }) {
        const { language = 'en' } = body
        const kept = await consents.record(caller, organizationId, { ...body, language })
        return { status: 200, body: { learners: await presentLearners(organizationId, kept) } }
      },
    }),
    route({
      method: 'get',
      path: `${learnerPath}/consents`,
      operationId: 'readLearnerConsents',
      tag,
      summary: 'For what there is consent, by which way and since when',
      access: 'learners:read',
      params: learnerParams,
      answers: { 200: { description: 'The consents', schema: LearnerConsentsAnswer } },
      errors: ['not-found', 'not-allowed'],
      async handle({ caller, params: { organizationId, learnerId } }) {
        await organizations.requireRight(caller, organizationId, 'learner.read')
        const learner = await learners.ofOrganization(organizationId, learnerId)
        return { status: 200, body: await presentLearner(learner) }
      },
    }),
    route({
      method: 'delete',
      path: `${learnerPath}/consents/:purpose`,
      operationId: 'recordConsentTakenBack',
      tag,
      summary: 'Note that a consent was taken back: what was open because of it closes at once',
      access: 'learners:write',
      params: Type.Object(
        { organizationId: Id, learnerId: Id, purpose: ConsentPurposeSchema },
        closed,
      ),
      answers: { 200: { description: 'The consents', schema: LearnerConsentsAnswer } },
      errors: ['not-found', 'not-allowed'],
      async handle({ caller, params: { organizationId, learnerId, purpose } }) {
        const learner = await consents.recordTakenBack(caller, organizationId, learnerId, purpose)
        return { status: 200, body: await presentLearner(learner) }
      },
    }),
    route({
      method: 'get',
      path: `${learnerPath}/guardians`,
      operationId: 'listGuardians',
      tag,
      summary:
        'Who is a guardian of a learner today, and who was asked; neither names nor addresses',
      access: 'learners:read',
      params: learnerParams,
      answers: {
        200: {
          description: 'The guardians',
          schema: Type.Object({
            guardians: Type.Array(GuardianAnswer),
            invitations: Type.Array(GuardianInvitationAnswer),
          }),
        },
      },
      errors: ['not-found', 'not-allowed'],
      async handle({ caller, params: { organizationId, learnerId } }) {
        const waiting = await invitations.waiting(caller, organizationId, learnerId)
        const learner = await learners.ofOrganization(organizationId, learnerId)
        const found = (await guardians.ofLearner(learner)).map(({ accountId, way, since }) => ({
          accountId,
          way,
          since,
        }))
        return {
          status: 200,
          body: { guardians: found, invitations: waiting.map(presentInvitation) },
        }
      },
    }),
    route({
      method: 'post',
      path: `${learnerPath}/guardian-invitations`,
      operationId: 'inviteGuardian',
      tag,
      summary: 'Ask a guardian by mail. The mail names no child, and is the only one',
      access: 'learners:write',
      params: learnerParams,
      body: GuardianAddressBody,
      answers: {
        201: { description: 'The mail was sent', schema: GuardianInvitationAnswer },
      },
      errors: ['not-found', 'not-allowed', 'too-many-requests', 'mail-not-sent'],
      async handle({ caller, params: { organizationId, learnerId }, body }) {
        const { email, language = 'en' } = body
        const made = await invitations.invite(caller, organizationId, learnerId, {
          email,
          language,
        })
        return { status: 201, body: presentInvitation(made) }
      },
    }),
    route({
      method: 'delete',
      path: `${organization}/guardian-invitations/:invitationId`,
      operationId: 'withdrawGuardianInvitation',
      tag,
      summary: 'Stop asking: the mailed link stops working and the address is forgotten',
      access: 'learners:write',
      params: Type.Object({ organizationId: Id, invitationId: Id }, closed),
      answers: { 204: { description: 'Withdrawn' } },
      errors: ['not-found', 'not-allowed'],
      async handle({ caller, params: { organizationId, invitationId } }) {
        await invitations.withdraw(caller, organizationId, invitationId)
        return { status: 204 }
      },
    }),
    route({
      method: 'post',
      path: `${learnerPath}/guardianship-codes/:kind`,
      operationId: 'makeGuardianshipCode',
      tag,
      summary: 'Make a code to print: for a guardian, or for a youth to take over',
      access: 'learners:write',
      params: Type.Object(
        { organizationId: Id, learnerId: Id, kind: Type.Enum(['guardian', 'hand-over']) },
        closed,
      ),
      answers: { 201: { description: 'It works once', schema: GuardianshipCodeAnswer } },
      errors: ['not-found', 'not-allowed', 'not-yours-to-decide'],
      async handle({ caller, params: { organizationId, learnerId, kind } }) {
        return {
          status: 201,
          body: await codes.make(caller, organizationId, learnerId, kind),
        }
      },
    }),
    route({
      method: 'post',
      path: `${learnerPath}/guardians/:accountId/end`,
      operationId: 'endGuardianship',
      tag,
      summary: 'End a guardianship, as after a decision about custody',
      access: 'learners:write',
      params: Type.Object({ organizationId: Id, learnerId: Id, accountId: Id }, closed),
      body: EndGuardianshipBody,
      answers: { 204: { description: 'Ended' } },
      errors: ['not-found', 'not-allowed'],
      async handle({ caller, params: { organizationId, learnerId, accountId }, body }) {
        await family.end(caller, organizationId, learnerId, { accountId, ...body })
        return { status: 204 }
      },
    }),
  ]
}
