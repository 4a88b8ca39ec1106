import type { Act } from '../audit/audit.ts'
import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import type { RequireRight } from '../organizations/rights.ts'
import type { Page } from '../storage/tables.ts'
import type { KnownLearners } from './known-learners.ts'
import type { Group, Learner } from './tables.ts'

/** Who is in a group. It stands on the learners. */
export interface GroupMembers {
  /**
   * Whoever is in the group already stays in it.
   * @throws WaymarkError not-found: the group, or one of them, is not this organization's; group-archived
   */
  add(
    caller: Caller,
    organizationId: string,
    groupId: string,
    learnerIds: readonly string[],
  ): Promise<void>
  /** Whoever is not in the group stays out of it. @throws WaymarkError not-found */
  remove(
    caller: Caller,
    organizationId: string,
    groupId: string,
    learnerIds: readonly string[],
  ): Promise<void>
  /** In no order that means anything, a hundred a page. @throws WaymarkError not-found */
  members(
    caller: Caller,
    organizationId: string,
    groupId: string,
    query: { after?: string },
  ): Promise<Page<Learner>>
}

/** How many groups a learner can be in. */
export const mostGroups = 100

interface Deps {
  readonly learners: KnownLearners['table']
  readonly requireRight: RequireRight
  /** @throws WaymarkError not-found */
  readonly ofOrganization: (organizationId: string, groupId: string) => Promise<Group>
  readonly record: (caller: Caller, group: Group, act: Act, count: number) => Promise<void>
}

export function createGroupMembers(deps: Deps): GroupMembers {
  const { learners, requireRight, ofOrganization, record } = deps

  /** Everybody or nobody: a list with a stranger on it changes nothing. */
  const ownLearners = async (organizationId: string, learnerIds: readonly string[]) => {
    const ids = [...new Set(learnerIds)]
    const found = await learners.getMany(ids)
    const own = found.filter((learner) => learner.organizationId === organizationId)
    if (own.length < ids.length) throw new WaymarkError('not-found')
    return own
  }

  return {
    async add(caller, organizationId, groupId, learnerIds) {
      await requireRight(caller, organizationId, 'learner.change')
      const group = await ofOrganization(organizationId, groupId)
      if (group.state === 'archived') throw new WaymarkError('group-archived')
      const joining = await ownLearners(organizationId, learnerIds)
      for (const { id } of joining) await learners.change(id, (one) => joined(one, groupId))
      await record(caller, group, 'group.learners-added', joining.length)
    },
    async remove(caller, organizationId, groupId, learnerIds) {
      await requireRight(caller, organizationId, 'learner.change')
      const group = await ofOrganization(organizationId, groupId)
      const leaving = await ownLearners(organizationId, learnerIds)
      for (const { id } of leaving) await learners.change(id, (one) => left(one, groupId))
      await record(caller, group, 'group.learners-removed', leaving.length)
    },
    async members(caller, organizationId, groupId, { after }) {
      await requireRight(caller, organizationId, 'learner.read')
      await ofOrganization(organizationId, groupId)
      return learners.find({
        index: 'byGroup',
        equals: { organizationId, groups: groupId },
        limit: 100,
        ...(after === undefined ? {} : { after }),
      })
    },
  }
}

function joined(learner: Learner, groupId: string): Learner | undefined {
  const { groups = [] } = learner
  if (groups.includes(groupId)) return undefined
  if (groups.length >= mostGroups) {
    const problem = { path: '/learnerIds', rule: 'too-many', expected: mostGroups } as const
    throw new WaymarkError('invalid-request', { problems: [problem] })
  }
  return { ...learner, groups: [...groups, groupId] }
}

function left(learner: Learner, groupId: string): Learner | undefined {
  const { groups = [] } = learner
  if (!groups.includes(groupId)) return undefined
  return { ...learner, groups: groups.filter((one) => one !== groupId) }
}
