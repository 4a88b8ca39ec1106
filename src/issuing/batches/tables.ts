import type { Static } from 'typebox'
import type {
  BatchStateSchema,
  RowCellsBody,
  RowProblemAnswer,
  RowStateSchema,
} from '../../../schemas/requests/batches.ts'
import { declare, type Entity } from '../../storage/tables.ts'

/**
 * checking: its rows are being looked at. ready: to be started. running and paused. done: every row was dealt with.
 * undone: taken back as a whole.
 */
export type BatchState = Static<typeof BatchStateSchema>

/** What a row says, as it was written; what is wrong with it is told of these. */
export type RowCells = Readonly<Omit<Static<typeof RowCellsBody>, 'level'>> & {
  /** A level's name, or its number counted from 1. */
  readonly level?: string
}

export type RowState = Static<typeof RowStateSchema>
export type RowProblem = Readonly<Static<typeof RowProblemAnswer>>

/** What the worker has to do for a batch. receive: nothing, unless whoever sent its rows was cut off. */
export type BatchWork = 'receive' | 'check' | 'award' | 'undo' | 'none'

export interface Batch extends Entity {
  readonly organizationId: string
  readonly name: string
  readonly state: BatchState
  readonly createdBy: string
  readonly createdAt: string
  /** How many rows it has, for good. */
  readonly rows: number
  /** What is awarded where a row names nothing else. */
  readonly achievementId?: string
  /** Columns of its file that nobody knows. */
  readonly unknownColumns: readonly string[]
  readonly work: BatchWork
  /** While there is work: when to go on. */
  readonly dueAt: string
  /** Somebody is at work on it until `dueAt`. */
  readonly leased: boolean
  readonly attempts: number
  /** How long mails are held back from the start on. */
  readonly holdMinutes?: number
  /** Who started it or let it go on: awards are made in their name, as long as they may. */
  readonly runBy?: string
  readonly startedAt?: string
  /** Until then mails are held back, and undoing leaves no trace. */
  readonly mailNotBefore?: string
  /** Why it was paused, where nobody did it. */
  readonly pausedFor?: 'not-allowed'
  /** Its rows of before then say nothing any more: the organization's time for what people sent in was over. */
  readonly rowsEmptiedAt?: string
  readonly undo?: { readonly by: string; readonly reason: string; readonly at: string }
}

/** One row of a batch. Its id is the batch, a colon and its number, so that none is stored twice. */
export interface BatchRow extends Entity {
  readonly batchId: string
  readonly number: number
  /** Where it ends in its file, counted from 1. */
  readonly line?: number
  /** Gone once it is awarded: the award and the learner say it then. */
  readonly cells: RowCells
  readonly state: RowState
  readonly problems: readonly RowProblem[]
  /** Stands for who and what: rows of a batch with the same one are duplicates. */
  readonly key: string
  /** The row or the award that says the same. */
  readonly duplicateOf?: { readonly row: number } | { readonly awardId: string }
  /** To be awarded although there is a duplicate. */
  readonly anyway: boolean
  /** Whether awarding it sends a mail. */
  readonly mailed: boolean
  readonly achievementName?: string
  readonly learnerId?: string
  readonly awardId?: string
  /** The version of the award that it was told last: what knows less than that tells it nothing more. */
  readonly told?: number
}

export const batchTable = declare<Batch>()({
  name: 'batches',
  shape: 1,
  indexes: {
    byOrganization: { fields: ['organizationId', 'createdAt'] },
    byWork: { fields: ['work', 'dueAt'] },
  },
})

export const batchRowTable = declare<BatchRow>()({
  name: 'batchRows',
  shape: 1,
  indexes: {
    byNumber: { fields: ['batchId', 'number'] },
    byState: { fields: ['batchId', 'state', 'number'] },
    byKey: { fields: ['batchId', 'key', 'number'] },
  },
})

export function rowIdOf(batchId: string, number: number): string {
  return `${batchId}:${String(number)}`
}
