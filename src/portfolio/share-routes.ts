import Type from 'typebox'
import { closed, Id } from '../../schemas/requests/common.ts'
import {
  PauseBody,
  ShareAnswer,
  ShareBody,
  ShareChangeBody,
  ShareViewAnswer,
  SharingAnswer,
} from '../../schemas/requests/shares.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import { route } from '../web/route.ts'
import type { Portfolio } from './portfolio.ts'
import { presentShare } from './present-share.ts'
import type { Sharing } from './sharing.ts'

export interface ShareRouteDeps {
  readonly portfolio: Portfolio
  readonly identifiers: Identifiers
}

const tag = 'Shares'
const awardParams = Type.Object({ awardId: Id }, closed)
const tokenParams = Type.Object({ token: Id }, closed)
const sharingQuery = Type.Object(
  {
    learnerId: Type.Optional(
      Type.String({
        ...Id,
        description: 'One learner whom you may act for; else all that you are.',
      }),
    ),
  },
  closed,
)

/** Shares: opened, changed, closed, paused; and who looked at them. */
export function shareRoutes({ portfolio, identifiers }: ShareRouteDeps) {
  const presentSharing = ({
    learner,
    paused,
    shares,
  }: Sharing): Type.Static<typeof SharingAnswer> => ({
    learnerId: learner.id,
    organizationId: learner.organizationId,
    paused,
    shares: shares.map(({ share }) => presentShare(share, identifiers)),
  })

  return [
    route({
      method: 'get',
      path: '/api/v1/backpack/:awardId/shares',
      operationId: 'listShares',
      tag,
      summary: 'The shares that were opened of a credential',
      access: 'backpack:read',
      params: awardParams,
      answers: {
        200: {
          description: 'The shares',
          schema: Type.Object({ shares: Type.Array(ShareAnswer) }),
        },
      },
      errors: ['not-found'],
      async handle({ caller, params: { awardId } }) {
        const found = await portfolio.sharesOf(caller, awardId)
        const shares = found.map((share) => presentShare(share, identifiers))
        return { status: 200, body: { shares } }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/backpack/:awardId/shares',
      operationId: 'openShare',
      tag,
      summary: 'Open a share of a credential, for somebody and with an end',
      access: 'shares:write',
      resumable: true,
      params: awardParams,
      body: ShareBody,
      answers: { 201: { description: 'The share and its address', schema: ShareAnswer } },
      errors: ['not-found', 'not-shareable-yet', 'sharing-paused', 'conflict'],
      async handle({ caller, params: { awardId }, body, repeatId }) {
        const id = repeatId === undefined ? {} : { id: repeatId }
        const share = await portfolio.share(caller, awardId, { ...body, ...id })
        return { status: 201, body: presentShare(share, identifiers) }
      },
    }),
    route({
      method: 'patch',
      path: '/api/v1/shares/:token',
      operationId: 'changeShare',
      tag,
      summary: 'Change the end, the audience or the name of a share; its address stays',
      access: 'shares:write',
      params: tokenParams,
      body: ShareChangeBody,
      answers: { 200: { description: 'The changed share', schema: ShareAnswer } },
      errors: ['not-found', 'not-shareable-yet', 'gone'],
      async handle({ caller, params: { token }, body }) {
        const share = await portfolio.changeShare(caller, token, body)
        return { status: 200, body: presentShare(share, identifiers) }
      },
    }),
    route({
      method: 'delete',
      path: '/api/v1/shares/:token',
      operationId: 'closeShare',
      tag,
      summary: 'Close a share for good',
      access: 'shares:write',
      resumable: true,
      params: tokenParams,
      answers: { 200: { description: 'The closed share', schema: ShareAnswer } },
      errors: ['not-found'],
      async handle({ caller, params: { token } }) {
        const share = await portfolio.close(caller, token)
        return { status: 200, body: presentShare(share, identifiers) }
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/shares/:token/views',
      operationId: 'listShareViews',
      tag,
      summary: 'When a share was looked at, and by what kind of viewer: newest first, for a year',
      access: 'backpack:read',
      params: tokenParams,
      answers: {
        200: {
          description: 'The hours in which it was looked at',
          schema: Type.Object({ views: Type.Array(ShareViewAnswer) }),
        },
      },
      errors: ['not-found'],
      async handle({ caller, params: { token } }) {
        const { views } = await portfolio.readShare(caller, token)
        const told = views.map(({ hour, viewer, format, count }) => ({
          hour,
          viewer,
          format,
          count,
        }))
        return { status: 200, body: { views: told } }
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/sharing',
      operationId: 'readSharing',
      tag,
      summary: 'Everything that is shared today, and whether it is paused',
      access: 'backpack:read',
      query: sharingQuery,
      answers: {
        200: {
          description: 'One entry for each place of learning that knows you',
          schema: Type.Object({ learners: Type.Array(SharingAnswer) }),
        },
      },
      errors: ['not-found'],
      async handle({ caller, query: { learnerId } }) {
        const learners = (await portfolio.sharing(caller, learnerId)).map(presentSharing)
        return { status: 200, body: { learners } }
      },
    }),
    route({
      method: 'put',
      path: '/api/v1/sharing',
      operationId: 'pauseSharing',
      tag,
      summary: 'Hide all shares at once, or show them again',
      access: 'shares:write',
      body: PauseBody,
      answers: {
        200: {
          description: 'How it is now',
          schema: Type.Object({
            learners: Type.Array(Type.Object({ learnerId: Id, paused: Type.Boolean() })),
          }),
        },
      },
      errors: ['not-found'],
      async handle({ caller, body: { paused, learnerId } }) {
        const ids = await portfolio.pause(caller, paused, learnerId)
        return { status: 200, body: { learners: ids.map((id) => ({ learnerId: id, paused })) } }
      },
    }),
  ]
}
