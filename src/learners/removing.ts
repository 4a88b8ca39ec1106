import { WaymarkError } from '../errors.ts'
import { removeAll } from '../storage/remove-all.ts'
import type { Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import { isThere } from './kept-learners.ts'
import type { Learner, LearnerKey, learnerTable, Removal } from './tables.ts'

/** How a record goes: whole, or let go by the organization while its person keeps what they hold. */
export type HowRemoved = 'whole' | 'let-go'

/** The records of those who are being removed, which nobody else sees. */
export interface RemovingLearners {
  /**
   * From now on nobody finds the record, or the organization does not. `how` may refuse; it is asked of whoever was let go
   * before, too. @throws WaymarkError not-found: not this organization's, or gone by now
   */
  begin(
    organizationId: string,
    learnerId: string,
    how: (learner: Learner) => { readonly how: HowRemoved; readonly removal: Removal },
  ): Promise<Learner>
  /** Those whose removal is to go on by now. */
  due(now: string, limit: number): Promise<readonly Learner[]>
  /** Takes one for a while; undefined when somebody else was faster. */
  lease(learner: Learner, until: string): Promise<Learner | undefined>
  postpone(learnerId: string, until: string): Promise<void>
  /**
   * What is left of the record after everything else went: nothing but a mark for an hour, and then nothing at all;
   * or, of whoever was let go, what is theirs.
   */
  end(learner: Learner): Promise<void>
}

interface Deps {
  readonly table: Table<Learner, keyof (typeof learnerTable)['indexes']>
  readonly keys: Table<LearnerKey, 'byLearner'>
  readonly world: World
}

/** Longer than anything takes that was begun for a learner before they were removed. */
const waitMinutes = 60

export function createRemovingLearners({ table, keys, world }: Deps): RemovingLearners {
  return {
    async begin(organizationId, learnerId, decide) {
      const begun = await table.change(learnerId, (found) => {
        if (found.organizationId !== organizationId || !isThere(found)) {
          throw new WaymarkError('not-found')
        }
        const { how, removal } = decide(found)
        return {
          ...found,
          ...(how === 'whole' ? { removing: removal } : { letGo: removal }),
          // Whoever begins goes on at once; the duty is for what was cut off.
          removalDueAt: timestamp(new Date(world.now().getTime() + 60_000)),
          removalAttempts: 0,
        }
      })
      if (begun === undefined) throw new WaymarkError('not-found')
      return begun
    },
    async due(time, limit) {
      return (await table.find({ index: 'byRemovalDue', to: `${time}~`, limit })).rows
    },
    async lease(learner, until) {
      const hold = { taken: false }
      const leased = await table.change(learner.id, (found) => {
        hold.taken = found.removalDueAt === learner.removalDueAt
        if (!hold.taken) return undefined
        return {
          ...found,
          removalDueAt: until,
          removalAttempts: (found.removalAttempts ?? 0) + 1,
        }
      })
      return hold.taken ? leased : undefined
    },
    async postpone(learnerId, until) {
      await table.change(learnerId, (found) => ({ ...found, removalDueAt: until }))
    },
    async end({ id, removing }) {
      await removeAll(keys, { index: 'byLearner', equals: { learnerId: id } })
      if (removing?.once === true) {
        await table.remove(id)
        return
      }
      const again = timestamp(new Date(world.now().getTime() + waitMinutes * 60_000))
      await table.change(id, (found) =>
        found.removing === undefined ? lettingGo(found) : marked(found, found.removing, again),
      )
    },
  }
}

/** The id, the organization, and that they are being removed. */
function marked(
  { id, version, organizationId, createdAt }: Learner,
  removing: Removal,
  removalDueAt: string,
): Learner {
  return {
    id,
    version,
    organizationId,
    createdAt,
    removing: { ...removing, once: true },
    removalDueAt,
    removalAttempts: 0,
    subjectUuid: '',
    name: '',
    language: 'en',
    ageBand: 'unknown',
    words: [],
  }
}

/** Without what the organization knew them by. Their name, age and consents are about what they hold. */
function lettingGo(learner: Learner): Learner {
  const {
    email: _email,
    rosterId: _rosterId,
    groups: _groups,
    removalDueAt: _due,
    removalAttempts: _attempts,
    removalAskedAt: _asked,
    idleSince: _idle,
    ...rest
  } = learner
  return { ...rest, words: [] }
}
