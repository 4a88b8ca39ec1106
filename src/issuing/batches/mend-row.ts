import type { Achievements } from '../../achievements/achievements.ts'
import type { Caller } from '../../caller.ts'
import { WaymarkError } from '../../errors.ts'
import { Stale, type Table } from '../../storage/tables.ts'
import { readAwardables } from './awardables.ts'
import type { CheckRows } from './check-rows.ts'
import type { Batch, BatchRow, RowCells } from './tables.ts'

export interface RowChange {
  readonly cells?: RowCells
  /** false: awarded, even where it is a duplicate. */
  readonly leaveOut?: boolean
}

interface Deps {
  readonly batches: Table<Batch>
  readonly rows: Table<BatchRow>
  readonly achievements: Achievements
  readonly checkRows: CheckRows
}

export type MendRow = (
  caller: Caller,
  batch: Batch,
  row: BatchRow,
  change: RowChange,
) => Promise<BatchRow>

/** Changes a row that is not awarded yet, and checks it again at once. */
export function createMendRow({ batches, rows, achievements, checkRows }: Deps): MendRow {
  return async (caller, batch, row, change) => {
    if (!isMendable(batch, row)) throw new WaymarkError('conflict')
    const wanted = {
      ...row,
      cells: change.cells ?? row.cells,
      anyway: change.leaveOut === undefined ? row.anyway : !change.leaveOut,
    }
    const mended = await replaced(
      rows,
      change.leaveOut === true
        ? { ...wanted, state: 'left-out' }
        : await checkRows.one(
            batch,
            wanted,
            await readAwardables(achievements, caller, batch.organizationId),
          ),
    )
    if (mended.state === 'valid') await makeReadyAgain(batches, batch.id)
    return mended
  }
}

/** What is being awarded stays as it is: nobody would know which of the two was. */
export function isMendable({ state }: Batch, row: BatchRow): boolean {
  const isOpen = row.state === 'invalid' || row.state === 'left-out' || row.state === 'valid'
  const isMoving = state === 'checking' || state === 'undone'
  const isNext = state === 'running' && row.state === 'valid'
  return isOpen && !isMoving && !isNext
}

async function replaced(rows: Table<BatchRow>, row: BatchRow): Promise<BatchRow> {
  try {
    return await rows.replace(row)
  } catch (error) {
    throw error instanceof Stale ? new WaymarkError('changed-meanwhile') : error
  }
}

/** A row that was mended when the others were done is awarded when the batch is started again. */
async function makeReadyAgain(batches: Table<Batch>, batchId: string): Promise<void> {
  await batches.change(batchId, (found) =>
    found.state === 'done' ? { ...found, state: 'ready' } : undefined,
  )
}
