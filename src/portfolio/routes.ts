import Type from 'typebox'
import { ClaimBody, HeldAnswer, ShareAnswer, ShareBody } from '../../schemas/requests/awards.ts'
import { closed, Id } from '../../schemas/requests/common.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import type { Issuing } from '../issuing/issuing.ts'
import { route } from '../web/route.ts'
import type { Held, Portfolio } from './portfolio.ts'
import type { Share } from './tables.ts'

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
    shareable: portfolio.mayShare(learner),
    createdAt: award.createdAt,
  })
  const presentShare = (share: Share): Type.Static<typeof ShareAnswer> => ({
    token: share.id,
    url: identifiers.shareUrl(share.id),
    endsAt: share.endsAt,
    ...(share.closedAt === undefined ? {} : { closedAt: share.closedAt }),
    nameForm: share.nameForm,
    ...(share.openBadges2 === undefined ? {} : { assertion: identifiers.assertionUrl(share.id) }),
    views: share.views,
    createdAt: share.createdAt,
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
    route({
      method: 'get',
      path: '/api/v1/backpack/:awardId/shares',
      operationId: 'listShares',
      tag,
      summary: 'The shares you opened of a credential',
      access: 'backpack:read',
      params: oneParams,
      answers: {
        200: {
          description: 'The shares',
          schema: Type.Object({ shares: Type.Array(ShareAnswer) }),
        },
      },
      errors: ['not-found'],
      async handle({ caller, params: { awardId } }) {
        const shares = (await portfolio.sharesOf(caller, awardId)).map(presentShare)
        return { status: 200, body: { shares } }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/backpack/:awardId/shares',
      operationId: 'openShare',
      tag,
      summary: 'Open a share of a credential, with an end',
      access: 'shares:write',
      params: oneParams,
      body: ShareBody,
      answers: { 201: { description: 'The share and its address', schema: ShareAnswer } },
      errors: ['not-found', 'not-shareable-yet', 'conflict'],
      async handle({ caller, params: { awardId }, body }) {
        const share = await portfolio.share(caller, awardId, body)
        return { status: 201, body: presentShare(share) }
      },
    }),
    route({
      method: 'delete',
      path: '/api/v1/shares/:token',
      operationId: 'closeShare',
      tag,
      summary: 'Close a share for good',
      access: 'shares:write',
      params: Type.Object({ token: Id }, closed),
      answers: { 200: { description: 'The closed share', schema: ShareAnswer } },
      errors: ['not-found'],
      async handle({ caller, params: { token } }) {
        return { status: 200, body: presentShare(await portfolio.close(caller, token)) }
      },
    }),
  ]
}
