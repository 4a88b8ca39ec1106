import { Check } from 'typebox/value'
import { RosterId } from '../../../schemas/requests/awards.ts'
import { Email, Name } from '../../../schemas/requests/common.ts'
import { normalizeEmail } from '../../accounts/secrets.ts'
import type { AgeDates } from '../age-dates.ts'
import type { Cell, Column, Meaning, RosterImport, RowProblem } from './tables.ts'
import { isLanguage, type Language } from '../../text/languages.ts'

/** What a row says of somebody. */
export interface RosterPerson extends AgeDates {
  readonly name: string
  readonly email?: string
  readonly rosterId?: string
  readonly language?: Language
  /** Names of groups they join, and of those they leave. */
  readonly groups: readonly string[]
  readonly leaves: readonly string[]
  /** They are no longer in the roster. */
  readonly isGone: boolean
}

export type ReadRow =
  | { readonly ok: true; readonly person: RosterPerson }
  | { readonly ok: false; readonly problem: RowProblem; readonly name: string }

/** What the cells of a row say, by what its columns hold. A row of which a part cannot be used is not used at all. */
export function personOf(
  cells: readonly Cell[],
  { columns, kind, group }: Pick<RosterImport, 'columns' | 'kind' | 'group'>,
): ReadRow {
  const saying = (meaning: Meaning) => cellsOf(cells, columns, meaning)
  const textsOf = (meaning: Meaning) => saying(meaning).filter((cell) => typeof cell === 'string')
  const [email] = textsOf('email')
  const [rosterId] = textsOf('roster-id')
  const [age] = saying('birth-date')
  const named = (meaning: Meaning) => textsOf(meaning).flatMap((text) => groupNames(text, kind))
  const joins = [...named('group'), ...(group === undefined ? [] : [group])]
  const name = nameIn(textsOf)
  const language = languageOf(textsOf('language')[0])

  const problem = firstOf([
    ['no-name', name === ''],
    ['name', !Check(Name, name)],
    ['email', email !== undefined && !Check(Email, email)],
    ['roster-id', rosterId !== undefined && !Check(RosterId, rosterId)],
    [
      'group',
      joins.some((one) => !Check(Name, one)) || named('group-left').length > mostGroupsOfRow,
    ],
    ['too-many-groups', joins.length > mostGroupsOfRow],
    ['birth-date', typeof age === 'string'],
  ])
  if (problem !== undefined) return { ok: false, problem, name: name.slice(0, 200) }
  return {
    ok: true,
    person: {
      name,
      ...(email === undefined ? {} : { email: normalizeEmail(email) }),
      ...(rosterId === undefined ? {} : { rosterId }),
      ...(language === undefined ? {} : { language }),
      ...(typeof age === 'object' ? age : {}),
      groups: [...new Set(joins)],
      leaves: named('group-left'),
      isGone: textsOf('gone').length > 0,
    },
  }
}

const mostGroupsOfRow = 50

/** Those cells of the columns with this meaning in which something stands. */
function cellsOf(
  cells: readonly Cell[],
  columns: readonly Column[],
  meaning: Meaning,
): readonly Cell[] {
  return columns.flatMap((column, place) => {
    const cell = cells[place]
    return column.meaning !== meaning || cell === undefined || cell === '' ? [] : [cell]
  })
}

/** The whole name where it is said, else its parts in the order of their columns, given names first. */
function nameIn(textsOf: (meaning: Meaning) => readonly string[]): string {
  const [whole] = textsOf('name')
  const parts = [...textsOf('given-name'), ...textsOf('family-name')]
  return (whole ?? parts.join(' ')).replaceAll(/[\t \u00a0]+/gu, ' ').trim()
}

/** In a table several groups stand in one cell, with semicolons or bars between. */
function groupNames(text: string, kind: RosterImport['kind']): readonly string[] {
  const names = text.split(kind === 'table' ? /[;|\n]/u : /\n/u)
  return names.map((name) => name.trim()).filter((name) => name !== '')
}

/** A word that names no language we have says nothing. */
function languageOf(text: string | undefined): Language | undefined {
  const word = text?.toLowerCase() ?? ''
  if (/^(es|spa|espa|spanish|castellano)/u.test(word)) return 'es'
  if (/^(en|eng|ingl)/u.test(word)) return 'en'
  const [code] = word.split('-')
  return isLanguage(code) ? code : undefined
}

function firstOf(problems: readonly (readonly [RowProblem, boolean])[]): RowProblem | undefined {
  return problems.find(([, is]) => is)?.[0]
}
