import type { Static } from 'typebox'
import type {
  BatchStateSchema,
  ColumnMeaning,
  RowCellsBody,
  RowProblemAnswer,
  RowStateSchema,
} from '../../../schemas/requests/batches.ts'
import { declare, type Entity } from '../../storage/tables.ts'

/**
 * columns: somebody has to say what the columns of its list hold. checking: its rows are being looked at. ready: to be started. running and paused. done: every row was dealt with.
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

/**
 * What the worker has to do for a batch. receive: nothing, unless whoever sent its rows was cut off. columns: nothing,
 * unless nobody says in time what its columns hold.
 */
export type BatchWork = 'receive' | 'columns' | 'check' | 'award' | 'undo' | 'none'

/** A column of a list, and what it is taken for. */
export interface ListColumn {
  /** As the list calls it; empty where it does not. */
  readonly title: string
  readonly meaning: ColumnMeaning
}

/** What a batch keeps of how its list is read. */
export interface BatchList {
  readonly hasHeader: boolean
  readonly columns: readonly ListColumn[]
  /** The number of the row that is its first. */
  readonly from: number
  /** Its first line, while it is taken for the names of the columns and that can still be said otherwise. */
  readonly first?: { readonly line: number; readonly cells: readonly string[] }
  /** The same columns were named here before, and are taken for the same. */
  readonly remembered?: boolean
  /** Its first line was said to be something else than it was taken for, and is put among the rows or taken from them. */
  readonly isFirstMoved?: boolean
}

export interface Batch extends Entity {
  readonly organizationId: string
  readonly name: string
  readonly state: BatchState
  readonly createdBy: string
  readonly createdAt: string
  /** How many rows it has, for good once its columns are named. */
  readonly rows: number
  /** How its list is read, where people were asked. */
  readonly list?: BatchList
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
  /** What stood in its line, until it is read by what people said of its columns. */
  readonly written?: readonly string[]
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

/** Whether the service has something to do for it; a list whose columns are to be named waits for people. */
export function isWorkedOn({ work }: Pick<Batch, 'work'>): boolean {
  return work !== 'none' && work !== 'columns'
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
