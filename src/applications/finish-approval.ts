import { holdOf } from '../claiming/hold.ts'
import type { Issuing } from '../issuing/issuing.ts'
import { duty } from '../jobs/worker.ts'
import type { Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import { evidenceFiles } from './statement-of.ts'
import { madeKnown, type MakeKnownDeps } from './make-known.ts'
import type { Application } from './tables.ts'

export interface FinishApprovalDeps extends MakeKnownDeps {
  readonly applications: Table<Application, 'byDue' | 'byAccount'>
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
