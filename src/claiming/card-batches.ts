import type { Achievements } from '../achievements/achievements.ts'
import type { Audit } from '../audit/audit.ts'
import type { Caller } from '../caller.ts'
import { WaymarkError, type FieldProblem } from '../errors.ts'
import type { ClaimCodes } from '../issuing/claim-code.ts'
import type { Learners } from '../learners/learners.ts'
import type { Learner } from '../learners/tables.ts'
import type { RequireRight } from '../organizations/rights.ts'
import type { Page, Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import type { CardBatch, CardLayout, ClaimCard, SheetLanguage } from './tables.ts'

/** More are not printed, nor handed out, in one go. */
const mostCards = 500
/** A card that lies in a drawer for longer is found by somebody else. */
const longestDays = 3 * 366

export interface NewCardBatch {
  readonly name: string
  readonly language: SheetLanguage
  readonly layout: CardLayout
  /** YYYY-MM-DD: good to the end of that day, in UTC. */
  readonly expiresOn: string
  /** One card for each of its members, … */
  readonly groupId?: string
  /** … or for each of these, … */
  readonly learnerIds?: readonly string[]
  /** … or so many for nobody yet, each of which awards this. */
  readonly count?: number
  readonly achievementId?: string
}

/** Who is in a group. @throws WaymarkError not-found */
export type MembersOf = (
  caller: Caller,
  organizationId: string,
  groupId: string,
) => Promise<readonly string[]>

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

export interface CardBatchDeps {
  readonly batches: Table<CardBatch, 'byOrganization'>
  readonly cards: Table<ClaimCard, 'byBatch'>
  readonly learners: Pick<Learners, 'byIds'>
  readonly achievements: Pick<Achievements, 'awardable'>
  readonly claimCodes: Pick<ClaimCodes, 'codeOf' | 'hash'>
  readonly membersOf: MembersOf
  readonly requireRight: RequireRight
  readonly audit: Audit
  readonly world: World
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
      const batch = await store(deps, caller, organizationId, asked, whose)
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

/** @throws WaymarkError invalid-request, with everything that is wrong */
function requireSoundBatch(asked: NewCardBatch, now: Date): void {
  const problems: FieldProblem[] = [
    ...lastDayProblems(asked.expiresOn, now, '/expiresOn'),
    ...whoProblems(asked),
  ]
  if (problems.length > 0) throw new WaymarkError('invalid-request', { problems })
}

/** What is wrong with a day until which something is to be good. */
export function lastDayProblems(day: string, now: Date, path: string): readonly FieldProblem[] {
  const [today, latest] = [now, new Date(now.getTime() + longestDays * 86_400_000)].map((time) =>
    time.toISOString().slice(0, 10),
  )
  if (today !== undefined && day < today) return [{ path, rule: 'too-small', expected: today }]
  if (latest !== undefined && day > latest) return [{ path, rule: 'too-large', expected: latest }]
  return []
}

/** Exactly one of: a group, chosen learners, a number of cards for an achievement. */
export function whoProblems(
  asked: Partial<Pick<NewCardBatch, 'groupId' | 'learnerIds' | 'count' | 'achievementId'>>,
): readonly FieldProblem[] {
  const { groupId, learnerIds, count, achievementId } = asked
  const ways = [groupId, learnerIds, count].filter((way) => way !== undefined)
  if (ways.length === 0) return [{ path: '/count', rule: 'required' }]
  if (ways.length > 1) {
    return [{ path: count === undefined ? '/learnerIds' : '/count', rule: 'choice' }]
  }
  if (learnerIds?.length === 0) return [{ path: '/learnerIds', rule: 'too-few', expected: 1 }]
  if (count !== undefined && achievementId === undefined) {
    return [{ path: '/achievementId', rule: 'required' }]
  }
  return []
}

/** For each card whom it is for; undefined for those that are for nobody yet. */
async function whoseCards(
  { achievements, learners, membersOf }: CardBatchDeps,
  caller: Caller,
  organizationId: string,
  { groupId, learnerIds, count = 0, achievementId }: NewCardBatch,
): Promise<readonly (string | undefined)[]> {
  if (achievementId !== undefined) await achievements.awardable(organizationId, achievementId)
  if (groupId === undefined && learnerIds === undefined) return Array.from({ length: count })
  const asked =
    groupId === undefined ? (learnerIds ?? []) : await membersOf(caller, organizationId, groupId)
  const found = await learners.byIds([...new Set(asked)])
  if (found.some((learner) => learner.organizationId !== organizationId)) {
    throw new WaymarkError('not-found')
  }
  if (found.length < new Set(asked).size) throw new WaymarkError('not-found')
  const path = groupId === undefined ? '/learnerIds' : '/groupId'
  if (found.length === 0) {
    throw new WaymarkError('invalid-request', {
      problems: [{ path, rule: 'too-few', expected: 1 }],
    })
  }
  if (found.length > mostCards) {
    const problem = { path, rule: 'too-many', expected: mostCards } as const
    throw new WaymarkError('invalid-request', { problems: [problem] })
  }
  const byName = new Intl.Collator('en', { numeric: true })
  return found
    .toSorted((one, other) => byName.compare(one.name, other.name))
    .map((learner) => learner.id)
}

/** The cards first: a batch that can be seen is whole. */
async function store(
  { batches, cards, claimCodes, world }: CardBatchDeps,
  caller: Caller,
  organizationId: string,
  { name, language, layout, expiresOn, groupId, achievementId, count }: NewCardBatch,
  whose: readonly (string | undefined)[],
): Promise<CardBatch> {
  const batchId = world.newId()
  const createdAt = timestamp(world.now())
  const expiresAt = `${expiresOn}T23:59:59Z`
  const about = count === undefined || achievementId === undefined ? {} : { achievementId }
  const made = whose.map((learnerId, place) => {
    const id = world.newId()
    return {
      id,
      organizationId,
      batchId,
      number: place + 1,
      codeHash: claimCodes.hash(claimCodes.codeOf('claim-card', id)),
      ...(learnerId === undefined ? about : { learnerId }),
      madeBy: caller.accountId,
      expiresAt,
      state: 'printed' as const,
      dueAt: createdAt,
      attempts: 0,
    }
  })
  const results = await cards.insertMany(made)
  const failed = results.find((result) => !result.ok)
  if (failed !== undefined) throw failed.error
  return batches.insert({
    id: batchId,
    organizationId,
    name,
    language,
    layout,
    ...(groupId === undefined ? {} : { groupId }),
    ...about,
    createdBy: caller.accountId,
    createdAt,
    expiresAt,
    cards: made.length,
    claimed: 0,
  })
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
