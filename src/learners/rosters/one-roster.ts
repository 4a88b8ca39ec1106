import { WaymarkError } from '../../errors.ts'
import { readSheet } from '../../spreadsheets/csv.ts'
import { unzip } from '../../spreadsheets/zip.ts'
import { ageDatesOf } from '../age-dates.ts'
import { birthMonthOf } from './birth-dates.ts'
import { mostRows, unreadable, type Reading, type ReadingOptions } from './read-table.ts'
import type { Cell, Column } from './tables.ts'

/**
 * The files of OneRoster 1.1 and 1.2 that say who learns where (1EdTech OneRoster 1.2 CSV binding, §4). Others
 * (orgs.csv, academicSessions.csv, results…) may lie beside them and are not looked at.
 */
const wanted = new Set([
  'manifest.csv',
  'users.csv',
  'roles.csv',
  'classes.csv',
  'enrollments.csv',
  'demographics.csv',
])
const limits = { files: 200, bytes: 64 * 1024 * 1024 }
const mostLines = 400_000

const columns: readonly Column[] = [
  { title: 'sourcedId', meaning: 'roster-id' },
  { title: 'name', meaning: 'name' },
  { title: 'email', meaning: 'email' },
  { title: 'class', meaning: 'group' },
  { title: 'class (tobedeleted)', meaning: 'group-left' },
  { title: 'birthDate', meaning: 'birth-date' },
  { title: 'status', meaning: 'gone' },
]

/** A line of a OneRoster file, by the names of its columns. */
type Line = ReadonlyMap<string, string>

/**
 * Reads the students of a OneRoster CSV archive, with the classes they are in.
 * @throws WaymarkError invalid-request: no archive, or none of OneRoster; more than 10 000 students; too-large
 */
export async function readOneRoster(bytes: Uint8Array, options: ReadingOptions): Promise<Reading> {
  const files = await unzip(bytes, wanted, limits)
  if (!files.has('users.csv')) throw notOneRoster()
  const linesOf = (name: string) => readLines(files.get(name))

  const isStudent = studentTest(linesOf('roles.csv'))
  const users = linesOf('users.csv').filter((line) => line.line.get('sourcedid') !== undefined)
  const students = users.filter(({ line }) => isStudent(line))
  if (users.some(({ line }) => !line.has('givenname') && !line.has('familyname')))
    throw notOneRoster()
  if (students.length > mostRows) throw tooMany()
  const classes = classNames(linesOf('classes.csv').map(({ line }) => line))
  const enrollments = enrollmentsOf(
    linesOf('enrollments.csv').map(({ line }) => line),
    classes,
  )
  const birthDates = new Map(
    linesOf('demographics.csv').map(({ line }) => [
      line.get('sourcedid') ?? '',
      line.get('birthdate') ?? '',
    ]),
  )
  return {
    kind: 'one-roster',
    hasHeader: false,
    datesUnclear: false,
    columns,
    lines: students.map(({ line, number }) => {
      const id = line.get('sourcedid') ?? ''
      const { joined, left } = enrollments.get(id) ?? { joined: [], left: [] }
      const isGone = isDeleted(line)
      return {
        line: number,
        cells: [
          id,
          nameOf(line),
          line.get('email') ?? '',
          (isGone ? [] : joined).join('\n'),
          (isGone ? [...joined, ...left] : left.filter((name) => !joined.includes(name))).join(
            '\n',
          ),
          ageCell(birthDates.get(id) ?? '', options),
          isGone ? 'gone' : '',
        ],
      }
    }),
  }
}

function readLines(
  bytes: Uint8Array | undefined,
): readonly { readonly line: Line; readonly number: number }[] {
  if (bytes === undefined) return []
  const [header, ...rows] = readSheet(bytes, mostLines)
  const names = header?.cells.map((cell) => cell.toLowerCase()) ?? []
  return rows.map(({ line: number, cells }) => {
    const filled = cells.flatMap((cell, place): [string, string][] => {
      const name = names[place]
      return name === undefined || cell === '' ? [] : [[name, cell]]
    })
    return { number, line: new Map(filled) }
  })
}

/** 1.2 has roles in a file of their own, several of a user; 1.1 in a column of users.csv. */
function studentTest(roles: ReturnType<typeof readLines>): (user: Line) => boolean {
  const students = new Set(
    roles
      .filter(({ line }) => isRoleOfStudent(line) && !isDeleted(line))
      .map(({ line }) => line.get('usersourcedid')),
  )
  return (user) => (user.has('role') ? isRoleOfStudent(user) : students.has(user.get('sourcedid')))
}

function isRoleOfStudent(line: Line): boolean {
  return line.get('role')?.toLowerCase() === 'student'
}

/** In a delta file a line says `active` or `tobedeleted`; in a bulk file it says nothing. */
function isDeleted(line: Line): boolean {
  return line.get('status')?.toLowerCase() === 'tobedeleted'
}

/** What they are called where that is said (1.2), else the name of the papers. */
function nameOf(user: Line): string {
  const given = user.get('preferredgivenname') ?? user.get('givenname')
  const family = user.get('preferredfamilyname') ?? user.get('familyname')
  return [given, family].filter((part) => part !== undefined).join(' ')
}

/** The classes by id, with a name each; where two have the same title, their codes tell them apart. */
function classNames(classes: readonly Line[]): ReadonlyMap<string, string> {
  const open = classes.filter((line) => !isDeleted(line))
  const titleOf = (line: Line) =>
    line.get('title') ?? line.get('classcode') ?? line.get('sourcedid') ?? ''
  const titles = open.map(titleOf)
  return new Map(
    open.map((line) => {
      const title = titleOf(line)
      const isShared = titles.indexOf(title) !== titles.lastIndexOf(title)
      const code = line.get('classcode') ?? line.get('sourcedid') ?? ''
      return [line.get('sourcedid') ?? '', isShared ? `${title} (${code})` : title]
    }),
  )
}

interface Enrollments {
  readonly joined: string[]
  readonly left: string[]
}

/** By user the names of the classes they are in, and of those they are in no more. */
function enrollmentsOf(
  lines: readonly Line[],
  classes: ReadonlyMap<string, string>,
): ReadonlyMap<string, Enrollments> {
  const byUser = new Map<string, Enrollments>()
  for (const line of lines) {
    const user = line.get('usersourcedid') ?? ''
    const name = classes.get(line.get('classsourcedid') ?? '')
    if (name === undefined || !isRoleOfStudent(line)) continue
    const found = byUser.get(user) ?? { joined: [], left: [] }
    const list = isDeleted(line) ? found.left : found.joined
    if (!list.includes(name)) list.push(name)
    byUser.set(user, found)
  }
  return byUser
}

function ageCell(birthDate: string, { ages, today }: ReadingOptions): Cell {
  const birth = birthMonthOf(birthDate, undefined, today)
  if (birth !== undefined) return ageDatesOf(birth.month, ages)
  return birthDate === '' ? '' : unreadable
}

function notOneRoster(): WaymarkError {
  return new WaymarkError('invalid-request', {
    problems: [{ path: '/file', rule: 'format', expected: 'OneRoster' }],
  })
}

function tooMany(): WaymarkError {
  return new WaymarkError('invalid-request', {
    problems: [{ path: '/file', rule: 'too-many', expected: mostRows }],
  })
}
