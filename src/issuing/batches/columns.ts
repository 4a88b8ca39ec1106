import type { ColumnMeaning } from '../../../schemas/requests/batches.ts'
import type { FieldProblem } from '../../errors.ts'
import { cut } from '../../text/cut.ts'
import { filledCells } from './read-cells.ts'
import type { RowCells } from './tables.ts'

/** Parts of a name may stand in several columns: they are put together. */
const ofSeveral: ReadonlySet<ColumnMeaning> = new Set(['givenName', 'familyName', 'ignored'])

/** What says whose a row is. */
export const whose: readonly ColumnMeaning[] = [
  'name',
  'givenName',
  'familyName',
  'rosterId',
  'learnerId',
]

/**
 * What keeps a list from being read like this, each at its column: two columns for one thing, nobody named, no badge.
 * @param hasBadge whether a badge is chosen for rows that name none
 */
export function columnFaults(
  columns: readonly ColumnMeaning[],
  hasBadge: boolean,
): readonly FieldProblem[] {
  const isThere = (meaning: ColumnMeaning) => columns.includes(meaning)
  const again = columns.flatMap((meaning, place): FieldProblem[] =>
    ofSeveral.has(meaning) || columns.indexOf(meaning) === place
      ? []
      : [{ path: `/columns/${String(place)}`, rule: 'said-twice' }],
  )
  const part = columns.findIndex((meaning) => meaning === 'givenName' || meaning === 'familyName')
  return [
    ...again,
    ...(isThere('name') && part >= 0
      ? [{ path: `/columns/${String(part)}`, rule: 'one-each' } as const]
      : []),
    ...(whose.some(isThere) ? [] : [{ path: '/columns', rule: 'who-missing' } as const]),
    ...(hasBadge || isThere('achievement')
      ? []
      : [{ path: '/achievementId', rule: 'badge-missing' } as const]),
  ]
}

const mostLetters = 10_000

/**
 * The cells of a line by what its columns hold. Where one stands twice, the first that is filled in counts; the parts of
 * a name are put together in the order of their columns, given names first.
 */
export function cellsUnder(
  columns: readonly (ColumnMeaning | undefined)[],
  written: readonly string[],
): RowCells {
  const saying = (meaning: ColumnMeaning) =>
    columns.flatMap((column, place) => {
      const text = written[place] ?? ''
      return column !== meaning || text === '' ? [] : [cut(text, mostLetters)]
    })
  const parts = [...saying('givenName'), ...saying('familyName')].join(' ')
  const named = columns.flatMap((column) =>
    column === undefined || column === 'ignored' || ofSeveral.has(column)
      ? []
      : [[column, saying(column)[0]] as const],
  )
  return filledCells({
    ...(parts === '' ? {} : { name: cut(parts, mostLetters) }),
    ...Object.fromEntries(named.filter(([, text]) => text !== undefined)),
  })
}
