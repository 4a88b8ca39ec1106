import type { Audit } from '../audit/audit.ts'
import { WaymarkError } from '../errors.ts'
import type { Guardians } from '../guardianship/guardians.ts'
import type { LinkLearner } from '../issuing/claim.ts'
import { duty } from '../jobs/worker.ts'
import type { Learners } from '../learners/learners.ts'
import type { Table } from '../storage/tables.ts'
import { timestamp } from '../world.ts'
import type { Give } from './give.ts'
import { holdOf } from './hold.ts'
import type { CardBatch, CardTaken, ClaimCard } from './tables.ts'

export interface Claimed {
  readonly learnerId: string
  readonly as: 'self' | 'guardian'
}

export interface FinishCardDeps {
  readonly cards: Table<ClaimCard, 'byDue'>
  readonly batches: Table<CardBatch>
  readonly learners: Pick<Learners, 'link'>
  readonly give: Give
  readonly guardians: Pick<Guardians, 'claimedBy'>
  readonly audit: Audit
}

/** How whoever claims comes to be tied to the learner. */
export function linkFor(
  { learners, guardians }: Pick<FinishCardDeps, 'learners' | 'guardians'>,
  as: 'self' | 'guardian',
): LinkLearner {
  if (as === 'self') return learners.link
  return (learnerId, accountId) => guardians.claimedBy(accountId, learnerId, 'claim-card')
}

/** What follows from a card that was taken. Each step may run twice with the same result. */
export async function finishCard(deps: FinishCardDeps, card: ClaimCard): Promise<Claimed> {
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
  { cards, give }: FinishCardDeps,
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
async function putBack({ cards }: FinishCardDeps, { id }: ClaimCard): Promise<void> {
  await cards.change(id, (found) => {
    const { taken, learnerId, ...card } = found
    if (found.state !== 'claiming') return undefined
    // A child who was chosen is let go; whom it was printed for, or made for, stays.
    const isKept = learnerId !== undefined && learnerId !== taken?.childId
    return { ...card, ...(isKept ? { learnerId } : {}), state: 'printed' }
  })
}

/** Whoever sets it to claimed counts it, and nobody else. */
async function count(
  { cards, batches, audit }: FinishCardDeps,
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

/** Finishes the claims that were cut off. */
export function finishCardsDuty(deps: FinishCardDeps) {
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
      await finishCard(deps, card)
    },
    async failed(card, again) {
      await hold(card, { dueAt: again ?? timestamp(new Date(Date.parse(card.dueAt) + 86_400_000)) })
    },
    attemptsOf: (card) => card.attempts,
  })
}
