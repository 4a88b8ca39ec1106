import { declare, type Entity } from '../../storage/tables.ts'
import type { AgeDates } from '../age-dates.ts'

/** What a column of a roster says. The last three come from OneRoster or the API alone. */
export const meanings = [
  'name',
  'given-name',
  'family-name',
  'email',
  'roster-id',
  'group',
  'birth-date',
  'language',
  'ignored',
  'group-left',
  'gone',
] as const
export type Meaning = (typeof meanings)[number]

/** What people can choose for a column of their file. */
export const choosable = [
  'name',
  'given-name',
  'family-name',
  'email',
  'roster-id',
  'group',
  'birth-date',
  'language',
  'ignored',
] as const satisfies readonly Meaning[]
export type ChoosableMeaning = (typeof choosable)[number]

export interface Column {
  /** As the file calls it; empty where it does not. */
  readonly title: string
  readonly meaning: Meaning
}

/** What stood in a place of the file. A birth date has become the two dates that follow from it, and is gone. */
export type Cell = string | AgeDates

/**
 * What becomes of a row. new: a learner is added. known: there already, and nothing is new. changed: known, with news.
 * double: only the name is the same, so it may be somebody else. gone: no longer in the roster. unreadable: left out.
 */
export const verdicts = [
  'new',
  'changed',
  'known',
  'double',
  'gone',
  'unreadable',
  'header',
] as const
export type Verdict = (typeof verdicts)[number]

export const rowProblems = [
  'no-name',
  'name',
  'email',
  'roster-id',
  'group',
  'birth-date',
  'too-many-groups',
  'id-twice',
  'two-learners',
  'several',
] as const
export type RowProblem = (typeof rowProblems)[number]

export const news = ['name', 'email', 'roster-id', 'age', 'group'] as const
export type News = (typeof news)[number]

export interface RosterRow extends Entity {
  readonly importId: string
  /** Its place among the rows, from 0. */
  readonly number: number
  /** Where it stands in the file, from 1: what people look for. */
  readonly line: number
  /** Empty once they have been carried out. */
  readonly cells: readonly Cell[]
  readonly verdict: Verdict
  readonly problem?: RowProblem
  /** The earlier line that says the same person, or the same id. */
  readonly likeLine?: number
  readonly news?: readonly News[]
  /** Whom it is about; of somebody new the id they will have, so that nobody is added twice. */
  readonly learnerId?: string
  /** Staff say that this is somebody else, though the name is the same. */
  readonly somebodyElse?: boolean
  readonly result?: RowResult
  readonly expiresAt: string
}

/** What became of a row that was carried out. */
export const rowResults = ['added', 'changed', 'unchanged', 'left-out'] as const
export type RowResult = (typeof rowResults)[number]

export type ImportState = 'preview' | 'running' | 'done'

/** A roster on its way in: looked at first, carried out when staff say so, forgotten after a while. */
export interface RosterImport extends Entity {
  readonly organizationId: string
  readonly state: ImportState
  /** A table whose columns can be chosen; or OneRoster, or rows of the API, whose columns are known. */
  readonly kind: 'table' | 'one-roster' | 'rows'
  readonly columns: readonly Column[]
  readonly hasHeader: boolean
  /** A day and a month could not be told apart somewhere: the later month was taken. */
  readonly datesUnclear: boolean
  /** The group that everybody joins, by name. */
  readonly group?: string
  /** Counts the changes of what the rows are judged by; `judged` follows. */
  readonly asked: number
  readonly judged: number
  readonly counts: Readonly<Record<Verdict, number>>
  /** Names of groups that it will make. */
  readonly newGroups: readonly string[]
  readonly rows: number
  /** How many rows are carried out, from the first, and with what result. */
  readonly done: number
  readonly results: Readonly<Record<RowResult, number>>
  readonly confirmedBy?: string
  readonly dueAt?: string
  readonly attempts: number
  readonly createdAt: string
  readonly expiresAt: string
}

export const rosterImportTable = declare<RosterImport>()({
  name: 'rosterImports',
  shape: 1,
  indexes: {
    byOrganization: { fields: ['organizationId', 'createdAt'] },
    byDue: { fields: ['state', 'dueAt'] },
  },
  expiresAt: 'expiresAt',
})

export const rosterRowTable = declare<RosterRow>()({
  name: 'rosterRows',
  shape: 1,
  indexes: {
    byImport: { fields: ['importId', 'number'] },
    byVerdict: { fields: ['importId', 'verdict', 'number'] },
  },
  expiresAt: 'expiresAt',
})
