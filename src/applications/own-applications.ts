import type { Achievements } from '../achievements/achievements.ts'
import type { AchievementVersion } from '../achievements/tables.ts'
import type { Audit } from '../audit/audit.ts'
import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import type { Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import { beginApplication, type BeginDeps } from './begin.ts'
import { requireRoom, type Arrived, type HandedInFiles, type NewFile } from './handed-in.ts'
import { requireInHand, staying, withWork, type SavedWork } from './in-hand.ts'
import { levelProblems, workProblems } from './sound-work.ts'
import { isOver, type Application, type HandedIn, type Step } from './tables.ts'
import { workAfter } from './typed-work.ts'
import type { Applicant } from './who-applies.ts'
import { requirePerson, type WhoseIs } from './whose.ts'
import { writtenAgain } from './written-again.ts'

/** What whoever applies does. Each says first whether the application is theirs. */
export interface OwnApplications {
  /** The one they have open for this already, or a new one. @throws WaymarkError as `beginApplication` */
  begin(
    caller: Caller,
    achievementId: string,
    applicant: Omit<Applicant, 'accountId'> & { readonly language: string },
  ): Promise<Application>
  /** Those they wrote themselves and those for records of theirs, newest first. */
  list(caller: Caller): Promise<readonly Application[]>
  /** @throws WaymarkError not-found, also of what they have nothing to do with any more */
  read(caller: Caller, applicationId: string): Promise<Application>
  /** Whether they may write in it, and not only look. */
  mayWrite(caller: Caller, application: Application): Promise<boolean>
  /**
   * Keeps what was typed, whatever it is; where nothing was typed in the form, what was typed elsewhere stays.
   * @throws WaymarkError not-found, conflict where it was sent, changed-meanwhile as `writtenAgain`, and as files are refused
   */
  keep(caller: Caller, applicationId: string, work: SavedWork): Promise<Application>
  /** Adds one file, beside what is there. @throws WaymarkError as `keep` */
  handIn(caller: Caller, applicationId: string, file: NewFile): Promise<HandedIn>
  /** Takes one file out; all else stays as it is. @throws WaymarkError not-found, conflict where it was sent */
  takeBack(caller: Caller, applicationId: string, fileId: string): Promise<void>
  /** @throws WaymarkError not-found, invalid-request, applications-closed, conflict where it is over */
  send(caller: Caller, applicationId: string): Promise<Application>
  /** @throws WaymarkError not-found, conflict where it was decided */
  withdraw(caller: Caller, applicationId: string): Promise<Application>
}

export interface OwnApplicationDeps extends BeginDeps {
  readonly applications: Table<Application, 'byAccount' | 'byLearner' | 'bySeat'>
  readonly achievements: Pick<Achievements, 'awardable'>
  readonly handedIn: HandedInFiles
  readonly whoseIs: WhoseIs
  readonly audit: Audit
  readonly world: World
}

const most = 200

export function createOwnApplications(deps: OwnApplicationDeps): OwnApplications {
  const { applications, handedIn, whoseIs, learners, guardians, world } = deps
  const now = () => timestamp(world.now())

  const find = async (caller: Caller, applicationId: string) => {
    requirePerson(caller)
    const application = await applications.get(applicationId)
    const whose = application && (await whoseIs(caller.accountId, application))
    if (application === undefined || whose === undefined) throw new WaymarkError('not-found')
    return { application, whose }
  }
  const own = async (caller: Caller, applicationId: string) => {
    const { application, whose } = await find(caller, applicationId)
    if (whose !== 'own') throw new WaymarkError('not-found')
    return application
  }
  const change = async (
    application: Application,
    to: (found: Application) => Omit<Application, 'version'> | undefined,
  ) => {
    const changed = await applications.change(application.id, to)
    if (changed === undefined) throw new WaymarkError('not-found')
    return changed
  }
  /** Whatever was taken out, or went, while the files were on their way takes them along. @throws WaymarkError not-found */
  const keepNamed = async ({ id }: Application, arrived: readonly Arrived[]) => {
    await handedIn.keep(arrived)
    const now = await applications.get(id)
    const ids = arrived.map((one) => one.handedIn.id)
    await handedIn.remove(ids.filter((one) => now?.fileIds.includes(one) !== true))
    if (now === undefined) throw new WaymarkError('not-found')
  }
  const record = (caller: Caller, application: Application, act: 'sent' | 'withdrawn') =>
    deps.audit.record({
      owner: application.organizationId,
      actor: caller.accountId,
      act: `application.${act}`,
      object: application.id,
      facts: { by: roleOf(caller, application) },
    })

  return {
    async begin(caller, achievementId, { language, ...applicant }) {
      requirePerson(caller)
      const asked = { ...applicant, accountId: caller.accountId }
      return beginApplication(deps, achievementId, asked, language)
    },
    async list(caller) {
      requirePerson(caller)
      const { accountId } = caller
      const query = { order: 'descending', limit: most } as const
      const written = await applications.find({
        index: 'byAccount',
        equals: { accountId },
        ...query,
      })
      const records = [
        ...(await learners.ofAccount(accountId)),
        ...(await guardians.childrenOf(accountId)),
      ]
      const about = await Promise.all(
        records.map(({ id: learnerId }) =>
          applications.find({ index: 'byLearner', equals: { learnerId }, ...query }),
        ),
      )
      const all = [...written.rows, ...about.flatMap(({ rows }) => rows)]
      const each = [...new Map(all.map((one) => [one.id, one])).values()]
      const seen = await Promise.all(
        each.map(async (one) => ((await whoseIs(accountId, one)) === undefined ? [] : [one])),
      )
      return seen.flat().toSorted((one, other) => other.createdAt.localeCompare(one.createdAt))
    },
    async read(caller, applicationId) {
      return (await find(caller, applicationId)).application
    },
    async mayWrite(caller, application) {
      return (await whoseIs(caller.accountId, application)) === 'own'
    },
    async keep(caller, applicationId, saved) {
      const before = await own(caller, applicationId)
      requireInHand(before)
      const stay = staying(before.work, saved)
      const arrived = await handedIn.prepare(saved.newFiles ?? [], stay.length)
      const named = { before: before.fileIds }
      // Named before they are stored: so no file is ever kept that nothing leads to.
      const kept = await change(before, (found) => {
        requireInHand(found)
        named.before = found.fileIds
        const after = workAfter(found.work, saved)
        const files = [...after.files, ...arrived.map((one) => one.handedIn)]
        requireRoom(files.length)
        const written = writtenAgain(found, after, saved)
        return { ...withWork(found, { ...after, files }, now()), written }
      })
      await handedIn.remove(named.before.filter((id) => !kept.fileIds.includes(id)))
      await keepNamed(kept, arrived)
      return kept
    },
    async handIn(caller, applicationId, file) {
      const before = await own(caller, applicationId)
      requireInHand(before)
      const arrived = await handedIn.prepare([file], before.work.files.length)
      await change(before, (found) => {
        requireInHand(found)
        const files = [...found.work.files, ...arrived.map((one) => one.handedIn)]
        requireRoom(files.length)
        return withWork(found, { ...found.work, files }, now())
      })
      await keepNamed(before, arrived)
      const [kept] = arrived
      if (kept === undefined) throw new Error('nothing was handed in')
      return kept.handedIn
    },
    async takeBack(caller, applicationId, fileId) {
      const before = await own(caller, applicationId)
      await change(before, (found) => {
        requireInHand(found)
        const files = found.work.files.filter(({ id }) => id !== fileId)
        if (files.length === found.work.files.length) throw new WaymarkError('not-found')
        return withWork(found, { ...found.work, files }, now())
      })
      await handedIn.remove([fileId])
    },
    async send(caller, applicationId) {
      const before = await own(caller, applicationId)
      if (before.state === 'waiting') return before
      const { number } = await requireSendable(deps, before)
      const sending = { isFirst: false }
      const sent = await change(before, (found) => {
        sending.isFirst = found.state !== 'waiting'
        if (!sending.isFirst) return undefined
        requireInHand(found)
        const at = now()
        const step: Step = { at, act: 'sent', by: caller.accountId }
        return {
          ...found,
          state: 'waiting',
          handed: found.work,
          achievementVersion: number,
          sentAt: at,
          changedAt: at,
          mail: 'none',
          history: [...found.history, step],
        }
      })
      if (sending.isFirst) await record(caller, sent, 'sent')
      return sent
    },
    async withdraw(caller, applicationId) {
      const { application } = await find(caller, applicationId)
      const act = { isFirst: false }
      const withdrawn = await change(application, (found) => {
        act.isFirst = found.state !== 'withdrawn'
        if (!act.isFirst) return undefined
        if (found.state === 'approved' || isOver(found)) throw new WaymarkError('conflict')
        const at = now()
        const step: Step = { at, act: 'withdrawn', by: caller.accountId }
        return {
          ...found,
          state: 'withdrawn',
          seat: found.id,
          changedAt: at,
          mail: 'none',
          history: [...found.history, step],
        }
      })
      if (act.isFirst) await record(caller, withdrawn, 'withdrawn')
      return withdrawn
    },
  }
}

/** As what somebody acts: a child may take back what a guardian sent for them, and the other way. */
function roleOf({ accountId }: Caller, application: Application): 'guardian' | 'learner' {
  const isAuthor = accountId === application.accountId
  return isAuthor === (application.as === 'guardian') ? 'guardian' : 'learner'
}

/** @throws WaymarkError applications-closed, invalid-request */
async function requireSendable(
  { openings, achievements }: OwnApplicationDeps,
  { state, achievementId, organizationId, work }: Application,
): Promise<AchievementVersion> {
  // Whoever was asked for more may send it even after the last day.
  if (state === 'draft' && !(await openings.isOpen(achievementId))) {
    throw new WaymarkError('applications-closed')
  }
  const version = await achievements.awardable(organizationId, achievementId)
  const problems = [...workProblems(work), ...levelProblems(work.levels, version.content)]
  if (problems.length > 0) throw new WaymarkError('invalid-request', { problems })
  return version
}
