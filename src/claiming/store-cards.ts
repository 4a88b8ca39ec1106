import type { Achievements } from '../achievements/achievements.ts'
import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import type { ClaimCodes } from '../issuing/claim-code.ts'
import { isKept } from '../learners/kept-learners.ts'
import type { Learners } from '../learners/learners.ts'
import type { Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import type { NewCardBatch } from './sound-batch.ts'
import type { CardBatch, ClaimCard } from './tables.ts'

/** More are not printed, nor handed out, in one go. */
const mostCards = 500

/** Who is in a group. @throws WaymarkError not-found */
export type MembersOf = (
  caller: Caller,
  organizationId: string,
  groupId: string,
) => Promise<readonly string[]>

export interface StoreCardsDeps {
  readonly batches: Table<CardBatch>
  readonly cards: Table<ClaimCard>
  readonly learners: Pick<Learners, 'byIds'>
  readonly achievements: Pick<Achievements, 'awardable'>
  readonly claimCodes: Pick<ClaimCodes, 'codeOf' | 'hash'>
  readonly membersOf: MembersOf
  readonly world: World
}

/** For each card whom it is for; undefined for those that are for nobody yet. */
export async function whoseCards(
  { achievements, learners, membersOf }: StoreCardsDeps,
  caller: Caller,
  organizationId: string,
  { groupId, learnerIds, count = 0, achievementId }: NewCardBatch,
): Promise<readonly (string | undefined)[]> {
  if (achievementId !== undefined) await achievements.awardable(organizationId, achievementId)
  if (groupId === undefined && learnerIds === undefined) return Array.from({ length: count })
  const asked =
    groupId === undefined ? (learnerIds ?? []) : await membersOf(caller, organizationId, groupId)
  const found = await learners.byIds([...new Set(asked)])
  const own = found.filter((one) => one.organizationId === organizationId && isKept(one))
  if (own.length < new Set(asked).size) throw new WaymarkError('not-found')
  const path = groupId === undefined ? '/learnerIds' : '/groupId'
  if (own.length === 0) {
    throw new WaymarkError('invalid-request', {
      problems: [{ path, rule: 'too-few', expected: 1 }],
    })
  }
  if (own.length > mostCards) {
    const problem = { path, rule: 'too-many', expected: mostCards } as const
    throw new WaymarkError('invalid-request', { problems: [problem] })
  }
  const byName = new Intl.Collator('en', { numeric: true })
  return own
    .toSorted((one, other) => byName.compare(one.name, other.name))
    .map((learner) => learner.id)
}

/** The cards first: a batch that can be seen is whole. */
export async function storeBatch(
  { batches, cards, claimCodes, world }: StoreCardsDeps,
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
