import type { DecisionBody } from '../../schemas/requests/applications.ts'
import type { Achievements } from '../achievements/achievements.ts'
import type { Audit } from '../audit/audit.ts'
import type { Caller } from '../caller.ts'
import { WaymarkError, type FieldProblem } from '../errors.ts'
import type { Issuing } from '../issuing/issuing.ts'
import { isKept } from '../learners/kept-learners.ts'
import type { Learners } from '../learners/learners.ts'
import type { MailLimits } from '../mail/mail-limits.ts'
import type { RequireRight } from '../organizations/rights.ts'
import type { Page, Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import { inAMinute } from '../claiming/hold.ts'
import { alsoOpen } from './also-open.ts'
import { finishApproval, type FinishApprovalDeps } from './finish-approval.ts'
import type { MakeKnownDeps } from './make-known.ts'
import { levelProblems } from './sound-work.ts'
import { statementOf } from './statement-of.ts'
import type { Application, ApplicationState, Step } from './tables.ts'
import type { WhoIsTold } from './who-is-told.ts'
import type { WhoseIs } from './whose.ts'

/** What staff do with the applications of their organization. */
export interface Desk {
  /** Those that wait, longest first; those in another state, the last changed first. Fifty a page. */
  list(
    caller: Caller,
    organizationId: string,
    query: { readonly state?: ApplicationState; readonly after?: string },
  ): Promise<Page<Application>>
  /** How many wait, counted up to twenty; whoever asks has asked for a right before. */
  count(organizationId: string): Promise<number>
  /** @throws WaymarkError not-found, also of what was not sent or was taken back */
  read(caller: Caller, organizationId: string, applicationId: string): Promise<Application>
  /** Whether it is theirs, or of a child they look after: then somebody else decides. */
  isOwn(caller: Caller, application: Application): Promise<boolean>
  /** What else was sent and is open for the same learner and badge; whoever asks has read this one. */
  alsoOpen(application: Application): Promise<readonly Application[]>
  /**
   * Approves, returns or declines; the same once more changes nothing. An approval is kept with everything that the
   * award will say before anything is made of it, so it is made once, whoever else presses and whatever stops.
   * @throws WaymarkError not-found, not-allowed, own-application, invalid-request, conflict where it was decided otherwise or withdrawn,
   * changed-meanwhile where it was sent again, too-many-requests
   */
  decide(
    caller: Caller,
    organizationId: string,
    applicationId: string,
    decision: DecisionBody,
  ): Promise<Application>
}

export interface DeskDeps extends FinishApprovalDeps {
  readonly applications: Table<Application, 'byState' | 'byDue' | 'byAccount' | 'byLearner'>
  readonly achievements: Pick<Achievements, 'awardable'>
  readonly issuing: Pick<Issuing, 'awardAsDecided' | 'statementProblems'>
  readonly learners: MakeKnownDeps['learners'] & Pick<Learners, 'byId' | 'byIds'>
  readonly requireRight: RequireRight
  readonly whoIsTold: WhoIsTold
  readonly whoseIs: WhoseIs
  readonly mailLimits: MailLimits
  readonly audit: Audit
  readonly world: World
  /** The origin of the service. */
  readonly base: string
  readonly reportFault: (where: string, cause: unknown) => void
}

const outcomes = {
  approve: { act: 'approved', states: ['approved', 'given'] },
  return: { act: 'returned', states: ['returned'] },
  decline: { act: 'declined', states: ['declined'] },
} as const satisfies Record<
  DecisionBody['decision'],
  { act: Step['act']; states: readonly ApplicationState[] }
>

const perPage = 50
const mostCounted = 20

export function createDesk(deps: DeskDeps): Desk {
  const { applications, learners, requireRight, world } = deps

  const find = async (organizationId: string, applicationId: string) => {
    const application = await applications.get(applicationId)
    const isTheirs = application?.organizationId === organizationId
    if (application === undefined || !isTheirs || isHidden(application.state)) {
      throw new WaymarkError('not-found')
    }
    const { learnerId } = application
    const learner = learnerId === undefined ? undefined : await learners.byId(learnerId)
    if (learnerId !== undefined && (learner === undefined || !isKept(learner))) {
      throw new WaymarkError('not-found')
    }
    return application
  }

  /** Whoever sent it, though they may have nothing to do with the child any more, and whoever it is about. */
  const isOwn: Desk['isOwn'] = async ({ accountId }, application) =>
    application.accountId === accountId ||
    (await deps.whoseIs(accountId, application)) !== undefined

  return {
    isOwn,
    alsoOpen: (application) => alsoOpen(applications, application),
    async list(caller, organizationId, { state = 'waiting', after }) {
      await requireRight(caller, organizationId, 'award.read')
      if (isHidden(state)) return { rows: [] }
      const page = await applications.find({
        index: 'byState',
        equals: { organizationId, state },
        order: state === 'waiting' ? 'ascending' : 'descending',
        limit: perPage,
        ...(after === undefined ? {} : { after }),
      })
      return { ...page, rows: await kept(page.rows) }
    },
    async count(organizationId) {
      const waiting = { index: 'byState', equals: { organizationId, state: 'waiting' } } as const
      let page = await applications.find({ ...waiting, limit: perPage })
      let count = (await kept(page.rows)).length
      while (count < mostCounted && page.next !== undefined) {
        page = await applications.find({ ...waiting, limit: perPage, after: page.next })
        count += (await kept(page.rows)).length
      }
      return Math.min(count, mostCounted)
    },
    async read(caller, organizationId, applicationId) {
      await requireRight(caller, organizationId, 'award.read')
      return find(organizationId, applicationId)
    },
    async decide(caller, organizationId, applicationId, decision) {
      await requireRight(caller, organizationId, 'award.make')
      const before = await find(organizationId, applicationId)
      if (await isOwn(caller, before)) throw new WaymarkError('own-application')
      const approval = await approvalOf(before, caller, decision)
      requireWords(decision)
      const decided = await noted(before, () => settle(before, caller, decision, approval))
      return decided.state === 'approved' ? finishNow(decided) : decided
    },
  }

  /** Whom the organization let go is on no list of theirs. */
  async function kept(rows: readonly Application[]): Promise<readonly Application[]> {
    const ids = rows.flatMap(({ learnerId }) => (learnerId === undefined ? [] : [learnerId]))
    const found = await learners.byIds(ids)
    const there = new Set(found.filter(isKept).map(({ id }) => id))
    return rows.filter(({ learnerId }) => learnerId === undefined || there.has(learnerId))
  }

  /** With everything that the award will say, so that nothing of it can be refused later. */
  async function approvalOf(
    application: Application,
    caller: Caller,
    decision: DecisionBody,
  ): Promise<Application['approval']> {
    if (decision.decision !== 'approve' || application.state !== 'waiting') return undefined
    const { organizationId, achievementId } = application
    const version = await deps.achievements.awardable(organizationId, achievementId)
    const levels = (decision.levels ?? []).map(({ key, level = 0 }) => ({ key, level }))
    const statement = statementOf(application, decision, deps.base)
    const problems: readonly FieldProblem[] = [
      ...levelProblems(levels, version.content),
      ...deps.issuing.statementProblems(statement, version),
    ]
    if (problems.length > 0) throw new WaymarkError('invalid-request', { problems })
    return {
      decidedBy: caller.accountId,
      awardId: world.newId(),
      newLearnerId: world.newId(),
      statement,
    }
  }

  /** Each decision may be a mail, so nobody's mailbox is flooded with them. */
  async function noted(
    application: Application,
    work: () => Promise<Application>,
  ): Promise<Application> {
    const [told] = await deps.whoIsTold(application)
    if (told === undefined || application.state !== 'waiting') return work()
    return deps.mailLimits.counted(application.organizationId, told.email, work)
  }

  async function settle(
    { id, history: seen }: Application,
    caller: Caller,
    { decision, words, sentAt }: DecisionBody,
    approval: Application['approval'],
  ): Promise<Application> {
    const { act, states } = outcomes[decision]
    const settling = { isNew: false }
    const decided = await applications.change(id, (found) => {
      settling.isNew = found.state === 'waiting'
      if (!settling.isNew) {
        if (states.some((state) => state === found.state)) return undefined
        throw new WaymarkError('conflict')
      }
      // What was looked at may have been sent back and come again since: nobody has said yes to that.
      const isNewer = found.history.length !== seen.length
      if (isNewer || (sentAt !== undefined && sentAt !== found.sentAt)) {
        throw new WaymarkError('changed-meanwhile')
      }
      const at = timestamp(world.now())
      const step: Step = {
        at,
        act,
        by: caller.accountId,
        ...(words === undefined ? {} : { words }),
      }
      return {
        ...found,
        state: act,
        ...(act === 'approved' && approval !== undefined ? { approval } : {}),
        ...(act === 'declined' ? { seat: found.id } : {}),
        changedAt: at,
        dueAt: inAMinute(world.now()),
        attempts: 0,
        // An approved one is told of once the award is there.
        mail: act === 'approved' ? 'none' : 'due',
        mailDueAt: at,
        mailAttempts: 0,
        history: [...found.history, step],
      }
    })
    if (decided === undefined) throw new WaymarkError('not-found')
    if (settling.isNew) {
      await deps.audit.record({
        owner: decided.organizationId,
        actor: caller.accountId,
        act: `application.${act}`,
        object: id,
      })
    }
    return decided
  }

  async function finishNow(application: Application): Promise<Application> {
    try {
      return await finishApproval(deps, application)
    } catch (cause) {
      // It is approved, and the worker makes the award later: whoever decided must not think it was lost.
      deps.reportFault('award-application', cause)
      return application
    }
  }
}

/** What is not sent yet, or was taken back, is for nobody but whoever wrote it. */
function isHidden(state: ApplicationState): boolean {
  return state === 'draft' || state === 'withdrawn'
}

/** Nobody is sent back or away without a word. */
function requireWords({ decision, words }: DecisionBody): void {
  if (decision === 'approve' || words !== undefined) return
  throw new WaymarkError('invalid-request', { problems: [{ path: '/words', rule: 'required' }] })
}
