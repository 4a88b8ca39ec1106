import { isIndexValue, planQuery } from './query.ts'
import { fromRow, incremented, isId, pageOf, toRow, withVersion, type StoredRow } from './rows.ts'
import { findSql } from './sqlite-find.ts'
import {
  eachIndexes,
  inTransaction,
  rowColumns,
  sideTable,
  sqlValue,
  storedRow,
  type Connection,
} from './sqlite-schema.ts'
import { Duplicate, Stale } from './tables.ts'
import type { Declaration, Entity, New, RowResult, Table } from './tables.ts'

/** The port's functions over one SQLite table. Each runs to its end before another begins. */
export interface SqliteTable<E extends Entity, I extends string> extends Table<E, I> {
  /** Writes an upgraded entity in place, whatever its version. */
  readonly rewrite: (entity: E) => void
  readonly restore: (row: StoredRow) => void
  readonly sweep: (before: string) => number
}

export function createSqliteTable<E extends Entity, I extends string>(
  db: Connection,
  declaration: Declaration<E, I>,
): SqliteTable<E, I> {
  const name = declaration.name
  const sides = eachIndexes(declaration).map(([index, shape]) => ({
    side: sideTable(name, index),
    shape,
  }))
  const selectOne = `SELECT ${rowColumns} FROM "${name}" WHERE id = ?`

  const read = (id: string): E | undefined => {
    const row = isId(id) ? db.all(selectOne, id)[0] : undefined
    return row === undefined ? undefined : fromRow(declaration, storedRow(row))
  }

  const whole = <T>(act: () => T): T => (sides.length === 0 ? act() : inTransaction(db, act))

  const writeSides = (row: StoredRow, replaced: boolean): void => {
    for (const { side, shape } of sides) {
      if (replaced) db.run(`DELETE FROM "${side}" WHERE id = ?`, row.id)
      const entries = row.doc[shape.each]
      const entity: Readonly<Record<string, unknown>> = {
        ...row.doc,
        id: row.id,
        version: row.version,
      }
      const values = shape.fields.map((field) => entity[field]).filter(isIndexValue)
      if (!Array.isArray(entries) || values.length < shape.fields.length) continue
      const marks = [...values, 'entry', 'id'].map(() => '?').join(', ')
      for (const entry of new Set(entries.map(String))) {
        db.run(`INSERT INTO "${side}" VALUES (${marks})`, ...values.map(sqlValue), entry, row.id)
      }
    }
  }

  const insertRow = (row: StoredRow): void => {
    const insert = `INSERT INTO "${name}" VALUES (?, ?, ?, ?)`
    try {
      guarded(() => db.run(insert, row.id, row.version, row.shape, JSON.stringify(row.doc)))
    } catch (error) {
      // SQLite names any one of several violated indexes: where the id is taken, that is the answer.
      const taken = error instanceof Duplicate && db.all(selectOne, row.id).length > 0
      throw taken ? new Duplicate('id') : error
    }
    writeSides(row, false)
  }

  const replaceRow = (row: StoredRow, version: number): void => {
    const update = `UPDATE "${name}" SET version = ?, shape = ?, doc = ? WHERE id = ? AND version = ?`
    const changed = guarded(() =>
      db.run(update, row.version, row.shape, JSON.stringify(row.doc), row.id, version),
    )
    if (changed === 0) throw new Stale()
    writeSides(row, true)
  }

  const inserted = (entity: New<E>): E => {
    const row = toRow(declaration, entity, 1)
    insertRow(row)
    return fromRow(declaration, row)
  }

  const replaced = (entity: E): E => {
    const row = toRow(declaration, entity, entity.version + 1)
    replaceRow(row, entity.version)
    return fromRow(declaration, row)
  }

  const removed = (id: string): boolean => {
    for (const { side } of sides) db.run(`DELETE FROM "${side}" WHERE id = ?`, id)
    return db.run(`DELETE FROM "${name}" WHERE id = ?`, id) > 0
  }

  const changed = (id: string, change: (entity: E) => New<E> | undefined): E | undefined => {
    const entity = read(id)
    const wanted = entity === undefined ? undefined : change(entity)
    if (entity === undefined || wanted === undefined) return entity
    if (wanted.id !== id) throw new Error(`${name}: a change keeps the id`)
    return replaced(withVersion(wanted, entity.version))
  }

  return {
    get: async (id) => read(id),
    getMany: async (ids) => {
      const asked = ids.filter(isId)
      if (asked.length === 0) return []
      const select = `SELECT ${rowColumns} FROM "${name}" WHERE id IN (SELECT value FROM json_each(?))`
      const rows = db.all(select, JSON.stringify(asked)).map(storedRow)
      const found = new Map(rows.map((row) => [row.id, fromRow<E>(declaration, row)]))
      return asked.flatMap((id) => found.get(id) ?? [])
    },
    insert: async (entity) => whole(() => inserted(entity)),
    replace: async (entity) => whole(() => replaced(entity)),
    change: async (id, change) => whole(() => changed(id, change)),
    remove: async (id) => isId(id) && whole(() => removed(id)),
    insertMany: async (entities) =>
      inTransaction(db, () => entities.map((entity) => outcome(() => inserted(entity)))),
    replaceMany: async (entities) =>
      inTransaction(db, () => entities.map((entity) => outcome(() => replaced(entity)))),
    increment: async (id, field, by) =>
      whole(() =>
        changed(id, (entity) => ({
          ...entity,
          [field]: incremented(name, field, entity[field], by),
        })),
      ),
    find: async (query) => {
      const plan = planQuery(declaration, query)
      const { sql, values } = findSql(name, plan)
      return pageOf(
        plan,
        db.all(sql, ...values).map((row) => fromRow<E>(declaration, storedRow(row))),
      )
    },
    rewrite: (entity) => {
      replaceRow(toRow(declaration, entity, entity.version), entity.version)
    },
    restore: insertRow,
    sweep: (before) => {
      if (declaration.expiresAt === undefined) return 0
      const expiry = `json_extract(doc, '$."${declaration.expiresAt}"')`
      const due = `SELECT id FROM "${name}" WHERE ${expiry} IS NOT NULL AND ${expiry} < ? LIMIT 1000`
      return inTransaction(db, () => {
        const ids = db.all(due, before).map((row) => String(row['id']))
        return ids.filter(removed).length
      })
    },
  }
}

function outcome<E extends Entity>(act: () => E): RowResult<E> {
  try {
    return { ok: true, entity: act() }
  } catch (error) {
    if (error instanceof Duplicate || error instanceof Stale) return { ok: false, error }
    throw error
  }
}

/** Names the index that a write would have violated. */
function guarded(write: () => number): number {
  try {
    return write()
  } catch (error) {
    const message = error instanceof Error ? error.message : ''
    if (!message.includes('UNIQUE constraint failed')) throw error
    throw new Duplicate(/index '[^.']*\.([^']*)'/.exec(message)?.[1] ?? 'id')
  }
}
