import Type from 'typebox'
import {
  PreviewAnswer,
  RowAnswer,
  RowChangeBody,
  RowsAnswer,
  RowStateSchema,
  UndoBody,
} from '../../schemas/requests/batches.ts'
import { closed, Id, Paging } from '../../schemas/requests/common.ts'
import { holdsScope, type Caller } from '../caller.ts'
import type { Learners } from '../learners/learners.ts'
import type { MayShow } from '../learners/visibility.ts'
import type { Organizations } from '../organizations/organizations.ts'
import { roleHolds } from '../organizations/rights.ts'
import type { Text } from '../text/text.ts'
import { route } from '../web/route.ts'
import { asViewed, presentRow, recipientOf } from './batches/present.ts'
import { presentPreview } from './batches/present-preview.ts'
import { filledCells } from './batches/read-cells.ts'
import type { BatchRow, RowProblem } from './batches/tables.ts'
import type { Issuing } from './issuing.ts'

export interface BatchRowRouteDeps {
  readonly issuing: Pick<Issuing, 'batches'>
  readonly learners: Pick<Learners, 'byIds'>
  readonly organizations: Pick<Organizations, 'requireRight'>
  readonly mayShow: MayShow
  /** Machines are told in English. */
  readonly text: Text
}

const tag = 'Batches'
const batchParams = Type.Object({ organizationId: Id, batchId: Id }, closed)
const rowParams = Type.Object(
  {
    organizationId: Id,
    batchId: Id,
    number: Type.Integer({ minimum: 1, maximum: 999_999 }),
  },
  closed,
)
const collection = '/api/v1/organizations/:organizationId/batches/:batchId/rows'
const one = `${collection}/:number` as const
const errors = ['not-found', 'not-allowed', 'conflict'] as const

/** The rows of a batch: each with its state, its faults in words, and what can be done about it. */
export function batchRowRoutes(deps: BatchRowRouteDeps) {
  const { batches } = deps.issuing

  const messageOf = ({ column, rule }: RowProblem) =>
    deps.text(`batches.problems.${rule}`, { column: deps.text(`batches.columns.${column}`) })

  const mayAward = async (caller: Caller, organizationId: string) => {
    const role = await deps.organizations.requireRight(caller, organizationId, 'award.read')
    return roleHolds(role, 'award.make') && holdsScope(caller, 'awards:write')
  }

  const presentRows = async (
    caller: Caller,
    organizationId: string,
    found: readonly BatchRow[],
  ) => {
    const seen = (await mayAward(caller, organizationId)) ? found : found.map(asViewed)
    const known = await deps.learners.byIds(found.flatMap(({ learnerId }) => learnerId ?? []))
    const byId = new Map(known.map((learner) => [learner.id, learner]))
    return seen.map((one) => {
      const learner = one.learnerId === undefined ? undefined : byId.get(one.learnerId)
      return presentRow(one, recipientOf(one, learner, organizationId, deps.mayShow), messageOf)
    })
  }
  const rowBody = async (caller: Caller, organizationId: string, found: BatchRow) => {
    const [body] = await presentRows(caller, organizationId, [found])
    return { status: 200, body }
  }

  return [
    route({
      method: 'get',
      path: collection,
      operationId: 'listBatchRows',
      tag,
      summary: 'The rows of a batch in their order, or those in a state',
      access: 'awards:read',
      params: batchParams,
      query: Type.Object({ state: Type.Optional(RowStateSchema), ...Paging }, closed),
      answers: { 200: { description: 'A page of rows', schema: RowsAnswer } },
      errors: ['not-found', 'not-allowed'],
      async handle({ caller, params: { organizationId, batchId }, query }) {
        const { rows, next } = await batches.rows(caller, organizationId, batchId, query)
        const body = { rows: await presentRows(caller, organizationId, rows) }
        return { status: 200, body: { ...body, ...(next === undefined ? {} : { next }) } }
      },
    }),
    route({
      method: 'get',
      path: `${one}/preview`,
      operationId: 'previewBatchRow',
      tag,
      summary: 'The badge and the mail of a row before anything is sent; looking changes nothing',
      access: 'awards:write',
      params: rowParams,
      answers: { 200: { description: 'What would become of it now', schema: PreviewAnswer } },
      errors,
      async handle({ caller, params: { organizationId, batchId, number } }) {
        const preview = await batches.preview(caller, organizationId, batchId, number)
        const { mayShow } = deps
        return {
          status: 200,
          body: presentPreview(preview, organizationId, { mayShow, messageOf }),
        }
      },
    }),
    route({
      method: 'patch',
      path: one,
      operationId: 'mendBatchRow',
      tag,
      summary:
        'Mend a row, leave it out, or award it although it is a duplicate; it is checked again',
      access: 'awards:write',
      params: rowParams,
      body: RowChangeBody,
      answers: { 200: { description: 'The row as it stands now', schema: RowAnswer } },
      errors: [...errors, 'changed-meanwhile'],
      async handle({ caller, params: { organizationId, batchId, number }, body }) {
        const { cells, leaveOut } = body
        const mended = await batches.mend(caller, organizationId, batchId, number, {
          ...(cells === undefined ? {} : { cells: filledCells(cells) }),
          ...(leaveOut === undefined ? {} : { leaveOut }),
        })
        return rowBody(caller, organizationId, mended)
      },
    }),
    route({
      method: 'post',
      path: `${one}/undo`,
      operationId: 'undoBatchRow',
      tag,
      summary: 'Take the award of one row back',
      access: 'awards:write',
      params: rowParams,
      body: UndoBody,
      answers: { 200: { description: 'The row, undone', schema: RowAnswer } },
      errors: [...errors, 'already-revoked'],
      async handle({ caller, params: { organizationId, batchId, number }, body }) {
        return rowBody(
          caller,
          organizationId,
          await batches.undoRow(caller, organizationId, batchId, number, body.reason),
        )
      },
    }),
  ]
}
