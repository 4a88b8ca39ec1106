import type { Audit } from '../../audit/audit.ts'
import type { Caller } from '../../caller.ts'
import { WaymarkError } from '../../errors.ts'
import type { AnyDuty } from '../../jobs/worker.ts'
import type { Learners } from '../../learners/learners.ts'
import { awardLimits, batchLimits, createMailLimits } from '../../mail/mail-limits.ts'
import type { RequireRight } from '../../organizations/rights.ts'
import type { Page, Storage, Table } from '../../storage/tables.ts'
import type { MakeAward } from '../award.ts'
import type { Award } from '../tables.ts'
import type { UndoAward } from '../undo.ts'
import { createAwardRows } from './award-rows.ts'
import { createCheckRow, type CheckRowDeps } from './check-row.ts'
import { createCheckRows } from './check-rows.ts'
import { createCounts, type BatchCounts } from './counts.ts'
import { createForgetRows, type ForgetRows } from './forget.ts'
import { createMendRow, isMendable, type RowChange } from './mend-row.ts'
import { columnChoiceTable, createColumnChoices } from './column-choices.ts'
import { createMoves, createRecord, type Moves } from './move.ts'
import { createNameColumns, type NameColumns } from './name-columns.ts'
import { createPreviewRow, type PreviewDeps, type RowPreview } from './preview-row.ts'
import { createProgress, type Progress } from './progress.ts'
import { putTogether } from './put-together.ts'
import type { ReadList } from './read-list.ts'
import { receive, type NewBatch } from './receive.ts'
import {
  batchRowTable,
  batchTable,
  rowIdOf,
  type Batch,
  type BatchRow,
  type RowState,
} from './tables.ts'
import { createTellRows, tellRowsDuty } from './tell-rows.ts'
import { batchDuty } from './work.ts'

export interface BroughtBatch extends Omit<NewBatch, 'list'> {
  /** Lists whose rows come after the others. */
  readonly lists?: readonly ReadList[]
  /** Whether people want to say what the columns hold, though we seem to know. */
  readonly askColumns?: boolean
}

/** Awards for many at once: rows in, one award for each out, whatever stops the service in between. */
export interface Batches extends Moves, NameColumns {
  /** @throws WaymarkError invalid-request for none or too many rows, or two lists whose columns have to be named */
  create(caller: Caller, organizationId: string, batch: BroughtBatch): Promise<Batch>
  /** Newest first, twenty a page. */
  list(caller: Caller, organizationId: string, after?: string): Promise<Page<Batch>>
  read(caller: Caller, organizationId: string, batchId: string): Promise<Batch>
  /** Of a batch that was read. */
  counts(batch: Batch): Promise<BatchCounts>
  /** In the order of their numbers, fifty a page: all of them, or those in a state. */
  rows(
    caller: Caller,
    organizationId: string,
    batchId: string,
    query: { readonly state?: RowState; readonly after?: string },
  ): Promise<Page<BatchRow>>
  row(caller: Caller, organizationId: string, batchId: string, number: number): Promise<BatchRow>
  /**
   * Other cells, left out, or awarded although it is a duplicate; it is checked again.
   * @throws WaymarkError conflict where it is awarded or about to be, changed-meanwhile
   */
  mend(
    caller: Caller,
    organizationId: string,
    batchId: string,
    number: number,
    change: RowChange,
  ): Promise<BatchRow>
  isMendable(batch: Batch, row: BatchRow): boolean
  /** The mail and the badge of a row before anything is sent. @throws WaymarkError conflict where it is awarded already */
  preview(
    caller: Caller,
    organizationId: string,
    batchId: string,
    number: number,
  ): Promise<RowPreview>
  /** Takes the award of one row back. @throws WaymarkError conflict where it has none */
  undoRow(
    caller: Caller,
    organizationId: string,
    batchId: string,
    number: number,
    reason: string,
  ): Promise<BatchRow>
  /** What is not kept of its rows. */
  readonly forget: ForgetRows
  /** Whether a batch was taken back, be it that not all of its awards are yet. */
  isUndone(batchId: string): Promise<boolean>
  readonly progress: Progress
  /** What the worker has to do for batches. */
  readonly duties: readonly AnyDuty[]
}

export interface BatchesDeps
  extends Pick<CheckRowDeps, 'statementProblems'>, Omit<PreviewDeps, 'rows' | 'checkRow'> {
  readonly storage: Storage
  readonly awards: Table<Award, 'byLearner' | 'byRowDue'>
  /** As they are stored, where a change tells no row. */
  readonly plainAwards: Table<Award, 'byRowDue'>
  readonly learners: Learners
  readonly requireRight: RequireRight
  readonly makeAward: MakeAward
  readonly undoAward: UndoAward
  readonly audit: Audit
}

export function createBatches(deps: BatchesDeps): Batches {
  const { storage, awards, requireRight, undoAward, audit, world } = deps
  const batches = storage.open(batchTable)
  const rows = storage.open(batchRowTable)
  const checkRow = createCheckRow(deps)
  const checkRows = createCheckRows({ rows, checkRow })
  const telling = { awards: deps.plainAwards, rows }
  const tellRows = createTellRows(telling)
  const counts = createCounts(rows)
  const previewRow = createPreviewRow({ ...deps, rows, checkRow })
  const mendRow = createMendRow({ ...deps, batches, rows, checkRows })
  const mailLimits = {
    ofAddress: createMailLimits(
      awardLimits.filter(({ per }) => per === 'address'),
      world.now,
    ),
    ofOrganization: createMailLimits(batchLimits, world.now),
  }
  const awardRows = createAwardRows({ ...deps, rows, checkRow, mailLimits, tellRows })
  const working = { ...deps, batches, rows, checkRows, awardRows, tellRows }

  const own = async (organizationId: string, batchId: string) => {
    const batch = await batches.get(batchId)
    const isReceived = batch !== undefined && batch.work !== 'receive'
    if (!isReceived || batch.organizationId !== organizationId) throw new WaymarkError('not-found')
    return batch
  }
  const ownRow = async (organizationId: string, batchId: string, number: number) => {
    const batch = await own(organizationId, batchId)
    const row = await rows.get(rowIdOf(batchId, number))
    if (row === undefined) throw new WaymarkError('not-found')
    return { batch, row }
  }
  const record = createRecord(audit)
  const choices = createColumnChoices(storage.open(columnChoiceTable), world)

  return {
    async create(caller, organizationId, given) {
      await requireRight(caller, organizationId, 'award.make')
      const { lists = [], askColumns, ...brought } = given
      const batch = await receive({ batches, rows, world }, caller.accountId, organizationId, {
        ...brought,
        ...(await putTogether(choices, organizationId, given.rows, lists, askColumns)),
      })
      await record(caller, batch, 'batch.created')
      return batch
    },
    async list(caller, organizationId, after) {
      await requireRight(caller, organizationId, 'award.read')
      const page = await batches.find({
        index: 'byOrganization',
        equals: { organizationId },
        order: 'descending',
        limit: 20,
        ...(after === undefined ? {} : { after }),
      })
      return { ...page, rows: page.rows.filter(({ work }) => work !== 'receive') }
    },
    async read(caller, organizationId, batchId) {
      await requireRight(caller, organizationId, 'award.read')
      return own(organizationId, batchId)
    },
    counts: ({ id }) => counts(id),
    async rows(caller, organizationId, batchId, { state, after }) {
      await requireRight(caller, organizationId, 'award.read')
      await own(organizationId, batchId)
      const paging = { limit: 50, ...(after === undefined ? {} : { after }) }
      return state === undefined
        ? rows.find({ index: 'byNumber', equals: { batchId }, ...paging })
        : rows.find({ index: 'byState', equals: { batchId, state }, ...paging })
    },
    async row(caller, organizationId, batchId, number) {
      await requireRight(caller, organizationId, 'award.read')
      return (await ownRow(organizationId, batchId, number)).row
    },
    async mend(caller, organizationId, batchId, number, change) {
      await requireRight(caller, organizationId, 'award.make')
      const { batch, row } = await ownRow(organizationId, batchId, number)
      return mendRow(caller, batch, row, change)
    },
    isMendable,
    async preview(caller, organizationId, batchId, number) {
      await requireRight(caller, organizationId, 'award.make')
      const { batch, row } = await ownRow(organizationId, batchId, number)
      return previewRow(caller, batch, row)
    },
    ...createNameColumns({ batches, rows, choices, own, requireRight, world }),
    ...createMoves({ batches, own, requireRight, record, world }),
    async undoRow(caller, organizationId, batchId, number, reason) {
      await requireRight(caller, organizationId, 'award.revoke')
      const { row } = await ownRow(organizationId, batchId, number)
      const award = row.awardId === undefined ? undefined : await awards.get(row.awardId)
      if (award === undefined) throw new WaymarkError('conflict')
      if (award.state === 'revoked') throw new WaymarkError('already-revoked')
      await tellRows([await undoAward(award, { by: caller.accountId, reason })])
      return (await ownRow(organizationId, batchId, number)).row
    },
    forget: createForgetRows({ batches, rows }),
    isUndone: async (batchId) => (await batches.get(batchId))?.state === 'undone',
    progress: createProgress(),
    duties: [batchDuty(working), tellRowsDuty(telling, tellRows)],
  }
}
