import { sameText } from '../accounts/secrets.ts'
import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import type { Guardians } from '../guardianship/guardians.ts'
import type { duty } from '../jobs/worker.ts'
import type { Issuing } from '../issuing/issuing.ts'
import type { Award } from '../issuing/tables.ts'
import type { Learners } from '../learners/learners.ts'
import type { Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import { isSpent } from './card-batches.ts'
import {
  finishCard,
  finishCardsDuty,
  linkFor,
  type Claimed,
  type FinishCardDeps,
} from './finish-card.ts'
import {
  requireChild,
  requireFree,
  requireNickname,
  requirePerson,
  takeCard,
  type HowToClaim,
} from './take-card.ts'
import type { ClaimCard } from './tables.ts'

/** What a code leads to, before anybody claims it. It tells nothing of whom it is for. */
export type Claimable =
  | {
      readonly kind: 'card'
      readonly state: 'printed' | 'claimed' | 'expired'
      readonly organizationId: string
      readonly expiresAt: string
      /** Set where the card is nobody's yet: what whoever claims it is awarded. */
      readonly achievementId?: string
      /** Set where it is somebody's: what they were awarded so far. */
      readonly awards: readonly Award[]
    }
  | { readonly kind: 'award'; readonly award: Award; readonly claimed: boolean }

export interface CardClaims {
  /** @throws WaymarkError claim-code-unknown */
  read(typed: string): Promise<Claimable>
  /**
   * Takes a card, or an award's own code, into the backpack of the caller, or makes them a guardian of whom it is for.
   * @throws WaymarkError claim-code-unknown, already-claimed, card-expired, not-allowed; invalid-request without a nickname
   * where the card is nobody's yet
   */
  claim(caller: Caller, typed: string, how: HowToClaim): Promise<Claimed>
  /** Finishes the claims that were cut off. */
  readonly duty: ReturnType<typeof duty<ClaimCard>>
}

export interface CardClaimDeps extends FinishCardDeps {
  readonly guardians: Pick<Guardians, 'claimedBy' | 'childrenOf'>
  readonly cards: Table<ClaimCard, 'byCode' | 'byDue'>
  readonly learners: Pick<Learners, 'byId' | 'link'>
  readonly issuing: Pick<Issuing, 'claims' | 'claimCodes' | 'ofLearner'>
  readonly world: World
}

export function createCardClaims(deps: CardClaimDeps): CardClaims {
  const { cards, batches, learners, issuing, world } = deps
  const now = () => timestamp(world.now())

  const cardOf = async (typed: string) => {
    const code = issuing.claimCodes.read(typed)
    const codeHash = code === undefined ? '' : issuing.claimCodes.hash(code)
    const { rows } = await cards.find({ index: 'byCode', equals: { codeHash }, limit: 1 })
    const card = rows[0]
    return card !== undefined && sameText(card.codeHash, codeHash) ? card : undefined
  }

  const stateOf = async (card: ClaimCard) => {
    if (card.state !== 'printed') return 'claimed'
    const batch = await batches.get(card.batchId)
    return batch === undefined || isSpent(batch, now()) ? 'expired' : 'printed'
  }

  const claimCard = async (caller: Caller, card: ClaimCard, how: HowToClaim) => {
    requireNickname(card, how)
    const state = await stateOf(card)
    if (state === 'claimed') throw new WaymarkError('already-claimed')
    if (state === 'expired') throw new WaymarkError('card-expired')
    await requireFree(learners, card, caller, how)
    await requireChild(deps, card, caller, how)
    const taken = await takeCard({ cards, world }, card, {
      ...how,
      accountId: caller.accountId,
      at: now(),
    })
    return finishCard(deps, taken)
  }

  return {
    async read(typed) {
      const card = await cardOf(typed)
      if (card === undefined) {
        const award = await issuing.claims.readCode(typed)
        const learner = await learners.byId(award.learnerId)
        const claimed = award.claimedAt !== undefined || learner?.accountId !== undefined
        return { kind: 'award', award, claimed }
      }
      const { organizationId, expiresAt, learnerId, achievementId } = card
      return {
        kind: 'card',
        state: await stateOf(card),
        organizationId,
        expiresAt,
        awards: learnerId === undefined ? [] : await issuing.ofLearner(learnerId),
        ...(learnerId !== undefined || achievementId === undefined ? {} : { achievementId }),
      }
    },
    async claim(caller, typed, how) {
      requirePerson(caller)
      const card = await cardOf(typed)
      if (card !== undefined) return claimCard(caller, card, how)
      const link = linkFor(deps, how.as)
      const award = await issuing.claims.claimCode(typed, caller.accountId, link)
      return { learnerId: award.learnerId, as: how.as }
    },
    duty: finishCardsDuty(deps),
  }
}
