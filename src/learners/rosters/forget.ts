import type { Learner } from '../tables.ts'
import { personOf } from './person.ts'
import { plainNameOf } from '../learner-keys.ts'
import type { RosterTables } from './review.ts'
import type { Meaning, RosterImport, RosterRow } from './tables.ts'

/** What a person is called in what was sent in. */
export type Called = Pick<Learner, 'id' | 'organizationId' | 'name' | 'email' | 'rosterId'>

/** Whether a text that was sent in is their address, their roster id or their name. */
export function calls({ name, email, rosterId }: Called): (text: string | undefined) => boolean {
  const plain = plainNameOf(name)
  const marks = [email, rosterId].flatMap((one) => one?.trim().toLowerCase() ?? [])
  return (text) => {
    if (text === undefined || text.trim() === '') return false
    return marks.includes(text.trim().toLowerCase()) || (name !== '' && plainNameOf(text) === plain)
  }
}

/** Empties the rows of rosters on their way in that are about somebody: they cannot bring them back. */
export async function forgetInRosters(
  { imports, rows }: RosterTables,
  learner: Called,
): Promise<void> {
  const isCalled = calls(learner)
  for await (const roster of importsOf(imports, learner.organizationId)) {
    let after: string | undefined
    do {
      const page = await rows.find({
        index: 'byImport',
        equals: { importId: roster.id },
        limit: 500,
        ...(after === undefined ? {} : { after }),
      })
      const theirs = page.rows.filter((row) => isAbout(row, roster, learner.id, isCalled))
      for (const { id } of theirs) await rows.change(id, emptied)
      after = page.next
    } while (after !== undefined)
  }
}

async function* importsOf(imports: RosterTables['imports'], organizationId: string) {
  let after: string | undefined
  do {
    const page = await imports.find({
      index: 'byOrganization',
      equals: { organizationId },
      limit: 100,
      ...(after === undefined ? {} : { after }),
    })
    yield* page.rows
    after = page.next
  } while (after !== undefined)
}

/** A class may be called as somebody is; its name says nothing of whom a row is about. */
const ofMany: ReadonlySet<Meaning> = new Set(['group', 'group-left', 'language', 'gone'])

function isAbout(
  { cells, learnerId }: RosterRow,
  roster: RosterImport,
  id: string,
  isCalled: (text: string | undefined) => boolean,
): boolean {
  if (learnerId === id) return true
  const said = cells.filter((_, place) => !ofMany.has(roster.columns[place]?.meaning ?? 'ignored'))
  if (said.some((cell) => typeof cell === 'string' && isCalled(cell))) return true
  const read = personOf(cells, roster)
  return read.ok && isCalled(read.person.name)
}

/** A row that says nothing any more, and that nothing follows from. */
function emptied(row: RosterRow): RosterRow {
  const { learnerId: _whom, news: _news, problem: _problem, ...rest } = row
  return { ...rest, cells: [], verdict: row.verdict === 'header' ? 'header' : 'unreadable' }
}
