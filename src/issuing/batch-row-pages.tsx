import Type from 'typebox'
import { RowCellsBody, RowStateSchema, UndoBody } from '../../schemas/requests/batches.ts'
import { closed, Id, Paging } from '../../schemas/requests/common.ts'
import { RowPage } from '../../templates/batches/row.tsx'
import { RowsPage } from '../../templates/batches/rows.tsx'
import { UndoBatchPage } from '../../templates/batches/undo.tsx'
import { startWith } from '../../templates/draft.ts'
import { WaymarkError } from '../errors.ts'
import { roleHolds } from '../organizations/rights.ts'
import { action, formPage, page } from '../web/page.ts'
import { timestamp } from '../world.ts'
import type { BatchPageDeps } from './batch-pages.tsx'
import { filledCells } from './batches/read-cells.ts'
import { createRowLines } from './batches/row-lines.ts'
import type { Batch } from './batches/tables.ts'

const batchParams = Type.Object({ organizationId: Id, batchId: Id }, closed)
const rowParams = Type.Object(
  { organizationId: Id, batchId: Id, number: Type.Integer({ minimum: 1, maximum: 999_999 }) },
  closed,
)

/** A form has text only: a level is a name, or a number as people count. */
const RowForm = Type.Object(
  { ...RowCellsBody.properties, level: RowCellsBody.properties.name },
  closed,
)

/** The rows of a batch: looked at, mended in place, left out, undone. */
export function batchRowPages({ issuing, organizations, learners, mayShow, world }: BatchPageDeps) {
  const { batches } = issuing
  const { requireRight } = organizations
  const linesOf = createRowLines({ learners, mayShow })
  const baseOf = ({ organizationId, batchId }: { organizationId: string; batchId: string }) =>
    `/console/${organizationId}/batches/${batchId}`
  const isHeld = ({ mailNotBefore = '' }: Batch) => timestamp(world.now()) < mailNotBefore

  return [
    page({
      path: '/console/:organizationId/batches/:batchId/rows',
      access: 'signed-in',
      params: batchParams,
      query: Type.Object({ state: Type.Optional(RowStateSchema), ...Paging }),
      async show({ caller, params: at, query, text }) {
        const role = await requireRight(caller, at.organizationId, 'award.read')
        const { name } = await batches.read(caller, at.organizationId, at.batchId)
        const { rows, next } = await batches.rows(caller, at.organizationId, at.batchId, query)
        return {
          title: `${text('batches.rowList.title')} · ${name}`,
          body: (
            <RowsPage
              base={baseOf(at)}
              name={name}
              rows={await linesOf(at.organizationId, role, rows)}
              {...(query.state === undefined ? {} : { state: query.state })}
              {...(next === undefined ? {} : { next })}
            />
          ),
        }
      },
    }),
    formPage({
      path: '/console/:organizationId/batches/:batchId/rows/:number',
      access: 'signed-in',
      params: rowParams,
      form: RowForm,
      async show({ caller, params: at, text }, draft) {
        const { organizationId, batchId, number } = at
        const role = await requireRight(caller, organizationId, 'award.read')
        const batch = await batches.read(caller, organizationId, batchId)
        const row = await batches.row(caller, organizationId, batchId, number)
        const [line] = await linesOf(organizationId, role, [row])
        if (line === undefined) throw new WaymarkError('not-found')
        const mayAward = roleHolds(role, 'award.make')
        return {
          title: text('batches.row.title', { number }),
          body: (
            <RowPage
              draft={startWith(draft, { ...row.cells })}
              base={baseOf(at)}
              name={batch.name}
              row={line}
              {...(row.line === undefined ? {} : { line: row.line })}
              {...(row.awardId === undefined
                ? {}
                : { award: `/console/${organizationId}/awards/${row.awardId}` })}
              may={{
                mend: mayAward && batches.isMendable(batch, row),
                undo: roleHolds(role, 'award.revoke') && row.state !== 'undone',
              }}
            />
          ),
        }
      },
      async act({ caller, params: at }, form) {
        await batches.mend(caller, at.organizationId, at.batchId, at.number, {
          cells: filledCells(form),
        })
        return { redirect: `${baseOf(at)}/rows/${String(at.number)}` }
      },
    }),
    action({
      path: '/console/:organizationId/batches/:batchId/rows/:number/exclusion',
      access: 'signed-in',
      params: rowParams,
      async act({ caller, params: at }) {
        await batches.mend(caller, at.organizationId, at.batchId, at.number, { leaveOut: true })
        return { redirect: baseOf(at) }
      },
    }),
    action({
      path: '/console/:organizationId/batches/:batchId/rows/:number/inclusion',
      access: 'signed-in',
      params: rowParams,
      async act({ caller, params: at }) {
        await batches.mend(caller, at.organizationId, at.batchId, at.number, { leaveOut: false })
        return { redirect: baseOf(at) }
      },
    }),
    formPage({
      path: '/console/:organizationId/batches/:batchId/rows/:number/undo',
      access: 'signed-in',
      params: rowParams,
      form: UndoBody,
      async show({ caller, params: at, text }, draft) {
        const { organizationId, batchId, number } = at
        const role = await requireRight(caller, organizationId, 'award.revoke')
        const batch = await batches.read(caller, organizationId, batchId)
        const row = await batches.row(caller, organizationId, batchId, number)
        const [line] = await linesOf(organizationId, role, [row])
        return {
          title: text('batches.row.undo'),
          body: (
            <UndoBatchPage
              draft={draft}
              row={{ number, recipient: line?.recipient ?? '' }}
              base={baseOf(at)}
              name={batch.name}
              inTime={isHeld(batch)}
            />
          ),
        }
      },
      async act({ caller, params: at }, { reason }) {
        await batches.undoRow(caller, at.organizationId, at.batchId, at.number, reason)
        return { redirect: `${baseOf(at)}/rows/${String(at.number)}` }
      },
    }),
  ]
}
