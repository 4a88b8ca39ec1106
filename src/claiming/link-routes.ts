import Type from 'typebox'
import {
  ClaimLinkAnswer,
  ClaimLinkBody,
  JoinRequestAnswer,
  KioskAnswer,
  Paper,
} from '../../schemas/requests/claiming.ts'
import { closed, Id, Language, Next, Paging } from '../../schemas/requests/common.ts'
import { pdfHeaders } from '../web/pdf.ts'
import { route } from '../web/route.ts'
import type { Claiming } from './claiming.ts'
import { presentLink, presentRequest } from './present.ts'

const tag = 'Class links'
const params = Type.Object({ organizationId: Id }, closed)
const oneParams = Type.Object({ organizationId: Id, claimLinkId: Id }, closed)
const requestParams = Type.Object({ organizationId: Id, requestId: Id }, closed)
const collection = '/api/v1/organizations/:organizationId/claim-links'
const one = `${collection}/:claimLinkId` as const
const errors = ['not-found', 'not-allowed'] as const

/** What was asked as days: from the beginning of the first to the end of the last, in UTC. */
export function windowOf({ startsOn, endsOn }: { startsOn: string; endsOn: string }) {
  return { startsAt: `${startsOn}T00:00:00Z`, endsAt: `${endsOn}T23:59:59Z` }
}

export function linkRoutes({ claiming }: { readonly claiming: Claiming }) {
  const { links, joining, printing, kiosks } = claiming
  const decision = (act: 'approve' | 'decline') =>
    route({
      method: 'post',
      path: `/api/v1/organizations/:organizationId/join-requests/:requestId/${act === 'approve' ? 'approval' : 'refusal'}`,
      operationId: `${act}JoinRequest`,
      tag,
      summary: act === 'approve' ? 'Approve a request: the badge is given' : 'Decline a request',
      access: 'awards:write',
      params: requestParams,
      answers: { 200: { description: 'The request', schema: JoinRequestAnswer } },
      errors: [...errors, 'conflict'],
      async handle({ caller, params: { organizationId, requestId } }) {
        const request = await joining[act](caller, organizationId, requestId)
        return { status: 200, body: presentRequest(request) }
      },
    })

  return [
    route({
      method: 'get',
      path: collection,
      operationId: 'listClaimLinks',
      tag,
      summary: 'The class links of an organization, newest first',
      access: 'awards:write',
      params,
      query: Type.Object(Paging, closed),
      answers: {
        200: {
          description: 'A page of class links',
          schema: Type.Object({ links: Type.Array(ClaimLinkAnswer), next: Next }),
        },
      },
      errors,
      async handle({ caller, params: { organizationId }, query }) {
        const { rows, next } = await links.list(caller, organizationId, query)
        const found = rows.map((link) => presentLink(link, claiming))
        return { status: 200, body: { links: found, ...(next === undefined ? {} : { next }) } }
      },
    }),
    route({
      method: 'post',
      path: collection,
      operationId: 'openClaimLink',
      tag,
      summary: 'Open a class link: whoever has its code gets the badge, within days and a limit',
      access: 'awards:write',
      params,
      body: ClaimLinkBody,
      answers: { 201: { description: 'The class link', schema: ClaimLinkAnswer } },
      errors: [...errors, 'achievement-not-published'],
      async handle({ caller, params: { organizationId }, body }) {
        const { startsOn, endsOn, ...rest } = body
        const asked = { ...rest, ...windowOf({ startsOn, endsOn }) }
        const link = await links.open(caller, organizationId, asked)
        return { status: 201, body: presentLink(link, claiming) }
      },
    }),
    route({
      method: 'get',
      path: one,
      operationId: 'readClaimLink',
      tag,
      summary: 'One class link',
      access: 'awards:write',
      params: oneParams,
      answers: { 200: { description: 'The class link', schema: ClaimLinkAnswer } },
      errors,
      async handle({ caller, params: { organizationId, claimLinkId } }) {
        const link = await links.read(caller, organizationId, claimLinkId)
        return { status: 200, body: presentLink(link, claiming) }
      },
    }),
    route({
      method: 'get',
      path: `${one}/poster`,
      operationId: 'printPoster',
      tag,
      summary: 'The poster of a class link as PDF',
      access: 'awards:write',
      params: oneParams,
      query: Type.Object(
        { paper: Type.Optional(Paper), language: Type.Optional(Language) },
        closed,
      ),
      answers: { 200: { description: 'The poster', contentType: 'application/pdf' } },
      errors,
      async handle({ caller, params: { organizationId, claimLinkId }, query }) {
        const bytes = await printing.poster(caller, organizationId, claimLinkId, {
          paper: 'a4',
          ...query,
        })
        return { status: 200, body: bytes, headers: pdfHeaders('poster') }
      },
    }),
    route({
      method: 'post',
      path: `${one}/closing`,
      operationId: 'closeClaimLink',
      tag,
      summary: 'Close a class link for good',
      access: 'awards:write',
      params: oneParams,
      answers: { 200: { description: 'The closed class link', schema: ClaimLinkAnswer } },
      errors,
      async handle({ caller, params: { organizationId, claimLinkId } }) {
        const link = await links.close(caller, organizationId, claimLinkId)
        return { status: 200, body: presentLink(link, claiming) }
      },
    }),
    route({
      method: 'post',
      path: `${one}/kiosks`,
      operationId: 'openKiosk',
      tag,
      summary: 'Open a kiosk for a class link: an address for one device, good for twelve hours',
      access: 'awards:write',
      params: oneParams,
      answers: { 201: { description: 'The kiosk', schema: KioskAnswer } },
      errors: [...errors, 'link-closed'],
      async handle({ caller, params: { organizationId, claimLinkId } }) {
        const { kiosk, token } = await kiosks.open(caller, organizationId, claimLinkId)
        const { id, linkId, expiresAt } = kiosk
        const url = printing.kioskAddress(token)
        return { status: 201, body: { id, claimLinkId: linkId, url, expiresAt } }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/organizations/:organizationId/kiosks/:kioskId/closing',
      operationId: 'closeKiosk',
      tag,
      summary: 'Close a kiosk: its device can give nothing any more',
      access: 'awards:write',
      params: Type.Object({ organizationId: Id, kioskId: Id }, closed),
      answers: { 204: { description: 'It is closed' } },
      errors,
      async handle({ caller, params: { organizationId, kioskId } }) {
        await kiosks.close(caller, organizationId, kioskId)
        return { status: 204 }
      },
    }),
    route({
      method: 'get',
      path: `${one}/join-requests`,
      operationId: 'listJoinRequests',
      tag,
      summary: 'Who asked for the badge of a class link',
      access: 'awards:write',
      params: oneParams,
      query: Type.Object(
        {
          state: Type.Optional(
            Type.Union([
              Type.Literal('waiting'),
              Type.Literal('approved'),
              Type.Literal('declined'),
              Type.Literal('given'),
            ]),
          ),
          ...Paging,
        },
        closed,
      ),
      answers: {
        200: {
          description: 'A page of requests',
          schema: Type.Object({ requests: Type.Array(JoinRequestAnswer), next: Next }),
        },
      },
      errors,
      async handle({ caller, params: { organizationId, claimLinkId }, query }) {
        const page = await joining.list(caller, organizationId, claimLinkId, query)
        const { next } = page
        const requests = page.rows.map(presentRequest)
        return { status: 200, body: { requests, ...(next === undefined ? {} : { next }) } }
      },
    }),
    decision('approve'),
    decision('decline'),
  ]
}
