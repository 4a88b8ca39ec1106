import {
  createConnection,
  Error as MongooseErrors,
  mongo,
  Schema,
  SchemaType,
  trusted,
  type Connection,
  type Model,
} from 'mongoose'
import { timestamp } from '../world.ts'
import {
  findFilter,
  fromDocument,
  mongoIndexes,
  sortOf,
  toDocument,
  type MongoDocument,
} from './mongo-documents.ts'
import { createMongoTable, type Documents } from './mongo-table.ts'
import type { TableShape } from './query.ts'
import { checkDeclaration, fromRow, parseRow, toRow } from './rows.ts'
import { Duplicate } from './tables.ts'
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

const shapesCollection = 'waymark.shapes'

/**
 * Opens a MongoDB database through Mongoose, on a connection of its own.
 * @param uri `mongodb://` or `mongodb+srv://`
 * @throws when no server answers in time
 */
export async function openMongo(uri: string, options: MongoOptions = {}): Promise<Storage> {
  Object.assign(Schema.Types, { Scalar })
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
    dump: () => dump(databaseOf(connection)),
    load: (rows) => load(databaseOf(connection), rows),
    close: () => connection.close(),
  }
}

/** Text, a number or a boolean: what an index may hold. Anything else, above all operators, is refused. */
class Scalar extends SchemaType {
  static schemaName = 'Scalar'
  constructor(path: string, options: Record<string, unknown>) {
    super(path, options, 'Scalar')
    const bound = (value: unknown) => this.cast(value)
    this.$conditionalHandlers = {
      ...this.$conditionalHandlers,
      $gt: bound,
      $gte: bound,
      $lt: bound,
      $lte: bound,
    }
  }
  override cast(value: unknown): unknown {
    if (['string', 'number', 'boolean'].includes(typeof value)) return value
    throw new MongooseErrors.CastError('Scalar', value, this.path)
  }
}

type MongoModel = Model<MongoDocument>

function modelOf(connection: Connection, table: TableShape): MongoModel {
  const schema = new Schema<MongoDocument>(
    { _id: String, _shape: Number, version: Number },
    {
      collection: table.name,
      strict: false,
      strictQuery: 'throw',
      minimize: false,
      versionKey: false,
      autoIndex: false,
      suppressReservedKeysWarning: true,
    },
  )
  const indexes = Object.values(table.indexes)
  const single = [
    ...indexes.flatMap(({ fields }) => fields),
    ...(table.expiresAt === undefined ? [] : [table.expiresAt]),
  ]
  for (const field of single)
    if (field !== 'id' && field !== 'version') schema.add({ [field]: { type: Scalar } })
  for (const { each } of indexes)
    if (each !== undefined) schema.add({ [each]: { type: [String], default: undefined } })
  for (const { name, key, unique } of mongoIndexes(table))
    schema.index({ ...key }, unique ? { name, unique } : { name })
  return connection.model<MongoDocument>(table.name, schema, table.name)
}

/**
 * Documents go in as they are (`lean`, or by the collection): building Mongoose documents would give
 * a meaning to members named like its own, and cast what the port promises to keep.
 */
function documentsOf(model: MongoModel, table: TableShape): Documents {
  return {
    byIds: (ids) => model.find({ _id: trusted({ $in: [...ids] }) }).lean<MongoDocument[]>(),
    find: (plan) =>
      model
        .find(findFilter(plan, trusted))
        .sort(sortOf(plan))
        .limit(plan.limit + 1)
        .hint(plan.index)
        .lean<MongoDocument[]>(),
    insert: async (documents) => {
      try {
        await model.insertMany([...documents], { lean: true, ordered: false })
        return new Map()
      } catch (error) {
        return refusedRows(model, table, documents, error)
      }
    },
    replace: async (document, version) => {
      try {
        const filter = { _id: document._id, version }
        return (await collectionOf(model).replaceOne(filter, document)).matchedCount > 0
      } catch (error) {
        throw await asDuplicate(model, table, document, error)
      }
    },
    add: async (id, shape, field, by) => {
      const filter = { _id: id, _shape: shape }
      const update = { $inc: { [field]: by, version: 1 } }
      try {
        return (
          (await model
            .findOneAndUpdate(filter, update, { returnDocument: 'after' })
            .lean<MongoDocument>()) ?? undefined
        )
      } catch (error) {
        throw await asDuplicate(model, table, undefined, error)
      }
    },
    remove: async (id) => (await model.deleteOne({ _id: id })).deletedCount > 0,
  }
}

const duplicateKey = 11000

async function refusedRows(
  model: MongoModel,
  table: TableShape,
  documents: readonly MongoDocument[],
  error: unknown,
): Promise<ReadonlyMap<number, string>> {
  if (!(error instanceof mongo.MongoBulkWriteError)) throw error
  const failures = [error.writeErrors].flat()
  if (failures.length === 0 || failures.some(({ code }) => code !== duplicateKey)) throw error
  const refused = new Map<number, string>()
  for (const { index, errmsg } of failures) {
    refused.set(index, await violatedIndex(model, table, documents[index], errmsg ?? ''))
  }
  return refused
}

async function asDuplicate(
  model: MongoModel,
  table: TableShape,
  document: MongoDocument | undefined,
  error: unknown,
): Promise<unknown> {
  if (!(error instanceof mongo.MongoServerError) || error.code !== duplicateKey) return error
  return new Duplicate(await violatedIndex(model, table, document, error.message))
}

/** MongoDB names the index in its message; where a server does not, the row that is in the way is looked for. */
async function violatedIndex(
  model: MongoModel,
  table: TableShape,
  document: MongoDocument | undefined,
  message: string,
): Promise<string> {
  const named = / index: (\S+)/.exec(message)?.[1]
  if (named !== undefined) return named === '_id_' ? 'id' : named
  if (document === undefined || (await model.exists({ _id: document._id })) !== null) return 'id'
  for (const { name, key, unique } of mongoIndexes(table)) {
    const same = Object.fromEntries(Object.keys(key).map((path) => [path, document[path]]))
    if (unique && (await model.exists(same)) !== null) return name
  }
  return 'id'
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

type Database = NonNullable<Connection['db']>

function databaseOf(connection: Connection): Database {
  if (connection.db === undefined) throw new Error('the connection to MongoDB is closed')
  return connection.db
}

function collectionOf(model: MongoModel) {
  return databaseOf(model.db).collection<MongoDocument>(model.modelName)
}

async function tableNames(database: Database): Promise<readonly string[]> {
  const collections = await database.listCollections({}, { nameOnly: true }).toArray()
  return collections
    .map(({ name }) => name)
    .filter((name) => !name.includes('.'))
    .sort()
}

/** Every document as it is when the cursor comes to it. */
async function* dump(database: Database): ReturnType<Storage['dump']> {
  for (const table of await tableNames(database)) {
    for await (const document of database
      .collection<MongoDocument>(table)
      .find()
      .sort({ _id: 1 })) {
      yield { table, row: { ...fromDocument(document) } }
    }
  }
}

async function load(database: Database, rows: ReturnType<Storage['dump']>): Promise<number> {
  for (const table of await tableNames(database)) {
    if ((await database.collection(table).findOne({})) !== null) {
      throw new Error(`the store is not empty: there are ${table} in it`)
    }
  }
  await database.collection<{ _id: string }>(shapesCollection).deleteMany({})
  let count = 0
  let batch: { readonly table: string; readonly documents: MongoDocument[] } = {
    table: '',
    documents: [],
  }
  const flush = async () => {
    if (batch.documents.length === 0) return
    await database.collection<MongoDocument>(batch.table).insertMany(batch.documents)
    count += batch.documents.length
  }
  for await (const { table, row } of rows) {
    checkDeclaration({ name: table, shape: 1, indexes: {} })
    if (batch.table !== table || batch.documents.length === 200) {
      await flush()
      batch = { table, documents: [] }
    }
    batch.documents.push(toDocument(parseRow(row)))
  }
  await flush()
  return count
}
