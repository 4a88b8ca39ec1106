import type { ColumnMeaning, ColumnsAnswer } from '../../../schemas/requests/batches.ts'
import type { Caller } from '../../caller.ts'
import { WaymarkError } from '../../errors.ts'
import type { RequireRight } from '../../organizations/rights.ts'
import type { Table } from '../../storage/tables.ts'
import { timestamp, type World } from '../../world.ts'
import { cut } from '../../text/cut.ts'
import type { ColumnChoices } from './column-choices.ts'
import { columnFaults } from './columns.ts'
import { discard, newRow } from './receive.ts'
import { rowIdOf, type Batch, type BatchList, type BatchRow } from './tables.ts'

/** What somebody says of the columns of a list. */
export interface NamedColumns {
  readonly columns: readonly ColumnMeaning[]
  readonly hasHeader: boolean
  /** What is awarded where no column says it. */
  readonly achievementId?: string
}

/** A list whose columns are to be named, with some of what stands in it. */
export interface UnnamedColumns {
  readonly batch: Batch
  readonly hasHeader: boolean
  readonly columns: readonly (BatchList['columns'][number] & {
    readonly samples: readonly string[]
  })[]
  readonly remembered: boolean
  /** The first lines of people. */
  readonly people: readonly (readonly string[])[]
}

/** Lists whose columns somebody has to name before anything of them is checked. */
export interface NameColumns {
  /**
   * @param hasHeader to see them as if the first line named the columns, or did not
   * @throws WaymarkError conflict where they are named already
   */
  columns(
    caller: Caller,
    organizationId: string,
    batchId: string,
    hasHeader?: boolean,
  ): Promise<UnnamedColumns>
  /**
   * Says what the columns hold: then the rows are read so and checked. What is left out is not kept.
   * @throws WaymarkError invalid-request: two columns for one thing, nobody named, no badge; conflict
   */
  nameColumns(
    caller: Caller,
    organizationId: string,
    batchId: string,
    named: NamedColumns,
  ): Promise<Batch>
  /** Throws such a list away. @throws WaymarkError conflict where its columns are named already */
  discardList(caller: Caller, organizationId: string, batchId: string): Promise<void>
}

interface Deps {
  readonly batches: Table<Batch>
  readonly rows: Table<BatchRow, 'byNumber'>
  readonly choices: ColumnChoices
  readonly own: (organizationId: string, batchId: string) => Promise<Batch>
  readonly requireRight: RequireRight
  readonly world: World
}

const mostSamples = 3
/** So many lines are looked through for them. */
const linesForSamples = 100

export function createNameColumns(deps: Deps): NameColumns {
  const { batches, rows, choices, own, requireRight, world } = deps

  const unnamed = async (caller: Caller, organizationId: string, batchId: string) => {
    await requireRight(caller, organizationId, 'award.make')
    const batch = await own(organizationId, batchId)
    if (batch.state !== 'columns' || batch.list === undefined) throw new WaymarkError('conflict')
    return { batch, list: batch.list }
  }

  /** Where the first line is gone, since it was about somebody who was removed, the others are people. */
  const firstLines = async ({ id }: Batch, { from, first, hasHeader }: BatchList) => {
    const query = { index: 'byNumber', equals: { batchId: id }, from } as const
    const page = await rows.find({ ...query, limit: linesForSamples })
    const isFirst = ({ number }: BatchRow) => !hasHeader && number === from
    const cellsOf = (some: readonly BatchRow[]) =>
      some.flatMap(({ written }) => (written === undefined ? [] : [written]))
    return {
      first: first?.cells ?? cellsOf(page.rows.filter(isFirst))[0],
      others: cellsOf(page.rows.filter((row) => !isFirst(row))),
    }
  }

  const titlesOf = async (batch: Batch, list: BatchList, hasHeader: boolean) => {
    if (hasHeader && list.hasHeader) return list.columns.map(({ title }) => title)
    const { first = [] } = await firstLines(batch, list)
    return list.columns.map((_, place) => (hasHeader ? cut(first[place] ?? '', 100) : ''))
  }

  return {
    async columns(caller, organizationId, batchId, asked) {
      const { batch, list } = await unnamed(caller, organizationId, batchId)
      const hasHeader = asked ?? list.hasHeader
      const titles = await titlesOf(batch, list, hasHeader)
      const { first, others } = await firstLines(batch, list)
      const people = hasHeader || first === undefined ? others : [first, ...others]
      return {
        batch,
        hasHeader,
        remembered: list.remembered === true,
        people: people.slice(0, mostSamples),
        columns: list.columns.map(({ meaning }, place) => ({
          title: titles[place] ?? '',
          meaning,
          samples: samplesOf(people, place),
        })),
      }
    },
    async nameColumns(caller, organizationId, batchId, named) {
      const { batch, list } = await unnamed(caller, organizationId, batchId)
      requireSound(batch, list, named)
      const titles = await titlesOf(batch, list, named.hasHeader)
      const changed = await batches.change(batchId, (found) => {
        if (found.state !== 'columns' || found.leased) throw new WaymarkError('conflict')
        return asNamed(found, list, named, titles, timestamp(world.now()))
      })
      if (changed === undefined) throw new WaymarkError('not-found')
      if (named.hasHeader) await choices.keep(organizationId, titles, named.columns)
      return changed
    },
    async discardList(caller, organizationId, batchId) {
      const { batch } = await unnamed(caller, organizationId, batchId)
      await discard({ batches, rows }, batch)
    },
  }
}

function samplesOf(people: readonly (readonly string[])[], place: number): readonly string[] {
  const said = people.map((cells) => cells[place] ?? '').filter((text) => text !== '')
  return [...new Set(said)].slice(0, mostSamples).map((text) => cut(text, 80))
}

function requireSound(batch: Batch, list: BatchList, named: NamedColumns): void {
  const { columns, hasHeader, achievementId = batch.achievementId } = named
  const expected = list.columns.length
  const isEmpty = peopleIn(batch, list, hasHeader) < 1
  const problems = [
    ...(columns.length === expected
      ? columnFaults(columns, achievementId !== undefined)
      : [
          {
            path: '/columns',
            rule: columns.length < expected ? ('too-few' as const) : ('too-many' as const),
            expected,
          },
        ]),
    ...(isEmpty ? [{ path: '/hasHeader', rule: 'too-few' as const, expected: 1 }] : []),
  ]
  if (problems.length > 0) throw new WaymarkError('invalid-request', { problems })
}

/** The first line is a row more or less, where it is said to be something else than it was taken for. */
function peopleIn({ rows }: Batch, list: BatchList, hasHeader: boolean): number {
  if (list.hasHeader === hasHeader) return rows
  return hasHeader ? rows - 1 : rows + Number(list.first !== undefined)
}

function asNamed(
  batch: Batch,
  list: BatchList,
  { columns, hasHeader, achievementId }: NamedColumns,
  titles: readonly string[],
  now: string,
): Batch {
  return {
    ...batch,
    state: 'checking',
    work: 'check',
    dueAt: now,
    attempts: 0,
    rows: peopleIn(batch, list, hasHeader),
    ...(achievementId === undefined ? {} : { achievementId }),
    unknownColumns: titles.filter((title, place) => title !== '' && columns[place] === 'ignored'),
    list: {
      ...list,
      hasHeader,
      isFirstMoved: hasHeader !== list.hasHeader,
      columns: columns.map((meaning, place) => ({ title: titles[place] ?? '', meaning })),
    },
  }
}

/**
 * Puts the first line among the rows, or takes it from them, where it was said to be something else than it was taken
 * for. It may be done again: the line is there, or gone, by then.
 */
export async function placeFirstLine(
  rows: Table<BatchRow>,
  { id, list, rows: count }: Batch,
): Promise<void> {
  if (list?.isFirstMoved !== true) return
  if (list.hasHeader) {
    await rows.remove(rowIdOf(id, list.from))
    return
  }
  if (list.first === undefined) return
  const { line, cells } = list.first
  await rows.insertMany([newRow(id, count, { cells: {}, line, written: cells })])
}

/** What a machine is told of columns that are to be named. */
export function presentColumns({ columns, hasHeader, remembered }: UnnamedColumns): ColumnsAnswer {
  return {
    columns: columns.map(({ title, meaning, samples }) => ({
      title,
      meaning,
      samples: [...samples],
    })),
    hasHeader,
    remembered,
  }
}
