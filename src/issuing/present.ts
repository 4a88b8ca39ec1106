import type { AwardAnswer } from '../../schemas/requests/awards.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import type { Learner } from '../learners/tables.ts'
import type { Datum, MayShow } from '../learners/visibility.ts'
import { sentOf, type Statement } from './statement.ts'
import type { Award } from './tables.ts'

/** One claim links the learner, and with them everything this organization awarded them. */
export function isClaimed(award: Award, learner: Learner | undefined): boolean {
  return award.claimedAt !== undefined || learner?.accountId !== undefined
}

/** When and why newer copies were signed, oldest first; one that waits to be signed has no time yet. */
export function correctionsOf({ earlier = [], correction, erasedAt }: Award) {
  if (erasedAt !== undefined) return []
  return [
    ...earlier.map(({ supersededAt, reason }) => ({ at: supersededAt, reason })),
    ...(correction === undefined ? [] : [{ reason: correction.reason }]),
  ]
}

/** What staff of the awarding organization see of an award. */
export function presentAward(
  award: Award,
  learner: Learner | undefined,
  deps: { identifiers: Identifiers; mayShow: MayShow },
  further: Pick<AwardAnswer, 'claimCode' | 'results'> = {},
): AwardAnswer {
  const viewer = { kind: 'staff', organizationId: award.organizationId } as const
  const named = learner !== undefined && deps.mayShow(viewer, 'recipient-name', learner)
  const coded = learner !== undefined && deps.mayShow(viewer, 'claim-code', learner)
  const { claimCode, results } = further
  return {
    id: award.id,
    organizationId: award.organizationId,
    achievementId: award.achievementId,
    achievementVersion: award.achievementVersion,
    achievementName: award.achievementName,
    learnerId: award.learnerId,
    recipientName: named ? learner.name : '',
    state: award.state,
    ...(award.stateReason === undefined ? {} : { stateReason: award.stateReason }),
    delivery: award.delivery,
    claimed: isClaimed(award, learner),
    ...(claimCode !== undefined && coded ? { claimCode } : {}),
    credentialUrl: deps.identifiers.credentialUrl(award.credentialId),
    statement: saidTo(
      award,
      (datum) => learner !== undefined && deps.mayShow(viewer, datum, learner),
    ),
    corrections: correctionsOf(award),
    ...(results === undefined ? {} : { results }),
    createdAt: award.createdAt,
    ...(award.erasedAt === undefined ? {} : { erasedAt: award.erasedAt }),
  }
}

function saidTo({ statement }: Award, may: (datum: Datum) => boolean): Statement {
  const { narrative, evidence, ...rest } = sentOf(statement)
  return {
    ...rest,
    ...(narrative !== undefined && may('narrative') ? { narrative } : {}),
    ...(evidence !== undefined && may('evidence') ? { evidence } : {}),
  }
}
