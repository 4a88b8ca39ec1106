import type { Caller } from '../caller.ts'
import { holdOf } from '../claiming/hold.ts'
import type { Guardians } from '../guardianship/guardians.ts'
import type { Issuing } from '../issuing/issuing.ts'
import { duty } from '../jobs/worker.ts'
import type { Learners } from '../learners/learners.ts'
import type { Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import { evidenceFiles } from './statement-of.ts'
import type { Application, Approval } from './tables.ts'
import { knownAt } from './who-applies.ts'

export interface FinishApprovalDeps {
  readonly applications: Table<Application, 'byDue'>
  readonly learners: Pick<Learners, 'forAward' | 'link' | 'ofAccount'>
  readonly guardians: Pick<Guardians, 'claimedBy' | 'childrenOf'>
  readonly issuing: Pick<Issuing, 'awardAsDecided'>
  readonly world: Pick<World, 'now'>
  readonly base: string
}

/** Makes the award of an approved application. Each step may run twice with the same result. */
export async function finishApproval(
  deps: FinishApprovalDeps,
  application: Application,
): Promise<Application> {
  const { applications, issuing, world, base } = deps
  const { approval, organizationId, achievementId } = application
  if (application.state !== 'approved' || approval === undefined) return application
  const learnerId = application.learnerId ?? (await madeKnown(deps, application, approval))
  const { decidedBy, awardId: id, statement } = approval
  const award = await issuing.awardAsDecided({
    ...{ organizationId, achievementId, learnerId, decidedBy, id, statement },
  })
  const given = await applications.change(application.id, (found) => {
    if (found.state !== 'approved') return undefined
    const now = timestamp(world.now())
    const isAllEvidence =
      evidenceFiles(found, award.statement, base).length === found.fileIds.length
    return {
      ...found,
      state: 'given',
      seat: found.id,
      changedAt: now,
      // An award that is mailed tells of itself.
      mail: award.delivery === 'none' ? 'due' : 'none',
      mailDueAt: now,
      ...(isAllEvidence ? {} : { tidyAt: now }),
    }
  })
  return given ?? application
}

/** Whom the organization did not know when it was begun: known by now, or known from now on. */
async function madeKnown(
  deps: FinishApprovalDeps,
  application: Application,
  approval: Approval,
): Promise<string> {
  const learnerId =
    (await knownSince(deps, application)) ?? (await addLearner(deps, application, approval))
  await deps.applications.change(application.id, (found) =>
    found.learnerId === undefined ? { ...found, learnerId } : undefined,
  )
  return learnerId
}

/** Whoever applies for two badges before they are known is one person: children go by what they are called. */
async function knownSince(
  deps: FinishApprovalDeps,
  { accountId, organizationId, as, nickname }: Application,
): Promise<string | undefined> {
  const { self, children } = await knownAt(deps, accountId, organizationId)
  return (as === 'self' ? self : children.find(({ name }) => name === nickname))?.id
}

/** Their record, tied to whoever applied. */
async function addLearner(
  { learners, guardians }: FinishApprovalDeps,
  { organizationId, nickname, language, as, accountId }: Application,
  { decidedBy, newLearnerId }: Approval,
): Promise<string> {
  const caller: Caller = { accountId: decidedBy, scopes: 'every', operator: false }
  const { id } = await learners.forAward(
    caller,
    organizationId,
    // A guardian says that it is a child; of whoever applies for themselves nobody knows.
    { name: nickname, language, ageBand: as === 'guardian' ? 'minor' : 'unknown' },
    newLearnerId,
  )
  if (as === 'guardian') await guardians.claimedBy(accountId, id, 'application')
  else await learners.link(id, accountId)
  return id
}

/** Finishes what was approved and cut off. */
export function finishApprovalsDuty(deps: FinishApprovalDeps) {
  const { applications } = deps
  const hold = holdOf(applications)
  return duty<Application>({
    name: 'award-applications',
    due: async (now, limit) =>
      (
        await applications.find({
          index: 'byDue',
          equals: { state: 'approved' },
          to: `${now}~`,
          limit,
        })
      ).rows,
    lease: (application, until) =>
      hold(application, { dueAt: until, attempts: application.attempts + 1 }),
    async perform(application) {
      await finishApproval(deps, application)
    },
    async failed(application, again) {
      const tomorrow = timestamp(new Date(Date.parse(application.dueAt) + 86_400_000))
      await hold(application, { dueAt: again ?? tomorrow })
    },
    attemptsOf: ({ attempts }) => attempts,
  })
}
