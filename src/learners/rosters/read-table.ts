import { readSheet, type Sheet } from '../../spreadsheets/csv.ts'
import { cut } from '../../text/cut.ts'
import { ageDatesOf, type Ages } from '../age-dates.ts'
import { birthMonthOf, orderOf, type DateOrder } from './birth-dates.ts'
import { guessMeanings, meaningOf } from './columns.ts'
import type { Cell, Column, RosterImport } from './tables.ts'

/** A roster as it was read: what is kept of it. */
export interface Reading extends Pick<
  RosterImport,
  'kind' | 'columns' | 'hasHeader' | 'datesUnclear'
> {
  readonly lines: readonly { readonly line: number; readonly cells: readonly Cell[] }[]
}

export interface ReadingOptions {
  /** How the person who sends it says that dates are written. */
  readonly dateOrder?: DateOrder
  readonly ages: Ages
  /** `YYYY-MM-DD` */
  readonly today: string
}

/** People in one roster. */
export const mostRows = 10_000
const mostColumns = 40
const mostLetters = 500

/**
 * Reads a table, or a list of names one a line. Dates of birth are turned into the months that matter here and now:
 * nothing that is kept says a day of birth.
 * @throws WaymarkError invalid-request: what is no table, or has more than 10 000 rows
 */
export function readTable(input: Uint8Array | string, options: ReadingOptions): Reading {
  const sheet = readSheet(input, mostRows + 1)
  const width = Math.min(mostColumns, Math.max(0, ...sheet.map(({ cells }) => cells.length)))
  const titles = titlesOf(sheet, width)
  const hasHeader = titles !== undefined
  const columns = Array.from({ length: width }, (_, place) => {
    const title = titles?.[place] ?? ''
    const said = meaningOf(title)
    const texts = sheet.slice(hasHeader ? 1 : 0).map(({ cells }) => cells[place] ?? '')
    return {
      title,
      said,
      texts,
      ...readColumn(texts, said === undefined || said === 'birth-date', options),
    }
  })
  const guessed = hasHeader
    ? []
    : guessMeanings(
        columns.map(({ texts, isDates: dates }) => ({ texts, dates })),
        typeof input !== 'string' || !input.includes('\t'),
      )
  const kept = columns.map(({ said, texts, cells }) =>
    cells.map((cell, row) =>
      typeof cell === 'string' && said === 'birth-date' && texts[row] !== '' ? unreadable : cell,
    ),
  )
  const first = hasHeader ? [{ line: sheet[0]?.line ?? 1, cells: titles }] : []
  return {
    kind: 'table',
    hasHeader,
    datesUnclear: columns.some(({ isUnclear }) => isUnclear),
    columns: columns.map(({ title, said }, place): Column => ({
      title,
      meaning: said ?? guessed[place] ?? 'ignored',
    })),
    lines: [
      ...first,
      ...sheet.slice(first.length).map(({ line }, row) => ({
        line,
        cells: kept.map((cells) => cells[row] ?? ''),
      })),
    ],
  }
}

/** In place of what should be a date of birth and is none: that is not kept either. */
export const unreadable = '?'

/** The first line, where it names a column we know and is nobody's. */
function titlesOf(sheet: Sheet, width: number): readonly string[] | undefined {
  const titles = sheet[0]?.cells.slice(0, width).map((cell) => cut(cell, 100)) ?? []
  const isHeader =
    titles.some((title) => meaningOf(title) !== undefined) &&
    titles.every((title) => !title.includes('@'))
  return isHeader ? titles : undefined
}

/** The cells of a column as they are kept. Dates in a column that says it holds something else are left alone. */
function readColumn(
  texts: readonly string[],
  mayHoldDates: boolean,
  { dateOrder, ages, today }: ReadingOptions,
) {
  const order = dateOrder ?? orderOf(texts)
  const read = texts.map((text) => (mayHoldDates ? birthMonthOf(text, order, today) : undefined))
  const cells = texts.map((text, row): Cell => {
    const birth = read[row]
    return birth === undefined ? cut(text, mostLetters) : ageDatesOf(birth.month, ages)
  })
  const dates = read.filter((birth) => birth !== undefined)
  const filled = texts.filter((text) => text !== '').length
  return {
    cells,
    isUnclear: dates.some(({ isUnclear }) => isUnclear),
    isDates: dates.length > 0 && dates.length * 2 >= filled,
  }
}
