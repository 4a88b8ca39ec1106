import type { BatchAnswer, RowAnswer } from '../../../schemas/requests/batches.ts'
import type { Learner } from '../../learners/tables.ts'
import type { MayShow } from '../../learners/visibility.ts'
import type { BatchCounts } from './counts.ts'
import { isWorkedOn, type Batch, type BatchRow, type RowProblem } from './tables.ts'

/** What staff see of a batch; without counts in a list of them. */
export function presentBatch(batch: Batch, counts?: BatchCounts): BatchAnswer {
  const { id, name, state, rows, pausedFor, mailNotBefore, createdAt, startedAt } = batch
  return {
    id,
    name,
    state,
    rows,
    working: isWorkedOn(batch),
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

/** @param messageOf a fault in words */
export function presentRow(
  row: BatchRow,
  recipientName: string,
  messageOf: (problem: RowProblem) => string,
): RowAnswer {
  const { number, line, state, cells, problems, duplicateOf } = row
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

/** A row as staff see it who only look: they are not told how to reach the person, nor their roster id. */
export function asViewed(row: BatchRow): BatchRow {
  const { email: _email, rosterId: _rosterId, ...cells } = row.cells
  return { ...row, cells }
}
