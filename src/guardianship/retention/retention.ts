import type { Audit } from '../../audit/audit.ts'
import type { ForgetRows } from '../../issuing/batches/forget.ts'
import { WaymarkError } from '../../errors.ts'
import { duty } from '../../jobs/worker.ts'
import type { Learners } from '../../learners/learners.ts'
import type { Outbox } from '../../mail/outbox.ts'
import type { ForgetEndedShares } from '../../portfolio/forget-shares.ts'
import type { Organizations } from '../../organizations/organizations.ts'
import { Duplicate, Stale, type Table } from '../../storage/tables.ts'
import { timestamp } from '../../world.ts'
import { retentionOf, type Policies } from '../policy.ts'
import type { Removal } from '../removal/removal.ts'
import type { RetentionRound } from '../tables.ts'
import { isTimeOver, monthsAfter, type IdleDeps } from './idle.ts'

export interface RetentionDeps extends IdleDeps {
  readonly rounds: Table<RetentionRound>
  readonly policies: Policies
  readonly organizations: Pick<Organizations, 'inOrder'>
  readonly learners: Learners
  readonly removal: Pick<Removal, 'removeFor'>
  readonly forgetRows: Pick<ForgetRows, 'before'>
  /** Requests by class links that were declined, or that nobody decided. */
  readonly forgetRequests: (organizationId: string, before: string) => Promise<number>
  /** Shares that ended before then, with who looked at them. */
  readonly forgetEndedShares: ForgetEndedShares
  /** Applications that came to nothing. */
  readonly forgetOldApplications: (organizationId: string, before: string) => Promise<number>
  readonly outbox: Pick<Outbox, 'forgetBefore'>
  readonly audit: Audit
  /** Told of what failed and has its next turn tomorrow; never gets whom it was about. */
  readonly reportFault: (where: string, cause: unknown) => void
}

const id = 'round'
const day = 86_400_000
/** Mails that lie as files are kept for so long, whoever they are from. */
const outboxDays = 30

/**
 * Carries out the retention times of every organization once a day, a page of learners at a time. How far it has come
 * is stored after each, so whoever is stopped goes on there; to look at somebody twice changes nothing.
 */
export function retentionDuty(deps: RetentionDeps) {
  const { rounds, world } = deps
  return duty<RetentionRound>({
    name: 'retention',
    async due(now) {
      const round =
        (await rounds.get(id)) ??
        (await begun(rounds, timestamp(new Date(world.now().getTime() + day))))
      return round !== undefined && round.dueAt <= now ? [round] : []
    },
    async lease(round, until) {
      try {
        return await rounds.replace({ ...round, dueAt: until, attempts: round.attempts + 1 })
      } catch (error) {
        if (error instanceof Stale) return undefined
        throw error
      }
    },
    async perform(round) {
      const next = await oneStep(deps, round)
      await rounds.change(id, (found) =>
        found.version === round.version ? { ...next, id, attempts: 0 } : undefined,
      )
    },
    async failed(round, again) {
      const dueAt = again ?? timestamp(new Date(world.now().getTime() + day))
      await rounds.change(id, (found) =>
        found.version === round.version ? { ...found, dueAt } : undefined,
      )
    },
    attemptsOf: ({ attempts }) => attempts,
  })
}

/** The first round is a day away: what begins has nothing that is old. */
async function begun(rounds: RetentionDeps['rounds'], dueAt: string) {
  try {
    return await rounds.insert({ id, dueAt, attempts: 0, done: [] })
  } catch (error) {
    if (error instanceof Duplicate) return undefined
    throw error
  }
}

type Place = Omit<RetentionRound, 'id' | 'version' | 'attempts'>

/** One organization, or one page of its learners; answers where to go on, and when. */
async function oneStep(deps: RetentionDeps, round: RetentionRound): Promise<Place> {
  const { organizations, world } = deps
  const now = timestamp(world.now())
  const page = await organizations.inOrder(round.organizationsAfter)
  const next = page.rows.find((one) => !round.done.includes(one.id))
  const here = placeOf(round, now)
  if (next === undefined && page.next !== undefined) {
    return { dueAt: now, organizationsAfter: page.next, done: [] }
  }
  if (next === undefined) {
    await deps.outbox.forgetBefore(new Date(world.now().getTime() - outboxDays * day))
    return { dueAt: timestamp(new Date(world.now().getTime() + day)), done: [] }
  }
  const after = round.at?.organizationId === next.id ? round.at.learnersAfter : undefined
  const learnersAfter = await unlessItFails(deps, () => carryOut(deps, next.id, after))
  return learnersAfter === undefined
    ? { ...here, done: [...round.done, next.id] }
    : { ...here, at: { organizationId: next.id, learnersAfter } }
}

function placeOf({ organizationsAfter, done }: RetentionRound, dueAt: string): Place {
  return { dueAt, done, ...(organizationsAfter === undefined ? {} : { organizationsAfter }) }
}

/** Whatever fails at one organization or learner, always or for once: the next ones have their turn. */
async function unlessItFails<T>(
  { reportFault }: RetentionDeps,
  work: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await work()
  } catch (cause) {
    reportFault('retention', cause)
    return undefined
  }
}

/** @returns where among the learners to go on; undefined at their end */
async function carryOut(
  deps: RetentionDeps,
  organizationId: string,
  after: string | undefined,
): Promise<string | undefined> {
  const { learners, policies, world } = deps
  const now = timestamp(world.now())
  const times = retentionOf(await policies.of(organizationId))
  const before = (days: number) => timestamp(new Date(world.now().getTime() - days * day))
  const counts = { rows: 0, requests: 0, applications: 0, learners: 0 }
  if (after === undefined) {
    counts.rows = await deps.forgetRows.before(organizationId, before(times.sentInDays))
    counts.requests = await deps.forgetRequests(organizationId, before(times.requestsDays))
    counts.applications = await deps.forgetOldApplications(
      organizationId,
      before(times.applicationsDays),
    )
  }
  const page = await learners.metSince(organizationId, before(1), after)
  for (const learner of page.rows) {
    const isGone = await unlessItFails(deps, async () => {
      await deps.forgetEndedShares(learner.id, monthsAfter(now, -times.endedSharesMonths))
      return (await isTimeOver(deps, learner, times)) && removed(deps, learner)
    })
    if (isGone === true) counts.learners += 1
  }
  await record(deps, organizationId, counts)
  return page.next
}

/** Somebody may have claimed, or been removed, since they were looked at. */
async function removed(
  { removal }: RetentionDeps,
  learner: Parameters<Removal['removeFor']>[1],
): Promise<boolean> {
  try {
    await removal.removeFor('service', learner, 'time-over')
    return true
  } catch (error) {
    if (error instanceof WaymarkError) return false
    throw error
  }
}

/** What was done, in numbers. */
async function record(
  { audit }: RetentionDeps,
  organizationId: string,
  counts: { rows: number; requests: number; applications: number; learners: number },
): Promise<void> {
  if (Object.values(counts).every((count) => count === 0)) return
  await audit.record({
    owner: organizationId,
    actor: 'service',
    act: 'retention.carried-out',
    object: organizationId,
    facts: counts,
  })
}
