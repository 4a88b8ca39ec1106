import type { Static } from 'typebox'
import type { RosterRowBody } from '../../../schemas/requests/rosters.ts'
import { readOneRoster } from './one-roster.ts'
import { readRows } from './read-rows.ts'
import { readTable, type Reading, type ReadingOptions } from './read-table.ts'

/** Where a roster comes from: pasted lines, a file (CSV, or a OneRoster zip), or rows of the API. */
export type RosterSource =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'file'; readonly bytes: Uint8Array }
  | { readonly kind: 'rows'; readonly rows: readonly Static<typeof RosterRowBody>[] }

/** Reads a roster, whatever it comes as. @throws WaymarkError invalid-request: it cannot be read, or is too long */
export async function readRoster(source: RosterSource, options: ReadingOptions): Promise<Reading> {
  switch (source.kind) {
    case 'text':
      return readTable(source.text, options)
    case 'rows':
      return readRows(source.rows)
    case 'file':
      return isZip(source.bytes)
        ? readOneRoster(source.bytes, options)
        : readTable(source.bytes, options)
  }
}

/** Whatever its name says: zip archives begin so. */
function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b
}
