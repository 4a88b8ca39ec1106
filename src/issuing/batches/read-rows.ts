import { mostRows } from '../../../schemas/requests/batches.ts'
import { WaymarkError } from '../../errors.ts'
import { readSheet } from '../../spreadsheets/csv.ts'
import { rowsOfSheet, type NewRow } from './columns.ts'

/**
 * The rows of a file and those that were pasted: whoever sends both means both.
 * @throws WaymarkError invalid-request: nothing came, it cannot be read, or there are more rows than a batch may have
 */
export function readRows(
  file: Uint8Array | undefined,
  pasted: string | undefined,
): { readonly rows: readonly NewRow[]; readonly unknownColumns: readonly string[] } {
  const read = [
    ...(file === undefined ? [] : [rowsOfSheet(sheetOf(file, false))]),
    ...(pasted === undefined ? [] : [rowsOfSheet(sheetOf(pasted, true))]),
  ]
  const rows = read.flatMap((one) => one.rows)
  if (rows.length > 0) {
    return { rows, unknownColumns: [...new Set(read.flatMap((one) => one.unknownColumns))] }
  }
  throw new WaymarkError('invalid-request', { problems: [{ path: '/pasted', rule: 'required' }] })
}

function sheetOf(input: Uint8Array | string, isPasted: boolean) {
  try {
    // One more than rows: the line that names the columns.
    return readSheet(input, mostRows + 1)
  } catch (error) {
    if (!isPasted || !(error instanceof WaymarkError)) throw error
    const problems = error.problems.map((problem) => ({ ...problem, path: '/pasted' }))
    throw new WaymarkError('invalid-request', { problems, cause: error })
  }
}
