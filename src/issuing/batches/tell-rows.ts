import type { AnyDuty } from '../../jobs/worker.ts'
import type { Table } from '../../storage/tables.ts'
import { timestamp, type World } from '../../world.ts'
import type { Award } from '../tables.ts'
import { rowStateOf } from './row-state.ts'
import { rowIdOf, type BatchRow } from './tables.ts'

/**
 * The table of awards, where every change after which the row of an award stands otherwise says so in the award's own
 * document: so the row hears of it, whoever changed it and whatever stopped them.
 */
export function tellingRows<I extends string>(
  awards: Table<Award, I>,
  now: World['now'],
): Table<Award, I> {
  return {
    ...awards,
    change: (id, change) =>
      awards.change(id, (found) => {
        const wanted = change(found)
        const isTold = wanted?.batchId === undefined || rowStateOf(wanted) === rowStateOf(found)
        return isTold ? wanted : { ...wanted, rowDueAt: timestamp(now()) }
      }),
  }
}

interface Deps {
  /** As they are stored: telling is no change to tell of. */
  readonly awards: Table<Award, 'byRowDue'>
  readonly rows: Table<BatchRow>
}

export type TellRows = (awards: readonly Award[]) => Promise<void>

/** Lets the rows of these awards stand as the awards do. What changes meanwhile stays due, and is told next time. */
export function createTellRows({ awards, rows }: Deps): TellRows {
  return async (given) => {
    const byRow = new Map(
      given.flatMap((award) =>
        award.batchId === undefined || award.batchRow === undefined
          ? []
          : [[rowIdOf(award.batchId, award.batchRow), award] as const],
      ),
    )
    const found = await rows.getMany([...byRow.keys()])
    const told = found.flatMap((row) => {
      const award = byRow.get(row.id)
      return award === undefined ? [] : [toldRow(row, award)]
    })
    const behind = told.filter((row, place) => row !== found[place])
    const written = await rows.replaceMany(behind)
    const stale = new Set(
      behind.filter((_, place) => written[place]?.ok !== true).map(({ id }) => id),
    )
    const done = [...byRow].filter(([id, award]) => award.rowDueAt !== undefined && !stale.has(id))
    await awards.replaceMany(
      done.map(([, award]) => {
        const { rowDueAt: _told, ...rest } = award
        return rest
      }),
    )
  }
}

/**
 * The row itself where it knows already. Several tell at once, each of the award as it had read it: only what is newer
 * counts, or a mail that was sent would be told as waiting for good.
 */
function toldRow(row: BatchRow, award: Award): BatchRow {
  const state = rowStateOf(award)
  if (row.awardId === award.id && (row.told ?? 0) >= award.version) return row
  const { duplicateOf: _marked, ...rest } = row
  return {
    ...rest,
    state,
    // What the award says is said once.
    cells: {},
    problems: [],
    awardId: award.id,
    told: award.version,
    learnerId: award.learnerId,
    achievementName: award.achievementName,
  }
}

/** Tells the rows that were not told at once. */
export function tellRowsDuty({ awards }: Deps, tellRows: TellRows): AnyDuty {
  return async ({ now }) => {
    // The very second is included, since `to` is exclusive.
    const to = `${timestamp(now())}~`
    const { rows: due } = await awards.find({ index: 'byRowDue', to, limit: 200 })
    await tellRows(due)
    return due.length
  }
}
