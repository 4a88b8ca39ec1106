import Type from 'typebox'
import { closed, Id } from '../../schemas/requests/common.ts'
import { FacedShareBody, ShareAnswer } from '../../schemas/requests/shares.ts'
import { route } from '../web/route.ts'
import { presentShare } from './present-share.ts'
import type { ShareRouteDeps } from './share-routes.ts'

const tag = 'Shares'
const oneParams = Type.Object({ importId: Id }, closed)

/** Shares of single badges from elsewhere; changed, closed and looked at by the same routes as all others. */
export function importShareRoutes({ portfolio, identifiers }: ShareRouteDeps) {
  return [
    route({
      method: 'get',
      path: '/api/v1/backpack/imports/:importId/shares',
      operationId: 'listImportShares',
      tag,
      summary: 'The shares that were opened of a badge from elsewhere',
      access: 'backpack:read',
      params: oneParams,
      answers: {
        200: {
          description: 'The shares',
          schema: Type.Object({ shares: Type.Array(ShareAnswer) }),
        },
      },
      errors: ['not-found'],
      async handle({ caller, params: { importId } }) {
        const found = await portfolio.sharesOfImport(caller, importId)
        const shares = found.map((share) => presentShare(share, identifiers))
        return { status: 200, body: { shares } }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/backpack/imports/:importId/shares',
      operationId: 'openImportShare',
      tag,
      summary: 'Open a share of a badge from elsewhere, for somebody and with an end',
      access: 'shares:write',
      resumable: true,
      params: oneParams,
      body: FacedShareBody,
      answers: { 201: { description: 'The share and its address', schema: ShareAnswer } },
      errors: ['not-found', 'not-shareable-yet', 'sharing-paused', 'conflict'],
      async handle({ caller, params: { importId }, body, repeatId }) {
        const id = repeatId === undefined ? {} : { id: repeatId }
        const share = await portfolio.shareImport(caller, importId, { ...body, ...id })
        return { status: 201, body: presentShare(share, identifiers) }
      },
    }),
  ]
}
