import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createConnection } from 'mongoose'
import { openMongo } from '../../src/storage/mongo.ts'
import { openSqlite } from '../../src/storage/sqlite.ts'
import type { Storage } from '../../src/storage/tables.ts'

/** An empty store for a test, and what takes it away again. */
export interface TestStorage {
  readonly storage: Storage
  /** Opens the same data once more; the first one must be closed where the engine allows one owner. */
  readonly reopen: () => Promise<Storage>
  readonly discard: () => Promise<void>
}

/** A folder that is removed with everything in it. */
export async function temporaryFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'waymark-test-'))
  return { path, remove: () => rm(path, { recursive: true, force: true }) }
}

export async function temporarySqlite(): Promise<TestStorage & { readonly file: string }> {
  const folder = await temporaryFolder()
  const file = join(folder.path, 'waymark.db')
  const storage = openSqlite(file)
  const opened = [storage]
  return {
    file,
    storage,
    reopen: async () => {
      const again = openSqlite(file)
      opened.push(again)
      return again
    },
    discard: async () => {
      await Promise.all(opened.map((one) => one.close().catch(() => undefined)))
      await folder.remove()
    },
  }
}

/** The address of the MongoDB server to test on, where there is one. */
export function mongoUri(): string | undefined {
  return process.env['MONGODB_URI']
}

/** A database of its own on the server, dropped at the end. */
export async function temporaryMongo(uri: string): Promise<TestStorage> {
  const address = addressOf(uri, `waymark_test_${randomBytes(6).toString('hex')}`)
  const storage = await openMongo(address)
  const opened = [storage]
  return {
    storage,
    reopen: async () => {
      const again = await openMongo(address)
      opened.push(again)
      return again
    },
    discard: async () => {
      await Promise.all(opened.map((one) => one.close().catch(() => undefined)))
      const connection = await createConnection(address).asPromise()
      await connection.dropDatabase()
      await connection.close()
    },
  }
}

/** The address of a database of its own on the server, for processes that open it themselves. */
export function temporaryMongoAddress(uri: string): { address: string; discard(): Promise<void> } {
  const address = addressOf(uri, `waymark_test_${randomBytes(6).toString('hex')}`)
  return {
    address,
    async discard() {
      const connection = await createConnection(address).asPromise()
      await connection.dropDatabase()
      await connection.close()
    },
  }
}

function addressOf(uri: string, database: string): string {
  const [, server = uri, query = ''] =
    /^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?(\?.*)?$/.exec(uri) ?? []
  return `${server}/${database}${query}`
}

/** Whether the server is FerretDB, which speaks MongoDB's protocol but leaves some of it out. */
export async function isFerret(uri: string): Promise<boolean> {
  const connection = await createConnection(uri).asPromise()
  try {
    const build: Record<string, unknown> = (await connection.db?.command({ buildInfo: 1 })) ?? {}
    return 'ferretdb' in build || 'ferretdbVersion' in build
  } finally {
    await connection.close()
  }
}
