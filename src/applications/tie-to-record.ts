import { Duplicate, type Table } from '../storage/tables.ts'
import { seatOfLearner } from './seat.ts'
import { isOver, type Application } from './tables.ts'

/**
 * The organization has come to know whom an application is for: from now on it is of that record, also where the name
 * there is changed. Where another one is open for the same learner and badge, it keeps the seat that it has, and staff see both.
 * @param whom with what to call them, where that is another name than before
 * @returns it as it stands then; undefined where it is gone
 */
export async function tieToRecord(
  applications: Pick<Table<Application>, 'change'>,
  id: string,
  whom: { readonly learnerId: string; readonly nickname?: string },
): Promise<Application | undefined> {
  const tie = (toSeat: (application: Application) => string) =>
    applications.change(id, (found) =>
      found.learnerId !== undefined || isOver(found)
        ? undefined
        : { ...found, ...whom, seat: toSeat(found) },
    )
  try {
    return await tie(({ achievementId }) => seatOfLearner(achievementId, whom.learnerId))
  } catch (error) {
    if (!(error instanceof Duplicate)) throw error
    return tie(({ seat }) => seat)
  }
}

/** What an account has begun and is not over. */
export async function openOnes(
  applications: Pick<Table<Application, 'byAccount'>, 'find'>,
  accountId: string,
): Promise<readonly Application[]> {
  const query = { index: 'byAccount', equals: { accountId }, order: 'descending' } as const
  const { rows } = await applications.find({ ...query, limit: 1000 })
  return rows.filter((one) => !isOver(one))
}
