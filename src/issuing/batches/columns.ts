import { rowColumns, type RowColumn } from '../../../schemas/requests/batches.ts'
import type { Sheet, SheetRow } from '../../spreadsheets/csv.ts'
import { filledCells } from './read-cells.ts'
import type { RowCells } from './tables.ts'

/** What people call the columns, in the languages of the service; without accents, spaces and marks. */
const names = {
  achievement: ['achievement', 'badge', 'badgename', 'insignia', 'logro'],
  learnerId: ['learnerid', 'waymarkid'],
  rosterId: ['rosterid', 'studentid', 'studentnumber', 'sourcedid', 'matricula', 'numerodealumno'],
  name: ['name', 'learner', 'student', 'fullname', 'nickname', 'nombre', 'alumno', 'estudiante'],
  email: ['email', 'mail', 'emailaddress', 'correo', 'correoelectronico'],
  language: ['language', 'idioma', 'lengua'],
  narrative: ['narrative', 'whattheydid', 'relato', 'quehizo'],
  evidenceUrl: ['evidenceurl', 'evidence', 'link', 'linktothework', 'enlace', 'evidencia'],
  evidenceName: ['evidencename', 'whatitis', 'nombredelaevidencia', 'quees'],
  level: ['level', 'nivel'],
  activityStart: ['activitystart', 'beganon', 'start', 'inicio'],
  activityEnd: ['activityend', 'finishedon', 'end', 'fin'],
  validUntil: ['validuntil', 'expires', 'validohasta', 'caduca'],
} as const satisfies Record<RowColumn, readonly string[]>

/** A line without one of these is no header: somebody may be called Fin. */
const whose: ReadonlySet<RowColumn> = new Set(['name', 'email', 'learnerId', 'rosterId'])

export interface NewRow {
  readonly cells: RowCells
  readonly line?: number
}

/**
 * The rows of a sheet. Its first line names the columns, in any order; a list without such a line is one of names, or of
 * names and addresses.
 */
export function rowsOfSheet(sheet: Sheet): {
  readonly rows: readonly NewRow[]
  readonly unknownColumns: readonly string[]
} {
  const [first, ...rest] = sheet
  const header = first?.cells.map(columnNamed) ?? []
  const isHeader = header.some((column) => column !== undefined && whose.has(column))
  if (!isHeader) return { rows: sheet.map(rowOfList), unknownColumns: [] }
  const unknown = (first?.cells ?? []).filter(
    (title, place) => title !== '' && header[place] === undefined,
  )
  const rows = rest.map(({ line, cells }) => ({ line, cells: cellsUnder(header, cells) }))
  return { rows, unknownColumns: unknown.map((title) => title.slice(0, 100)).slice(0, 50) }
}

function columnNamed(title: string): RowColumn | undefined {
  const bare = title
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase()
  return rowColumns.find((column) => names[column].some((name) => name === bare))
}

/** Where a column stands twice, the first that is filled in counts. */
function cellsUnder(
  header: readonly (RowColumn | undefined)[],
  cells: readonly string[],
): RowCells {
  const named = header.flatMap((column, place) => {
    const text = cells[place] ?? ''
    return column === undefined || text === '' ? [] : [[column, text.slice(0, 10_000)] as const]
  })
  return filledCells(Object.fromEntries(named.toReversed()))
}

function rowOfList({ line, cells }: SheetRow): NewRow {
  const email = cells.find((text) => text.includes('@'))
  const name = cells.find((text) => text !== '' && text !== email)
  return {
    line,
    cells: filledCells({ name: name?.slice(0, 10_000), email: email?.slice(0, 10_000) }),
  }
}
