import {
  Error as MongooseErrors,
  mongo,
  Schema,
  SchemaType,
  trusted,
  type Connection,
  type Model,
} from 'mongoose'
import { databaseOf } from './mongo-archive.ts'
import { findFilter, mongoIndexes, sortOf, type MongoDocument } from './mongo-documents.ts'
import type { Documents } from './mongo-table.ts'
import type { TableShape } from './query.ts'
import { Duplicate } from './tables.ts'

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

export type MongoModel = Model<MongoDocument>

/** The Mongoose model of a declaration: its fields and indexes, and room for the rest. */
export function modelOf(connection: Connection, table: TableShape): MongoModel {
  Object.assign(Schema.Types, { Scalar })
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
export function documentsOf(model: MongoModel, table: TableShape): Documents {
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

/** The driver's own collection, for writes that Mongoose would cast. */
export function collectionOf(model: MongoModel) {
  return databaseOf(model.db).collection<MongoDocument>(model.modelName)
}
