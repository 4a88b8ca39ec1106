import type { Application } from './tables.ts'
import type { ForWhom } from './who-applies.ts'

/**
 * For whom and for what somebody applies. Whoever applies for themselves is one person, known or not; children whom nobody
 * knows are told apart by what they are called.
 */
export function seatOf(achievementId: string, accountId: string, whom: ForWhom): string {
  const person = whom.as === 'self' ? 'self' : (whom.learnerId ?? `:${whom.nickname}`)
  return `${achievementId}:${accountId}:${person}`
}

/** Whether what somebody has begun is for the same badge and person, who may have become known since. */
export function isForTheSame(
  { achievementId, as, learnerId, nickname }: Application,
  asked: string,
  whom: ForWhom,
): boolean {
  if (achievementId !== asked || as !== whom.as) return false
  if (as === 'self') return true
  return learnerId === undefined ? nickname === whom.nickname : learnerId === whom.learnerId
}
