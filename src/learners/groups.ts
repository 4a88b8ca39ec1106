import type { Act, Audit } from '../audit/audit.ts'
import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import type { RequireRight } from '../organizations/rights.ts'
import type { New, Page, Storage } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import { createGroupMembers, type GroupMembers } from './group-members.ts'
import { createGroupNames } from './group-names.ts'
import type { KnownLearners } from './known-learners.ts'
import { groupNameTable, groupTable, type Group } from './tables.ts'

/** Classes, camp weeks: learners whom an organization meets together. A learner may be in several. */
export interface Groups extends GroupMembers {
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

interface Deps {
  readonly storage: Storage
  readonly world: World
  readonly audit: Audit
  readonly requireRight: RequireRight
  readonly learners: KnownLearners['table']
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

  /** Two who give one name in the same moment: whoever is too late is told, and finds the group as it was. */
  const writeNamed = async (
    caller: Caller,
    group: Group,
    act: Act,
    { name, write }: { name: string; write: (group: Group) => New<Group> },
  ) => {
    const taken = await names.take(group, name)
    const written = await groups.change(group.id, write)
    if (written === undefined) throw new WaymarkError('not-found')
    try {
      await taken.settle()
    } catch (error) {
      await groups.change(group.id, (one) =>
        one.version === written.version ? { ...group, version: one.version } : undefined,
      )
      throw error
    }
    await record(caller, written, act)
    return written
  }

  return {
    ...createGroupMembers({ learners, requireRight, ofOrganization, record }),
    async create(caller, organizationId, name) {
      await requireRight(caller, organizationId, 'learner.change')
      return make(caller, organizationId, name)
    },
    async rename(caller, organizationId, groupId, name) {
      await requireRight(caller, organizationId, 'learner.change')
      const group = await ofOrganization(organizationId, groupId)
      const write = (one: Group) => ({ ...one, name })
      if (group.state === 'archived') return change(caller, group, 'group.renamed', write)
      return writeNamed(caller, group, 'group.renamed', { name, write })
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
      const write = ({ archivedAt: _, ...one }: Group) => ({ ...one, state: 'open' }) as const
      return writeNamed(caller, group, 'group.reopened', { name: group.name, write })
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
