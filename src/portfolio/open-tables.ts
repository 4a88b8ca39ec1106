import type { Storage, Table } from '../storage/tables.ts'
import { portfolioPageTable, type PortfolioPage } from './portfolio-pages/tables.ts'
import {
  importedCredentialTable,
  importedTextTable,
  shareTable,
  shareViewsTable,
  sharingSwitchTable,
  type ImportedCredential,
  type ImportedText,
  type Share,
  type ShareViews,
  type SharingSwitch,
} from './tables.ts'

export type ShareTable = Table<Share, keyof (typeof shareTable)['indexes']>
export type ShareViewTable = Table<ShareViews, keyof (typeof shareViewsTable)['indexes']>
export type SwitchTable = Table<SharingSwitch>
export type PageTable = Table<PortfolioPage, keyof (typeof portfolioPageTable)['indexes']>
export type ImportTable = Table<
  ImportedCredential,
  keyof (typeof importedCredentialTable)['indexes']
>
export type ImportTextTable = Table<ImportedText>

/** Badges from elsewhere, and the exact text of each. */
export interface ImportTables {
  readonly credentials: ImportTable
  readonly texts: ImportTextTable
}

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

export function openPages(storage: Storage): PageTable {
  return storage.open(portfolioPageTable)
}

export function openImported(storage: Storage) {
  return {
    credentials: storage.open(importedCredentialTable),
    texts: storage.open(importedTextTable),
  }
}
