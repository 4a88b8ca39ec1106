import type { BatchAnswer, RowAnswer } from '../../../schemas/requests/batches.ts'
import type { Learner } from '../../learners/tables.ts'
import type { MayShow } from '../../learners/visibility.ts'
import type { BatchCounts } from './counts.ts'
import type { Batch, BatchRow, RowProblem } from './tables.ts'

/** What staff see of a batch; without counts in a list of them. */
export function presentBatch(batch: Batch, counts?: BatchCounts): BatchAnswer {
  const { id, name, state, rows, pausedFor, mailNotBefore, createdAt, startedAt } = batch
  return {
    id,
    name,
    state,
    rows,
    ...(counts === undefined ? {} : { counts: counts.rows, mails: counts.mails }),
    unknownColumns: [...batch.unknownColumns],
    ...(pausedFor === undefined ? {} : { pausedFor }),
    ...(mailNotBefore === undefined ? {} : { mailNotBefore }),
    createdAt,
    ...(startedAt === undefined ? {} : { startedAt }),
  }
}

/** What staff call whom a row is for: as it is written there, or as the learner is called. */
export function recipientOf(
  { cells }: BatchRow,
  learner: Learner | undefined,
  organizationId: string,
  mayShow: MayShow,
): string {
  const viewer = { kind: 'staff', organizationId } as const
  if (learner === undefined) return cells.name ?? cells.rosterId ?? cells.learnerId ?? ''
  return mayShow(viewer, 'recipient-name', learner) ? learner.name : ''
}

/**
 * @param shown.messageOf a fault in words
 * @param shown.reachable whether whoever asks awards here; staff who only look are not told how to reach the person
 */
export function presentRow(
  row: BatchRow,
  recipientName: string,
  shown: {
    readonly messageOf: (problem: RowProblem) => string
    readonly reachable: boolean
  },
): RowAnswer {
  const { number, line, state, problems, duplicateOf } = row
  const { email: _email, rosterId: _rosterId, ...said } = row.cells
  const cells = shown.reachable ? row.cells : said
  const { messageOf } = shown
  return {
    number,
    ...(line === undefined ? {} : { line }),
    state,
    cells: { ...cells },
    problems: problems.map((problem) => ({ ...problem, message: messageOf(problem) })),
    ...(duplicateOf === undefined ? {} : { duplicateOf }),
    recipientName,
    ...(row.achievementName === undefined ? {} : { achievementName: row.achievementName }),
    ...(row.learnerId === undefined ? {} : { learnerId: row.learnerId }),
    ...(row.awardId === undefined ? {} : { awardId: row.awardId }),
  }
}
