import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { timestamp } from '../world.ts'
import { checkDeclaration, parseRow, type StoredRow } from './rows.ts'
import {
  createTables,
  prepareTable,
  rowColumns,
  shapesTable,
  storedRow,
  type Connection,
  type SqlValue,
} from './sqlite-schema.ts'
import { createSqliteTable } from './sqlite-table.ts'
import type { Storage } from './tables.ts'

/** What node:sqlite and libsql have in common. libsql ends the process when it is given a boolean. */
interface RawStatement {
  run(...values: readonly SqlValue[]): { changes: number | bigint }
  all(...values: readonly SqlValue[]): Readonly<Record<string, unknown>>[]
}

interface Raw {
  exec(sql: string): unknown
  prepare(sql: string): RawStatement
  close(): unknown
}

interface Opened {
  prepare(): void
  readonly restore: (row: StoredRow) => void
  readonly sweep: (before: string) => number
}

const inMemory = ':memory:'

/**
 * Opens the embedded engine. One process owns a data file: `FILE.lock` is locked by the operating
 * system for as long as the process lives, `FILE.pid` says who that is.
 * @param file a path, or `:memory:`
 * @throws Error naming the owner when another process has the file open
 */
export function openSqlite(file: string): Storage {
  const release = file === inMemory ? () => undefined : ownFile(file)
  const db = connect(file)
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON')
  const opened = new Map<string, Opened>()

  return {
    engine: 'sqlite',
    open: (declaration) => {
      checkDeclaration(declaration)
      if (opened.has(declaration.name)) throw new Error(`${declaration.name} is opened twice`)
      createTables(db, declaration)
      const table = createSqliteTable(db, declaration)
      opened.set(declaration.name, {
        prepare: () => {
          prepareTable(db, declaration, table.rewrite)
        },
        restore: table.restore,
        sweep: table.sweep,
      })
      return table
    },
    prepare: async () => {
      for (const table of opened.values()) table.prepare()
    },
    ping: async () => {
      db.all('SELECT 1')
    },
    sweep: async (now) => {
      let removed = 0
      for (const table of opened.values()) {
        let batch = 0
        do {
          batch = table.sweep(timestamp(now))
          removed += batch
        } while (batch > 0)
      }
      emptyLog(db)
      return removed
    },
    dump: () => (file === inMemory ? readRows(db) : dumpSqlite(file)),
    load: async (rows) => {
      const busy = tableNames(db).find(
        (name) => db.all(`SELECT 1 FROM "${name}" LIMIT 1`).length > 0,
      )
      if (busy !== undefined) throw new Error(`the store is not empty: there are ${busy} in it`)
      db.exec(`DROP TABLE IF EXISTS "${shapesTable}"`)
      let count = 0
      db.exec('BEGIN IMMEDIATE')
      try {
        for await (const { table, row } of rows) {
          const { restore } = opened.get(table) ?? unopened(db, table)
          restore(parseRow(row))
          count += 1
        }
        db.exec('COMMIT')
      } catch (error) {
        db.exec('ROLLBACK')
        throw error
      }
      return count
    },
    close: async () => {
      // A binding may keep its connection until its statements are collected: what was deleted leaves the log now.
      emptyLog(db)
      db.close()
      release()
    },
  }
}

/** What was removed lies in the log until it is written back: it is emptied now, or next time where somebody reads. */
function emptyLog(db: Connection): void {
  db.exec('PRAGMA busy_timeout = 0')
  try {
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  } finally {
    db.exec(patience)
  }
}

/** Milliseconds that a connection waits for another. */
const patience = 'PRAGMA busy_timeout = 5000'

export function connect(file: string): Connection {
  const raw = openRaw(file)
  raw.exec(patience)
  const prepared = new Map<string, RawStatement>()
  const statement = (sql: string) => {
    const known = prepared.get(sql)
    if (known !== undefined) return known
    const made = raw.prepare(sql)
    prepared.set(sql, made)
    return made
  }
  return {
    exec: (sql) => void raw.exec(sql),
    run: (sql, ...values) => Number(statement(sql).run(...values).changes),
    all: (sql, ...values) => statement(sql).all(...values),
    close: () => {
      prepared.clear()
      raw.close()
    },
  }
}

/** `node:sqlite` where Node has it, else `libsql`. */
function openRaw(file: string): Raw {
  const require = createRequire(import.meta.url)
  const [module, name] = hasOwnSqlite() ? ['node:sqlite', 'DatabaseSync'] : ['libsql', undefined]
  const loaded: unknown = require(module)
  const Database = name === undefined ? loaded : member(loaded, name)
  if (!isDatabase(Database)) throw new Error(`${module} has no database`)
  return new Database(file)
}

function hasOwnSqlite(): boolean {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  return major > 22 || (major === 22 && minor >= 13)
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

function isDatabase(value: unknown): value is new (file: string) => Raw {
  return typeof value === 'function'
}

/**
 * Takes the file for this process. The lock is an empty SQLite database in an exclusive transaction:
 * the operating system gives it back when the process dies, however it dies, and a process number
 * that was given to somebody else (always so in containers) does not keep us out.
 */
function ownFile(file: string): () => void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const lock = openRaw(`${file}.lock`)
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (cause) {
    lock.close()
    const owner = existsSync(`${file}.pid`) ? readFileSync(`${file}.pid`, 'utf8').trim() : 'unknown'
    throw new Error(
      `${file} is in use by the process ${owner}: stop it, or give this one a data folder of its own`,
      { cause },
    )
  }
  writeFileSync(`${file}.pid`, `${process.pid}\n`)
  return () => {
    rmSync(`${file}.pid`, { force: true })
    lock.exec('ROLLBACK')
    lock.close()
  }
}

function tableNames(db: Connection): readonly string[] {
  const select = `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '%.%' ORDER BY name`
  return db.all(select).map((row) => String(row['name']))
}

/** A table that nobody declared here: its rows are kept, and whoever declares it next builds the indexes. */
function unopened(db: Connection, name: string): Pick<Opened, 'restore'> {
  checkDeclaration({ name, shape: 1, indexes: {} })
  createTables(db, { name, shape: 1, indexes: {} })
  return {
    restore: (row) => {
      const insert = `INSERT INTO "${name}" VALUES (?, ?, ?, ?)`
      db.run(insert, row.id, row.version, row.shape, JSON.stringify(row.doc))
    },
  }
}

type Dump = ReturnType<Storage['dump']>

/**
 * Reads everything in a data file as of one moment, through a connection of its own that never
 * writes and never checkpoints: the owner of the file may work on meanwhile.
 * @throws Error when there is no such file
 */
export async function* dumpSqlite(file: string): Dump {
  if (!existsSync(file)) throw new Error(`there is no data file ${file}`)
  const db = connect(file)
  try {
    db.exec('PRAGMA query_only = 1; PRAGMA wal_autocheckpoint = 0; BEGIN')
    yield* readRows(db)
  } finally {
    db.close()
  }
}

async function* readRows(db: Connection): Dump {
  for (const table of tableNames(db)) {
    const select = `SELECT ${rowColumns} FROM "${table}" WHERE id > ? ORDER BY id LIMIT 200`
    for (
      let rows = db.all(select, '');
      rows.length > 0;
      rows = db.all(select, String(rows.at(-1)?.['id']))
    ) {
      for (const row of rows) yield { table, row: { ...storedRow(row) } }
    }
  }
}
