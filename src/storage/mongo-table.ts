import { setTimeout as pause } from 'node:timers/promises'
import { WaymarkError } from '../errors.ts'
import { fromDocument, toDocument, type MongoDocument } from './mongo-documents.ts'
import { planQuery, type Plan } from './query.ts'
import { fromRow, incremented, isId, pageOf, toRow, withVersion } from './rows.ts'
import { Duplicate, Stale } from './tables.ts'
import type { Declaration, Entity, New, RowResult, Table } from './tables.ts'

/** What a table asks of its Mongoose model (mongo.ts). */
export interface Documents {
  readonly byIds: (ids: readonly string[]) => Promise<readonly MongoDocument[]>
  readonly find: (plan: Plan) => Promise<readonly MongoDocument[]>
  /** Inserts what can be inserted; the answer maps the place of a document to the index that refused it. */
  readonly insert: (documents: readonly MongoDocument[]) => Promise<ReadonlyMap<number, string>>
  /** Answers whether there was a document of this version. @throws Duplicate */
  readonly replace: (document: MongoDocument, version: number) => Promise<boolean>
  /** Adds to a field of a document of this shape. @throws Duplicate */
  readonly add: (
    id: string,
    shape: number,
    field: string,
    by: number,
  ) => Promise<MongoDocument | undefined>
  readonly remove: (id: string) => Promise<boolean>
}

/** One writer in every round succeeds, so this is reached only by more writers than a service has. */
const mostRounds = 1000

/** The port's functions over one MongoDB collection. */
export function createMongoTable<E extends Entity, I extends string>(
  documents: Documents,
  declaration: Declaration<E, I>,
): Table<E, I> {
  const entityOf = (document: MongoDocument): E => fromRow<E>(declaration, fromDocument(document))

  const get = async (id: string): Promise<E | undefined> => {
    const [document] = isId(id) ? await documents.byIds([id]) : []
    return document === undefined ? undefined : entityOf(document)
  }

  const insertMany = async (entities: readonly New<E>[]): Promise<readonly RowResult<E>[]> => {
    if (entities.length === 0) return []
    const rows = entities.map((entity) => toRow(declaration, entity, 1))
    const refused = await documents.insert(rows.map(toDocument))
    return rows.map((row, at) => {
      const index = refused.get(at)
      if (index !== undefined) return { ok: false, error: new Duplicate(index) }
      return { ok: true, entity: fromRow<E>(declaration, row) }
    })
  }

  const replace = async (entity: E): Promise<E> => {
    const row = toRow(declaration, entity, entity.version + 1)
    if (!isId(row.id) || !(await documents.replace(toDocument(row), entity.version)))
      throw new Stale()
    return fromRow(declaration, row)
  }

  const change = async (
    id: string,
    act: (entity: E) => New<E> | undefined,
  ): Promise<E | undefined> => {
    for (let round = 0; round < mostRounds; round += 1) {
      const entity = await get(id)
      const wanted = entity === undefined ? undefined : act(entity)
      if (entity === undefined || wanted === undefined) return entity
      if (wanted.id !== id) throw new Error(`${declaration.name}: a change keeps the id`)
      const result = await outcome(replace(withVersion(wanted, entity.version)))
      if (result.ok) return result.entity
      if (result.error instanceof Duplicate) throw result.error
      await pause(Math.min(round, 20))
    }
    throw new WaymarkError('changed-meanwhile')
  }

  return {
    get,
    getMany: async (ids) => {
      const found = await documents.byIds([...new Set(ids.filter(isId))])
      const known = new Map(found.map((document) => [document._id, entityOf(document)]))
      return ids.flatMap((id) => known.get(id) ?? [])
    },
    insert: async (entity) => {
      const [result] = await insertMany([entity])
      if (result === undefined) throw new Error(`${declaration.name}: nothing was inserted`)
      if (result.ok) return result.entity
      throw result.error
    },
    replace,
    change,
    remove: async (id) => isId(id) && documents.remove(id),
    insertMany,
    // One bulk write would only say how many rows were stale, not which: each row is a write of its own.
    replaceMany: (entities) => Promise.all(entities.map((entity) => outcome(replace(entity)))),
    increment: async (id, field, by) => {
      const added = isId(id) ? await documents.add(id, declaration.shape, field, by) : undefined
      if (added !== undefined) return entityOf(added)
      // Not there, or of an older shape, where the field may mean something else.
      return change(id, (entity) => ({
        ...entity,
        [field]: incremented(declaration.name, field, entity[field], by),
      }))
    },
    find: async (query) => {
      const plan = planQuery(declaration, query)
      return pageOf(plan, (await documents.find(plan)).map(entityOf))
    },
  }
}

async function outcome<E extends Entity>(write: Promise<E>): Promise<RowResult<E>> {
  try {
    return { ok: true, entity: await write }
  } catch (error) {
    if (error instanceof Duplicate || error instanceof Stale) return { ok: false, error }
    throw error
  }
}
