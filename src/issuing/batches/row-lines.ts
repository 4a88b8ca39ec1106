import type { Learners } from '../../learners/learners.ts'
import type { MayShow } from '../../learners/visibility.ts'
import { recipientOf } from './present.ts'
import type { BatchRow } from './tables.ts'

interface Deps {
  readonly learners: Pick<Learners, 'byIds'>
  readonly mayShow: MayShow
}

/** Rows as a page lists them, with what staff call whom they are for. */
export function createRowLines({ learners, mayShow }: Deps) {
  return async (organizationId: string, rows: readonly BatchRow[]) => {
    const known = await learners.byIds(rows.flatMap(({ learnerId }) => learnerId ?? []))
    const byId = new Map(known.map((learner) => [learner.id, learner]))
    return rows.map((row) => {
      const learner = row.learnerId === undefined ? undefined : byId.get(row.learnerId)
      return {
        number: row.number,
        recipient: recipientOf(row, learner, organizationId, mayShow),
        achievement: row.achievementName ?? row.cells.achievement ?? '',
        state: row.state,
        problems: row.problems,
        ...(row.duplicateOf === undefined ? {} : { duplicateOf: row.duplicateOf }),
      }
    })
  }
}
