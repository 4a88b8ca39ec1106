import { WaymarkError } from '../errors.ts'
import type { IndexValue } from './tables.ts'

/** What planning needs to know of an index; every `Index<E>` fits. */
export interface IndexShape {
  readonly fields: readonly string[]
  readonly unique?: boolean
  readonly each?: string
}

/** What an engine needs to know of a declaration; every `Declaration<E, I>` fits. */
export interface TableShape {
  readonly name: string
  readonly shape: number
  readonly indexes: Readonly<Record<string, IndexShape>>
  readonly expiresAt?: string
}

interface AnyQuery {
  readonly index: string
  readonly equals?: Readonly<Record<string, IndexValue | undefined>>
  readonly from?: IndexValue
  readonly to?: IndexValue
  readonly order?: 'ascending' | 'descending'
  readonly after?: string
  readonly limit: number
}

/** A query as an engine carries it out. Ties in the order are broken by id, in the same direction. */
export interface Plan {
  readonly index: string
  readonly equality: readonly { readonly field: string; readonly value: IndexValue }[]
  readonly range?: { readonly field: string; readonly from?: IndexValue; readonly to?: IndexValue }
  /** The index's fields that `equality` leaves open: each must be there. */
  readonly open: readonly string[]
  /** The fields that order the answer, before id: `open`, or none for an `each` index. */
  readonly order: readonly string[]
  readonly each?: string
  readonly descending: boolean
  readonly after?: Position
  readonly limit: number
}

/** Where a page ended: one value for each field of `Plan.order`, and the id. */
export interface Position {
  readonly values: readonly IndexValue[]
  readonly id: string
}

const mostRows = 1000

/**
 * Checks a query against the index that it names.
 * @throws Error where the index cannot answer it: that is a mistake of the programmer
 * @throws WaymarkError `invalid-request` for a cursor that we did not make, or text that is not Unicode
 */
export function planQuery(table: TableShape, query: AnyQuery): Plan {
  const index = Object.hasOwn(table.indexes, query.index) ? table.indexes[query.index] : undefined
  if (index === undefined) throw new Error(`${table.name} has no index ${query.index}`)
  if (!Number.isInteger(query.limit) || query.limit < 1 || query.limit > mostRows) {
    throw new Error(`${table.name}: limit is 1 to ${mostRows}, not ${query.limit}`)
  }
  const fields = index.each === undefined ? index.fields : [...index.fields, index.each]
  const equality = prefixEquality(table.name, query, fields)
  const open = fields.slice(equality.length)
  const range = rangeOf(table.name, query, open)
  const order = index.each === undefined ? open : []
  const after = query.after === undefined ? undefined : readCursor(query, order.length)
  return {
    index: query.index,
    equality,
    open,
    order,
    descending: query.order === 'descending',
    limit: query.limit,
    ...(range === undefined ? {} : { range }),
    ...(index.each === undefined ? {} : { each: index.each }),
    ...(after === undefined ? {} : { after }),
  }
}

function prefixEquality(
  table: string,
  query: AnyQuery,
  fields: readonly string[],
): Plan['equality'] {
  const equals = Object.entries(query.equals ?? {})
  const prefix = fields.slice(0, equals.length)
  const values = new Map(equals)
  return equals.map((_, position) => {
    const field = prefix[position]
    const value = field === undefined ? undefined : values.get(field)
    if (field === undefined || value === undefined) {
      const asked = equals.map(([name]) => name).join(', ')
      throw new Error(
        `${table}: equals {${asked}} is no prefix of ${query.index} (${fields.join(', ')})`,
      )
    }
    return { field, value: askable(field, value) }
  })
}

function rangeOf(table: string, query: AnyQuery, open: readonly string[]): Plan['range'] {
  if (query.from === undefined && query.to === undefined) return undefined
  const [field] = open
  if (field === undefined) {
    throw new Error(`${table}: ${query.index} has no field left for a range`)
  }
  return {
    field,
    ...(query.from === undefined ? {} : { from: askable(field, query.from) }),
    ...(query.to === undefined ? {} : { to: askable(field, query.to) }),
  }
}

function askable(field: string, value: IndexValue): IndexValue {
  if (isIndexValue(value)) return value
  // Text comes from callers; anything else that is no value, an object of operators say, was let through by us.
  if (typeof value !== 'string') throw new Error(`${field}: this cannot be looked for`)
  throw new WaymarkError('invalid-request', { problems: [{ path: `/${field}`, rule: 'format' }] })
}

/** Whether a string has a meaning in UTF-8: no half of a surrogate pair stands alone. */
export function isUnicode(text: string): boolean {
  return !/\p{Surrogate}/u.test(text)
}

/** The opaque `next` of a page that ended at this position. */
export function writeCursor(index: string, position: Position): string {
  return Buffer.from(JSON.stringify([index, ...position.values, position.id])).toString('base64url')
}

function readCursor(query: AnyQuery, values: number): Position {
  const parts = parsed(query.after ?? '')
  const id = parts?.at(-1)
  const between = parts?.slice(1, -1).filter(isIndexValue)
  if (parts?.[0] !== query.index || typeof id !== 'string' || between?.length !== values) {
    throw badCursor()
  }
  if (parts.length !== values + 2) throw badCursor()
  return { values: between, id }
}

function parsed(cursor: string): readonly unknown[] | undefined {
  try {
    const bytes = Buffer.from(cursor, 'base64url')
    if (bytes.toString('base64url') !== cursor) return undefined
    const value: unknown = JSON.parse(bytes.toString('utf8'))
    return Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** What an index can hold. */
export function isIndexValue(value: unknown): value is IndexValue {
  if (typeof value === 'string') return isUnicode(value)
  return typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))
}

function badCursor(): WaymarkError {
  return new WaymarkError('invalid-request', { problems: [{ path: '/after', rule: 'format' }] })
}
