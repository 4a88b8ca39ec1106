import Type from 'typebox'
import {
  HoldMinutes,
  RowCellsBody,
  RowStateSchema,
  UndoBody,
  usualHoldMinutes,
} from '../../schemas/requests/batches.ts'
import { closed, Id, Name, Paging } from '../../schemas/requests/common.ts'
import { BatchesPage } from '../../templates/batches/list.tsx'
import { NewBatchPage } from '../../templates/batches/new.tsx'
import { RowPage } from '../../templates/batches/row.tsx'
import { RowsPage } from '../../templates/batches/rows.tsx'
import { BatchPage } from '../../templates/batches/show.tsx'
import { UndoBatchPage } from '../../templates/batches/undo.tsx'
import type { RowLine } from '../../templates/batches/words.tsx'
import { startWith } from '../../templates/draft.ts'
import type { Achievements } from '../achievements/achievements.ts'
import type { Achievement } from '../achievements/tables.ts'
import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import type { Learners } from '../learners/learners.ts'
import type { MayShow } from '../learners/visibility.ts'
import type { Organizations } from '../organizations/organizations.ts'
import { roleHolds } from '../organizations/rights.ts'
import { formatDate } from '../text/dates.ts'
import { action, formPage, page } from '../web/page.ts'
import { timestamp, type World } from '../world.ts'
import { readRows } from './batches/read-rows.ts'
import { recipientOf } from './batches/present.ts'
import { filledCells } from './batches/read-cells.ts'
import type { Batch, BatchRow } from './batches/tables.ts'
import type { Issuing } from './issuing.ts'

export interface BatchPageDeps {
  readonly issuing: Issuing
  readonly achievements: Achievements
  readonly learners: Learners
  readonly organizations: Organizations
  readonly mayShow: MayShow
  readonly world: World
}

const params = Type.Object({ organizationId: Id }, closed)
const batchParams = Type.Object({ organizationId: Id, batchId: Id }, closed)
const rowParams = Type.Object(
  { organizationId: Id, batchId: Id, number: Type.Integer({ minimum: 1, maximum: 999_999 }) },
  closed,
)

/** A file with ten thousand rows. */
const mostFileBytes = 5 * 1024 * 1024

const NewBatchForm = Type.Object(
  {
    achievementId: Type.Optional(Id),
    pasted: Type.Optional(Type.String({ maxLength: 500_000 })),
    name: Type.Optional(Name),
  },
  closed,
)

/** A form has text only: a level is a name, or a number as people count. */
const RowForm = Type.Object(
  { ...RowCellsBody.properties, level: RowCellsBody.properties.name },
  closed,
)

export function batchPages(deps: BatchPageDeps) {
  const { achievements, learners, mayShow, world } = deps
  const { batches } = deps.issuing
  const { requireRight } = deps.organizations
  const listOf = (organizationId: string) => `/console/${organizationId}/batches`
  const baseOf = ({ organizationId, batchId }: { organizationId: string; batchId: string }) =>
    `${listOf(organizationId)}/${batchId}`

  const linesOf = async (
    organizationId: string,
    rows: readonly BatchRow[],
  ): Promise<readonly RowLine[]> => {
    const known = await learners.byIds(rows.flatMap(({ learnerId }) => learnerId ?? []))
    const byId = new Map(known.map((learner) => [learner.id, learner]))
    return rows.map((row) => {
      const learner = row.learnerId === undefined ? undefined : byId.get(row.learnerId)
      return {
        number: row.number,
        recipient: recipientOf(row, learner, organizationId, mayShow),
        achievement: row.achievementName ?? row.cells.achievement ?? '',
        state: row.state,
        problems: row.problems,
        ...(row.duplicateOf === undefined ? {} : { duplicateOf: row.duplicateOf }),
      }
    })
  }
  const published = async (caller: Caller, organizationId: string) => {
    const found: Achievement[] = []
    let after: string | undefined
    do {
      const query = { state: 'published', ...(after === undefined ? {} : { after }) } as const
      const { rows, next } = await achievements.list(caller, organizationId, query)
      found.push(...rows)
      after = next
    } while (after !== undefined)
    return found.map(({ id, content }) => ({ id, name: content.name }))
  }
  const isHeld = ({ mailNotBefore = '' }: Batch) => timestamp(world.now()) < mailNotBefore

  return [
    page({
      path: '/console/:organizationId/batches',
      access: 'signed-in',
      params,
      query: Type.Object(Paging),
      async show({ caller, params: { organizationId }, query, text }) {
        const role = await requireRight(caller, organizationId, 'award.read')
        const { rows, next } = await batches.list(caller, organizationId, query.after)
        return {
          title: text('batches.title'),
          body: (
            <BatchesPage
              base={listOf(organizationId)}
              batches={rows}
              mayAward={roleHolds(role, 'award.make')}
              {...(next === undefined ? {} : { next })}
            />
          ),
        }
      },
    }),
    formPage({
      path: '/console/:organizationId/batches/new',
      access: 'signed-in',
      params,
      query: Type.Object({ achievement: Type.Optional(Id) }),
      form: NewBatchForm,
      files: { field: 'file', maxBytes: mostFileBytes },
      async show({ caller, params: { organizationId }, query, text }, draft) {
        await requireRight(caller, organizationId, 'award.make')
        return {
          title: text('batches.create'),
          body: (
            <NewBatchPage
              draft={startWith(draft, { achievementId: query.achievement })}
              list={listOf(organizationId)}
              achievements={await published(caller, organizationId)}
            />
          ),
        }
      },
      async act({ caller, params: { organizationId }, file, text, language }, form) {
        const { achievementId, pasted, name } = form
        const today = formatDate(language, timestamp(world.now()))
        const { id } = await batches.create(caller, organizationId, {
          name: name ?? text('batches.new.usualName', { date: today }),
          ...readRows(file?.bytes, pasted),
          ...(achievementId === undefined ? {} : { achievementId }),
        })
        return { redirect: baseOf({ organizationId, batchId: id }) }
      },
    }),
    page({
      path: '/console/:organizationId/batches/:batchId',
      access: 'signed-in',
      params: batchParams,
      async show({ caller, params: { organizationId, batchId } }) {
        const role = await requireRight(caller, organizationId, 'award.read')
        const batch = await batches.read(caller, organizationId, batchId)
        const counts = await batches.counts(batch)
        const some = async (state: 'invalid' | 'left-out') =>
          linesOf(
            organizationId,
            (await batches.rows(caller, organizationId, batchId, { state })).rows.slice(0, 20),
          )
        const isMoving = batch.state === 'checking' || batch.state === 'running'
        const canUndo = batch.startedAt !== undefined && batch.state !== 'undone'
        return {
          title: batch.name,
          ...(isMoving || batch.work !== 'none'
            ? { head: <meta http-equiv="refresh" content="5" /> }
            : {}),
          body: (
            <BatchPage
              draft={startWith(
                { values: {}, problems: [] },
                { holdMinutes: String(usualHoldMinutes) },
              )}
              base={baseOf({ organizationId, batchId })}
              name={batch.name}
              state={batch.state}
              rows={batch.rows}
              counts={counts.rows}
              mails={counts.mails}
              unknownColumns={batch.unknownColumns}
              {...(batch.pausedFor === undefined ? {} : { pausedFor: batch.pausedFor })}
              {...(batch.mailNotBefore !== undefined && isHeld(batch) && counts.rows.held > 0
                ? { heldUntil: batch.mailNotBefore }
                : {})}
              mistakes={await some('invalid')}
              leftOut={await some('left-out')}
              may={{
                award: roleHolds(role, 'award.make'),
                undo: roleHolds(role, 'award.revoke') && canUndo,
              }}
            />
          ),
        }
      },
    }),
    action({
      path: '/console/:organizationId/batches/:batchId/start',
      access: 'signed-in',
      params: batchParams,
      form: Type.Object({ holdMinutes: Type.Optional(HoldMinutes) }, closed),
      async act({ caller, params: at }, { holdMinutes }) {
        await batches.start(caller, at.organizationId, at.batchId, holdMinutes)
        return { redirect: baseOf(at) }
      },
    }),
    action({
      path: '/console/:organizationId/batches/:batchId/pause',
      access: 'signed-in',
      params: batchParams,
      async act({ caller, params: at }) {
        await batches.pause(caller, at.organizationId, at.batchId)
        return { redirect: baseOf(at) }
      },
    }),
    action({
      path: '/console/:organizationId/batches/:batchId/resumption',
      access: 'signed-in',
      params: batchParams,
      async act({ caller, params: at }) {
        await batches.resume(caller, at.organizationId, at.batchId)
        return { redirect: baseOf(at) }
      },
    }),
    formPage({
      path: '/console/:organizationId/batches/:batchId/undo',
      access: 'signed-in',
      params: batchParams,
      form: UndoBody,
      async show({ caller, params: at, text }, draft) {
        await requireRight(caller, at.organizationId, 'award.revoke')
        const batch = await batches.read(caller, at.organizationId, at.batchId)
        return {
          title: text('batches.undo.title'),
          body: (
            <UndoBatchPage
              draft={draft}
              base={baseOf(at)}
              name={batch.name}
              inTime={isHeld(batch)}
            />
          ),
        }
      },
      async act({ caller, params: at }, { reason }) {
        await batches.undo(caller, at.organizationId, at.batchId, reason)
        return { redirect: baseOf(at) }
      },
    }),
    page({
      path: '/console/:organizationId/batches/:batchId/rows',
      access: 'signed-in',
      params: batchParams,
      query: Type.Object({ state: Type.Optional(RowStateSchema), ...Paging }),
      async show({ caller, params: at, query, text }) {
        const { name } = await batches.read(caller, at.organizationId, at.batchId)
        const { rows, next } = await batches.rows(caller, at.organizationId, at.batchId, query)
        return {
          title: `${text('batches.rowList.title')} · ${name}`,
          body: (
            <RowsPage
              base={baseOf(at)}
              name={name}
              rows={await linesOf(at.organizationId, rows)}
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
        const [line] = await linesOf(organizationId, [row])
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
        await requireRight(caller, organizationId, 'award.revoke')
        const batch = await batches.read(caller, organizationId, batchId)
        const row = await batches.row(caller, organizationId, batchId, number)
        const [line] = await linesOf(organizationId, [row])
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
