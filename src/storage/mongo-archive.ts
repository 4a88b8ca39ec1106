import type { Connection } from 'mongoose'
import { fromDocument, toDocument, type MongoDocument } from './mongo-documents.ts'
import { checkDeclaration, parseRow } from './rows.ts'
import type { Storage } from './tables.ts'

/** Which shape each table has reached. */
export const shapesCollection = 'waymark.shapes'

export type Database = NonNullable<Connection['db']>

export function databaseOf(connection: Connection): Database {
  if (connection.db === undefined) throw new Error('the connection to MongoDB is closed')
  return connection.db
}

async function tableNames(database: Database): Promise<readonly string[]> {
  const collections = await database.listCollections({}, { nameOnly: true }).toArray()
  return collections
    .map(({ name }) => name)
    .filter((name) => !name.includes('.'))
    .sort()
}

/** Every document as it is when the cursor comes to it. */
export async function* dumpMongo(database: Database): ReturnType<Storage['dump']> {
  for (const table of await tableNames(database)) {
    for await (const document of database
      .collection<MongoDocument>(table)
      .find()
      .sort({ _id: 1 })) {
      yield { table, row: { ...fromDocument(document) } }
    }
  }
}

/** Puts rows into an empty database. @throws Error when it holds something */
export async function loadMongo(
  database: Database,
  rows: ReturnType<Storage['dump']>,
): Promise<number> {
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
