import Type from 'typebox'
import { ClaimBody } from '../../schemas/requests/awards.ts'
import { closed, Id } from '../../schemas/requests/common.ts'
import {
  ChildAnswer,
  ConsentPurposeSchema,
  GiveConsentsBody,
  GuardianAddressBody,
  GuardianInvitationAnswer,
  GuardianshipCodeAnswer,
  HandOverBody,
  OwnConsentsAnswer,
} from '../../schemas/requests/guardianship.ts'
import type { Caller } from '../caller.ts'
import { route } from '../web/route.ts'
import { familyMailRoutes } from './family-mail-routes.ts'
import { createForCaller, type ForCallerDeps } from './for-caller.ts'
import { requirePerson } from '../portfolio/held.ts'

const tag = 'Family'
const learnerParams = Type.Object({ learnerId: Id }, closed)
const purposeParams = Type.Object({ learnerId: Id, purpose: ConsentPurposeSchema }, closed)

interface Deps extends ForCallerDeps {
  /** Slows down whoever guesses codes. @throws WaymarkError too-many-requests */
  readonly limitClaims: (caller: Caller) => Promise<void>
}

/** What guardians and learners themselves see and decide. */
export function familyRoutes(deps: Deps) {
  const { guardianship } = deps
  const { consents, family, codes, invitations, handOver } = guardianship
  const forCaller = createForCaller(deps)

  return [
    route({
      method: 'get',
      path: '/api/v1/family',
      operationId: 'listChildren',
      tag,
      summary: 'The children you are a guardian of',
      access: 'family:read',
      answers: {
        200: {
          description: 'The children',
          schema: Type.Object({ children: Type.Array(ChildAnswer) }),
        },
      },
      async handle({ caller }) {
        return { status: 200, body: { children: await forCaller.children(caller) } }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/family',
      operationId: 'joinFamily',
      tag,
      summary: 'Become a guardian with the code on a slip',
      access: 'family:write',
      body: ClaimBody,
      answers: {
        201: { description: 'You are a guardian', schema: Type.Object({ learnerId: Id }) },
      },
      errors: ['claim-code-unknown', 'too-many-requests', 'not-allowed', 'conflict'],
      async handle({ caller, body }) {
        requirePerson(caller, 'family:write')
        await deps.limitClaims(caller)
        const { id } = await family.join(caller, body.code)
        return { status: 201, body: { learnerId: id } }
      },
    }),
    route({
      method: 'delete',
      path: '/api/v1/family/:learnerId',
      operationId: 'leaveFamily',
      tag,
      summary: 'Be a guardian of a child no more; what you agreed to stays',
      access: 'family:write',
      params: learnerParams,
      answers: { 204: { description: 'You are no guardian any more' } },
      errors: ['not-found'],
      async handle({ caller, params: { learnerId } }) {
        await family.leave(caller, learnerId)
        return { status: 204 }
      },
    }),
    ...familyMailRoutes(family),
    route({
      method: 'get',
      path: '/api/v1/consents/:learnerId',
      operationId: 'readConsents',
      tag,
      summary:
        'What you are asked about a child, or about yourself, and everything that was agreed to',
      access: 'family:read',
      params: learnerParams,
      answers: { 200: { description: 'The consents', schema: OwnConsentsAnswer } },
      errors: ['not-found'],
      async handle({ caller, params: { learnerId } }) {
        return { status: 200, body: await forCaller.consents(caller, learnerId, 'en') }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/consents/:learnerId',
      operationId: 'giveConsents',
      tag,
      summary: 'Agree, for a child or for yourself',
      access: 'family:write',
      params: learnerParams,
      body: GiveConsentsBody,
      answers: { 200: { description: 'The consents', schema: OwnConsentsAnswer } },
      errors: ['not-found', 'not-yours-to-decide', 'consent-method-too-weak', 'conflict'],
      async handle({ caller, params: { learnerId }, body }) {
        const { purposes, language = 'en' } = body
        await consents.give(caller, learnerId, { purposes, language })
        return { status: 200, body: await forCaller.consents(caller, learnerId, language) }
      },
    }),
    route({
      method: 'delete',
      path: '/api/v1/consents/:learnerId/:purpose',
      operationId: 'takeConsentBack',
      tag,
      summary: 'Take a consent back: what was open because of it closes at once',
      access: 'family:write',
      params: purposeParams,
      answers: { 200: { description: 'The consents', schema: OwnConsentsAnswer } },
      errors: ['not-found', 'not-yours-to-decide'],
      async handle({ caller, params: { learnerId, purpose } }) {
        await consents.takeBack(caller, learnerId, purpose)
        return { status: 200, body: await forCaller.consents(caller, learnerId, 'en') }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/consents/:learnerId/guardian-invitations',
      operationId: 'nameGuardian',
      tag,
      summary: 'Name the guardian who is to be asked about you',
      access: 'family:write',
      params: learnerParams,
      body: GuardianAddressBody,
      answers: { 201: { description: 'The mail was sent', schema: GuardianInvitationAnswer } },
      errors: ['not-found', 'not-allowed', 'too-many-requests', 'mail-not-sent'],
      async handle({ caller, params: { learnerId }, body }) {
        const { email, language = 'en' } = body
        const made = await invitations.inviteMine(caller, learnerId, { email, language })
        const { id, createdAt, expiresAt } = made
        return { status: 201, body: { id, createdAt, expiresAt } }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/consents/:learnerId/hand-over-codes',
      operationId: 'makeHandOverCode',
      tag,
      summary: 'Make a code with which a youth takes over',
      access: 'family:write',
      params: learnerParams,
      answers: { 201: { description: 'It works once', schema: GuardianshipCodeAnswer } },
      errors: ['not-found', 'not-yours-to-decide'],
      async handle({ caller, params: { learnerId } }) {
        return { status: 201, body: await codes.makeHandOver(caller, learnerId) }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/hand-overs',
      operationId: 'beginHandOver',
      tag,
      summary: 'Take your badges over with a code',
      access: 'family:write',
      body: ClaimBody,
      answers: {
        201: { description: 'They are yours', schema: Type.Object({ learnerId: Id }) },
      },
      errors: ['claim-code-unknown', 'too-many-requests', 'not-allowed'],
      async handle({ caller, body }) {
        requirePerson(caller, 'family:write')
        await deps.limitClaims(caller)
        const { id } = await handOver.begin(caller, body.code)
        return { status: 201, body: { learnerId: id } }
      },
    }),
    route({
      method: 'put',
      path: '/api/v1/hand-overs/:learnerId',
      operationId: 'finishHandOver',
      tag,
      summary:
        'Decide what goes on of what others agreed to, which shares stay open, and whether guardians stay',
      access: 'family:write',
      params: learnerParams,
      body: HandOverBody,
      answers: { 200: { description: 'The consents', schema: OwnConsentsAnswer } },
      errors: ['not-found', 'not-yours-to-decide'],
      async handle({ caller, params: { learnerId }, body }) {
        const { keep = [], keepShares = [], guardiansStay = false } = body
        await handOver.finish(caller, learnerId, { keep, keepShares, guardiansStay })
        return { status: 200, body: await forCaller.consents(caller, learnerId, 'en') }
      },
    }),
  ]
}
