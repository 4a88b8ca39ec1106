import { hashToken } from '../accounts/secrets.ts'
import { WaymarkError } from '../errors.ts'
import { Duplicate, Stale, type Table } from '../storage/tables.ts'
import type { Group, GroupName } from './tables.ts'

export interface GroupNames {
  /**
   * Gives a name to a group of the organization. Whoever writes it on the group only afterwards has to settle it then.
   * @throws WaymarkError already-exists: an open one has it
   */
  take(group: Pick<Group, 'id' | 'organizationId'>, name: string): Promise<Taken>
  /** The open group that is called so. */
  find(organizationId: string, name: string): Promise<Group | undefined>
}

/** A name that was taken for a group which may not say it yet. */
export interface Taken {
  /**
   * Makes it the group's, now that it stands there. Nobody can take it any more who looked before it did.
   * @throws WaymarkError already-exists: somebody else took it meanwhile
   */
  settle(): Promise<void>
}

/** No two open groups of an organization share a name. One that was renamed or archived has left its name behind. */
export function createGroupNames(names: Table<GroupName>, groups: Table<Group>): GroupNames {
  const holderOf = async ({ id, groupId }: GroupName) => {
    const group = await groups.get(groupId)
    const holds = group?.state === 'open' && keyOf(group.organizationId, group.name) === id
    return holds ? group : undefined
  }

  const take: GroupNames['take'] = async (group, name) => {
    const id = keyOf(group.organizationId, name)
    const taken = await names.get(id)
    const kept = await orExists(async () => {
      if (taken === undefined) return names.insert({ id, groupId: group.id })
      if (taken.groupId === group.id) return taken
      if ((await holderOf(taken)) !== undefined) throw new WaymarkError('already-exists')
      return names.replace({ ...taken, groupId: group.id })
    })
    return {
      async settle() {
        await orExists(async () => names.replace(kept))
      },
    }
  }

  return {
    take,
    async find(organizationId, name) {
      const taken = await names.get(keyOf(organizationId, name))
      return taken === undefined ? undefined : holderOf(taken)
    },
  }
}

async function orExists<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (!(error instanceof Duplicate || error instanceof Stale)) throw error
    throw new WaymarkError('already-exists', { cause: error })
  }
}

/** Case, width and spacing make no other group. */
function keyOf(organizationId: string, name: string): string {
  const plain = name.normalize('NFKC').toLowerCase().replaceAll(/\s+/gu, ' ').trim()
  return hashToken(`group\n${organizationId}\n${plain}`)
}
