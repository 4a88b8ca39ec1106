import { isSigned } from '../../issuing/is-signed.ts'
import type { Issuing } from '../../issuing/issuing.ts'
import type { Learners } from '../../learners/learners.ts'
import type { Learner } from '../../learners/tables.ts'
import { timestamp, type World } from '../../world.ts'
import type { Guardians } from '../guardians.ts'
import type { RetentionTimes } from '../tables.ts'

export interface IdleDeps {
  readonly learners: Pick<Learners, 'amend' | 'groups'>
  readonly guardians: Pick<Guardians, 'ofLearner'>
  readonly issuing: Pick<Issuing, 'ofLearner' | 'unclaimed'>
  readonly world: World
}

/**
 * Whether the time of a learner is over. Nothing speaks for keeping somebody who has no account, no guardian and no open
 * group; since when that is so is noted on the record when it is first seen, and taken away when it is so no more.
 */
export async function isTimeOver(
  deps: IdleDeps,
  learner: Learner,
  times: RetentionTimes,
): Promise<boolean> {
  const { learners, issuing, world } = deps
  const now = timestamp(world.now())
  if (learner.letGo !== undefined) return isNobodys(deps, learner)
  if (!(await isIdle(deps, learner))) {
    if (learner.idleSince !== undefined) await learners.amend(learner.id, withoutIdle)
    return false
  }
  if (learner.idleSince === undefined) {
    await learners.amend(learner.id, (found) => ({ ...found, idleSince: now }))
    return false
  }
  const awards = (await issuing.ofLearner(learner.id)).filter(
    (award) => isSigned(award) || award.state === 'waiting' || award.state === 'pending',
  )
  // Whoever took a badge and left may hold a copy, which was promised to stay good.
  if (awards.some(({ claimedAt }) => claimedAt !== undefined)) return false
  const [newest] = awards
  if (newest === undefined) return monthsAfter(learner.idleSince, times.leftMonths) <= now
  for (const award of awards) {
    const ends = await issuing.unclaimed.endsAt(award)
    if (ends !== undefined && ends > now) return false
  }
  const since = newest.createdAt > learner.idleSince ? newest.createdAt : learner.idleSince
  return monthsAfter(since, times.unclaimedMonths) <= now
}

/** What a place has let go, and whose account and guardians are gone, nobody can ever reach again. */
async function isNobodys({ guardians }: IdleDeps, learner: Learner): Promise<boolean> {
  return learner.accountId === undefined && (await guardians.ofLearner(learner)).length === 0
}

async function isIdle({ learners, guardians }: IdleDeps, learner: Learner): Promise<boolean> {
  const { accountId, organizationId, groups = [] } = learner
  if (accountId !== undefined) return false
  const open = groups.length === 0 ? [] : await learners.groups.byIds(organizationId, groups)
  if (open.some(({ state }) => state === 'open')) return false
  return (await guardians.ofLearner(learner)).length === 0
}

function withoutIdle(learner: Learner): Learner {
  const { idleSince: _since, ...rest } = learner
  return rest
}

/** @param time RFC 3339 */
export function monthsAfter(time: string, months: number): string {
  const date = new Date(time)
  date.setUTCMonth(date.getUTCMonth() + months)
  return timestamp(date)
}
