import Type from 'typebox'
import { BatchAnswer, ColumnsAnswer, ColumnsBody } from '../../schemas/requests/batches.ts'
import { closed, Id } from '../../schemas/requests/common.ts'
import { route } from '../web/route.ts'
import { presentColumns } from './batches/name-columns.ts'
import { presentBatch } from './batches/present.ts'
import type { Issuing } from './issuing.ts'

const tag = 'Batches'
const params = Type.Object({ organizationId: Id, batchId: Id }, closed)
const one = '/api/v1/organizations/:organizationId/batches/:batchId'
const columns = `${one}/columns` as const
const errors = ['not-found', 'not-allowed', 'conflict'] as const

/** The columns of a list that came as a `table`, where somebody has to say what they hold. */
export function batchColumnRoutes({ issuing }: { issuing: Pick<Issuing, 'batches'> }) {
  const { batches } = issuing
  return [
    route({
      method: 'get',
      path: columns,
      operationId: 'readBatchColumns',
      tag,
      summary: 'What the columns of a list are taken for, with samples of what stands in them',
      access: 'awards:write',
      params,
      answers: { 200: { description: 'The columns, in their order', schema: ColumnsAnswer } },
      errors,
      async handle({ caller, params: { organizationId, batchId } }) {
        const found = await batches.columns(caller, organizationId, batchId)
        return { status: 200, body: presentColumns(found) }
      },
    }),
    route({
      method: 'put',
      path: columns,
      operationId: 'nameBatchColumns',
      tag,
      summary: 'Say what the columns of a list hold; then its rows are checked',
      access: 'awards:write',
      params,
      body: ColumnsBody,
      answers: { 200: { description: 'The batch, being checked', schema: BatchAnswer } },
      errors,
      async handle({ caller, params: { organizationId, batchId }, body }) {
        const batch = await batches.nameColumns(caller, organizationId, batchId, body)
        return { status: 200, body: presentBatch(batch, await batches.counts(batch)) }
      },
    }),
    route({
      method: 'delete',
      path: one,
      operationId: 'discardBatchList',
      tag,
      summary: 'Throw a list away whose columns were not named; nothing of it was awarded',
      access: 'awards:write',
      params,
      answers: { 204: { description: 'It is gone' } },
      errors,
      async handle({ caller, params: { organizationId, batchId } }) {
        await batches.discardList(caller, organizationId, batchId)
        return { status: 204 }
      },
    }),
  ]
}
