import { removeAll } from '../storage/remove-all.ts'
import type { Query } from '../storage/tables.ts'
import type { ShareTable, ShareViewTable, SwitchTable } from './open-tables.ts'
import type { Share, shareTable } from './tables.ts'

/** Removes every share of somebody who is being removed, with who looked at it: its address leads nowhere any more. */
export type ForgetShares = (learnerId: string) => Promise<void>

/** Removes every share that an account opened, whosever badge it shows; as `ForgetShares`. */
export type ForgetSharesOfAccount = (accountId: string) => Promise<void>

/** Removes the shares of a learner that were closed, or ended, before then; as `ForgetShares`. */
export type ForgetEndedShares = (learnerId: string, before: string) => Promise<void>

interface Tables {
  readonly shares: ShareTable
  readonly views: ShareViewTable
  readonly switches: SwitchTable
}

type ShareQuery = Omit<Query<Share, keyof (typeof shareTable)['indexes']>, 'limit' | 'after'>

export function createForgetShares({ shares, views, switches }: Tables): {
  readonly forgetShares: ForgetShares
  readonly forgetSharesOfAccount: ForgetSharesOfAccount
  readonly forgetEndedShares: ForgetEndedShares
} {
  const forgetOne = async ({ id }: Pick<Share, 'id'>) => {
    await removeAll(views, { index: 'byShare', equals: { shareId: id } })
    await shares.remove(id)
  }

  const forgetAll = async (query: ShareQuery) => {
    const next = async () => (await shares.find({ ...query, limit: 500 })).rows
    for (let rows = await next(); rows.length > 0; rows = await next()) {
      for (const share of rows) await forgetOne(share)
    }
  }

  return {
    async forgetShares(learnerId) {
      await forgetAll({ index: 'byLearner', equals: { learnerId } })
      await switches.remove(learnerId)
    },
    async forgetEndedShares(learnerId, before) {
      let after: string | undefined
      do {
        const page = await shares.find({
          index: 'byLearner',
          equals: { learnerId },
          limit: 500,
          ...(after === undefined ? {} : { after }),
        })
        for (const share of page.rows) {
          if ((share.closedAt ?? share.endsAt) < before) await forgetOne(share)
        }
        after = page.next
      } while (after !== undefined)
    },
    forgetSharesOfAccount: (accountId) => forgetAll({ index: 'byAccount', equals: { accountId } }),
  }
}
