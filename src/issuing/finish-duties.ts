import { duty } from '../jobs/worker.ts'
import type { Table } from '../storage/tables.ts'
import type { FinishCorrection } from './finish-correction.ts'
import type { Finish } from './finish.ts'
import type { Award } from './tables.ts'

interface Deps {
  readonly awards: Table<Award, 'byDue' | 'byCorrectionDue'>
  readonly finish: Finish
  readonly finishCorrection: FinishCorrection
}

/** Signs the awards whose signing was cut off. */
export function finishDuty({ awards, finish }: Deps) {
  return duty<Award>({
    name: 'finish-awards',
    due: async (now, limit) =>
      (await awards.find({ index: 'byDue', equals: { state: 'pending' }, to: after(now), limit }))
        .rows,
    lease: (award, until) => move(awards, award, { dueAt: until, attempts: award.attempts + 1 }),
    async perform(award) {
      await finish(award)
    },
    failed: async (award, again) => {
      // Never given up: an award that was made must be signed one day, so it is tried daily at last.
      await move(awards, award, { dueAt: again ?? tomorrow(award.dueAt) })
    },
    attemptsOf: (award) => award.attempts,
  })
}

/** Signs the corrections whose signing was cut off. */
export function correctDuty({ awards, finishCorrection }: Deps) {
  return duty<Award>({
    name: 'finish-corrections',
    due: async (now, limit) =>
      (await awards.find({ index: 'byCorrectionDue', to: after(now), limit })).rows,
    lease: (award, until) =>
      move(awards, award, { correctionDueAt: until, attempts: award.attempts + 1 }),
    async perform(award) {
      await finishCorrection(award)
    },
    failed: async (award, again) => {
      // As for awards: tried daily at last.
      const correctionDueAt = again ?? tomorrow(award.correctionDueAt ?? award.dueAt)
      await move(awards, award, { correctionDueAt })
    },
    attemptsOf: (award) => award.attempts,
  })
}

/** Takes hold of a duty: undefined when the award has moved on since it was read. */
async function move(awards: Deps['awards'], award: Award, to: Partial<Award>) {
  // What comes back from `change` may be what somebody else made of it, so it says itself whether it moved.
  const hold = { taken: false }
  const moved = await awards.change(award.id, (found) => {
    hold.taken = found.dueAt === award.dueAt && found.correctionDueAt === award.correctionDueAt
    return hold.taken ? { ...found, ...to } : undefined
  })
  return hold.taken ? moved : undefined
}

/** A bound that includes the very second, since `to` is exclusive. */
function after(now: string): string {
  return `${now}~`
}

function tomorrow(time: string): string {
  return `${new Date(Date.parse(time) + 86_400_000).toISOString().slice(0, 19)}Z`
}
