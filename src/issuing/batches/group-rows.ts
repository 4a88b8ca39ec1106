import { mostRows } from '../../../schemas/requests/batches.ts'
import type { Caller } from '../../caller.ts'
import { WaymarkError } from '../../errors.ts'
import type { Groups } from '../../learners/groups.ts'
import type { NewRow } from './read-list.ts'

/**
 * A row for each learner of a group.
 * @throws WaymarkError not-found, not-allowed; invalid-request: nobody is in it, or more than a batch has rows
 */
export async function rowsOfGroup(
  groups: Pick<Groups, 'members'>,
  caller: Caller,
  organizationId: string,
  groupId: string,
): Promise<readonly NewRow[]> {
  const rows: NewRow[] = []
  let after: string | undefined
  do {
    const query = after === undefined ? {} : { after }
    const page = await groups.members(caller, organizationId, groupId, query)
    rows.push(...page.rows.map(({ id }) => ({ cells: { learnerId: id } })))
    after = page.next
  } while (after !== undefined && rows.length <= mostRows)
  if (rows.length > 0) return rows
  throw new WaymarkError('invalid-request', {
    problems: [{ path: '/groupId', rule: 'too-few', expected: 1 }],
  })
}
