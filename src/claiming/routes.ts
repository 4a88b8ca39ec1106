import Type from 'typebox'
import {
  CardAnswer,
  CardBatchAnswer,
  CardBatchBody,
  CardClaimBody,
  CardLayout,
  ClaimAs,
  Paper,
} from '../../schemas/requests/claiming.ts'
import { closed, Id, Next, Paging } from '../../schemas/requests/common.ts'
import type { MayShow } from '../learners/visibility.ts'
import { pdfHeaders } from '../web/pdf.ts'
import { route } from '../web/route.ts'
import { timestamp, type World } from '../world.ts'
import type { Claiming } from './claiming.ts'
import { presentBatch, presentCard } from './present.ts'

export interface CardRouteDeps {
  readonly claiming: Claiming
  readonly mayShow: MayShow
  readonly world: World
}

const tag = 'Claim cards'
const params = Type.Object({ organizationId: Id }, closed)
const oneParams = Type.Object({ organizationId: Id, batchId: Id }, closed)
const collection = '/api/v1/organizations/:organizationId/claim-card-batches'
const one = `${collection}/:batchId` as const

export function cardRoutes({ claiming, mayShow, world }: CardRouteDeps) {
  const { batches, cards, printing } = claiming
  const now = () => timestamp(world.now())

  return [
    route({
      method: 'get',
      path: collection,
      operationId: 'listClaimCardBatches',
      tag,
      summary: 'The batches of claim cards, newest first',
      access: 'awards:write',
      params,
      query: Type.Object(Paging, closed),
      answers: {
        200: {
          description: 'A page of batches',
          schema: Type.Object({ batches: Type.Array(CardBatchAnswer), next: Next }),
        },
      },
      errors: ['not-found', 'not-allowed'],
      async handle({ caller, params: { organizationId }, query }) {
        const { rows, next } = await batches.list(caller, organizationId, query)
        const found = rows.map((batch) => presentBatch(batch, now()))
        return { status: 200, body: { batches: found, ...(next === undefined ? {} : { next }) } }
      },
    }),
    route({
      method: 'post',
      path: collection,
      operationId: 'makeClaimCards',
      tag,
      summary: 'Make claim cards: for a group, for chosen learners, or for nobody yet',
      access: 'awards:write',
      params,
      body: CardBatchBody,
      answers: { 201: { description: 'The batch', schema: CardBatchAnswer } },
      errors: ['not-found', 'not-allowed', 'achievement-not-published'],
      async handle({ caller, params: { organizationId }, body }) {
        const batch = await batches.make(caller, organizationId, body)
        return { status: 201, body: presentBatch(batch, now()) }
      },
    }),
    route({
      method: 'get',
      path: one,
      operationId: 'readClaimCards',
      tag,
      summary: 'A batch, and how each of its cards stands',
      access: 'awards:write',
      params: oneParams,
      answers: {
        200: {
          description: 'The batch and its cards',
          schema: Type.Object({ batch: CardBatchAnswer, cards: Type.Array(CardAnswer) }),
        },
      },
      errors: ['not-found', 'not-allowed'],
      async handle({ caller, params: { organizationId, batchId } }) {
        const read = await batches.read(caller, organizationId, batchId)
        const shown = read.cards.map((card) =>
          presentCard(card, read.batch, read.learners.get(card.learnerId ?? ''), {
            mayShow,
            now: now(),
          }),
        )
        return { status: 200, body: { batch: presentBatch(read.batch, now()), cards: shown } }
      },
    }),
    route({
      method: 'get',
      path: `${one}/sheet`,
      operationId: 'printClaimCards',
      tag,
      summary: 'The cards of a batch that are still good, or one of them, as PDF to print',
      access: 'awards:write',
      params: oneParams,
      query: Type.Object(
        {
          paper: Type.Optional(Paper),
          layout: Type.Optional(CardLayout),
          card: Type.Optional(Id),
        },
        closed,
      ),
      answers: { 200: { description: 'The sheets', contentType: 'application/pdf' } },
      errors: ['not-found', 'not-allowed', 'card-expired'],
      async handle({ caller, params: { organizationId, batchId }, query }) {
        const { paper = 'a4', layout, card } = query
        const bytes = await printing.cards(caller, organizationId, batchId, {
          paper,
          ...(layout === undefined ? {} : { layout }),
          ...(card === undefined ? {} : { cardId: card }),
        })
        return { status: 200, body: bytes, headers: pdfHeaders('claim-cards') }
      },
    }),
    route({
      method: 'post',
      path: `${one}/withdrawal`,
      operationId: 'withdrawClaimCards',
      tag,
      summary: 'Withdraw a batch: none of its cards is good any more that was not claimed',
      access: 'awards:write',
      params: oneParams,
      answers: { 200: { description: 'The withdrawn batch', schema: CardBatchAnswer } },
      errors: ['not-found', 'not-allowed'],
      async handle({ caller, params: { organizationId, batchId } }) {
        const batch = await batches.withdraw(caller, organizationId, batchId)
        return { status: 200, body: presentBatch(batch, now()) }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/claims/cards',
      operationId: 'claimCard',
      tag: 'Backpack',
      summary: 'Claim a card: for yourself, or as a guardian of the child whose it is',
      access: 'backpack:write',
      body: CardClaimBody,
      answers: {
        201: {
          description: 'Everything that this learner was awarded is in reach now',
          schema: Type.Object({ learnerId: Id, as: ClaimAs }),
        },
      },
      errors: [
        'claim-code-unknown',
        'already-claimed',
        'card-expired',
        'not-allowed',
        'too-many-requests',
      ],
      async handle({ caller, body: { code, ...how } }) {
        const claimed = await cards.claim(caller, code, { ...how, language: 'en' })
        return { status: 201, body: claimed }
      },
    }),
  ]
}
