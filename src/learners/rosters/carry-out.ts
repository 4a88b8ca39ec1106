import { WaymarkError } from '../../errors.ts'
import type { New } from '../../storage/tables.ts'
import type { Groups } from '../groups.ts'
import { isOther, type KnownLearners } from '../known-learners.ts'
import { followingAge } from '../standing.ts'
import type { Learner } from '../tables.ts'
import { departed, merged, newsOf, type MergeOptions } from './merge.ts'
import { personOf, type RosterPerson } from './person.ts'
import type { RosterImport, RosterRow, RowResult } from './tables.ts'

interface Deps {
  readonly known: KnownLearners
  readonly groups: Pick<Groups, 'named'>
}

/** A row of which something follows. */
interface Task {
  readonly row: RosterRow
  readonly learnerId: string
  readonly person: RosterPerson
}

/**
 * Carries out judged rows: adds who is new under the id that was given to them before, and changes who is known. It may
 * be cut off anywhere and run again: who was added is there by then, and what is the same is not changed.
 * @returns the rows with their results; what they said is not kept
 */
export async function carryOut(
  { known, groups }: Deps,
  roster: RosterImport,
  rows: readonly RosterRow[],
  today: string,
): Promise<readonly RosterRow[]> {
  const tasks = tasksOf(roster, rows)
  if (tasks.length === 0) return rows.map(settledRow(new Map()))
  const names = tasks.flatMap(({ person }) => (person.isGone ? [] : person.groups))
  const left = tasks.flatMap(({ person }) => person.leaves)
  const { organizationId, confirmedBy } = roster
  const joined = await groups.named(organizationId, names, confirmedBy)
  const groupIds = new Map([...(await groups.named(organizationId, left)), ...joined])
  const options = { groupIds, today }

  const own = await addNew(known, roster, tasks, options)
  const settled = tasks.map((task) => ({
    ...task,
    learnerId: own.get(task.learnerId) ?? task.learnerId,
  }))
  const results = await changeKnown(known, settled, options)
  return rows.map(settledRow(results))
}

/** A row as it is kept with its result. One that has a result was carried out before, and stays as it is. */
function settledRow(results: Results): (row: RosterRow) => RosterRow {
  return (row) => {
    if (row.result !== undefined) return row
    const settled = { ...row, cells: keptCells(row), ...results.get(row.number) }
    return { ...settled, result: settled.result ?? 'left-out' }
  }
}

type Results = ReadonlyMap<number, { readonly learnerId: string; readonly result: RowResult }>

/** What could not be read stays to be mended; of the others nothing is kept beside the records they went to. */
function keptCells({ verdict, cells }: RosterRow): RosterRow['cells'] {
  return verdict === 'unreadable' ? cells : []
}

function tasksOf(roster: RosterImport, rows: readonly RosterRow[]): readonly Task[] {
  return rows.flatMap((row) => {
    const { learnerId, verdict } = row
    if (learnerId === undefined || row.result !== undefined) return []
    if (verdict === 'unreadable' || verdict === 'header') return []
    const read = personOf(row.cells, roster)
    return read.ok ? [{ row, learnerId, person: read.person }] : []
  })
}

/** Adds those who are not there; answers whose records these became, since somebody else may have been faster. */
async function addNew(
  known: KnownLearners,
  { organizationId }: RosterImport,
  tasks: readonly Task[],
  options: MergeOptions,
): Promise<ReadonlyMap<string, string>> {
  const records = tasks
    .filter(({ row }) => row.verdict === 'new')
    .map(({ learnerId, person }) => recordOf(known, organizationId, learnerId, person, options))
  if (records.length === 0) return new Map()
  const inserted = await known.table.insertMany(records)
  const isFresh = new Set(records.filter((_, at) => inserted[at]?.ok === true).map(({ id }) => id))
  // Whoever was added before this was cut off may not have their marks yet.
  const refused = await known.keepMany(records)
  const others = new Map<string, string>()
  for (const record of records.filter(({ id }) => refused.has(id) && isFresh.has(id))) {
    const [match] = await known.match([record])
    const other = match?.byRosterId ?? match?.byAddress
    await known.table.remove(record.id)
    if (other !== undefined && !isOther(other, record)) others.set(record.id, other.id)
  }
  return others
}

function recordOf(
  known: KnownLearners,
  organizationId: string,
  id: string,
  person: RosterPerson,
  options: MergeOptions,
): New<Learner> {
  const { name, email, rosterId, language = 'en' } = person
  const facts = {
    name,
    language,
    ageBand: 'unknown',
    ...(email === undefined ? {} : { email }),
    ...(rosterId === undefined ? {} : { rosterId }),
  } as const
  return merged({ ...known.drawUp(organizationId, facts), id }, person, options)
}

async function changeKnown(
  known: KnownLearners,
  tasks: readonly Task[],
  options: MergeOptions,
): Promise<Results> {
  const found = await known.table.getMany([...new Set(tasks.map(({ learnerId }) => learnerId))])
  const records = new Map(found.map((learner) => [learner.id, learner]))
  const results = new Map<number, { learnerId: string; result: RowResult }>()
  for (const { row, learnerId, person } of tasks) {
    const record = records.get(learnerId)
    if (record === undefined) continue
    const change = (one: Learner) =>
      person.isGone
        ? departed(one, person, options)
        : followingAge(one, merged(one, person, options), options.today)
    const changed = await changeOne(known, record, change)
    if (changed === undefined) continue
    records.set(learnerId, changed)
    const wasAdded = row.verdict === 'new' && row.learnerId === learnerId
    const result = wasAdded ? 'added' : changed.version > record.version ? 'changed' : 'unchanged'
    results.set(row.number, { learnerId, result })
  }
  return results
}

/** @returns undefined where another learner has the marks that this one would get, or it is gone */
async function changeOne(
  known: KnownLearners,
  record: Learner,
  change: (learner: Learner) => Learner,
): Promise<Learner | undefined> {
  const after = change(record)
  const news = newsOf(record, after, false)
  if (news.length === 0) return record
  const hasMarks = news.some((one) => one !== 'age' && one !== 'group')
  if (!hasMarks) return known.table.change(record.id, change)
  try {
    return await known.change(record.id, after, change)
  } catch (error) {
    if (error instanceof WaymarkError) return undefined
    throw error
  }
}
