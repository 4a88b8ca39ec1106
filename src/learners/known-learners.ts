import { hashToken, normalizeEmail } from '../accounts/secrets.ts'
import { WaymarkError } from '../errors.ts'
import { Duplicate, Stale, type New, type Storage, type Table } from '../storage/tables.ts'
import { wordsOf } from '../storage/words.ts'
import { timestamp, type World } from '../world.ts'
import { learnerKeyTable, learnerTable, type AgeBand, type Learner } from './tables.ts'

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

/** What a learner is known again by. */
export type Marks = Pick<Learner, 'organizationId' | 'name' | 'email' | 'rosterId'>

/** The records of learners, and the natural keys by which somebody is known again: roster id, address and name. */
export interface KnownLearners {
  readonly table: Table<Learner, keyof (typeof learnerTable)['indexes']>
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
   * Whoever has these marks from now on is this learner.
   * @throws WaymarkError already-exists: another learner has the roster id; conflict: the address under this name
   */
  keep(learnerId: string, marks: Marks): Promise<void>
  /** The same for many, fast where nobody has any of the marks; answers who could not keep theirs. */
  keepMany(learners: readonly (Marks & Pick<Learner, 'id'>)[]): Promise<ReadonlySet<string>>
}

export interface Match {
  readonly byRosterId?: Learner
  readonly byAddress?: Learner
}

/** Accents, case and spacing make no other person; a name without letters is compared as it is. */
export function plainNameOf(name: string): string {
  return wordsOf(name).join(' ') || name.trim().normalize('NFC')
}

/** What they are found by; a name without letters, a sign that a child drew, by itself. */
export function wordsOfName(name: string): readonly string[] {
  const words = wordsOf(name)
  return words.length > 0 ? words : [plainNameOf(name).slice(0, 40)]
}

interface Deps {
  readonly storage: Storage
  readonly world: World
  readonly emailHash: (email: string) => string
}

export function openKnownLearners({ storage, world, emailHash }: Deps): KnownLearners {
  const table = storage.open(learnerTable)
  const keys = storage.open(learnerKeyTable)

  const rosterKey = ({ organizationId, rosterId }: Marks) =>
    rosterId === undefined
      ? undefined
      : `${ofRoster}${hashToken(`roster\n${organizationId}\n${rosterId}`)}`

  const addressKey = ({ organizationId, email, name }: Marks) =>
    email === undefined
      ? undefined
      : hashToken(`${organizationId}\n${emailHash(email)}\n${plainNameOf(name)}`)

  /** An address and name stay a learner's for good; a roster id only as long as it is on the record. */
  const holds = (learner: Learner | undefined, key: string): learner is Learner =>
    learner !== undefined && (!key.startsWith(ofRoster) || rosterKey(learner) === key)

  const take = async (
    key: string | undefined,
    learnerId: string,
    code: 'already-exists' | 'conflict',
  ) => {
    if (key === undefined) return
    const taken = await keys.get(key)
    try {
      if (taken === undefined) {
        await keys.insert({ id: key, learnerId })
      } else if (taken.learnerId !== learnerId) {
        if (holds(await table.get(taken.learnerId), key)) throw new WaymarkError(code)
        await keys.replace({ ...taken, learnerId })
      }
    } catch (error) {
      if (!(error instanceof Duplicate || error instanceof Stale)) throw error
      if ((await keys.get(key))?.learnerId !== learnerId) throw new WaymarkError(code)
    }
  }

  const keep: KnownLearners['keep'] = async (learnerId, marks) => {
    await take(rosterKey(marks), learnerId, 'already-exists')
    await take(addressKey(marks), learnerId, 'conflict')
  }

  const keepMany: KnownLearners['keepMany'] = async (keeping) => {
    const wanted = keeping.flatMap((learner) =>
      [rosterKey(learner), addressKey(learner)].flatMap((id) =>
        id === undefined ? [] : [{ id, learnerId: learner.id }],
      ),
    )
    const results = wanted.length === 0 ? [] : await keys.insertMany(wanted)
    const taken = new Set(
      wanted.flatMap(({ learnerId }, at) => (results[at]?.ok === true ? [] : [learnerId])),
    )
    const refused = new Set<string>()
    for (const learner of keeping.filter(({ id }) => taken.has(id))) {
      try {
        await keep(learner.id, learner)
      } catch (error) {
        if (!(error instanceof WaymarkError)) throw error
        refused.add(learner.id)
      }
    }
    return refused
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

  return { table, drawUp, findOrAdd, match, keep, keepMany }
}

const ofRoster = 'roster:'

/** The same name at the same address, and yet another roster id: a father and his son. */
export function isOther(
  learner: Learner | undefined,
  { rosterId }: Pick<Marks, 'rosterId'>,
): boolean {
  return learner?.rosterId !== undefined && rosterId !== undefined && learner.rosterId !== rosterId
}
