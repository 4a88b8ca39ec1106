import type { Static } from 'typebox'
import type { RosterAnswer, RosterRowAnswer } from '../../schemas/requests/rosters.ts'
import type { Learners } from './learners.ts'
import { personOf } from './rosters/person.ts'
import type { RosterImport, RosterRow } from './rosters/tables.ts'
import type { MayShow } from './visibility.ts'

/** What staff see of a roster on its way in. */
export function presentRoster(roster: RosterImport): Static<typeof RosterAnswer> {
  const { id, state, rows, done, hasHeader, results, newGroups, datesUnclear } = roster
  const { createdAt, expiresAt } = roster
  const { header: _, ...counts } = roster.counts
  return {
    id,
    state,
    rows,
    done: Math.min(rows, Math.max(0, done - Number(hasHeader))),
    counts,
    results,
    newGroups: [...newGroups],
    datesUnclear,
    createdAt,
    expiresAt,
  }
}

export interface ShownRosterRow extends Static<typeof RosterRowAnswer> {
  readonly number: number
}

/** Rows with the names they bring, or once they are carried out, with the names of the learners. */
export async function presentRosterRows(
  { learners, mayShow }: { readonly learners: Pick<Learners, 'byIds'>; readonly mayShow: MayShow },
  roster: RosterImport,
  rows: readonly RosterRow[],
): Promise<readonly ShownRosterRow[]> {
  const viewer = { kind: 'staff', organizationId: roster.organizationId } as const
  const ids = rows.flatMap(({ learnerId }) => learnerId ?? [])
  const found = await learners.byIds([...new Set(ids)])
  const names = new Map(
    found
      .filter((learner) => mayShow(viewer, 'recipient-name', learner))
      .map(({ id, name }) => [id, name]),
  )
  return rows.map((row) => {
    const { number, line, verdict, problem, likeLine, news, learnerId, result } = row
    const isThere = learnerId !== undefined && names.has(learnerId)
    const name = row.cells.length > 0 ? nameIn(row, roster) : names.get(learnerId ?? '')
    return {
      number,
      line,
      name: name ?? '',
      verdict,
      ...(problem === undefined ? {} : { problem }),
      ...(likeLine === undefined ? {} : { likeLine }),
      ...(news === undefined ? {} : { news: [...news] }),
      ...(isThere ? { learnerId } : {}),
      ...(result === undefined ? {} : { result }),
    }
  })
}

function nameIn({ cells }: RosterRow, roster: RosterImport): string {
  const read = personOf(cells, roster)
  return read.ok ? read.person.name : read.name
}
