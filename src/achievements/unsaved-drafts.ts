import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import type { RequireRight } from '../organizations/rights.ts'
import { removeAll } from '../storage/remove-all.ts'
import { Duplicate, type Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import type { UnsavedDraft } from './tables.ts'

/** What staff typed into the form of a badge and have not saved yet; each sees their own alone. */
export interface UnsavedDrafts {
  /** @param achievementId absent for a badge that is not there yet */
  read(
    caller: Caller,
    organizationId: string,
    achievementId?: string,
  ): Promise<UnsavedDraft | undefined>
  /**
   * Keeps what was typed in the place of what was kept before.
   * @param known how often it was kept as far as the sender knows; 0 at first
   * @throws WaymarkError changed-meanwhile where another window kept something since; not-found, not-allowed
   */
  keep(caller: Caller, organizationId: string, kept: Kept): Promise<UnsavedDraft>
  /** Once it is saved, or not wanted any more. */
  drop(caller: Caller, organizationId: string, achievementId?: string): Promise<void>
  /** Newest first, the last few. */
  ofCaller(caller: Caller, organizationId: string): Promise<readonly UnsavedDraft[]>
  /** All of an account that is being deleted. Asks for no right. */
  forget(accountId: string): Promise<void>
}

export interface Kept {
  readonly achievementId?: string
  readonly typed: Readonly<Record<string, string>>
  readonly known: number
}

interface Deps {
  readonly drafts: Table<UnsavedDraft, 'byStaff' | 'byAccount'>
  readonly requireRight: RequireRight
  readonly world: World
}

const daysKept = 30
const mostShown = 5

const idOf = (caller: Caller, organizationId: string, achievementId = 'new') =>
  `${organizationId}:${caller.accountId}:${achievementId}`

export function createUnsavedDrafts({ drafts, requireRight, world }: Deps): UnsavedDrafts {
  const times = () => {
    const now = world.now()
    return {
      keptAt: timestamp(now),
      expiresAt: timestamp(new Date(now.getTime() + daysKept * 86_400_000)),
    }
  }

  return {
    async read(caller, organizationId, achievementId) {
      await requireRight(caller, organizationId, 'achievement.change')
      return drafts.get(idOf(caller, organizationId, achievementId))
    },
    async keep(caller, organizationId, { achievementId, typed, known }) {
      await requireRight(caller, organizationId, 'achievement.change')
      const id = idOf(caller, organizationId, achievementId)
      const changed = await drafts.change(id, (draft) => {
        if (draft.keeps !== known) throw new WaymarkError('changed-meanwhile')
        return { ...draft, typed, keeps: known + 1, ...times() }
      })
      if (changed !== undefined) return changed
      // What was kept is gone: it was saved or thrown away in another window.
      if (known > 0) throw new WaymarkError('changed-meanwhile')
      try {
        return await drafts.insert({
          id,
          organizationId,
          accountId: caller.accountId,
          ...(achievementId === undefined ? {} : { achievementId }),
          typed,
          keeps: 1,
          ...times(),
        })
      } catch (error) {
        throw error instanceof Duplicate ? new WaymarkError('changed-meanwhile') : error
      }
    },
    async drop(caller, organizationId, achievementId) {
      await requireRight(caller, organizationId, 'achievement.change')
      await drafts.remove(idOf(caller, organizationId, achievementId))
    },
    async ofCaller({ accountId }, organizationId) {
      const { rows } = await drafts.find({
        index: 'byStaff',
        equals: { organizationId, accountId },
        order: 'descending',
        limit: mostShown,
      })
      return rows
    },
    async forget(accountId) {
      await removeAll(drafts, { index: 'byAccount', equals: { accountId } })
    },
  }
}
