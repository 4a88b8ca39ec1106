import type { Caller } from '../caller.ts'
import type { Issuing } from '../issuing/issuing.ts'
import type { Award } from '../issuing/tables.ts'
import type { Learners } from '../learners/learners.ts'

/** Puts a learner into a group of the organization. */
export type AddToGroup = (
  caller: Caller,
  organizationId: string,
  groupId: string,
  learnerIds: readonly string[],
) => Promise<void>

export interface Gift {
  readonly organizationId: string
  readonly achievementId: string
  readonly decidedBy: string
  /** Whom it is for, where the organization has a record of them already. */
  readonly learnerId?: string
  readonly nickname: string
  readonly language: string
}

/** Keeps the learner who was made for it with what asked; answers whose id is kept: another run may have been faster. */
export type KeepLearner = (learnerId: string) => Promise<string>

export type Give = (gift: Gift, keep: KeepLearner) => Promise<Award>

interface Deps {
  readonly learners: Pick<Learners, 'forAward'>
  readonly issuing: Pick<Issuing, 'awardAsDecided' | 'ofLearner'>
}

/**
 * Makes the learner and the award that follow from a claimed card or an approved request. It may run twice with the same
 * result: the learner is kept before the award is made, and an award that they have is not made again.
 */
export function createGive({ learners, issuing }: Deps): Give {
  return async (gift, keep) => {
    const learnerId = gift.learnerId ?? (await keep(await newLearner(learners, gift)))
    const { organizationId, achievementId, decidedBy } = gift
    const theirs = await issuing.ofLearner(learnerId)
    const there = theirs.find((award) => award.achievementId === achievementId)
    return (
      there ??
      (await issuing.awardAsDecided({ organizationId, achievementId, learnerId, decidedBy }))
    )
  }
}

/** A stop right after it leaves a nickname without awards behind, which staff may remove. */
async function newLearner(learners: Deps['learners'], gift: Gift): Promise<string> {
  const { organizationId, decidedBy, nickname, language } = gift
  const caller = { accountId: decidedBy, scopes: 'every', operator: false } as const
  const learner = await learners.forAward(caller, organizationId, {
    name: nickname,
    language,
    ageBand: 'unknown',
  })
  return learner.id
}
