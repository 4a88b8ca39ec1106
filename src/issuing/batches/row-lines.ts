import type { Role } from '../../../schemas/requests/organizations.ts'
import type { Learners } from '../../learners/learners.ts'
import type { MayShow } from '../../learners/visibility.ts'
import { roleHolds } from '../../organizations/rights.ts'
import { asViewed, recipientOf } from './present.ts'
import type { BatchRow } from './tables.ts'

interface Deps {
  readonly learners: Pick<Learners, 'byIds'>
  readonly mayShow: MayShow
}

/** Rows as a page lists them, with what staff of this role call whom they are for. */
export function createRowLines({ learners, mayShow }: Deps) {
  return async (organizationId: string, role: Role, rows: readonly BatchRow[]) => {
    const seen = roleHolds(role, 'award.make') ? rows : rows.map(asViewed)
    const known = await learners.byIds(rows.flatMap(({ learnerId }) => learnerId ?? []))
    const byId = new Map(known.map((learner) => [learner.id, learner]))
    return seen.map((row) => {
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
