import type { Table } from '../storage/tables.ts'
import { isOver, type Application } from './tables.ts'

/**
 * What else is open for the same learner and badge, and was sent: where two people applied before the organization knew
 * whom it is for, there are two.
 */
export async function alsoOpen(
  applications: Pick<Table<Application, 'byLearner'>, 'find'>,
  { id, learnerId, achievementId, organizationId }: Application,
): Promise<readonly Application[]> {
  if (learnerId === undefined) return []
  const { rows } = await applications.find({
    index: 'byLearner',
    equals: { learnerId },
    order: 'descending',
    limit: 1000,
  })
  const isOther = (one: Application) =>
    one.id !== id &&
    one.achievementId === achievementId &&
    one.organizationId === organizationId &&
    one.state !== 'draft' &&
    !isOver(one)
  return rows.filter(isOther)
}
