import { setImmediate } from 'node:timers/promises'
import { mostRows } from '../../../schemas/requests/batches.ts'
import { WaymarkError } from '../../errors.ts'
import { Duplicate, type New, type Table } from '../../storage/tables.ts'
import { timestamp, type World } from '../../world.ts'
import type { NewRow } from './read-list.ts'
import { rowIdOf, type Batch, type BatchList, type BatchRow } from './tables.ts'

export interface NewBatch {
  /** The id of the batch, where whoever sends it may send it again: then the same batch is answered. */
  readonly id?: string
  readonly name: string
  readonly rows: readonly NewRow[]
  readonly achievementId?: string
  /** How a list among them is read, where somebody has to say what its columns hold. */
  readonly list?: BatchList
  /** Set where it starts as soon as it is checked. */
  readonly start?: { readonly holdMinutes: number }
}

interface Deps {
  readonly batches: Table<Batch>
  readonly rows: Table<BatchRow, 'byNumber'>
  readonly world: World
}

/** So many rows are written at once; whoever else waits has their turn between. */
const together = 250

/**
 * Stores a batch with all of its rows. It is nothing that anybody sees before the last of them is stored: whoever was cut
 * off sends it again.
 * @throws WaymarkError invalid-request for none or too many rows
 */
export async function receive(
  { batches, rows, world }: Deps,
  accountId: string,
  organizationId: string,
  given: NewBatch,
): Promise<Batch> {
  requireSomeRows(given.rows)
  const now = world.now()
  const batch = await insertOnce(batches, {
    id: given.id ?? world.newId(),
    organizationId,
    name: given.name,
    state: given.list === undefined ? 'checking' : 'columns',
    createdBy: accountId,
    createdAt: timestamp(now),
    rows: given.rows.length,
    ...(given.achievementId === undefined ? {} : { achievementId: given.achievementId }),
    unknownColumns: [],
    ...(given.list === undefined ? {} : { list: given.list }),
    work: 'receive',
    dueAt: timestamp(new Date(now.getTime() + 3_600_000)),
    leased: false,
    attempts: 0,
    ...(given.start === undefined
      ? {}
      : { holdMinutes: given.start.holdMinutes, runBy: accountId }),
  })
  if (batch.work !== 'receive') return batch
  for (let from = 0; from < given.rows.length; from += together) {
    const some = given.rows.slice(from, from + together)
    // Those that are there already came with the same batch, whose sender was cut off.
    await rows.insertMany(some.map((row, place) => newRow(batch.id, from + place + 1, row)))
    await setImmediate()
  }
  const received = await batches.change(batch.id, (found) =>
    found.work === 'receive' ? { ...found, ...next(found, world.now()) } : undefined,
  )
  if (received === undefined) throw new Error('a batch vanished while it was being received')
  return received
}

/** Days that a list waits for somebody to say what its columns hold: as long as a roster on its way in. */
const daysToName = 4

function next({ list }: Batch, now: Date): Pick<Batch, 'work' | 'dueAt'> {
  if (list === undefined) return { work: 'check', dueAt: timestamp(now) }
  return {
    work: 'columns',
    dueAt: timestamp(new Date(now.getTime() + daysToName * 86_400_000)),
  }
}

/** @throws WaymarkError conflict where the id is another organization's */
async function insertOnce(batches: Table<Batch>, batch: New<Batch>): Promise<Batch> {
  try {
    return await batches.insert(batch)
  } catch (error) {
    const sent = error instanceof Duplicate ? await batches.get(batch.id) : undefined
    if (sent === undefined) throw error
    if (sent.organizationId !== batch.organizationId) throw new WaymarkError('conflict')
    return sent
  }
}

export function newRow(
  batchId: string,
  number: number,
  { cells, line, written }: NewRow,
): New<BatchRow> {
  return {
    id: rowIdOf(batchId, number),
    batchId,
    number,
    ...(line === undefined ? {} : { line }),
    cells,
    ...(written === undefined ? {} : { written }),
    state: 'unchecked',
    problems: [],
    key: '',
    anyway: false,
    mailed: false,
  }
}

function requireSomeRows(rows: readonly NewRow[]): void {
  const problem =
    rows.length === 0
      ? ({ path: '/rows', rule: 'required' } as const)
      : rows.length > mostRows
        ? ({ path: '/rows', rule: 'too-many', expected: mostRows } as const)
        : undefined
  if (problem !== undefined) throw new WaymarkError('invalid-request', { problems: [problem] })
}

/** Takes away what was received of a batch whose sender was cut off, or whose columns nobody named. */
export async function discard({ batches, rows }: Omit<Deps, 'world'>, batch: Batch): Promise<void> {
  const query = { index: 'byNumber', equals: { batchId: batch.id }, limit: 500 } as const
  for (
    let found = (await rows.find(query)).rows;
    found.length > 0;
    found = (await rows.find(query)).rows
  ) {
    for (const { id } of found) await rows.remove(id)
    await setImmediate()
  }
  await batches.remove(batch.id)
}
