import { duty } from '../../jobs/worker.ts'
import { Stale } from '../../storage/tables.ts'
import { timestamp, type World } from '../../world.ts'
import type { Groups } from '../groups.ts'
import type { KnownLearners } from '../known-learners.ts'
import { carryOut } from './carry-out.ts'
import type { RosterTables } from './review.ts'
import { rowResults, type RosterImport, type RosterRow } from './tables.ts'

interface Deps extends RosterTables {
  readonly world: World
  readonly known: KnownLearners
  readonly groups: Pick<Groups, 'named'>
}

const chunkSize = 200
const leaseSeconds = 120

/**
 * Carries rosters out, chunk by chunk. How far it has come stands on the roster; whoever is cut off leaves a time from
 * which the worker goes on, and a chunk that is carried out twice has the same result.
 */
export function createFinish({ imports, rows, known, groups, world }: Deps) {
  const inSeconds = (seconds: number) => timestamp(new Date(world.now().getTime() + seconds * 1000))

  const change = async (
    roster: RosterImport,
    fn: (one: RosterImport) => Omit<RosterImport, 'version'>,
  ) => (await imports.change(roster.id, fn)) ?? roster

  const nextRows = async ({ id, done }: RosterImport) => {
    const query = {
      index: 'byImport',
      equals: { importId: id },
      from: done,
      limit: chunkSize,
    } as const
    return (await rows.find(query)).rows
  }

  const carryOn = async (started: RosterImport): Promise<RosterImport> => {
    let roster = started
    let chunk = await nextRows(roster)
    while (chunk.length > 0) {
      const today = timestamp(world.now()).slice(0, 10)
      const finished = await carryOut({ known, groups }, roster, chunk, today)
      await rows.replaceMany(finished)
      const end = (chunk.at(-1)?.number ?? 0) + 1
      roster = await change(roster, (one) =>
        one.done >= end
          ? one
          : withResults({ ...one, done: end }, finished, inSeconds(leaseSeconds)),
      )
      chunk = await nextRows(roster)
    }
    return change(roster, ({ dueAt: _, ...one }) => ({ ...one, state: 'done' }))
  }

  return {
    carryOn,

    /**
     * From here on it will be carried out, whatever happens: by whoever starts it, or by the worker.
     * `isMine`: nobody else has started it.
     */
    async start(roster: RosterImport, confirmedBy: string, bySelf: boolean) {
      const dueAt = inSeconds(bySelf ? leaseSeconds : 0)
      try {
        const running = { ...roster, state: 'running', confirmedBy, dueAt } as const
        return { started: await imports.replace(running), isMine: true }
      } catch (error) {
        if (!(error instanceof Stale)) throw error
        return { started: (await imports.get(roster.id)) ?? roster, isMine: false }
      }
    },

    duty: duty<RosterImport>({
      name: 'rosters',
      due: async (now, limit) =>
        (
          await imports.find({
            index: 'byDue',
            equals: { state: 'running' },
            to: `${now}\uffff`,
            limit,
          })
        ).rows,
      async lease(roster, until) {
        try {
          return await imports.replace({ ...roster, dueAt: until, attempts: roster.attempts + 1 })
        } catch (error) {
          if (error instanceof Stale) return undefined
          throw error
        }
      },
      async perform(roster) {
        await carryOn(roster)
      },
      async failed(roster, again) {
        // Staff were told that it will be done, so it is never given up.
        await change(roster, (one) => ({ ...one, dueAt: again ?? inSeconds(60 * 60) }))
      },
      attemptsOf: ({ attempts }) => attempts,
    }),
  }
}

function withResults(
  roster: RosterImport,
  finished: readonly RosterRow[],
  dueAt: string,
): RosterImport {
  const people = finished.filter(({ verdict }) => verdict !== 'header')
  const results = { ...roster.results }
  for (const result of rowResults) {
    results[result] += people.filter((row) => row.result === result).length
  }
  return { ...roster, results, dueAt, attempts: 0 }
}
