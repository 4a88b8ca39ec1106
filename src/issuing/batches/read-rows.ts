import { mostColumns, mostRows } from '../../../schemas/requests/batches.ts'
import { WaymarkError } from '../../errors.ts'
import { readSheet } from '../../spreadsheets/csv.ts'
import { readList, type ReadList } from './read-list.ts'

/**
 * The list of a file and the one that was pasted: whoever sends both means both.
 * @throws WaymarkError invalid-request: nothing came, it cannot be read, or there are more rows or columns than a batch may have
 */
export function readRows(
  file: Uint8Array | undefined,
  pasted: string | undefined,
): readonly ReadList[] {
  const lists = [
    ...(file === undefined ? [] : [listIn(file, '/file')]),
    ...(pasted === undefined ? [] : [listIn(pasted, '/pasted')]),
  ]
  if (lists.some(({ lines }) => lines.length > 0)) return lists
  throw new WaymarkError('invalid-request', { problems: [{ path: '/pasted', rule: 'required' }] })
}

/**
 * One list.
 * @param path where it was given, for what is wrong with it
 * @throws WaymarkError invalid-request
 */
export function listIn(input: Uint8Array | string, path: string): ReadList {
  try {
    // One more than rows: the line that names the columns.
    const list = readList(readSheet(input, mostRows + 1))
    if (list.columns.length <= mostColumns) return list
    throw new WaymarkError('invalid-request', {
      problems: [{ path, rule: 'too-many-columns', expected: mostColumns }],
    })
  } catch (error) {
    if (!(error instanceof WaymarkError)) throw error
    const problems = error.problems.map((problem) => ({ ...problem, path }))
    throw new WaymarkError('invalid-request', { problems, cause: error })
  }
}
