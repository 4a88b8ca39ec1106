import { noCounts } from './review.ts'
import type { ChoosableMeaning, RosterImport } from './tables.ts'

/** What staff change about how a roster is read. */
export interface RosterChoices {
  readonly columns: readonly ChoosableMeaning[]
  readonly hasHeader: boolean
  readonly group?: string
}

/** A roster as staff want it read; its rows are judged anew. Only the columns of a table can be chosen. */
export function asChosen(
  { group: _before, ...roster }: RosterImport,
  { columns, hasHeader, group }: RosterChoices,
): RosterImport {
  const isTable = roster.kind === 'table'
  const people = roster.rows + Number(roster.hasHeader) - Number(hasHeader)
  return {
    ...roster,
    ...(group === undefined ? {} : { group }),
    ...(isTable
      ? {
          hasHeader,
          rows: people,
          columns: roster.columns.map((column, place) => ({
            ...column,
            meaning: columns[place] ?? column.meaning,
          })),
        }
      : {}),
    counts: noCounts,
    asked: roster.asked + 1,
  }
}
