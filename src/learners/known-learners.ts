import { cut } from '../text/cut.ts'
import { normalizeEmail } from '../accounts/secrets.ts'
import { WaymarkError } from '../errors.ts'
import { Duplicate, type New, type Storage, type Table } from '../storage/tables.ts'
import { wordsOf } from '../storage/words.ts'
import { timestamp, type World } from '../world.ts'
import { isKept, isThere, seenOnly } from './kept-learners.ts'
import { createLearnerKeys, plainNameOf, type LearnerKeys, type Marks } from './learner-keys.ts'
import { createRemovingLearners, type RemovingLearners } from './removing.ts'
import {
  learnerKeyTable,
  learnerTable,
  type AgeBand,
  type Learner,
  type LearnerKey,
} from './tables.ts'

export type { Marks } from './learner-keys.ts'

export interface NewLearner {
  /** A name, or a nickname where there is no address. */
  readonly name: string
  readonly email?: string
  readonly language: string
  readonly ageBand: AgeBand
  readonly rosterId?: string
  readonly consentsFrom?: string
  readonly adultFrom?: string
}

/** The records of learners, and the natural keys by which somebody is known again: roster id, address and name. */
export interface KnownLearners extends Pick<LearnerKeys, 'keepMany'> {
  /** Those whom their organization keeps. */
  readonly table: Table<Learner, keyof (typeof learnerTable)['indexes']>
  /** Those and whoever was let go, who is there for themselves. */
  readonly there: KnownLearners['table']
  readonly removing: RemovingLearners
  /** By what somebody is known again, or about to be known. */
  readonly keys: Table<LearnerKey, 'byLearner'>
  /** The record of a new person; nothing is stored yet. */
  drawUp(organizationId: string, person: NewLearner): New<Learner>
  /**
   * The learner with this roster id, else with this address and name; made when there is none. Whoever was made under
   * the same `id` before, by somebody who was then stopped, is there already.
   */
  findOrAdd(
    organizationId: string,
    person: NewLearner,
    id?: string,
  ): Promise<{ readonly learner: Learner; readonly isNew: boolean }>
  /** For each of these the learner with its roster id, and the one with its address and name. */
  match(marks: readonly Marks[]): Promise<readonly Match[]>
  /**
   * Changes a record together with its marks. Of two who give one roster id in the same moment, one is refused, and
   * that record is as it was.
   * @returns undefined when there is no such learner @throws WaymarkError already-exists, conflict, and what `change` throws
   */
  change(
    learnerId: string,
    marks: Marks,
    change: (learner: Learner) => Learner,
  ): Promise<Learner | undefined>
}

export interface Match {
  readonly byRosterId?: Learner
  readonly byAddress?: Learner
}

/** What they are found by; a name without letters, a sign that a child drew, by itself. */
export function wordsOfName(name: string): readonly string[] {
  const words = wordsOf(name)
  return words.length > 0 ? words : [cut(plainNameOf(name), 40)]
}

interface Deps {
  readonly storage: Storage
  readonly world: World
  readonly emailHash: (email: string) => string
}

export function openKnownLearners({ storage, world, emailHash }: Deps): KnownLearners {
  const all = storage.open(learnerTable)
  const table = seenOnly(all, isKept)
  const keys = storage.open(learnerKeyTable)

  const marked = createLearnerKeys({ keys, holder: async (id) => table.get(id), emailHash })
  const { rosterKey, addressKey, holds, keep, keepMany } = marked

  const change: KnownLearners['change'] = async (learnerId, marks, fn) => {
    const { settle } = await keep(learnerId, marks)
    const was: { before?: Learner } = {}
    const changed = await table.change(learnerId, (learner) => {
      was.before = learner
      return fn(learner)
    })
    if (changed === undefined) return undefined
    try {
      await settle()
      return changed
    } catch (error) {
      await table.change(learnerId, (one) =>
        one.version === changed.version ? was.before : undefined,
      )
      throw error
    }
  }

  const match: KnownLearners['match'] = async (marks) => {
    const asked = marks.map((one) => ({ roster: rosterKey(one), address: addressKey(one) }))
    const ids = asked.flatMap(({ roster, address }) =>
      [roster, address].filter((id) => id !== undefined),
    )
    const found = await keys.getMany([...new Set(ids)])
    const learners = await table.getMany([...new Set(found.map(({ learnerId }) => learnerId))])
    const byId = new Map(learners.map((learner) => [learner.id, learner]))
    const byKey = new Map(found.map(({ id, learnerId }) => [id, byId.get(learnerId)]))
    const holder = (key: string | undefined) => {
      const learner = key === undefined ? undefined : byKey.get(key)
      return key !== undefined && holds(learner, key) ? learner : undefined
    }
    return asked.map(({ roster, address }) => {
      const [byRosterId, byAddress] = [holder(roster), holder(address)]
      return {
        ...(byRosterId === undefined ? {} : { byRosterId }),
        ...(byAddress === undefined ? {} : { byAddress }),
      }
    })
  }

  const find = async (marks: Marks) => {
    const [found] = await match([marks])
    return found?.byRosterId ?? (isOther(found?.byAddress, marks) ? undefined : found?.byAddress)
  }

  const drawUp: KnownLearners['drawUp'] = (organizationId, person) => ({
    ...person,
    id: world.newId(),
    organizationId,
    subjectUuid: world.newUuid(),
    ...(person.email === undefined ? {} : { email: normalizeEmail(person.email) }),
    words: wordsOfName(person.name),
    createdAt: timestamp(world.now()),
  })

  /** Answers with those who are there already whether they were made just now. */
  const insertOnce = async (learner: New<Learner>) => {
    try {
      return { learner: await table.insert(learner), isNew: true }
    } catch (error) {
      const made = error instanceof Duplicate ? await table.get(learner.id) : undefined
      // Whoever had this id is being removed: nobody comes back under it.
      if (error instanceof Duplicate && made === undefined) {
        throw new WaymarkError('learner-removed', { cause: error })
      }
      if (made?.organizationId !== learner.organizationId) throw error
      return { learner: made, isNew: false }
    }
  }

  const findOrAdd: KnownLearners['findOrAdd'] = async (
    organizationId,
    person,
    id = world.newId(),
  ) => {
    const marks = { ...person, organizationId }
    const known = await find(marks)
    if (known !== undefined) return { learner: known, isNew: false }
    const { learner, isNew } = await insertOnce({ ...drawUp(organizationId, person), id })
    try {
      await keep(learner.id, learner)
      return { learner, isNew }
    } catch (error) {
      await table.remove(learner.id)
      const faster = error instanceof WaymarkError ? await find(marks) : undefined
      if (faster === undefined) throw error
      return { learner: faster, isNew: false }
    }
  }

  return {
    table,
    there: seenOnly(all, isThere),
    keys,
    removing: createRemovingLearners({ table: all, keys, world }),
    drawUp,
    findOrAdd,
    match,
    keepMany,
    change,
  }
}

/** The same name at the same address, and yet another roster id: a father and his son. */
export function isOther(
  learner: Learner | undefined,
  { rosterId }: Pick<Marks, 'rosterId'>,
): boolean {
  return learner?.rosterId !== undefined && rosterId !== undefined && learner.rosterId !== rosterId
}
