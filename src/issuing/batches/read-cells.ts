import type { TSchema } from 'typebox'
import { Check } from 'typebox/value'
import { EvidenceBody, LearnerBody, statementFacts } from '../../../schemas/requests/awards.ts'
import { hiddenCharacters } from '../../../schemas/requests/common.ts'
import type { RowColumn } from '../../../schemas/requests/batches.ts'
import { statementOf, type Statement } from '../statement.ts'
import type { RowCells, RowProblem } from './tables.ts'

/** What each column must be, where it is filled in: the same as in an award of one. */
const columnSchemas = {
  name: LearnerBody.properties.name,
  email: LearnerBody.properties.email,
  language: LearnerBody.properties.language,
  narrative: statementFacts.narrative,
  evidenceUrl: EvidenceBody.properties.url,
  evidenceName: EvidenceBody.properties.name,
  activityStart: statementFacts.activityStart,
  activityEnd: statementFacts.activityEnd,
  validUntil: statementFacts.validUntil,
} as const satisfies Partial<Record<RowColumn, TSchema>>

/** What is wrong with the cells, each by itself. */
export function cellProblems(cells: RowCells): readonly RowProblem[] {
  const wrong = columnsOf(columnSchemas).flatMap((column) => {
    const value = cells[column]
    const schema = columnSchemas[column]
    if (value === undefined || Check(schema, value)) return []
    return [{ column, rule: ruleOf(column, value, schema) }]
  })
  const names = [cells.learnerId, cells.rosterId, cells.name]
  return names.some((name) => name !== undefined)
    ? wrong
    : [{ column: 'name', rule: 'required' }, ...wrong]
}

type Columns = typeof columnSchemas

function columnsOf(schemas: Columns): readonly (keyof Columns)[] {
  return Object.keys(schemas).filter((name): name is keyof Columns => name in schemas)
}

function ruleOf(column: keyof Columns, value: string, schema: TSchema): RowProblem['rule'] {
  const most: unknown = Reflect.get(schema, 'maxLength')
  if (typeof most === 'number' && value.length > most) return 'too-long'
  if (column === 'name' && new RegExp(hiddenCharacters, 'u').test(value)) return 'hidden-characters'
  if (column === 'language') return 'choice'
  return column === 'evidenceUrl' ? 'web-address' : 'format'
}

/** What the cells say of the award, as it would be sent. Call it with cells that have no problems. */
export function statementIn(cells: RowCells, level: number | undefined) {
  const { narrative, activityStart, activityEnd, validUntil, evidenceUrl, evidenceName } = cells
  const evidence = {
    ...(evidenceUrl === undefined ? {} : { url: evidenceUrl }),
    ...(evidenceName === undefined ? {} : { name: evidenceName }),
  }
  const sent: Statement = {
    ...(narrative === undefined ? {} : { narrative }),
    ...(Object.keys(evidence).length === 0 ? {} : { evidence: [evidence] }),
    ...(level === undefined ? {} : { level }),
    ...(activityStart === undefined ? {} : { activityStart }),
    ...(activityEnd === undefined ? {} : { activityEnd }),
    ...(validUntil === undefined ? {} : { validUntil }),
  }
  return statementOf(sent)
}

/** The cells without those that were left empty. */
export function filledCells(
  cells: Readonly<Partial<Record<RowColumn, string | number | undefined>>>,
): RowCells {
  const filled = Object.entries(cells).flatMap(([column, value]) => {
    // A machine counts levels from 0, as in an award; people, in their files, from 1.
    const text = typeof value === 'number' ? String(value + 1) : (value?.trim() ?? '')
    return text === '' ? [] : [[column, text] as const]
  })
  return Object.fromEntries(filled)
}
