import type { Audit } from '../audit/audit.ts'
import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import type { Learner } from '../learners/tables.ts'
import type { RequireRight } from '../organizations/rights.ts'
import type { Page, Table } from '../storage/tables.ts'
import { timestamp } from '../world.ts'
import { requireSoundBatch, type NewCardBatch } from './sound-batch.ts'
import { storeBatch, whoseCards, type StoreCardsDeps } from './store-cards.ts'
import type { CardBatch, ClaimCard } from './tables.ts'

export interface CardBatches {
  /** @throws WaymarkError invalid-request, not-found, achievement-not-published */
  make(caller: Caller, organizationId: string, batch: NewCardBatch): Promise<CardBatch>
  /** Newest first, fifty a page. */
  list(caller: Caller, organizationId: string, query: { after?: string }): Promise<Page<CardBatch>>
  /** A batch and all its cards by number. @throws WaymarkError not-found */
  read(caller: Caller, organizationId: string, batchId: string): Promise<ReadBatch>
  /** From now on none of its cards is good that was not claimed. @throws WaymarkError not-found */
  withdraw(caller: Caller, organizationId: string, batchId: string): Promise<CardBatch>
}

export interface ReadBatch {
  readonly batch: CardBatch
  readonly cards: readonly ClaimCard[]
  /** Whom the cards are for, those that are for somebody. */
  readonly learners: ReadonlyMap<string, Learner>
}

export interface CardBatchDeps extends StoreCardsDeps {
  readonly batches: Table<CardBatch, 'byOrganization'>
  readonly cards: Table<ClaimCard, 'byBatch'>
  readonly requireRight: RequireRight
  readonly audit: Audit
}

/** Whether a card of this batch can no longer be claimed. @param now RFC 3339 */
export function isSpent({ expiresAt, withdrawnAt }: CardBatch, now: string): boolean {
  return withdrawnAt !== undefined || expiresAt <= now
}

export function createCardBatches(deps: CardBatchDeps): CardBatches {
  const { batches, cards, requireRight, audit, world } = deps

  const own = async (organizationId: string, batchId: string) => {
    const batch = await batches.get(batchId)
    if (batch?.organizationId !== organizationId) throw new WaymarkError('not-found')
    return batch
  }

  return {
    async make(caller, organizationId, asked) {
      await requireRight(caller, organizationId, 'award.make')
      requireSoundBatch(asked, world.now())
      const whose = await whoseCards(deps, caller, organizationId, asked)
      const batch = await storeBatch(deps, caller, organizationId, asked, whose)
      await audit.record({
        owner: organizationId,
        actor: caller.accountId,
        act: 'claim-cards.made',
        object: batch.id,
        facts: { cards: batch.cards },
      })
      return batch
    },
    async list(caller, organizationId, { after }) {
      await requireRight(caller, organizationId, 'award.make')
      return batches.find({
        index: 'byOrganization',
        equals: { organizationId },
        order: 'descending',
        limit: 50,
        ...(after === undefined ? {} : { after }),
      })
    },
    async read(caller, organizationId, batchId) {
      await requireRight(caller, organizationId, 'award.make')
      const batch = await own(organizationId, batchId)
      const found = await cards.find({ index: 'byBatch', equals: { batchId }, limit: 1000 })
      const ids = found.rows.flatMap(({ learnerId }) => learnerId ?? [])
      const people = await deps.learners.byIds(ids)
      return {
        batch: await recounted(batches, batch, found.rows),
        cards: found.rows,
        learners: new Map(people.map((learner) => [learner.id, learner])),
      }
    },
    async withdraw(caller, organizationId, batchId) {
      await requireRight(caller, organizationId, 'award.make')
      await own(organizationId, batchId)
      const withdrawnAt = timestamp(world.now())
      const withdrawn = await batches.change(batchId, (batch) =>
        batch.withdrawnAt === undefined ? { ...batch, withdrawnAt } : undefined,
      )
      if (withdrawn === undefined) throw new WaymarkError('not-found')
      await audit.record({
        owner: organizationId,
        actor: caller.accountId,
        act: 'claim-cards.withdrawn',
        object: batchId,
      })
      return withdrawn
    },
  }
}

/** A stop between a claim and its count leaves the count behind; whoever looks at the batch sets it right. */
async function recounted(
  batches: CardBatchDeps['batches'],
  batch: CardBatch,
  cards: readonly ClaimCard[],
): Promise<CardBatch> {
  const claimed = cards.filter(({ state }) => state === 'claimed').length
  if (claimed <= batch.claimed) return batch
  const changed = await batches.change(batch.id, (found) =>
    found.claimed < claimed ? { ...found, claimed } : undefined,
  )
  return changed ?? batch
}
