import type { Table } from '../../storage/tables.ts'
import { timestamp, type World } from '../../world.ts'
import type { Groups } from '../groups.ts'
import type { KnownLearners } from '../known-learners.ts'
import { createJudge } from './judge.ts'
import { personOf } from './person.ts'
import type { Reading } from './read-table.ts'
import type {
  rosterImportTable,
  rosterRowTable,
  RosterImport,
  RosterRow,
  Verdict,
} from './tables.ts'

export interface RosterTables {
  readonly imports: Table<RosterImport, keyof (typeof rosterImportTable)['indexes']>
  readonly rows: Table<RosterRow, keyof (typeof rosterRowTable)['indexes']>
}

type Findings = Pick<RosterImport, 'counts' | 'newGroups'>

/** What a review looks at. */
type Roster = Pick<
  RosterImport,
  'id' | 'organizationId' | 'columns' | 'kind' | 'group' | 'hasHeader'
>

interface Deps extends RosterTables {
  readonly world: World
  readonly known: KnownLearners
  readonly groups: Pick<Groups, 'named'>
}

export const noCounts: Readonly<Record<Verdict, number>> = {
  new: 0,
  changed: 0,
  known: 0,
  double: 0,
  gone: 0,
  unreadable: 0,
  header: 0,
}

const chunkSize = 250

/** Says of each row of a roster what would become of it. */
export function createReview({ imports, rows, known, groups, world }: Deps) {
  /** Judges chunk after chunk, and counts. */
  const judging = (roster: Roster) => {
    const groupIds = new Map<string, string>()
    const { organizationId } = roster
    const today = timestamp(world.now()).slice(0, 10)
    const options = { groupIds, today }
    const { newId } = world
    const judge = createJudge({ known, newId, organizationId, options }, roster)
    const counts = { ...noCounts }
    return {
      findings: (): Findings => ({ counts, newGroups: judge.newGroups() }),
      async judge<R extends Pick<RosterRow, 'number' | 'line' | 'cells' | 'somebodyElse'>>(
        chunk: readonly R[],
      ) {
        for (const [name, id] of await groups.named(organizationId, groupsIn(chunk, roster))) {
          groupIds.set(name, id)
        }
        const judgements = await judge.judge(chunk)
        return chunk.flatMap((row, place) => {
          const judgement = judgements[place]
          if (judgement === undefined) return []
          counts[judgement.verdict] += 1
          return [{ row, judgement }]
        })
      },
    }
  }

  const chunkFrom = async (importId: string, from: number) =>
    (
      await rows.find({
        index: 'byImport',
        equals: { importId },
        from,
        limit: chunkSize,
      })
    ).rows

  return {
    /** Keeps the rows of a roster that was just read. A roster that is cut off here leaves rows that expire. */
    async ofNew(roster: Roster, lines: Reading['lines'], expiresAt: string): Promise<Findings> {
      const { judge, findings } = judging(roster)
      for (let from = 0; from < lines.length; from += chunkSize) {
        const chunk = lines.slice(from, from + chunkSize).map(({ line, cells }, place) => ({
          id: `${roster.id}:${from + place}`,
          importId: roster.id,
          number: from + place,
          line,
          cells,
          expiresAt,
        }))
        const judged = await judge(chunk)
        await rows.insertMany(judged.map(({ row, judgement }) => ({ ...row, ...judgement })))
      }
      return findings()
    },

    /** Judges again where something was chosen since. */
    async again(roster: RosterImport): Promise<RosterImport> {
      if (roster.state !== 'preview' || roster.judged === roster.asked) return roster
      const { judge, findings } = judging(roster)
      let chunk = await chunkFrom(roster.id, 0)
      while (chunk.length > 0) {
        const judged = await judge(chunk)
        const anew = judged.map(({ row, judgement }) => ({
          ...withoutJudgement(row),
          ...judgement,
        }))
        await rows.replaceMany(anew)
        chunk = await chunkFrom(roster.id, (chunk.at(-1)?.number ?? 0) + 1)
      }
      // Where something else was chosen meanwhile, whoever reads it next judges again.
      const found = findings()
      const judged = await imports.change(roster.id, (one) =>
        one.state === 'preview' && one.asked === roster.asked
          ? { ...one, ...found, judged: roster.asked }
          : undefined,
      )
      return judged ?? roster
    },

    /** Removes the rows of a roster that is not there any more. */
    async forget(importId: string): Promise<void> {
      let chunk = await chunkFrom(importId, 0)
      while (chunk.length > 0) {
        for (const { id } of chunk) await rows.remove(id)
        chunk = await chunkFrom(importId, (chunk.at(-1)?.number ?? 0) + 1)
      }
    },
  }
}

function withoutJudgement(row: RosterRow): Omit<RosterRow, 'verdict'> {
  const { verdict: _, problem: __, likeLine: ___, news: ____, learnerId: _____, ...rest } = row
  return rest
}

function groupsIn(
  chunk: readonly Pick<RosterRow, 'cells'>[],
  roster: Pick<RosterImport, 'columns' | 'kind' | 'group'>,
): readonly string[] {
  const names = chunk.flatMap(({ cells }) => {
    const read = personOf(cells, roster)
    return read.ok ? [...read.person.groups, ...read.person.leaves] : []
  })
  return [...new Set(names)]
}
