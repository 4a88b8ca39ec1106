import { WaymarkError } from '../errors.ts'
import { isIndexValue, isUnicode, writeCursor, type Plan, type TableShape } from './query.ts'
import type { Declaration, Entity, New, Page } from './tables.ts'

/** An entity as it lies in a store: its bookkeeping, and the rest of it as plain JSON. */
export interface StoredRow {
  readonly id: string
  readonly version: number
  readonly shape: number
  readonly doc: Readonly<Record<string, unknown>>
}

const fieldName = /^[A-Za-z][A-Za-z0-9]*$/

/**
 * @throws Error for a declaration that an engine could not carry out, or whose names could be taken
 * for something else in SQL or in a MongoDB path
 */
export function checkDeclaration(table: TableShape): void {
  const named = Object.entries(table.indexes).flatMap(([name, index]) => [
    name,
    ...index.fields,
    ...(index.each === undefined ? [] : [index.each]),
  ])
  for (const name of [table.name, ...named, table.expiresAt ?? 'id']) {
    if (!fieldName.test(name)) throw new Error(`${table.name}: ${name} is not fit for a name`)
  }
  for (const [name, index] of Object.entries(table.indexes)) {
    if (name === 'id' || name === 'expiry')
      throw new Error(`${table.name}: ${name} is taken as an index`)
    if (index.fields.length === 0 && index.each === undefined) {
      throw new Error(`${table.name}: index ${name} has no fields`)
    }
  }
  if (!Number.isInteger(table.shape) || table.shape < 1)
    throw new Error(`${table.name}: shape counts from 1`)
}

/**
 * Checks and copies an entity on its way in: members that are undefined are left out, everything
 * else must be plain JSON, so that both engines give back what was put in.
 * @throws WaymarkError `invalid-request` for text with half a surrogate pair, or U+0000 in the id:
 * no engine can keep those
 * @throws Error for what is no JSON, and for an indexed field that is neither text, number nor boolean
 */
export function toRow(
  table: TableShape,
  entity: { readonly id: string },
  version: number,
): StoredRow {
  if (typeof entity.id !== 'string' || entity.id === '')
    throw new Error(`${table.name}: an id is needed`)
  if (!isId(entity.id)) throw notText('/id')
  const { id, ...rest } = entity
  const doc = plainObject({ ...rest, version: undefined }, '')
  for (const index of Object.values(table.indexes)) {
    for (const field of index.fields)
      checkIndexed(table.name, field, doc[field], index.unique === true)
    if (index.each !== undefined) checkList(table.name, index.each, doc[index.each])
  }
  if (table.expiresAt !== undefined)
    checkIndexed(table.name, table.expiresAt, doc[table.expiresAt], false)
  return { id, version, shape: table.shape, doc }
}

/** Whether a row with this id can exist. */
export function isId(id: string): boolean {
  return isUnicode(id) && !id.includes('\0')
}

function checkIndexed(table: string, field: string, value: unknown, required: boolean): void {
  if (
    field === 'id' ||
    field === 'version' ||
    ['string', 'number', 'boolean'].includes(typeof value)
  )
    return
  if (value === undefined && !required) return
  throw new Error(`${table}: ${field} is indexed and must be text, a number or a boolean`)
}

function checkList(table: string, field: string, value: unknown): void {
  if (value === undefined) return
  if (Array.isArray(value) && value.every((entry) => typeof entry === 'string')) return
  throw new Error(`${table}: ${field} is indexed by entry and must be a list of texts`)
}

function plain(value: unknown, path: string): unknown {
  switch (typeof value) {
    case 'boolean':
      return value
    case 'string':
      if (!isUnicode(value)) throw notText(path)
      return value
    case 'number':
      if (!Number.isFinite(value)) throw new Error(`${path}: ${value} cannot be stored`)
      // JSON and BSON disagree about the sign of zero.
      return value === 0 ? 0 : value
    case 'object':
      if (value === null) return null
      if (Array.isArray(value)) return value.map((entry, at) => plain(entry, `${path}/${at}`))
      return plainObject(value, path)
    case 'bigint':
    case 'symbol':
    case 'undefined':
    case 'function':
      throw new Error(`${path}: a ${typeof value} cannot be stored`)
  }
}

function plainObject(value: object, path: string): Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) {
    throw new Error(`${path}: only plain objects can be stored`)
  }
  const members: [string, unknown][] = []
  for (const [key, member] of Object.entries(value)) {
    if (member === undefined) continue
    if (!isUnicode(key)) throw notText(path)
    members.push([key, plain(member, `${path}/${key}`)])
  }
  return Object.fromEntries(members)
}

function notText(path: string): WaymarkError {
  return new WaymarkError('invalid-request', { problems: [{ path, rule: 'format' }] })
}

/**
 * The entity of a stored row, in today's shape. What is stored is believed to be what its declaration
 * says: only `toRow` writes it.
 * @throws Error when the row is of a later shape than this service knows
 */
export function fromRow<E extends Entity>(declaration: Declaration<E, string>, row: StoredRow): E {
  const { id, version, shape, doc } = row
  if (shape === declaration.shape) {
    const entity: unknown = { ...doc, id, version }
    return entity as E
  }
  if (shape > declaration.shape) {
    throw new Error(
      `${declaration.name}: shape ${shape} was written by a later version of the service`,
    )
  }
  if (declaration.upgrade === undefined) {
    throw new Error(`${declaration.name}: nothing upgrades shape ${shape}`)
  }
  const upgraded: New<E> = declaration.upgrade({ ...doc, id }, shape)
  if (upgraded.id !== id) throw new Error(`${declaration.name}: an upgrade keeps the id`)
  return withVersion(upgraded, version)
}

/**
 * The entity with this version: the compiler cannot see that New<E> and a version make an E.
 */
export function withVersion<E extends Entity>(entity: New<E>, version: number): E {
  const whole: unknown = { ...entity, version }
  return whole as E
}

/** @throws Error for what is no number */
export function incremented(table: string, field: string, value: unknown, by: number): number {
  if (value !== undefined && typeof value !== 'number')
    throw new Error(`${table}: ${field} is no number`)
  return (value ?? 0) + by
}

/** The page of the rows found, of which the plan asked for one more than it shows. */
export function pageOf<E extends Entity>(plan: Plan, found: readonly E[]): Page<E> {
  const rows = found.slice(0, plan.limit)
  const last = rows.at(-1)
  if (last === undefined || found.length <= plan.limit) return { rows }
  const members = new Map<string, unknown>(Object.entries(last))
  const values = plan.order.map((field) => members.get(field)).filter(isIndexValue)
  return { rows, next: writeCursor(plan.index, { values, id: last.id }) }
}

/** Checks one line of a dump. @throws Error when it is none */
export function parseRow(row: Readonly<Record<string, unknown>>): StoredRow {
  const { id, version, shape, doc } = row
  if (
    typeof id !== 'string' ||
    typeof version !== 'number' ||
    typeof shape !== 'number' ||
    typeof doc !== 'object' ||
    doc === null ||
    Array.isArray(doc)
  ) {
    throw new Error('not a row of a backup')
  }
  return { id, version, shape, doc: plainObject(doc, '') }
}
