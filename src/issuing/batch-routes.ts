import Type, { type Static } from 'typebox'
import {
  BatchAnswer,
  BatchBody,
  BatchesAnswer,
  mostBatchBytes,
  StartBody,
  UndoBody,
  usualHoldMinutes,
} from '../../schemas/requests/batches.ts'
import { closed, Id, Paging } from '../../schemas/requests/common.ts'
import type { Learners } from '../learners/learners.ts'
import { route } from '../web/route.ts'
import { timestamp, type World } from '../world.ts'
import { rowsOfGroup } from './batches/group-rows.ts'
import { presentBatch } from './batches/present.ts'
import { filledCells } from './batches/read-cells.ts'
import { listAs, type ReadList } from './batches/read-list.ts'
import { listIn } from './batches/read-rows.ts'
import type { Batch } from './batches/tables.ts'
import type { Issuing } from './issuing.ts'

export interface BatchRouteDeps {
  readonly issuing: Pick<Issuing, 'batches'>
  readonly learners: Pick<Learners, 'groups'>
  readonly world: World
}

const tag = 'Batches'
const params = Type.Object({ organizationId: Id }, closed)
const batchParams = Type.Object({ organizationId: Id, batchId: Id }, closed)
const collection = '/api/v1/organizations/:organizationId/batches'
const one = `${collection}/:batchId` as const
const oneAnswer = { 200: { description: 'The batch', schema: BatchAnswer } }
const errors = ['not-found', 'not-allowed', 'conflict'] as const

/** @throws WaymarkError invalid-request: a table that cannot be read, or columns by which it cannot be */
function listsIn({ table, columns, hasHeader }: Static<typeof BatchBody>): readonly ReadList[] {
  if (table === undefined) return []
  const list = listIn(table, '/table')
  return [columns === undefined ? list : listAs(list, columns, hasHeader)]
}

export function batchRoutes(deps: BatchRouteDeps) {
  const { batches } = deps.issuing

  const present = async (batch: Batch) => presentBatch(batch, await batches.counts(batch))
  const answer = async (batch: Batch, status = 200) => ({ status, body: await present(batch) })

  return [
    route({
      method: 'get',
      path: collection,
      operationId: 'listBatches',
      tag,
      summary: 'The batches of awards of an organization, newest first',
      access: 'awards:read',
      params,
      query: Type.Object(Paging, closed),
      answers: { 200: { description: 'A page of batches', schema: BatchesAnswer } },
      errors: ['not-found', 'not-allowed'],
      async handle({ caller, params: { organizationId }, query }) {
        const { rows, next } = await batches.list(caller, organizationId, query.after)
        const body = { batches: rows.map((batch) => presentBatch(batch)) }
        return { status: 200, body: { ...body, ...(next === undefined ? {} : { next }) } }
      },
    }),
    route({
      method: 'post',
      path: collection,
      operationId: 'createBatch',
      tag,
      summary:
        'Award many at once: up to 10 000 rows, as objects or as a table, checked before anything happens',
      access: 'awards:write',
      params,
      body: BatchBody,
      maxBodyBytes: mostBatchBytes,
      resumable: true,
      answers: { 202: { description: 'The batch, being checked', schema: BatchAnswer } },
      errors: ['not-found', 'not-allowed', 'too-large'],
      async handle({ caller, params: { organizationId }, body, repeatId }) {
        const { name, achievementId, rows = [], groupId, start } = body
        const lists = listsIn(body)
        const batch = await batches.create(caller, organizationId, {
          ...(repeatId === undefined ? {} : { id: repeatId }),
          name: name ?? timestamp(deps.world.now()).slice(0, 10),
          rows: [
            ...(groupId === undefined
              ? []
              : await rowsOfGroup(deps.learners.groups, caller, organizationId, groupId)),
            ...rows.map((cells) => ({ cells: filledCells(cells) })),
          ],
          lists,
          ...(achievementId === undefined ? {} : { achievementId }),
          ...(start === undefined
            ? {}
            : { start: { holdMinutes: start.holdMinutes ?? usualHoldMinutes } }),
        })
        return answer(batch, 202)
      },
    }),
    route({
      method: 'get',
      path: one,
      operationId: 'readBatch',
      tag,
      summary:
        'How a batch stands, with a count for each state; as `text/event-stream`, whenever that changes',
      access: 'awards:read',
      params: batchParams,
      answers: oneAnswer,
      errors: ['not-found', 'not-allowed', 'too-many-requests'],
      async handle({ caller, params: { organizationId, batchId }, accept }) {
        const look = async () => present(await batches.read(caller, organizationId, batchId))
        const now = await look()
        if (!/\btext\/event-stream\b/.test(accept)) return { status: 200, body: now }
        return {
          status: 200,
          headers: { 'Content-Type': 'text/event-stream; charset=utf-8' },
          stream: batches.progress.follow(`${batchId} ${caller.accountId}`, look),
        }
      },
    }),
    route({
      method: 'post',
      path: `${one}/start`,
      operationId: 'startBatch',
      tag,
      summary: 'Award the valid rows of a batch that is ready',
      access: 'awards:write',
      params: batchParams,
      body: StartBody,
      answers: oneAnswer,
      errors,
      async handle({ caller, params: { organizationId, batchId }, body }) {
        return answer(await batches.start(caller, organizationId, batchId, body.holdMinutes))
      },
    }),
    route({
      method: 'post',
      path: `${one}/pause`,
      operationId: 'pauseBatch',
      tag,
      summary: 'Pause a running batch',
      access: 'awards:write',
      params: batchParams,
      answers: oneAnswer,
      errors,
      async handle({ caller, params: { organizationId, batchId } }) {
        return answer(await batches.pause(caller, organizationId, batchId))
      },
    }),
    route({
      method: 'delete',
      path: `${one}/pause`,
      operationId: 'resumeBatch',
      tag,
      summary: 'Let a paused batch go on',
      access: 'awards:write',
      params: batchParams,
      answers: oneAnswer,
      errors,
      async handle({ caller, params: { organizationId, batchId } }) {
        return answer(await batches.resume(caller, organizationId, batchId))
      },
    }),
    route({
      method: 'post',
      path: `${one}/undo`,
      operationId: 'undoBatch',
      tag,
      summary:
        'Take back whatever a batch awarded: without a trace while mails are held back, by revocation afterwards',
      access: 'awards:write',
      params: batchParams,
      body: UndoBody,
      answers: oneAnswer,
      errors,
      async handle({ caller, params: { organizationId, batchId }, body }) {
        return answer(await batches.undo(caller, organizationId, batchId, body.reason))
      },
    }),
  ]
}
