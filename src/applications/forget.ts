import type { Issuing } from '../issuing/issuing.ts'
import type { New, Query, Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import type { HandedInFiles } from './handed-in.ts'
import { evidenceFiles } from './statement-of.ts'
import type { Application, ApplicationState } from './tables.ts'
import { messageStart } from './tell-applicants.ts'

/** What is not kept of applications. The files of each go first, so that none is left behind. */
export interface ForgetApplications {
  /** Everything of somebody who is being removed; answers how the keys of mails about them begin. */
  of(learnerId: string): Promise<readonly string[]>
  /** What an organization has of somebody who keeps their badges: all but the evidence that these name. */
  letGo(learnerId: string): Promise<readonly string[]>
  /** What somebody wrote whose account is being deleted, but for the evidence that awards name. */
  ofAccount(accountId: string): Promise<void>
  /**
   * Those of before then that came to nothing, files of the others that are no evidence, and what waited a year for an
   * answer; answers how many.
   */
  before(organizationId: string, before: string): Promise<number>
}

interface Deps {
  readonly applications: Table<Application, 'byLearner' | 'byAccount' | 'byState' | 'byTidy'>
  readonly handedIn: Pick<HandedInFiles, 'remove'>
  readonly issuing: Pick<Issuing, 'byId'>
  readonly base: string
  readonly world: Pick<World, 'now'>
}

type ApplicationQuery = Query<Application, 'byLearner' | 'byAccount'>

const atOnce = 200
/** Whoever has waited for so long waits for nobody. */
const longestWait = 365 * 86_400_000
/** Nobody works on them, or nobody will decide on them any more. */
const idleStates = ['draft', 'returned', 'declined', 'withdrawn'] as const

export function createForgetApplications(deps: Deps): ForgetApplications {
  const { applications, handedIn } = deps

  const remove = async ({ id, fileIds }: Application) => {
    await handedIn.remove(fileIds)
    await applications.remove(id)
  }
  const each = async (
    whose: Pick<ApplicationQuery, 'index' | 'equals'>,
    work: (one: Application) => Promise<void>,
  ) => {
    const keys: string[] = []
    let after: string | undefined
    do {
      const page = await applications.find({
        ...whose,
        limit: atOnce,
        ...(after === undefined ? {} : { after }),
      })
      for (const one of page.rows) {
        keys.push(messageStart(one.id))
        await work(one)
      }
      after = page.next
    } while (after !== undefined)
    return keys
  }
  const eachOf = (learnerId: string, work: (one: Application) => Promise<void>) =>
    each({ index: 'byLearner', equals: { learnerId } }, work)
  const keepEvidence = async (one: Application, to: (found: Application) => New<Application>) => {
    const award = one.approval && (await deps.issuing.byId(one.approval.awardId))
    const stays = award === undefined ? [] : evidenceFiles(one, award.statement, deps.base)
    await handedIn.remove(one.fileIds.filter((id) => !stays.includes(id)))
    await applications.change(one.id, (found) => {
      const { tidyAt: _tidy, ...rest } = to(found)
      const files = rest.work.files.filter(({ id }) => stays.includes(id))
      const work = { ...rest.work, files }
      return { ...rest, fileIds: files.map(({ id }) => id), work, handed: work }
    })
  }
  const removeIdle = async (organizationId: string, state: ApplicationState, before: string) => {
    let count = 0
    for (;;) {
      const { rows } = await applications.find({
        index: 'byState',
        equals: { organizationId, state },
        to: before,
        limit: atOnce,
      })
      if (rows.length === 0) return count
      for (const one of rows) await remove(one)
      count += rows.length
    }
  }

  return {
    of: (learnerId) => eachOf(learnerId, remove),
    letGo: (learnerId) =>
      eachOf(learnerId, (one) => (one.state === 'given' ? keepEvidence(one, bare) : remove(one))),
    async ofAccount(accountId) {
      await each({ index: 'byAccount', equals: { accountId } }, async (one) => {
        if (one.state === 'given') await keepEvidence(one, bare)
        // The one that is being awarded has its turn an hour later, when all is forgotten once more.
        else if (one.state !== 'approved') await remove(one)
      })
    },
    async before(organizationId, before) {
      let count = 0
      for (const state of idleStates) count += await removeIdle(organizationId, state, before)
      const aYearAgo = timestamp(new Date(deps.world.now().getTime() - longestWait))
      count += await removeIdle(organizationId, 'waiting', aYearAgo)
      const { rows } = await applications.find({
        index: 'byTidy',
        equals: { organizationId },
        to: before,
        limit: atOnce,
      })
      for (const one of rows) await keepEvidence(one, (found) => found)
      return count + rows.length
    },
  }
}

/** That it was given, and nothing of what was said. */
function bare(application: Application): New<Application> {
  const { approval } = application
  return {
    ...application,
    nickname: '',
    work: { links: [], levels: [], files: application.work.files },
    history: [],
    mail: 'none',
    ...(approval === undefined
      ? {}
      : { approval: { ...approval, statement: { evidence: [], hashedIdentity: false } } }),
  }
}
