import type { Groups } from '../learners/groups.ts'
import type { ClaimGroups } from './claiming.ts'
import { wholeList } from '../storage/whole-list.ts'

/** Groups as far as cards and class links need them. */
export function claimGroups(groups: Groups): ClaimGroups {
  return {
    async list(caller, organizationId) {
      const rows = await wholeList((from) => groups.list(caller, organizationId, from))
      return rows.map(({ id, name }) => ({ id, name }))
    },
    async membersOf(caller, organizationId, groupId) {
      const members = await wholeList(
        (from) => groups.members(caller, organizationId, groupId, from),
        Infinity,
      )
      return members.map(({ id }) => id)
    },
    async nameOf(organizationId, groupId) {
      const [group] = await groups.byIds(organizationId, [groupId])
      return group?.name
    },
    add: groups.add,
  }
}
