import { WaymarkError, type FieldProblem } from '../errors.ts'
import type { CardLayout, SheetLanguage } from './tables.ts'

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

/** @throws WaymarkError invalid-request, with everything that is wrong */
export function requireSoundBatch(asked: NewCardBatch, now: Date): void {
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
