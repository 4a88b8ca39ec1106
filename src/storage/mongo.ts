import { createConnection, trusted, type Connection } from 'mongoose'
import { timestamp } from '../world.ts'
import { databaseOf, dumpMongo, loadMongo, shapesCollection } from './mongo-archive.ts'
import { fromDocument, toDocument, type MongoDocument } from './mongo-documents.ts'
import { collectionOf, documentsOf, modelOf, type MongoModel } from './mongo-model.ts'
import { createMongoTable } from './mongo-table.ts'
import { checkDeclaration, fromRow, toRow } from './rows.ts'
import type { Declaration, Entity, Storage } from './tables.ts'

export interface MongoOptions {
  /** The database, where the address does not name one; `waymark` unless said. */
  readonly database?: string
  /** How long to wait for a server that can be written to, in milliseconds; 10 000 unless said. */
  readonly patience?: number
}

interface Opened {
  prepare(): Promise<void>
  sweep(before: string): Promise<number>
}

/**
 * Opens a MongoDB database through Mongoose, on a connection of its own.
 * @param uri `mongodb://` or `mongodb+srv://`
 * @throws when no server answers in time
 */
export async function openMongo(uri: string, options: MongoOptions = {}): Promise<Storage> {
  const named = /^mongodb(?:\+srv)?:\/\/[^/]+\/([^?]+)/.exec(uri)?.[1]
  const connection = createConnection(uri, {
    dbName: named === undefined ? (options.database ?? 'waymark') : decodeURIComponent(named),
    serverSelectionTimeoutMS: options.patience ?? 10_000,
    writeConcern: { w: 'majority' },
    autoIndex: false,
    autoCreate: false,
    bufferCommands: false,
  })
  connection.set('sanitizeFilter', true)
  connection.set('strictQuery', 'throw')
  await connection.asPromise()
  const opened = new Map<string, Opened>()

  return {
    engine: 'mongodb',
    open: (declaration) => {
      checkDeclaration(declaration)
      if (opened.has(declaration.name)) throw new Error(`${declaration.name} is opened twice`)
      const model = modelOf(connection, declaration)
      opened.set(declaration.name, {
        prepare: async () => {
          await model.syncIndexes()
          await upgradeDocuments(connection, model, declaration)
        },
        sweep: async (before) => {
          if (declaration.expiresAt === undefined) return 0
          const due = { [declaration.expiresAt]: trusted({ $lt: before }) }
          return (await model.deleteMany(due)).deletedCount
        },
      })
      return createMongoTable(documentsOf(model, declaration), declaration)
    },
    prepare: async () => {
      for (const table of opened.values()) await table.prepare()
    },
    ping: async () => {
      await databaseOf(connection).command({ ping: 1 })
    },
    sweep: async (now) => {
      let removed = 0
      for (const table of opened.values()) removed += await table.sweep(timestamp(now))
      return removed
    },
    dump: () => dumpMongo(databaseOf(connection)),
    load: (rows) => loadMongo(databaseOf(connection), rows),
    close: () => connection.close(),
  }
}

/** Documents written in an older shape would be missing from an index over a field that is new. */
async function upgradeDocuments<E extends Entity>(
  connection: Connection,
  model: MongoModel,
  declaration: Declaration<E, string>,
): Promise<void> {
  const shapes = databaseOf(connection).collection<{ _id: string; shape: number }>(shapesCollection)
  const reached = await shapes.findOne({ _id: declaration.name })
  if ((reached?.shape ?? 0) >= declaration.shape) return
  const older = model.find({ _shape: trusted({ $lt: declaration.shape }) }).lean<MongoDocument[]>()
  for await (const document of older.cursor()) {
    const entity = fromRow<E>(declaration, fromDocument(document))
    const row = toRow(declaration, entity, entity.version)
    await collectionOf(model).replaceOne({ _id: row.id, version: row.version }, toDocument(row))
  }
  const $set = { shape: declaration.shape }
  await shapes.updateOne({ _id: declaration.name }, { $set }, { upsert: true })
}
