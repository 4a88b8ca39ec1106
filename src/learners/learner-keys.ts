import { hashToken } from '../accounts/secrets.ts'
import { WaymarkError } from '../errors.ts'
import { Duplicate, Stale, type Table } from '../storage/tables.ts'
import { wordsOf } from '../storage/words.ts'
import type { Learner, LearnerKey } from './tables.ts'

/** What a learner is known again by. */
export type Marks = Pick<Learner, 'organizationId' | 'name' | 'email' | 'rosterId'>

export interface LearnerKeys {
  /** @returns undefined where there is no roster id */
  rosterKey(marks: Marks): string | undefined
  /** @returns undefined where there is no address */
  addressKey(marks: Marks): string | undefined
  /** Whether a key that leads to this learner is still theirs. */
  holds(learner: Learner | undefined, key: string): learner is Learner
  /**
   * Whoever has these marks from now on is this learner. Where the record says its roster id only afterwards, it has to
   * be settled then: it throws already-exists where somebody else took it meanwhile.
   * @throws WaymarkError already-exists: another learner has the roster id; conflict: the address under this name
   */
  keep(learnerId: string, marks: Marks): Promise<{ settle(): Promise<void> }>
  /** The same for many, fast where nobody has any of the marks; answers who could not keep theirs. */
  keepMany(learners: readonly (Marks & Pick<Learner, 'id'>)[]): Promise<ReadonlySet<string>>
}

/** Accents, case and spacing make no other person; a name without letters is compared as it is. */
export function plainNameOf(name: string): string {
  return wordsOf(name).join(' ') || name.trim().normalize('NFC')
}

interface Deps {
  readonly keys: Table<LearnerKey>
  readonly holder: (learnerId: string) => Promise<Learner | undefined>
  readonly emailHash: (email: string) => string
}

/** The natural keys by which somebody is known again. */
export function createLearnerKeys({ keys, holder, emailHash }: Deps): LearnerKeys {
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
    if (key === undefined) return undefined
    const taken = await keys.get(key)
    try {
      if (taken === undefined) return await keys.insert({ id: key, learnerId })
      if (taken.learnerId === learnerId) return taken
      if (holds(await holder(taken.learnerId), key)) throw new WaymarkError(code)
      return await keys.replace({ ...taken, learnerId })
    } catch (error) {
      if (!(error instanceof Duplicate || error instanceof Stale)) throw error
      const faster = await keys.get(key)
      if (faster?.learnerId !== learnerId) throw new WaymarkError(code)
      return faster
    }
  }

  /** From here on nobody can take the key who looked before the record said it. */
  const settle = async (key: LearnerKey) => {
    try {
      await keys.replace(key)
    } catch (error) {
      if (!(error instanceof Stale)) throw error
      const faster = await keys.get(key.id)
      if (faster?.learnerId !== key.learnerId) throw new WaymarkError('already-exists')
    }
  }

  const keep: LearnerKeys['keep'] = async (learnerId, marks) => {
    const rosterId = await take(rosterKey(marks), learnerId, 'already-exists')
    await take(addressKey(marks), learnerId, 'conflict')
    return {
      async settle() {
        if (rosterId !== undefined) await settle(rosterId)
      },
    }
  }

  const keepMany: LearnerKeys['keepMany'] = async (keeping) => {
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

  return { rosterKey, addressKey, holds, keep, keepMany }
}

const ofRoster = 'roster:'
