import { setImmediate } from 'node:timers/promises'
import type { Table } from '../../storage/tables.ts'
import type { Awardables } from './awardables.ts'
import type { CheckedRow, CheckRow } from './check-row.ts'
import { cellsUnder } from './columns.ts'
import { awardedRowStates } from './row-state.ts'
import type { Batch, BatchRow } from './tables.ts'

interface Deps {
  readonly rows: Table<BatchRow, 'byState' | 'byKey'>
  readonly checkRow: CheckRow
}

/** A row that is or will be awarded: another one that says the same is its duplicate. */
const counts: ReadonlySet<BatchRow['state']> = new Set([
  'valid',
  ...awardedRowStates.filter((state) => state !== 'undone'),
])

export interface CheckRows {
  /** Checks the next rows of a batch; answers how many there were. */
  some(batch: Batch, awardables: Awardables, limit: number): Promise<number>
  /** One row as it stands after it was looked at. */
  one(batch: Batch, row: BatchRow, awardables: Awardables): Promise<BatchRow>
}

export function createCheckRows({ rows, checkRow }: Deps): CheckRows {
  const firstWith = async (batchId: string, key: string, own: number) => {
    const { rows: same } = await rows.find({ index: 'byKey', equals: { batchId, key }, limit: 50 })
    return same.find((row) => row.number !== own && counts.has(row.state))
  }

  const checked = async (
    batch: Batch,
    row: BatchRow,
    awardables: Awardables,
    seen: ReadonlyMap<string, number>,
  ): Promise<BatchRow> => {
    const found = await checkRow(batch, row, awardables)
    if (!found.ok) return unsound(row, found.problems)
    const { key } = found.read
    const twin = seen.get(key) ?? (await firstWith(batch.id, key, row.number))?.number
    return sound(row, found, twin)
  }

  return {
    async some(batch, awardables, limit) {
      const query = { index: 'byState', equals: { batchId: batch.id, state: 'unchecked' } } as const
      const { rows: waiting } = await rows.find({ ...query, limit })
      const seen = new Map<string, number>()
      const done: BatchRow[] = []
      for (const row of waiting) {
        const next = await checked(batch, asNamed(batch, row), awardables, seen)
        if (next.state === 'valid' && !seen.has(next.key)) seen.set(next.key, next.number)
        done.push(next)
        await setImmediate()
      }
      // A row that was changed meanwhile is as unchecked as before, and comes next time.
      await rows.replaceMany(done)
      return waiting.length
    },
    one: (batch, row, awardables) => checked(batch, row, awardables, new Map()),
  }
}

/** A row as people said that its list is to be read; what they left out of it is not kept. */
function asNamed({ list }: Batch, { written, ...row }: BatchRow): BatchRow {
  if (written === undefined) return row
  const columns = list?.columns.map(({ meaning }) => meaning) ?? []
  return { ...row, cells: cellsUnder(columns, written) }
}

function unsound(row: BatchRow, problems: BatchRow['problems']): BatchRow {
  const { duplicateOf: _none, achievementName: _name, learnerId: _learner, ...rest } = row
  return { ...rest, state: 'invalid', problems, key: '', mailed: false }
}

function sound(
  row: BatchRow,
  { read, duplicateOf: awarded }: CheckedRow & { ok: true },
  twin: number | undefined,
): BatchRow {
  const { duplicateOf: _before, learnerId: _learner, ...rest } = row
  const duplicateOf = awarded ?? (twin === undefined ? undefined : { row: twin })
  return {
    ...rest,
    state: duplicateOf !== undefined && !row.anyway ? 'left-out' : 'valid',
    problems: [],
    key: read.key,
    mailed: read.email !== undefined,
    achievementName: read.achievementName,
    ...(read.learner === undefined ? {} : { learnerId: read.learner.id }),
    ...(duplicateOf === undefined ? {} : { duplicateOf }),
  }
}
