import type { ShareTable, ShareViewTable, SwitchTable } from './open-tables.ts'

/** Removes every share of somebody who is being removed, with who looked at it: its address leads nowhere any more. */
export type ForgetShares = (learnerId: string) => Promise<void>

interface Tables {
  readonly shares: ShareTable
  readonly views: ShareViewTable
  readonly switches: SwitchTable
}

export function createForgetShares({ shares, views, switches }: Tables): ForgetShares {
  const forgetViews = async (shareId: string) => {
    const query = { index: 'byShare', equals: { shareId }, limit: 500 } as const
    let { rows } = await views.find(query)
    while (rows.length > 0) {
      for (const { id } of rows) await views.remove(id)
      rows = (await views.find(query)).rows
    }
  }

  return async (learnerId) => {
    const query = { index: 'byLearner', equals: { learnerId }, limit: 500 } as const
    let { rows } = await shares.find(query)
    while (rows.length > 0) {
      for (const { id } of rows) {
        await forgetViews(id)
        await shares.remove(id)
      }
      rows = (await shares.find(query)).rows
    }
    await switches.remove(learnerId)
  }
}
