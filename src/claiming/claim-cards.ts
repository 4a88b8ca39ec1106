import { sameText } from '../accounts/secrets.ts'
import type { Audit } from '../audit/audit.ts'
import { holdsScope, type Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import { duty } from '../jobs/worker.ts'
import type { LinkLearner } from '../issuing/claim.ts'
import type { Issuing } from '../issuing/issuing.ts'
import type { Award } from '../issuing/tables.ts'
import type { Learners } from '../learners/learners.ts'
import type { Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import { isSpent } from './card-batches.ts'
import type { Give } from './give.ts'
import { holdOf } from './hold.ts'
import type { CardBatch, CardTaken, ClaimCard } from './tables.ts'

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

export interface Claimed {
  readonly learnerId: string
  readonly as: 'self' | 'guardian'
}

export interface CardClaims {
  /** @throws WaymarkError claim-code-unknown */
  read(typed: string): Promise<Claimable>
  /**
   * Takes a card, or an award's own code, into the backpack of the caller, or makes them a guardian of whom it is for.
   * @throws WaymarkError claim-code-unknown, already-claimed, card-expired, not-allowed; invalid-request without a nickname
   * where the card is nobody's yet
   */
  claim(caller: Caller, typed: string, how: HowToClaim): Promise<Claimed>
  /** Whether somebody can claim for a child. */
  readonly guardiansClaim: boolean
  /** Finishes the claims that were cut off. */
  readonly duty: ReturnType<typeof duty<ClaimCard>>
}

export interface HowToClaim {
  readonly as: 'self' | 'guardian'
  readonly nickname?: string
  readonly language: string
}

/** Makes an account a guardian of a learner; once more changes nothing. @throws WaymarkError not-allowed, conflict */
export type GuardianClaims = (
  accountId: string,
  learnerId: string,
  way: 'claim-card',
) => Promise<unknown>

export interface CardClaimDeps {
  readonly cards: Table<ClaimCard, 'byCode' | 'byDue'>
  readonly batches: Table<CardBatch>
  readonly learners: Pick<Learners, 'byId' | 'link'>
  readonly issuing: Pick<Issuing, 'claims' | 'claimCodes' | 'ofLearner'>
  readonly give: Give
  readonly guardianClaims: GuardianClaims | undefined
  readonly audit: Audit
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
    const taken = await take(deps, card, { ...how, accountId: caller.accountId, at: now() })
    return finish(deps, taken)
  }

  return {
    guardiansClaim: deps.guardianClaims !== undefined,
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
    duty: finishDuty(deps),
  }
}

/** A key that is tied to an organization speaks for its staff, not for a person who learns. */
function requirePerson(caller: Caller): void {
  if (!holdsScope(caller, 'backpack:write') || caller.organizationId !== undefined) {
    throw new WaymarkError('not-allowed')
  }
}

function requireNickname({ learnerId }: ClaimCard, { nickname }: HowToClaim): void {
  if (learnerId === undefined && nickname === undefined) {
    throw new WaymarkError('invalid-request', {
      problems: [{ path: '/nickname', rule: 'required' }],
    })
  }
}

/** Asked before the card is used up: whoever cannot have it keeps it for whoever can. */
async function requireFree(
  learners: CardClaimDeps['learners'],
  { learnerId }: ClaimCard,
  { accountId }: Caller,
  { as }: HowToClaim,
): Promise<void> {
  const learner = learnerId === undefined ? undefined : await learners.byId(learnerId)
  const isSelf = learner?.accountId === accountId
  const isFree = isSelf || learner?.accountId === undefined
  if (as === 'self' && !isFree) throw new WaymarkError('already-claimed')
  // Nobody is their own guardian; and an account that claims a child's card by mistake keeps the card.
  if (as === 'guardian' && isSelf) throw new WaymarkError('not-allowed')
}

function linkFor(
  { learners, guardianClaims }: CardClaimDeps,
  as: 'self' | 'guardian',
): LinkLearner {
  if (as === 'self') return learners.link
  if (guardianClaims === undefined) throw new WaymarkError('not-allowed')
  return (learnerId, accountId) => guardianClaims(accountId, learnerId, 'claim-card')
}

/** The card is good once: of two who type it in one moment, one gets it. */
async function take(
  { cards, world, guardianClaims }: CardClaimDeps,
  card: ClaimCard,
  taken: CardTaken,
): Promise<ClaimCard> {
  if (taken.as === 'guardian' && guardianClaims === undefined) throw new WaymarkError('not-allowed')
  // Whoever takes it finishes it now; the duty is for claims that were cut off.
  const dueAt = timestamp(new Date(world.now().getTime() + 60_000))
  const mine = await cards.change(card.id, (found) => {
    if (found.state !== 'printed') throw new WaymarkError('already-claimed')
    return { ...found, state: 'claiming', taken, dueAt, attempts: 0 }
  })
  if (mine === undefined) throw new WaymarkError('claim-code-unknown')
  return mine
}

/** What follows from a card that was taken. Each step may run twice with the same result. */
async function finish(deps: CardClaimDeps, card: ClaimCard): Promise<Claimed> {
  const { taken } = card
  if (taken === undefined) throw new Error('a card is being claimed by nobody')
  const learnerId = await learnerOf(deps, card, taken)
  try {
    await linkFor(deps, taken.as)(learnerId, taken.accountId)
  } catch (error) {
    if (error instanceof WaymarkError && error.status < 500) await putBack(deps, card)
    throw error
  }
  await count(deps, card, learnerId)
  return { learnerId, as: taken.as }
}

async function learnerOf(
  { cards, give }: CardClaimDeps,
  card: ClaimCard,
  { nickname = '', language }: CardTaken,
): Promise<string> {
  const { organizationId, achievementId, learnerId, madeBy: decidedBy } = card
  if (achievementId === undefined) {
    if (learnerId === undefined) throw new Error('a card leads to nothing')
    return learnerId
  }
  const known = learnerId === undefined ? {} : { learnerId }
  const gift = { organizationId, achievementId, decidedBy, nickname, language, ...known }
  const award = await give(gift, async (made) => {
    const kept = await cards.change(card.id, (found) =>
      found.learnerId === undefined ? { ...found, learnerId: made } : undefined,
    )
    return kept?.learnerId ?? made
  })
  return award.learnerId
}

/** It could not be had after all, as somebody else was faster with another card: so this one was not used. */
async function putBack({ cards }: CardClaimDeps, { id }: ClaimCard): Promise<void> {
  await cards.change(id, (found) => {
    const { taken: _nobody, ...card } = found
    return found.state === 'claiming' ? { ...card, state: 'printed' } : undefined
  })
}

/** Whoever sets it to claimed counts it, and nobody else. */
async function count(
  { cards, batches, audit }: CardClaimDeps,
  { id, batchId, organizationId, taken }: ClaimCard,
  learnerId: string,
): Promise<void> {
  const claim = { isFirst: false }
  await cards.change(id, (found) => {
    claim.isFirst = found.state === 'claiming'
    return claim.isFirst ? { ...found, state: 'claimed' } : undefined
  })
  if (!claim.isFirst) return
  await batches.increment(batchId, 'claimed', 1)
  await audit.record({
    owner: organizationId,
    actor: taken?.accountId ?? 'service',
    act: 'claim-card.claimed',
    object: learnerId,
    facts: { card: id, as: taken?.as ?? 'self' },
  })
}

function finishDuty(deps: CardClaimDeps) {
  const { cards } = deps
  const hold = holdOf(cards)
  return duty<ClaimCard>({
    name: 'finish-card-claims',
    due: async (now, limit) =>
      (
        await cards.find({
          index: 'byDue',
          equals: { state: 'claiming' },
          to: `${now}~`,
          limit,
        })
      ).rows,
    lease: (card, until) => hold(card, { dueAt: until, attempts: card.attempts + 1 }),
    async perform(card) {
      await finish(deps, card)
    },
    async failed(card, again) {
      await hold(card, { dueAt: again ?? timestamp(new Date(Date.parse(card.dueAt) + 86_400_000)) })
    },
    attemptsOf: (card) => card.attempts,
  })
}
