import { fromRow, type StoredRow } from './rows.ts'
import type { IndexShape, TableShape } from './query.ts'
import type { Declaration, Entity, IndexValue } from './tables.ts'

/** What SQLite binds here. Booleans are bound as 1 and 0, which is how json_extract reads them. */
export type SqlValue = string | number

/** The little that both bindings have in common; everything is synchronous. */
export interface Connection {
  exec(sql: string): void
  /** Runs a statement that is prepared once and kept; answers how many rows it changed. */
  run(sql: string, ...values: readonly SqlValue[]): number
  all(sql: string, ...values: readonly SqlValue[]): readonly Readonly<Record<string, unknown>>[]
  close(): void
}

export const rowColumns = 'id, version, shape, doc'

/** Runs `act` in one write transaction. */
export function inTransaction<T>(db: Connection, act: () => T): T {
  db.exec('BEGIN IMMEDIATE')
  try {
    const answer = act()
    db.exec('COMMIT')
    return answer
  } catch (error) {
    db.exec('ROLLBACK')
    throw error
  }
}

export function sqlValue(value: IndexValue): SqlValue {
  return typeof value === 'boolean' ? Number(value) : value
}

/** The SQL of a field: names are letters and digits only (`checkDeclaration`). */
export function fieldSql(field: string): string {
  return field === 'id' || field === 'version' ? field : `json_extract(doc, '$."${field}"')`
}

export function presentSql(fields: readonly string[]): readonly string[] {
  return fields
    .filter((field) => field !== 'id' && field !== 'version')
    .map((field) => `${fieldSql(field)} IS NOT NULL`)
}

/** The side table of an `each` index: one row for each entry of the list. */
export function sideTable(table: string, index: string): string {
  return `each.${table}.${index}`
}

export function eachIndexes(
  table: TableShape,
): readonly (readonly [string, IndexShape & { each: string }])[] {
  return Object.entries(table.indexes).flatMap(([name, index]) =>
    index.each === undefined ? [] : [[name, { ...index, each: index.each }] as const],
  )
}

/** Makes the table and its side tables; a side table that is new or was declared otherwise is filled. */
export function createTables(db: Connection, table: TableShape): void {
  db.exec(
    `CREATE TABLE IF NOT EXISTS "${table.name}" (id TEXT PRIMARY KEY, version INTEGER NOT NULL, shape INTEGER NOT NULL, doc TEXT NOT NULL) STRICT`,
  )
  const known = schemaOf(db, 'table', `each.${table.name}.`)
  const wanted = new Map(
    eachIndexes(table).map(([name, index]) => [
      sideTable(table.name, name),
      sideSql(table.name, name, index),
    ]),
  )
  for (const name of known.keys()) if (!wanted.has(name)) db.exec(`DROP TABLE "${name}"`)
  for (const [name, index] of eachIndexes(table)) {
    const side = sideTable(table.name, name)
    const sql = wanted.get(side) ?? ''
    if (known.get(side) === sql) continue
    inTransaction(db, () => {
      db.exec(`DROP TABLE IF EXISTS "${side}"`)
      db.exec(sql)
      db.exec(`CREATE INDEX "${side}.id" ON "${side}" (id)`)
      db.exec(fillSql(table.name, side, index))
    })
  }
}

function sideSql(table: string, name: string, index: IndexShape): string {
  const columns = [...index.fields.map((field) => `"f_${field}"`), 'entry', 'id'].join(', ')
  return `CREATE TABLE "${sideTable(table, name)}" (${columns}, PRIMARY KEY (${columns})) WITHOUT ROWID`
}

function fillSql(table: string, side: string, index: IndexShape & { each: string }): string {
  const fields = index.fields.map((field) => (field === 'id' ? 'stored.id' : fieldSql(field)))
  const conditions = ["entries.type = 'text'", ...presentSql(index.fields)].join(' AND ')
  return (
    `INSERT OR IGNORE INTO "${side}" SELECT ${[...fields, 'entries.value', 'stored.id'].join(', ')} ` +
    `FROM "${table}" stored, json_each(stored.doc, '$."${index.each}"') entries WHERE ${conditions}`
  )
}

/** Makes the indexes what the declaration says, and brings rows of older shapes up to date. */
export function prepareTable<E extends Entity>(
  db: Connection,
  declaration: Declaration<E, string>,
  rewrite: (entity: E) => void,
): void {
  upgradeRows(db, declaration, rewrite)
  const wanted = indexSql(declaration)
  const known = schemaOf(db, 'index', `${declaration.name}.`)
  for (const [name, sql] of known) if (wanted.get(name) !== sql) db.exec(`DROP INDEX "${name}"`)
  for (const [name, sql] of wanted) if (known.get(name) !== sql) db.exec(sql)
}

function indexSql(table: TableShape): ReadonlyMap<string, string> {
  const statements = new Map<string, string>()
  for (const [name, index] of Object.entries(table.indexes)) {
    if (index.each !== undefined) continue
    statements.set(
      `${table.name}.${name}`,
      oneIndexSql(table.name, name, index.fields, index.unique === true),
    )
  }
  if (table.expiresAt !== undefined) {
    statements.set(
      `${table.name}.expiry`,
      oneIndexSql(table.name, 'expiry', [table.expiresAt], false),
    )
  }
  return statements
}

function oneIndexSql(
  table: string,
  name: string,
  fields: readonly string[],
  unique: boolean,
): string {
  const last = unique || fields.includes('id') ? [] : ['id']
  const columns = [...fields.map(fieldSql), ...last].join(', ')
  const present = presentSql(fields)
  const where = present.length === 0 ? '' : ` WHERE ${present.join(' AND ')}`
  return `CREATE ${unique ? 'UNIQUE ' : ''}INDEX "${table}.${name}" ON "${table}" (${columns})${where}`
}

function schemaOf(db: Connection, type: string, prefix: string): ReadonlyMap<string, string> {
  const rows = db.all(
    'SELECT name, sql FROM sqlite_schema WHERE type = ? AND substr(name, 1, length(?)) = ?',
    type,
    prefix,
    prefix,
  )
  return new Map(rows.map((row) => [String(row['name']), String(row['sql'])]))
}

/** Rows written in an older shape would be missing from an index over a field that is new. */
function upgradeRows<E extends Entity>(
  db: Connection,
  declaration: Declaration<E, string>,
  rewrite: (entity: E) => void,
): void {
  db.exec(
    `CREATE TABLE IF NOT EXISTS "${shapesTable}" (name TEXT PRIMARY KEY, shape INTEGER NOT NULL) STRICT`,
  )
  const reached = db.all(`SELECT shape FROM "${shapesTable}" WHERE name = ?`, declaration.name)[0]
  if (Number(reached?.['shape'] ?? 0) >= declaration.shape) return
  inTransaction(db, () => {
    const old = `SELECT ${rowColumns} FROM "${declaration.name}" WHERE shape < ? LIMIT 500`
    for (
      let rows = db.all(old, declaration.shape);
      rows.length > 0;
      rows = db.all(old, declaration.shape)
    ) {
      for (const row of rows) rewrite(fromRow(declaration, storedRow(row)))
    }
    db.run(
      `INSERT OR REPLACE INTO "${shapesTable}" VALUES (?, ?)`,
      declaration.name,
      declaration.shape,
    )
  })
}

export const shapesTable = 'waymark.shapes'

/** A row as `rowColumns` selects it. */
export function storedRow(row: Readonly<Record<string, unknown>>): StoredRow {
  const doc: unknown = JSON.parse(String(row['doc']))
  if (typeof doc !== 'object' || doc === null) throw new Error('a stored document is no object')
  return {
    id: String(row['id']),
    version: Number(row['version']),
    shape: Number(row['shape']),
    doc: Object.fromEntries(Object.entries(doc)),
  }
}
