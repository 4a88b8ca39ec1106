import type { Storage } from '../storage/tables.ts'
import type { ShareTable } from './open-tables.ts'
import { sharingSwitchTable, shareViewsTable } from './tables.ts'

/** Removes every share of somebody who is being removed, with who looked at it: its address leads nowhere any more. */
export type ForgetShares = (learnerId: string) => Promise<void>

export type SwitchTable = ReturnType<typeof openSwitches>

interface Tables {
  readonly shares: ShareTable
  readonly views: ReturnType<typeof openViews>
  readonly switches: SwitchTable
}

export function openViews(storage: Storage) {
  return storage.open(shareViewsTable)
}

export function openSwitches(storage: Storage) {
  return storage.open(sharingSwitchTable)
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
