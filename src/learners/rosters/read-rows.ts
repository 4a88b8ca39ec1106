import type { Static } from 'typebox'
import type { RosterRowBody } from '../../../schemas/requests/rosters.ts'
import type { Reading } from './read-table.ts'
import type { Column } from './tables.ts'

const columns: readonly Column[] = [
  { title: 'name', meaning: 'name' },
  { title: 'email', meaning: 'email' },
  { title: 'rosterId', meaning: 'roster-id' },
  { title: 'groups', meaning: 'group' },
  { title: 'age', meaning: 'birth-date' },
  { title: 'language', meaning: 'language' },
]

/** Rows of the API, already checked one by one. Their line is their place in the list, from 1. */
export function readRows(rows: readonly Static<typeof RosterRowBody>[]): Reading {
  return {
    kind: 'rows',
    hasHeader: false,
    datesUnclear: false,
    columns,
    lines: rows.map((row, place) => {
      const { name, email = '', rosterId = '', groups = [], language = '' } = row
      const { consentsFrom, adultFrom } = row
      const ages = {
        ...(consentsFrom === undefined ? {} : { consentsFrom }),
        ...(adultFrom === undefined ? {} : { adultFrom }),
      }
      const age = Object.keys(ages).length === 0 ? '' : ages
      return { line: place + 1, cells: [name, email, rosterId, groups.join('\n'), age, language] }
    }),
  }
}
