import Type from 'typebox'
import { ClaimBody, HeldAnswer } from '../../schemas/requests/awards.ts'
import { closed, Id } from '../../schemas/requests/common.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import type { Issuing } from '../issuing/issuing.ts'
import { route } from '../web/route.ts'
import type { Held } from './held.ts'
import type { Portfolio } from './portfolio.ts'

export interface PortfolioRouteDeps {
  readonly portfolio: Portfolio
  readonly issuing: Issuing
  readonly identifiers: Identifiers
}

const tag = 'Backpack'
const oneParams = Type.Object({ awardId: Id }, closed)

export function portfolioRoutes({ portfolio, issuing, identifiers }: PortfolioRouteDeps) {
  const presentHeld = ({ award, learner }: Held): Type.Static<typeof HeldAnswer> => ({
    id: award.id,
    achievementName: award.achievementName,
    organizationId: award.organizationId,
    state: award.state,
    ...(award.stateReason === undefined ? {} : { stateReason: award.stateReason }),
    credentialUrl: identifiers.credentialUrl(award.credentialId),
    shareable: portfolio.audiencesOf(learner).length > 0,
    shareableWith: [...portfolio.audiencesOf(learner)],
    createdAt: award.createdAt,
  })

  return [
    route({
      method: 'post',
      path: '/api/v1/claims',
      operationId: 'claimAward',
      tag,
      summary: 'Take an award into your backpack with its claim code',
      access: 'backpack:write',
      body: ClaimBody,
      answers: { 201: { description: 'It is in your backpack', schema: HeldAnswer } },
      errors: ['claim-code-unknown', 'already-claimed', 'too-many-requests', 'not-allowed'],
      async handle({ caller, body }) {
        return { status: 201, body: presentHeld(await portfolio.claim(caller, body.code)) }
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/backpack',
      operationId: 'readBackpack',
      tag,
      summary: 'Every credential you hold, newest first',
      access: 'backpack:read',
      answers: {
        200: {
          description: 'Your backpack',
          schema: Type.Object({ credentials: Type.Array(HeldAnswer) }),
        },
      },
      async handle({ caller }) {
        const credentials = (await portfolio.backpack(caller)).map(presentHeld)
        return { status: 200, body: { credentials } }
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/backpack/:awardId',
      operationId: 'readHeldCredential',
      tag,
      summary: 'One credential you hold, as it was signed',
      access: 'backpack:read',
      params: oneParams,
      answers: {
        200: {
          description: 'The credential; `credential` is the exact text that was signed',
          schema: Type.Object({ held: HeldAnswer, credential: Type.String() }),
        },
      },
      errors: ['not-found'],
      async handle({ caller, params: { awardId } }) {
        const held = await portfolio.read(caller, awardId)
        const credential = issuing.formats.json(held.award)
        return { status: 200, body: { held: presentHeld(held), credential } }
      },
    }),
  ]
}
