import type { Storage, Table } from '../storage/tables.ts'
import { shareTable, type Share } from './tables.ts'

export type ShareTable = Table<Share, keyof (typeof shareTable)['indexes']>

/** Opened once and handed to whoever needs it: a table is opened by one. */
export function openShares(storage: Storage): ShareTable {
  return storage.open(shareTable)
}
