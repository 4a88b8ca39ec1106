import Type from 'typebox'
import { HoldMinutes, UndoBody, usualHoldMinutes } from '../../schemas/requests/batches.ts'
import { closed, Id, Name, Paging } from '../../schemas/requests/common.ts'
import { BatchesPage } from '../../templates/batches/list.tsx'
import { NewBatchPage } from '../../templates/batches/new.tsx'
import { BatchPage } from '../../templates/batches/show.tsx'
import { UndoBatchPage } from '../../templates/batches/undo.tsx'
import { startWith } from '../../templates/draft.ts'
import type { Achievements } from '../achievements/achievements.ts'
import { nameOfBadge, publishedBadges } from '../achievements/published.ts'
import type { Learners } from '../learners/learners.ts'
import type { MayShow } from '../learners/visibility.ts'
import type { Organizations } from '../organizations/organizations.ts'
import { roleHolds } from '../organizations/rights.ts'
import { formatDate } from '../text/dates.ts'
import { action, formPage, page } from '../web/page.ts'
import { timestamp, type World } from '../world.ts'
import { readRows } from './batches/read-rows.ts'
import { rowsOfGroup } from './batches/group-rows.ts'
import { createRowLines } from './batches/row-lines.ts'
import { isWorkedOn, type Batch } from './batches/tables.ts'
import type { Issuing } from './issuing.ts'
import { wholeList } from '../storage/whole-list.ts'

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
/** A file with ten thousand rows. */
const mostFileBytes = 5 * 1024 * 1024

const NewBatchForm = Type.Object(
  {
    achievementId: Type.Optional(Id),
    groupId: Type.Optional(Id),
    pasted: Type.Optional(Type.String({ maxLength: 500_000 })),
    name: Type.Optional(Name),
    askColumns: Type.Optional(Type.Boolean()),
  },
  closed,
)

export function batchPages(deps: BatchPageDeps) {
  const { achievements, learners, mayShow, world } = deps
  const { batches } = deps.issuing
  const { requireRight } = deps.organizations
  const listOf = (organizationId: string) => `/console/${organizationId}/batches`
  const baseOf = ({ organizationId, batchId }: { organizationId: string; batchId: string }) =>
    `${listOf(organizationId)}/${batchId}`

  const linesOf = createRowLines({ learners, mayShow })
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
      query: Type.Object({ achievement: Type.Optional(Id), group: Type.Optional(Id) }),
      form: NewBatchForm,
      files: { field: 'file', maxBytes: mostFileBytes },
      async show({ caller, params: { organizationId }, query, text }, draft) {
        await requireRight(caller, organizationId, 'award.make')
        const published = await publishedBadges(achievements, caller, organizationId)
        const awardable = published.map(nameOfBadge)
        const [first, second] = awardable
        // Where there is one badge only, nobody has to say which.
        const only = second === undefined ? first?.id : undefined
        const groups = await wholeList((from) => learners.groups.list(caller, organizationId, from))
        return {
          title: text('batches.create'),
          body: (
            <NewBatchPage
              draft={startWith(draft, {
                achievementId: query.achievement ?? only,
                groupId: query.group,
              })}
              list={listOf(organizationId)}
              achievements={awardable}
              groups={groups.map(({ id, name }) => ({ id, name }))}
            />
          ),
        }
      },
      async act({ caller, params: { organizationId }, file, text, language }, form) {
        const { achievementId, groupId, pasted, name, askColumns = false } = form
        const ofGroup =
          groupId === undefined
            ? []
            : await rowsOfGroup(learners.groups, caller, organizationId, groupId)
        const isListed = file !== undefined || pasted !== undefined || groupId === undefined
        const lists = isListed ? readRows(file?.bytes, pasted) : []
        const today = formatDate(language, timestamp(world.now()))
        const { id, state } = await batches.create(caller, organizationId, {
          name: name ?? text('batches.new.usualName', { date: today }),
          rows: ofGroup,
          lists,
          askColumns,
          ...(achievementId === undefined ? {} : { achievementId }),
        })
        const base = baseOf({ organizationId, batchId: id })
        return { redirect: state === 'columns' ? `${base}/columns` : base }
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
            role,
            (await batches.rows(caller, organizationId, batchId, { state })).rows.slice(0, 20),
          )
        const firstValid =
          batch.state === 'ready'
            ? (await batches.rows(caller, organizationId, batchId, { state: 'valid' })).rows[0]
            : undefined
        const canUndo = batch.startedAt !== undefined && batch.state !== 'undone'
        return {
          title: batch.name,
          ...(!isWorkedOn(batch) ? {} : { scripts: ['/scripts/follow.js'] }),
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
              {...(!isWorkedOn(batch)
                ? {}
                : { events: `/api/v1/organizations/${organizationId}/batches/${batchId}` })}
              counts={counts.rows}
              mails={counts.mails}
              unknownColumns={batch.unknownColumns}
              {...(firstValid === undefined ? {} : { firstValid: firstValid.number })}
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
  ]
}
