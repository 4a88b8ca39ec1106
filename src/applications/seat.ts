import type { Application } from './tables.ts'
import type { ForWhom } from './who-applies.ts'

/**
 * For whom and for what somebody applies. Whom the organization knows has one seat, whoever applies for them; of all others,
 * whoever applies for themselves is one person, and children are told apart by what they are called.
 */
export function seatOf(achievementId: string, accountId: string, whom: ForWhom): string {
  if (whom.learnerId !== undefined) return seatOfLearner(achievementId, whom.learnerId)
  return `${achievementId}:${accountId}:${whom.as === 'self' ? 'self' : `:${whom.nickname}`}`
}

export function seatOfLearner(achievementId: string, learnerId: string): string {
  return `${achievementId}:learner:${learnerId}`
}

/** Whether what somebody has begun is for the same badge and person, who may have become known since. */
export function isForTheSame(
  { achievementId, as, learnerId, nickname }: Application,
  asked: string,
  whom: ForWhom,
): boolean {
  if (achievementId !== asked || as !== whom.as) return false
  if (as === 'self') return true
  return learnerId === undefined || whom.learnerId === undefined
    ? nickname === whom.nickname
    : learnerId === whom.learnerId
}
