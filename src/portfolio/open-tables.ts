import type { Storage, Table } from '../storage/tables.ts'
import {
  shareTable,
  shareViewsTable,
  sharingSwitchTable,
  type Share,
  type ShareViews,
  type SharingSwitch,
} from './tables.ts'

export type ShareTable = Table<Share, keyof (typeof shareTable)['indexes']>
export type ShareViewTable = Table<ShareViews, keyof (typeof shareViewsTable)['indexes']>
export type SwitchTable = Table<SharingSwitch>

/** Opened once and handed to whoever needs it: a table is opened by one. */
export function openShares(storage: Storage): ShareTable {
  return storage.open(shareTable)
}

export function openViews(storage: Storage): ShareViewTable {
  return storage.open(shareViewsTable)
}

export function openSwitches(storage: Storage): SwitchTable {
  return storage.open(sharingSwitchTable)
}
