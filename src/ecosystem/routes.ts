import Type from 'typebox'
import { ReasonBody } from '../../schemas/requests/awards.ts'
import { closed, Id, Next, Paging } from '../../schemas/requests/common.ts'
import { EndorsementAnswer, EndorsementBody } from '../../schemas/requests/endorsements.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import type { Page } from '../storage/tables.ts'
import { route } from '../web/route.ts'
import type { Endorsements } from './endorsements.ts'
import { presentEndorsement } from './present.ts'
import type { Endorsement } from './tables.ts'

const tag = 'Endorsements'
const params = Type.Object({ organizationId: Id }, closed)
const oneParams = Type.Object({ organizationId: Id, endorsementId: Id }, closed)
const query = Type.Object({ ...Paging }, closed)
const collection = '/api/v1/organizations/:organizationId/endorsements'
const one = `${collection}/:endorsementId` as const
const received = '/api/v1/organizations/:organizationId/received-endorsements'
const aPage = {
  description: 'A page of endorsements',
  schema: Type.Object({ endorsements: Type.Array(EndorsementAnswer), next: Next }),
}

export function endorsementRoutes(endorsements: Endorsements, identifiers: Identifiers) {
  const pageOf = ({ rows, next }: Page<Endorsement>) => ({
    status: 200,
    body: {
      endorsements: rows.map((row) => presentEndorsement(row, identifiers)),
      ...(next === undefined ? {} : { next }),
    },
  })
  const answerOf = (endorsement: Endorsement, status = 200) => ({
    status,
    body: presentEndorsement(endorsement, identifiers),
  })

  return [
    route({
      method: 'get',
      path: collection,
      operationId: 'listEndorsements',
      tag,
      summary: 'What an organization has endorsed, newest first',
      access: 'endorsements:read',
      params,
      query,
      answers: { 200: aPage },
      errors: ['not-found', 'not-allowed'],
      async handle({ caller, params: { organizationId }, query: { after } }) {
        return pageOf(await endorsements.list(caller, organizationId, after))
      },
    }),
    route({
      method: 'post',
      path: collection,
      operationId: 'endorse',
      tag,
      summary: 'Endorse an achievement, an organization or a credential of somebody else',
      access: 'endorsements:write',
      params,
      body: EndorsementBody,
      answers: { 201: { description: 'The endorsement, signed', schema: EndorsementAnswer } },
      errors: ['not-found', 'not-allowed'],
      async handle({ caller, params: { organizationId }, body }) {
        return answerOf(await endorsements.endorse(caller, organizationId, body), 201)
      },
    }),
    route({
      method: 'get',
      path: one,
      operationId: 'readEndorsement',
      tag,
      summary: 'One endorsement that an organization gave',
      access: 'endorsements:read',
      params: oneParams,
      answers: { 200: { description: 'The endorsement', schema: EndorsementAnswer } },
      errors: ['not-found', 'not-allowed'],
      async handle({ caller, params: { organizationId, endorsementId } }) {
        return answerOf(await endorsements.read(caller, organizationId, endorsementId))
      },
    }),
    route({
      method: 'post',
      path: `${one}/revocation`,
      operationId: 'revokeEndorsement',
      tag,
      summary: 'Revoke an endorsement for good, with a reason',
      access: 'endorsements:write',
      params: oneParams,
      body: ReasonBody,
      answers: { 200: { description: 'The revoked endorsement', schema: EndorsementAnswer } },
      errors: ['not-found', 'not-allowed', 'already-revoked'],
      async handle({ caller, params: { organizationId, endorsementId }, body }) {
        return answerOf(
          await endorsements.revoke(caller, organizationId, endorsementId, body.reason),
        )
      },
    }),
    route({
      method: 'get',
      path: received,
      operationId: 'listReceivedEndorsements',
      tag,
      summary: 'What others endorsed of an organization, its achievements and its awards',
      access: 'endorsements:read',
      params,
      query,
      answers: { 200: aPage },
      errors: ['not-found', 'not-allowed'],
      async handle({ caller, params: { organizationId }, query: { after } }) {
        return pageOf(await endorsements.received(caller, organizationId, after))
      },
    }),
    ...(['acceptance', 'declination'] as const).map((act) =>
      route({
        method: 'post',
        path: `${received}/:endorsementId/${act}`,
        operationId: act === 'acceptance' ? 'acceptEndorsement' : 'declineEndorsement',
        tag,
        summary:
          act === 'acceptance'
            ? 'Accept an endorsement: it goes into what is awarded from now on'
            : 'Decline an endorsement: it goes into nothing that is awarded from now on',
        access: 'endorsements:write',
        params: oneParams,
        answers: { 200: { description: 'The endorsement', schema: EndorsementAnswer } },
        errors: ['not-found', 'not-allowed'],
        async handle({ caller, params: { organizationId, endorsementId } }) {
          const answer = act === 'acceptance' ? 'accepted' : 'declined'
          return answerOf(await endorsements.answer(caller, organizationId, endorsementId, answer))
        },
      }),
    ),
  ]
}
