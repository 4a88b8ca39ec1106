import type { ConsentPurpose } from '../../schemas/requests/guardianship.ts'
import type { Audit } from '../audit/audit.ts'
import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import { isOwn, type Consent, type ConsentActor } from '../learners/consent.ts'
import type { Learners } from '../learners/learners.ts'
import { standingOf } from '../learners/standing.ts'
import type { Learner } from '../learners/tables.ts'
import type { LearnerShares } from '../portfolio/learner-shares.ts'
import type { Share } from '../portfolio/tables.ts'
import { timestamp, type World } from '../world.ts'
import type { Codes } from './codes.ts'
import { requirePerson } from '../portfolio/held.ts'
import type { Guardians } from './guardians.ts'
import { decidesFor } from './deciding.ts'
import type { Policies } from './policy.ts'

/** What somebody who takes over is shown, to decide each. */
export interface HandOverView {
  readonly learner: Learner
  /** What guardians or staff agreed to and still holds; `mine` where the learner decides about it from now on. */
  readonly consents: readonly { readonly consent: Consent; readonly mine: boolean }[]
  readonly shares: readonly Share[]
  readonly guardians: number
}

export interface HandOverChoice {
  /** The consents that go on: as the learner's own where they decide, else as they are while guardians stay. */
  readonly keep: readonly ConsentPurpose[]
  /** Tokens of the shares that stay open. */
  readonly keepShares: readonly string[]
  /** Guardians go on seeing, and deciding what is still theirs, until the learner is an adult. */
  readonly guardiansStay: boolean
}

export interface HandOver {
  /** The account takes a learner over with a code; whose account it was is a guardian from then on. @throws WaymarkError claim-code-unknown */
  begin(caller: Caller, typed: string): Promise<Learner>
  /** The learners of an account who are old enough and have not taken over yet. */
  due(accountId: string): Promise<readonly Learner[]>
  /** @throws WaymarkError not-found, not-yours-to-decide for a child */
  view(caller: Caller, learnerId: string): Promise<HandOverView>
  /** Once more decides anew. @throws WaymarkError not-found, not-yours-to-decide for a child */
  finish(caller: Caller, learnerId: string, choice: HandOverChoice): Promise<Learner>
}

interface Deps {
  readonly learners: Learners
  readonly guardians: Guardians
  readonly policies: Policies
  readonly codes: Codes
  readonly learnerShares: LearnerShares
  readonly follow: (learner: Learner) => Promise<void>
  readonly audit: Audit
  readonly world: World
}

export function createHandOver(deps: Deps): HandOver {
  const { learners, guardians, learnerShares, audit, world } = deps
  const now = () => timestamp(world.now())
  const today = () => now().slice(0, 10)
  const isOldEnough = (learner: Learner) =>
    ['youth', 'adult'].includes(standingOf(learner, today()))

  const own = async (caller: Caller, learnerId: string) => {
    requirePerson(caller, 'family:write')
    const learner = await learners.byId(learnerId)
    if (learner?.accountId !== caller.accountId) throw new WaymarkError('not-found')
    if (!isOldEnough(learner)) throw new WaymarkError('not-yours-to-decide')
    return learner
  }

  const ofOthers = ({ consents = [] }: Pick<Learner, 'consents'>) =>
    consents.filter((one) => one.withdrawn === undefined && !isOwn(one))

  const decides = async (learner: Learner) => {
    const policy = await deps.policies.of(learner.organizationId)
    return (purpose: ConsentPurpose) => decidesFor(learner, purpose, policy, today()) === 'learner'
  }

  /** What is theirs to decide becomes their own or ends; the rest stays with their guardians, if they want. */
  const decided = (
    { consents = [] }: Learner,
    { keep, guardiansStay }: HandOverChoice,
    mine: (purpose: ConsentPurpose) => boolean,
    by: ConsentActor,
  ): readonly Consent[] =>
    consents.map((one) => {
      if (one.withdrawn !== undefined || isOwn(one)) return one
      const isKept = keep.includes(one.purpose)
      if (mine(one.purpose)) {
        return { ...one, [isKept ? 'takenOver' : 'withdrawn']: { at: now(), by } }
      }
      return guardiansStay && isKept ? one : { ...one, withdrawn: { at: now(), by } }
    })

  return {
    async begin(caller, typed) {
      requirePerson(caller, 'family:write')
      const learner = await deps.codes.use('hand-over', typed, caller.accountId)
      const before = learner.accountId
      if (before === caller.accountId) return learner
      const linked = await learners.amend(learner.id, (found) => ({
        ...found,
        accountId: caller.accountId,
      }))
      // A parent who had claimed for their child goes on as what they are.
      if (before !== undefined && standingOf(linked, today()) !== 'adult') {
        await guardians.claimedBy(before, linked.id, 'hand-over')
      }
      return linked
    },
    async due(accountId) {
      const all = await learners.ofAccount(accountId)
      return all.filter(
        (learner) =>
          learner.handedOverAt === undefined &&
          isOldEnough(learner) &&
          ofOthers(learner).length > 0,
      )
    },
    async view(caller, learnerId) {
      const learner = await own(caller, learnerId)
      const mine = await decides(learner)
      return {
        learner,
        consents: ofOthers(learner).map((consent) => ({ consent, mine: mine(consent.purpose) })),
        shares: await learnerShares.open(learnerId),
        guardians: (await guardians.ofLearner(learner)).length,
      }
    },
    async finish(caller, learnerId, choice) {
      const learner = await own(caller, learnerId)
      const by = { role: 'learner', accountId: caller.accountId } as const
      const mine = await decides(learner)
      await learnerShares.close(learner, by, ({ id }) => !choice.keepShares.includes(id))
      if (!choice.guardiansStay) {
        for (const { accountId } of await guardians.ofLearner(learner)) {
          await guardians.end(learner, accountId, by)
        }
      }
      // Last, so that whoever was interrupted is asked again.
      const done = await learners.amend(learnerId, (found) => ({
        ...found,
        consents: decided(found, choice, mine, by),
        consentsDueAt: now(),
        consentsAttempts: 0,
        handedOverAt: now(),
      }))
      await audit.record({
        owner: learner.organizationId,
        actor: caller.accountId,
        act: 'learner.handed-over',
        object: learnerId,
        facts: { by: 'learner' },
      })
      await deps.follow(done)
      return done
    },
  }
}
