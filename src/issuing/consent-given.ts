import { duty } from '../jobs/worker.ts'
import type { Learners } from '../learners/learners.ts'
import type { NeedsConsent } from '../learners/visibility.ts'
import type { Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import type { Finish } from './finish.ts'
import type { Award } from './tables.ts'

/** Lets the awards of a learner that waited for consent go on, as far as none is needed any more. */
export type ConsentGiven = (learnerId: string) => Promise<void>

interface Deps {
  readonly awards: Table<Award, 'byDue' | 'byLearner'>
  readonly learners: Pick<Learners, 'byId'>
  readonly needsConsent: NeedsConsent
  readonly finish: Finish
  readonly world: World
  readonly reportFault: (where: string, cause: unknown) => void
}

const day = 86_400_000

export function createConsentGiven(deps: Deps): ConsentGiven {
  return async (learnerId) => {
    const learner = await deps.learners.byId(learnerId)
    if (learner === undefined || (await deps.needsConsent(learner, 'hold-badges'))) return
    const { rows } = await deps.awards.find({
      index: 'byLearner',
      equals: { learnerId },
      order: 'descending',
      limit: 1000,
    })
    for (const award of rows.filter(({ state }) => state === 'waiting')) {
      try {
        await letGoOn(deps, award)
      } catch (cause) {
        // It is pending, and signed by the duty for that; the others have their turn.
        deps.reportFault('sign-award', cause)
      }
    }
  }
}

/**
 * Looks once a day after every award that waits: a learner may have come of age, a policy may have changed, or
 * the process may have ended between a consent and what follows from it.
 */
export function waitingDuty(deps: Deps) {
  const { awards, learners, world } = deps
  return duty<Award>({
    name: 'awards-waiting-for-consent',
    due: async (now, limit) =>
      (await awards.find({ index: 'byDue', equals: { state: 'waiting' }, to: `${now}~`, limit }))
        .rows,
    async lease(award) {
      const hold = { taken: false }
      const tomorrow = timestamp(new Date(world.now().getTime() + day))
      const leased = await awards.change(award.id, (found) => {
        hold.taken = found.state === 'waiting' && found.dueAt === award.dueAt
        return hold.taken ? { ...found, dueAt: tomorrow } : undefined
      })
      return hold.taken ? leased : undefined
    },
    async perform(award) {
      const learner = await learners.byId(award.learnerId)
      if (learner === undefined || (await deps.needsConsent(learner, 'hold-badges'))) return
      await letGoOn(deps, award)
    },
    // It is looked at again tomorrow; once it is pending, the duty for those signs it.
    failed: () => Promise.resolve(),
    attemptsOf: () => 1,
  })
}

/**
 * Its inputs are fixed anew: it is valid and signed from today, and says as `awardedDate` when it was given. One whose
 * end has passed meanwhile was good until then, so it keeps the day from which it was.
 */
async function letGoOn({ awards, finish, world }: Deps, award: Award): Promise<void> {
  const now = timestamp(world.now())
  const pending = await awards.change(award.id, (found) => {
    if (found.state !== 'waiting' || found.undoneAt !== undefined) return undefined
    const { inputs, statement } = found
    const isOver = statement.validUntil !== undefined && statement.validUntil <= now
    return {
      ...found,
      state: 'pending',
      stateChangedAt: now,
      dueAt: timestamp(new Date(world.now().getTime() + 60_000)),
      inputs: {
        ...inputs,
        validFrom: isOver ? inputs.validFrom : now,
        proofTime: now,
        awardedDate: inputs.awardedDate ?? inputs.validFrom,
      },
    }
  })
  if (pending !== undefined) await finish(pending)
}
