import { mostRows } from '../../../schemas/requests/batches.ts'
import { WaymarkError } from '../../errors.ts'
import { readSheet } from '../../spreadsheets/csv.ts'
import { rowsOfSheet, type NewRow } from './columns.ts'

/**
 * The rows of a file, or those that were pasted where there is none.
 * @throws WaymarkError invalid-request: nothing came, it cannot be read, or there are more rows than a batch may have
 */
export function readRows(
  file: Uint8Array | undefined,
  pasted: string | undefined,
): { readonly rows: readonly NewRow[]; readonly unknownColumns: readonly string[] } {
  const input = file ?? pasted
  // One more than rows: the line that names the columns.
  const read =
    input === undefined
      ? { rows: [], unknownColumns: [] }
      : rowsOfSheet(sheetOf(input, file === undefined))
  if (read.rows.length > 0) return read
  throw new WaymarkError('invalid-request', { problems: [{ path: '/pasted', rule: 'required' }] })
}

function sheetOf(input: Uint8Array | string, isPasted: boolean) {
  try {
    return readSheet(input, mostRows + 1)
  } catch (error) {
    if (!isPasted || !(error instanceof WaymarkError)) throw error
    const problems = error.problems.map((problem) => ({ ...problem, path: '/pasted' }))
    throw new WaymarkError('invalid-request', { problems, cause: error })
  }
}
