import { calls, type Called } from '../../learners/rosters/forget.ts'
import { rowStates } from '../../../schemas/requests/batches.ts'
import type { New, Table } from '../../storage/tables.ts'
import { cellsUnder } from './columns.ts'
import { awardedRowStates } from './row-state.ts'
import type { Batch, BatchRow, RowState } from './tables.ts'

interface Deps {
  readonly batches: Table<Batch, 'byOrganization'>
  readonly rows: Table<BatchRow, 'byState'>
}

/** What is not kept of rows that people sent in. */
export interface ForgetRows {
  /** Empties the rows that are about somebody who is being removed; none of them is awarded any more. */
  of(learner: Called): Promise<void>
  /**
   * Empties the rows of batches that were sent in before then, as far as they were not awarded; answers how many. A
   * batch that is being worked on has its time when that is done.
   */
  before(organizationId: string, before: string): Promise<number>
}

/** Of rows that were awarded, award and learner say everything: the rows themselves say nothing any more. */
const sayingStates: readonly RowState[] = rowStates.filter(
  (state) => !awardedRowStates.some((one) => one === state),
)

export function createForgetRows(deps: Deps): ForgetRows {
  const { batches, rows } = deps

  async function* batchesOf(organizationId: string, before?: string) {
    let after: string | undefined
    do {
      const page = await batches.find({
        index: 'byOrganization',
        equals: { organizationId },
        limit: 100,
        ...(before === undefined ? {} : { to: before }),
        ...(after === undefined ? {} : { after }),
      })
      yield* page.rows
      after = page.next
    } while (after !== undefined)
  }

  const emptyThose = async (batchId: string, goes: (row: BatchRow) => boolean) => {
    let count = 0
    for (const state of sayingStates) count += await emptyInState(batchId, state, goes)
    return count
  }

  const emptyInState = async (
    batchId: string,
    state: RowState,
    goes: (row: BatchRow) => boolean,
  ) => {
    let count = 0
    let after: string | undefined
    do {
      const page = await rows.find({
        index: 'byState',
        equals: { batchId, state },
        limit: 500,
        ...(after === undefined ? {} : { after }),
      })
      for (const { id } of page.rows.filter(goes)) {
        await rows.change(id, (row) => (goes(row) ? emptied(row) : undefined))
        count += 1
      }
      after = page.next
    } while (after !== undefined)
    return count
  }

  const emptyFirstLine = async ({ id, list }: Batch, isCalled: IsCalled) => {
    if (list?.first?.cells.some(isCalled) !== true) return
    await batches.change(id, (found) => {
      if (found.list === undefined) return undefined
      const { first: _line, ...rest } = found.list
      const columns = rest.columns.map((column) => ({ ...column, title: '' }))
      return { ...found, list: { ...rest, columns } }
    })
  }

  return {
    async of(learner) {
      const isCalled = calls(learner)
      for await (const batch of batchesOf(learner.organizationId)) {
        await emptyThose(batch.id, (row) => isAbout(row, batch, learner.id, isCalled))
        await emptyFirstLine(batch, isCalled)
      }
    },
    async before(organizationId, before) {
      let count = 0
      for await (const batch of batchesOf(organizationId, before)) {
        if (batch.rowsEmptiedAt !== undefined || batch.work !== 'none') continue
        count += await emptyThose(
          batch.id,
          (row) => row.awardId === undefined && saysSomething(row),
        )
        await batches.change(batch.id, (found) => ({ ...found, rowsEmptiedAt: before }))
      }
      return count
    },
  }
}

type IsCalled = ReturnType<typeof calls>

function isAbout(row: BatchRow, { list }: Batch, id: string, isCalled: IsCalled): boolean {
  const { cells, awardId, learnerId, written = [] } = row
  if (awardId !== undefined) return false
  if (learnerId === id && saysSomething(row)) return true
  const columns = list?.columns.map(({ meaning }) => meaning) ?? []
  const said = [cells, cellsUnder(columns, written)]
  return (
    said.some((one) => one.learnerId === id) ||
    said.flatMap(({ name, email, rosterId }) => [name, email, rosterId]).some(isCalled) ||
    written.some(isCalled)
  )
}

function saysSomething({ cells, written = [] }: BatchRow): boolean {
  return Object.keys(cells).length > 0 || written.length > 0
}

function emptied(row: BatchRow): New<BatchRow> {
  const { learnerId: _whom, duplicateOf: _like, written: _line, ...rest } = row
  return { ...rest, cells: {}, problems: [], state: 'left-out', key: '', mailed: false }
}
