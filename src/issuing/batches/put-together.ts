import { WaymarkError } from '../../errors.ts'
import { cut } from '../../text/cut.ts'
import type { ColumnChoices } from './column-choices.ts'
import type { NewRow, ReadList } from './read-list.ts'
import type { BatchList } from './tables.ts'

/** The rows of a batch, and how the one list is read whose columns somebody has to name. */
export interface PutTogether {
  readonly rows: readonly NewRow[]
  readonly list?: BatchList
}

/**
 * Puts rows and lists together. A list that is not sure waits for somebody to say what its columns hold; so does one whose
 * columns were taken for something else here before.
 * @throws WaymarkError invalid-request where there are two such lists
 */
export async function putTogether(
  choices: Pick<ColumnChoices, 'of'>,
  organizationId: string,
  given: readonly NewRow[],
  lists: readonly ReadList[],
  ask = false,
): Promise<PutTogether> {
  const remembered = await Promise.all(
    lists.map((list) => rememberedOf(choices, organizationId, list)),
  )
  const isAsked = lists.map(
    ({ isSure, columns }, place) =>
      ask || !isSure || (remembered[place] ?? []).some((one, at) => one !== columns[at]?.meaning),
  )
  if (isAsked.filter(Boolean).length > 1) {
    throw new WaymarkError('invalid-request', { problems: [{ path: '/pasted', rule: 'one-list' }] })
  }
  const asked = isAsked.indexOf(true)
  const list = lists[asked]
  const before = [...given, ...lists.slice(0, Math.max(asked, 0)).flatMap(({ rows }) => rows)]
  if (list === undefined) {
    return { rows: [...given, ...lists.flatMap(({ rows }) => rows)] }
  }
  const known = remembered[asked]
  return {
    rows: [
      ...before,
      ...list.lines.map(({ line, cells }) => ({ line, cells: {}, written: kept(cells) })),
      ...lists.slice(asked + 1).flatMap(({ rows }) => rows),
    ],
    list: {
      hasHeader: list.hasHeader,
      columns: list.columns.map((column, place) => ({
        ...column,
        meaning: known?.[place] ?? column.meaning,
      })),
      from: before.length + 1,
      ...(list.first === undefined
        ? {}
        : { first: { line: list.first.line, cells: kept(list.first.cells) } }),
      ...(known === undefined ? {} : { remembered: true }),
    },
  }
}

async function rememberedOf(
  choices: Pick<ColumnChoices, 'of'>,
  organizationId: string,
  { hasHeader, columns }: ReadList,
) {
  if (!hasHeader) return undefined
  return choices.of(
    organizationId,
    columns.map(({ title }) => title),
  )
}

function kept(cells: readonly string[]): readonly string[] {
  return cells.map((text) => cut(text, 10_000))
}
