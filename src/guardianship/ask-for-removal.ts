import type { Audit } from '../audit/audit.ts'
import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import type { Issuing } from '../issuing/issuing.ts'
import type { Learners } from '../learners/learners.ts'
import { standingOf } from '../learners/standing.ts'
import type { Learner } from '../learners/tables.ts'
import { timestamp, type World } from '../world.ts'
import type { Consents } from './consents.ts'

/** What a guardian brings about: the organization is asked; or everything goes at once, where it has let the child go. */
export type WayOfRemoval = 'ask' | 'now'

interface Deps {
  readonly learners: Pick<Learners, 'amend' | 'removing'>
  readonly consents: Pick<Consents, 'takeBackAll'>
  readonly issuing: Pick<Issuing, 'ofLearner'>
  readonly audit: Audit
  readonly world: World
}

/** How everything of a learner could be removed on the word of a guardian; undefined where it is not theirs to say. */
export function removalByGuardian(
  learner: Pick<Learner, 'letGo' | 'ageBand' | 'consentsFrom' | 'adultFrom'>,
  today: string,
): WayOfRemoval | undefined {
  if (learner.letGo === undefined) return 'ask'
  return standingOf(learner, today) === 'child' ? 'now' : undefined
}

/**
 * Takes every consent back, and asks the organization to remove what it keeps. One that has let the child go hears of it
 * no more, so what is left is removed at once: nobody finds them from then on, and the worker does what follows.
 * @throws WaymarkError not-yours-to-decide
 */
export async function askForRemoval(
  deps: Deps,
  caller: Caller,
  learner: Learner,
): Promise<Learner> {
  const { learners, consents, world } = deps
  const { id, organizationId } = learner
  const by = { role: 'guardian', accountId: caller.accountId } as const
  const at = timestamp(world.now())
  const way = removalByGuardian(learner, at.slice(0, 10))
  if (way === undefined) throw new WaymarkError('not-yours-to-decide')
  await consents.takeBackAll(id, by)
  if (way === 'now') return removeNow(deps, caller, learner, at)
  const asked = await learners.amend(id, (found) =>
    found.removalAskedAt === undefined ? { ...found, removalAskedAt: at } : undefined,
  )
  await deps.audit.record({
    owner: organizationId,
    actor: caller.accountId,
    act: 'learner.removal-asked',
    object: id,
    facts: { by: 'guardian' },
  })
  return asked
}

async function removeNow(
  { learners, issuing, audit }: Deps,
  { accountId: by }: Caller,
  { id, organizationId }: Learner,
  at: string,
): Promise<Learner> {
  const reason = 'asked'
  const awards = (await issuing.ofLearner(id)).length
  const removed = await learners.removing.begin(organizationId, id, () => ({
    how: 'whole',
    removal: { at, by, reason },
  }))
  await audit.record({
    owner: organizationId,
    actor: by,
    act: 'learner.removed',
    object: id,
    facts: { reason, awards },
  })
  return removed
}
