import type { ColumnMeaning } from '../../../schemas/requests/batches.ts'
import { WaymarkError } from '../../errors.ts'
import type { Sheet, SheetRow } from '../../spreadsheets/csv.ts'
import { cut } from '../../text/cut.ts'
import { meaningOfTitle } from './column-words.ts'
import { cellsUnder, columnFaults, whose } from './columns.ts'
import { guessColumns, shapeOf } from './guess-columns.ts'
import { filledCells } from './read-cells.ts'
import type { ListColumn, RowCells } from './tables.ts'

export interface NewRow {
  readonly cells: RowCells
  readonly line?: number
  /** As it was written, while nobody has said yet what the columns hold. */
  readonly written?: readonly string[]
}

/** A list with what its columns are taken for. */
export interface ReadList {
  readonly hasHeader: boolean
  readonly columns: readonly ListColumn[]
  /** Its first line, where it is taken for the names of the columns. */
  readonly first?: SheetRow
  readonly lines: readonly SheetRow[]
  /** Whether nobody has to be asked: every column is known by its name, or there are names and addresses alone. */
  readonly isSure: boolean
  /** The rows, read like that. */
  readonly rows: readonly NewRow[]
}

/** Reads a list as well as it can be told from its first line and from what stands in it. */
export function readList(sheet: Sheet): ReadList {
  const width = Math.max(0, ...sheet.map(({ cells }) => usedWidth(cells)))
  const columnsOf = (rows: Sheet, titles: readonly string[] = []) =>
    Array.from({ length: width }, (_, place) => ({
      title: cut(titles[place] ?? '', 100),
      texts: rows.map(({ cells }) => cells[place] ?? ''),
    }))
  const [first, ...rest] = sheet
  const hasHeader = first !== undefined && isHeader(first.cells, columnsOf(rest))
  const lines = hasHeader ? rest : sheet
  const columns = columnsOf(lines, hasHeader ? first.cells : undefined)
  const meanings = guessColumns(columns)
  const isPlain = !hasHeader && sheet.every(isNameAndAddress)
  return {
    hasHeader,
    columns: columns.map(({ title }, place) => ({ title, meaning: meanings[place] ?? 'ignored' })),
    ...(hasHeader ? { first } : {}),
    lines,
    isSure: isPlain || (hasHeader && isKnown(columns, meanings)),
    rows: lines.map(({ line, cells }) => ({
      line,
      cells: isPlain ? plainCells(cells) : cellsUnder(meanings, cells),
    })),
  }
}

/**
 * A list as somebody says that it is to be read: columns that they do not name are left out.
 * @param hasHeader where they say it; else as it can be told
 * @throws WaymarkError invalid-request: two columns for one thing, nobody named, too many columns
 */
export function listAs(
  list: ReadList,
  meanings: readonly ColumnMeaning[],
  hasHeader = list.hasHeader,
): ReadList {
  const problems = columnFaults(meanings, true)
  if (problems.length > 0) throw new WaymarkError('invalid-request', { problems })
  const all = list.first === undefined ? list.lines : [list.first, ...list.lines]
  const [first, ...rest] = all
  const lines = hasHeader ? rest : all
  return {
    hasHeader,
    columns: list.columns.map((_, place) => ({
      title: hasHeader ? cut(first?.cells[place] ?? '', 100) : '',
      meaning: meanings[place] ?? 'ignored',
    })),
    ...(hasHeader && first !== undefined ? { first } : {}),
    lines,
    isSure: true,
    rows: lines.map(({ line, cells }) => ({ line, cells: cellsUnder(meanings, cells) })),
  }
}

/** Spreadsheets save empty columns at the end of a line as so many marks. */
function usedWidth(cells: readonly string[]): number {
  return cells.findLastIndex((text) => text !== '') + 1
}

/** The first line names the columns where we know one of its words, or where it alone has not the shape of the others. */
function isHeader(
  titles: readonly string[],
  columns: readonly { readonly texts: readonly string[] }[],
): boolean {
  if (titles.some((title) => title.includes('@'))) return false
  // A word alone is no header: somebody may be called Fin.
  const known = titles.map(meaningOfTitle)
  if (known.some((one) => one === 'email' || whose.some((meaning) => meaning === one))) return true
  return columns.some(({ texts }, place) => {
    const [own, others] = [shapeOf([titles[place] ?? '']), shapeOf(texts)]
    const isTelling = others === 'email' || others === 'evidenceUrl' || others === 'rosterId'
    return isTelling && own !== others
  })
}

/** A column in which nothing stands is nobody's question; each of the others has a name that we know, once. */
function isKnown(
  columns: readonly { readonly title: string; readonly texts: readonly string[] }[],
  meanings: readonly ColumnMeaning[],
): boolean {
  const asked = columns.filter(({ texts }) => texts.some((text) => text !== ''))
  const isNamed = asked.every(({ title }) => meaningOfTitle(title) !== undefined)
  const isOnce = asked.every((column) => meanings[columns.indexOf(column)] !== 'ignored')
  return isNamed && isOnce && columnFaults(meanings, true).length === 0
}

function isNameAndAddress({ cells }: SheetRow): boolean {
  const said = cells.filter((text) => text !== '')
  const addresses = said.filter((text) => text.includes('@'))
  return addresses.length <= 1 && said.length - addresses.length <= 1
}

/** A name, or a name and an address, in whatever order. */
function plainCells(cells: readonly string[]): RowCells {
  const email = cells.find((text) => text.includes('@'))
  const name = cells.find((text) => text !== '' && text !== email)
  return filledCells({ name: cut(name ?? '', 10_000), email: cut(email ?? '', 10_000) })
}
