import type { Leaver } from '../../accounts/leaving.ts'
import type { People } from '../../accounts/people.ts'
import type { Audit } from '../../audit/audit.ts'
import type { Learners } from '../../learners/learners.ts'
import type { Learner } from '../../learners/tables.ts'
import type { ForgetShares } from '../../portfolio/forget-shares.ts'
import type { New } from '../../storage/tables.ts'
import { timestamp, type World } from '../../world.ts'
import type { Consents } from '../consents.ts'
import type { ForgetGuardians } from '../forget.ts'
import type { Guardians } from '../guardians.ts'
import type { Removal } from '../removal/removal.ts'
import { fateOf } from './fate.ts'

interface Deps {
  readonly people: Pick<People, 'byIds'>
  readonly learners: Pick<Learners, 'ofAccount' | 'amend'>
  readonly guardians: Pick<Guardians, 'childrenOf' | 'ofLearner' | 'end'>
  readonly forgetGuardians: Pick<ForgetGuardians, 'ofAccount'>
  readonly consents: Pick<Consents, 'takeBackAll' | 'takeBackBeyondKeeping'>
  readonly forgetShares: ForgetShares
  readonly removal: Pick<Removal, 'removeFor'>
  readonly audit: Audit
  readonly world: World
}

/**
 * Ends that somebody is a guardian. A child whom nobody is left to speak for is shown to nobody on the word of a guardian:
 * what any of them agreed to ends, but that badges are kept, so that nothing is lost for the next one.
 */
export function createLeaveChildren(deps: Deps): (leaver: Leaver) => Promise<void> {
  const { people, guardians, consents } = deps

  /** Whoever deletes their account in the same moment is left no more than they are. */
  const isAnybodyLeft = async (child: Learner, accountId: string) => {
    const all = (await guardians.ofLearner(child)).map((one) => one.accountId)
    return (await people.byIds(all)).some(({ id }) => id !== accountId)
  }

  return async ({ accountId }) => {
    const by = { role: 'guardian', accountId } as const
    for (const child of await guardians.childrenOf(accountId)) {
      if (!(await isAnybodyLeft(child, accountId))) {
        await consents.takeBackBeyondKeeping(child.id, by)
      }
      await guardians.end(child, accountId, by)
    }
    await deps.forgetGuardians.ofAccount(accountId)
  }
}

/**
 * Parts the records of places from the account. What a place gave stays in its records, and good, until it is asked to
 * remove it; what a place has let go is nobody's any more, and is erased.
 */
export function createLeavePlaces(deps: Deps): (leaver: Leaver) => Promise<void> {
  const { learners, guardians, consents, removal } = deps
  return async (leaver) => {
    const { accountId } = leaver
    const by = { role: 'learner', accountId } as const
    for (const learner of await learners.ofAccount(accountId)) {
      const today = timestamp(deps.world.now()).slice(0, 10)
      if ((await fateOf(learner, { guardians, today })) === 'erased') {
        await removal.removeFor(accountId, learner, 'account-deleted')
        continue
      }
      // Guardians of a child go on, and so does what they opened.
      if ((await guardians.ofLearner(learner)).length === 0) await deps.forgetShares(learner.id)
      await consents.takeBackAll(learner.id, by, accountId)
      await part(deps, learner, leaver)
    }
  }
}

async function part(
  { learners, audit, world }: Deps,
  { id, organizationId }: Learner,
  { accountId, asksRemoval }: Leaver,
): Promise<void> {
  const now = timestamp(world.now())
  await learners.amend(id, (found) =>
    found.accountId === accountId ? parted(found, asksRemoval ? now : undefined) : undefined,
  )
  if (!asksRemoval) return
  await audit.record({
    owner: organizationId,
    actor: accountId,
    act: 'learner.removal-asked',
    object: id,
    facts: { by: 'learner' },
  })
}

function parted(
  { accountId: _left, ...learner }: Learner,
  removalAskedAt: string | undefined,
): New<Learner> {
  return { ...learner, ...(removalAskedAt === undefined ? {} : { removalAskedAt }) }
}
