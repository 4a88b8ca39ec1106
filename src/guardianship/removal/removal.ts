import type { RemovalReason } from '../../../schemas/requests/removal.ts'
import type { Audit } from '../../audit/audit.ts'
import type { Caller } from '../../caller.ts'
import type { Issuing } from '../../issuing/issuing.ts'
import { WaymarkError } from '../../errors.ts'
import { duty } from '../../jobs/worker.ts'
import type { Learners } from '../../learners/learners.ts'
import type { HowRemoved } from '../../learners/removing.ts'
import { standingOf } from '../../learners/standing.ts'
import type { Learner, Removal as RemovalMark } from '../../learners/tables.ts'
import type { RequireRight } from '../../organizations/rights.ts'
import { timestamp, type World } from '../../world.ts'
import { removeEverything, removeWhatIsTheOrganizations, type RemovalSteps } from './steps.ts'

export interface Removed {
  readonly learnerId: string
  readonly how: HowRemoved
  /** How many awards were removed, or let go. */
  readonly awards: number
  readonly at: string
}

/** What would be removed, for the page that says so first. */
export interface BeforeRemoval {
  readonly learner: Learner
  readonly how: HowRemoved
  readonly awards: number
}

/** Real erasure: of a learner, by the organization that keeps them or by the service when their time is over. */
export interface Removal {
  /** @throws WaymarkError not-found, not-allowed */
  look(caller: Caller, organizationId: string, learnerId: string): Promise<BeforeRemoval>
  /**
   * Removes a learner: nobody finds them from the first moment on, and whatever is cut off is done by the worker.
   * @throws WaymarkError not-found: also when they are removed already; not-allowed
   */
  remove(
    caller: Caller,
    organizationId: string,
    learnerId: string,
    reason: RemovalReason,
  ): Promise<Removed>
  /** The same by the service or the person themselves; asks for no right. @throws WaymarkError not-found */
  removeFor(by: string, learner: Learner, reason: RemovalReason): Promise<Removed>
  readonly duty: ReturnType<typeof duty<Learner>>
}

export interface RemovalDeps extends RemovalSteps {
  readonly learners: Learners
  readonly issuing: Pick<Issuing, 'ofLearner' | 'forgetAwards'>
  readonly requireRight: RequireRight
  readonly audit: Audit
  readonly world: World
  /** Told of what failed and is tried again; never gets whom it was about. */
  readonly reportFault: (where: string, cause: unknown) => void
}

export function createRemoval(deps: RemovalDeps): Removal {
  const { learners, issuing, requireRight, audit, world } = deps
  const now = () => timestamp(world.now())

  /**
   * What somebody holds in an account of their own is theirs, and staff do not reach into it. Of a child it is their
   * guardian who decides, so what a guardian asked to remove goes there too.
   */
  const howFor = (learner: Learner): HowRemoved => {
    const { accountId, removalAskedAt } = learner
    if (accountId === undefined) return 'whole'
    const isGuardians = standingOf(learner, now().slice(0, 10)) === 'child'
    return isGuardians && removalAskedAt !== undefined ? 'whole' : 'let-go'
  }

  const removeFor: Removal['removeFor'] = async (by, { id, organizationId }, reason) => {
    const awards = (await issuing.ofLearner(id)).length
    const removal: RemovalMark = { at: now(), by, reason }
    const going = await learners.removing.begin(organizationId, id, (learner) => {
      // Whoever claimed in the last moment has all the time there is; whoever was let go is not the organization's.
      const isTheirs = reason === 'time-over' && learner.accountId !== undefined
      // What the organization let go is theirs, to be deleted with their account.
      if (reason === 'account-deleted') return { how: 'whole', removal }
      const isReached = learner.letGo === undefined || learner.accountId === undefined
      if (isTheirs || !isReached) throw new WaymarkError('not-found')
      return { how: howFor(learner), removal }
    })
    const how = going.removing === undefined ? 'let-go' : 'whole'
    await audit.record({
      owner: organizationId,
      actor: by,
      act: how === 'whole' ? 'learner.removed' : 'learner.let-go',
      object: id,
      facts: { reason, awards },
    })
    try {
      await perform(deps, going)
    } catch (cause) {
      deps.reportFault('remove-learner', cause)
    }
    return { learnerId: id, how, awards, at: removal.at }
  }

  return {
    removeFor,
    async look(caller, organizationId, learnerId) {
      await requireRight(caller, organizationId, 'learner.remove')
      const learner = await learners.ofOrganization(organizationId, learnerId)
      const awards = (await issuing.ofLearner(learnerId)).length
      return { learner, how: howFor(learner), awards }
    },
    async remove(caller, organizationId, learnerId, reason) {
      await requireRight(caller, organizationId, 'learner.remove')
      const learner = await learners.ofOrganization(organizationId, learnerId)
      return removeFor(caller.accountId, learner, reason)
    },
    duty: removalDuty(deps),
  }
}

/** Each step may run twice with the same result. The record goes last: as long as it is there, it is known what is to be done. */
async function perform(deps: RemovalDeps, learner: Learner): Promise<void> {
  const remove = learner.removing === undefined ? removeWhatIsTheOrganizations : removeEverything
  await remove(deps, learner)
  await deps.learners.removing.end(learner)
}

/** Goes on with removals that were cut off, and looks an hour later for what was at work when they began. */
function removalDuty(deps: RemovalDeps) {
  const { removing } = deps.learners
  return duty<Learner>({
    name: 'remove-learners',
    due: (now, limit) => removing.due(now, limit),
    lease: (learner, until) => removing.lease(learner, until),
    perform: (learner) => perform(deps, learner),
    async failed({ id }, again) {
      // Somebody was told that it is done, so it is never given up.
      const tomorrow = timestamp(new Date(deps.world.now().getTime() + 86_400_000))
      await removing.postpone(id, again ?? tomorrow)
    },
    attemptsOf: ({ removalAttempts = 0 }) => removalAttempts,
  })
}
