import { join } from 'node:path'
import { openDiskFiles, type Files } from './files.ts'
import type { Storage } from './tables.ts'

/** Where the service keeps things. */
export interface StorageChoice {
  /** The folder of the embedded engine and of the files. */
  readonly dataDir: string
  /** Chooses MongoDB. */
  readonly mongodbUri?: string | undefined
}

/** The data file of the embedded engine. */
export function sqliteFile(dataDir: string): string {
  return join(dataDir, 'waymark.db')
}

/** Opens the engine that the configuration chooses; the other one is not even loaded. */
export async function openStorage({ dataDir, mongodbUri }: StorageChoice): Promise<Storage> {
  if (mongodbUri !== undefined) return (await import('./mongo.ts')).openMongo(mongodbUri)
  return (await import('./sqlite.ts')).openSqlite(sqliteFile(dataDir))
}

export function openFiles({ dataDir }: StorageChoice): Files {
  return openDiskFiles(join(dataDir, 'files'))
}

/** The store as a backup reads it: beside the running service, which keeps the SQLite file to itself. */
export async function openForBackup(
  choice: StorageChoice,
): Promise<Pick<Storage, 'engine' | 'dump' | 'close'>> {
  if (choice.mongodbUri !== undefined) return openStorage(choice)
  const { dumpSqlite } = await import('./sqlite.ts')
  return {
    engine: 'sqlite',
    dump: () => dumpSqlite(sqliteFile(choice.dataDir)),
    close: async () => undefined,
  }
}
