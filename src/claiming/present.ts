import type {
  CardAnswer,
  CardBatchAnswer,
  ClaimLinkAnswer,
  JoinRequestAnswer,
} from '../../schemas/requests/claiming.ts'
import type { Static } from 'typebox'
import type { Learner } from '../learners/tables.ts'
import type { MayShow } from '../learners/visibility.ts'
import { isSpent } from './card-batches.ts'
import type { Claiming } from './claiming.ts'
import type { CardBatch, ClaimCard, ClaimLink, JoinRequest } from './tables.ts'

/** @param now RFC 3339 */
export function presentBatch(batch: CardBatch, now: string): CardBatchAnswer {
  const { id, name, language, layout, groupId, achievementId, expiresAt, withdrawnAt } = batch
  const left = batch.cards - batch.claimed
  const spent = isSpent(batch, now)
  return {
    id,
    name,
    language,
    layout,
    ...(groupId === undefined ? {} : { groupId }),
    ...(achievementId === undefined ? {} : { achievementId }),
    expiresAt,
    ...(withdrawnAt === undefined ? {} : { withdrawnAt }),
    printed: spent ? 0 : left,
    claimed: batch.claimed,
    expired: spent ? left : 0,
    createdAt: batch.createdAt,
  }
}

/** A card as staff see it: never its code, which stands on the sheet only. */
export function presentCard(
  card: ClaimCard,
  batch: CardBatch,
  learner: Learner | undefined,
  { mayShow, now }: { readonly mayShow: MayShow; readonly now: string },
): Static<typeof CardAnswer> {
  const { id, number, learnerId, organizationId, taken } = card
  const viewer = { kind: 'staff', organizationId } as const
  const named = learner !== undefined && mayShow(viewer, 'recipient-name', learner)
  const isClaimed = card.state !== 'printed'
  return {
    id,
    number,
    ...(learnerId === undefined ? {} : { learnerId }),
    name: named ? learner.name : '',
    state: isClaimed ? 'claimed' : isSpent(batch, now) ? 'expired' : 'printed',
    ...(isClaimed && taken !== undefined ? { claimedAt: taken.at } : {}),
  }
}

export function presentLink(
  link: ClaimLink,
  { links, printing }: Pick<Claiming, 'links' | 'printing'>,
): Static<typeof ClaimLinkAnswer> {
  const { id, name, achievementId, groupId, startsAt, endsAt, limit, used, approval, who } = link
  const code = links.codeOf(link)
  return {
    ...{ id, name, achievementId },
    ...(groupId === undefined ? {} : { groupId }),
    ...{ startsAt, endsAt, limit, used, approval, who },
    state: links.stateOf(link),
    code,
    url: printing.joinAddress(code),
    createdAt: link.createdAt,
  }
}

export function presentRequest(request: JoinRequest): JoinRequestAnswer {
  const { id, nickname, state, awardId, createdAt } = request
  return { id, nickname, state, ...(awardId === undefined ? {} : { awardId }), createdAt }
}
