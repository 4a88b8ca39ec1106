import type { Groups } from '../learners/groups.ts'
import type { ClaimGroups } from './claiming.ts'

/** Groups as far as cards and class links need them. */
export function claimGroups(groups: Groups): ClaimGroups {
  return {
    async list(caller, organizationId) {
      const { rows } = await groups.list(caller, organizationId, {})
      return rows.map(({ id, name }) => ({ id, name }))
    },
    async membersOf(caller, organizationId, groupId) {
      const members: string[] = []
      let after: string | undefined
      do {
        const asked = after === undefined ? {} : { after }
        const { rows, next } = await groups.members(caller, organizationId, groupId, asked)
        members.push(...rows.map(({ id }) => id))
        after = next
      } while (after !== undefined)
      return members
    },
    async nameOf(organizationId, groupId) {
      const [group] = await groups.byIds(organizationId, [groupId])
      return group?.name
    },
    add: groups.add,
  }
}
