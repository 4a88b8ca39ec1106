import type { Act, Audit } from '../audit/audit.ts'
import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import type { RequireRight } from '../organizations/rights.ts'
import type { New, Page, Storage, Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import { createGroupNames } from './group-names.ts'
import {
  groupNameTable,
  groupTable,
  type Group,
  type Learner,
  type learnerTable,
} from './tables.ts'

/** Classes, camp weeks: learners whom an organization meets together. A learner may be in several. */
export interface Groups {
  /** @throws WaymarkError already-exists: an open group has this name */
  create(caller: Caller, organizationId: string, name: string): Promise<Group>
  /** @throws WaymarkError not-found, already-exists */
  rename(caller: Caller, organizationId: string, groupId: string, name: string): Promise<Group>
  /** Out of the way, with its members; its name is free again. @throws WaymarkError not-found */
  archive(caller: Caller, organizationId: string, groupId: string): Promise<Group>
  /** @throws WaymarkError not-found, already-exists: another group has taken its name */
  reopen(caller: Caller, organizationId: string, groupId: string): Promise<Group>
  /** Newest first: the open ones, or those that are archived. */
  list(caller: Caller, organizationId: string, query: GroupQuery): Promise<Page<Group>>
  /** @throws WaymarkError not-found */
  read(caller: Caller, organizationId: string, groupId: string): Promise<Group>
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
  /** The open groups of these names; those that are missing are made where `makeAs` says by whom. Asks for no right. */
  named(
    organizationId: string,
    names: readonly string[],
    makeAs?: string,
  ): Promise<ReadonlyMap<string, string>>
  /** Those of the ids that are this organization's. For names beside things; asks for no right. */
  byIds(organizationId: string, groupIds: readonly string[]): Promise<readonly Group[]>
}

export interface GroupQuery {
  readonly archived?: boolean
  readonly after?: string
}

/** How many groups a learner can be in. */
export const mostGroups = 100

interface Deps {
  readonly storage: Storage
  readonly world: World
  readonly audit: Audit
  readonly requireRight: RequireRight
  readonly learners: Table<Learner, keyof (typeof learnerTable)['indexes']>
}

export function createGroups({ storage, world, audit, requireRight, learners }: Deps): Groups {
  const groups = storage.open(groupTable)
  const names = createGroupNames(storage.open(groupNameTable), groups)

  const ofOrganization = async (organizationId: string, groupId: string) => {
    const group = await groups.get(groupId)
    if (group?.organizationId !== organizationId) throw new WaymarkError('not-found')
    return group
  }

  const record = (
    caller: Pick<Caller, 'accountId'>,
    { id, organizationId }: Group,
    act: Act,
    count?: number,
  ) =>
    audit.record({
      owner: organizationId,
      actor: caller.accountId,
      act,
      object: id,
      ...(count === undefined ? {} : { facts: { learners: count } }),
    })

  const change = async (
    caller: Caller,
    group: Group,
    act: Act,
    fn: (group: Group) => New<Group>,
  ) => {
    const changed = await groups.change(group.id, fn)
    if (changed === undefined) throw new WaymarkError('not-found')
    await record(caller, changed, act)
    return changed
  }

  const make = async (caller: Pick<Caller, 'accountId'>, organizationId: string, name: string) => {
    const group = await groups.insert({
      id: world.newId(),
      organizationId,
      name,
      state: 'open',
      createdAt: timestamp(world.now()),
    })
    try {
      await names.take(group, name)
    } catch (error) {
      await groups.remove(group.id)
      throw error
    }
    await record(caller, group, 'group.created')
    return group
  }

  const makeUnlessThere = async (organizationId: string, name: string, accountId: string) => {
    try {
      return (await make({ accountId }, organizationId, name)).id
    } catch (error) {
      const faster = await names.find(organizationId, name)
      if (faster === undefined) throw error
      return faster.id
    }
  }

  /** Everybody or nobody: a list with a stranger on it changes nothing. */
  const ownLearners = async (organizationId: string, learnerIds: readonly string[]) => {
    const ids = [...new Set(learnerIds)]
    const found = await learners.getMany(ids)
    const own = found.filter((learner) => learner.organizationId === organizationId)
    if (own.length < ids.length) throw new WaymarkError('not-found')
    return own
  }

  return {
    async create(caller, organizationId, name) {
      await requireRight(caller, organizationId, 'learner.change')
      return make(caller, organizationId, name)
    },
    async rename(caller, organizationId, groupId, name) {
      await requireRight(caller, organizationId, 'learner.change')
      const group = await ofOrganization(organizationId, groupId)
      if (group.state === 'open') await names.take(group, name)
      return change(caller, group, 'group.renamed', (one) => ({ ...one, name }))
    },
    async archive(caller, organizationId, groupId) {
      await requireRight(caller, organizationId, 'learner.change')
      const group = await ofOrganization(organizationId, groupId)
      if (group.state === 'archived') return group
      const archivedAt = timestamp(world.now())
      return change(caller, group, 'group.archived', (one) => ({
        ...one,
        state: 'archived',
        archivedAt,
      }))
    },
    async reopen(caller, organizationId, groupId) {
      await requireRight(caller, organizationId, 'learner.change')
      const group = await ofOrganization(organizationId, groupId)
      if (group.state === 'open') return group
      await names.take(group, group.name)
      return change(caller, group, 'group.reopened', ({ archivedAt: _, ...one }) => ({
        ...one,
        state: 'open',
      }))
    },
    async list(caller, organizationId, { archived = false, after }) {
      await requireRight(caller, organizationId, 'learner.read')
      return groups.find({
        index: 'byOrganization',
        equals: { organizationId, state: archived ? 'archived' : 'open' },
        order: 'descending',
        limit: 100,
        ...(after === undefined ? {} : { after }),
      })
    },
    async read(caller, organizationId, groupId) {
      await requireRight(caller, organizationId, 'learner.read')
      return ofOrganization(organizationId, groupId)
    },
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
    async named(organizationId, wanted, makeAs) {
      const found = new Map<string, string>()
      for (const name of new Set(wanted)) {
        const group = await names.find(organizationId, name)
        if (group !== undefined) found.set(name, group.id)
        else if (makeAs !== undefined) {
          found.set(name, await makeUnlessThere(organizationId, name, makeAs))
        }
      }
      return found
    },
    async byIds(organizationId, groupIds) {
      const found = await groups.getMany([...new Set(groupIds)])
      return found.filter((group) => group.organizationId === organizationId)
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
