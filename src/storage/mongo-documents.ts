import type { Plan, TableShape } from './query.ts'
import type { StoredRow } from './rows.ts'

/** A row as MongoDB keeps it: the entity's members beside the bookkeeping, so that they can be indexed. */
export interface MongoDocument {
  _id: string
  _shape: number
  version: number
  [field: string]: unknown
}

type Members = Record<string, unknown>

export function toDocument(row: StoredRow): MongoDocument {
  return { ...renamed(row.doc, keyIn), _id: row.id, _shape: row.shape, version: row.version }
}

export function fromDocument(document: MongoDocument): StoredRow {
  const { _id, _shape, version, ...members } = document
  return { id: _id, shape: _shape, version, doc: renamed(members, keyOut) }
}

function renamed(members: object, key: (name: string) => string): Members {
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) => [key(name), renamedValue(value, key)]),
  )
}

function renamedValue(value: unknown, key: (name: string) => string): unknown {
  if (Array.isArray(value)) return value.map((entry) => renamedValue(entry, key))
  return typeof value === 'object' && value !== null ? renamed(value, key) : value
}

/**
 * MongoDB, its driver and Mongoose give a meaning to dots, to leading dollars and underscores
 * (`_bsontype`, `__proto__`) and to U+0000; such keys are kept percent-encoded. Declared fields are
 * letters and digits and stay as they are.
 */
function keyIn(key: string): string {
  if (key === '') return '%'
  return key.replace(
    /[%.\0]|^[$_]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, '0')}`,
  )
}

function keyOut(key: string): string {
  if (key === '%') return ''
  return key.replace(/%([0-9a-f]{2})/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
}

/** Where a field of an entity lies in a document. */
export function pathOf(field: string): string {
  return field === 'id' ? '_id' : field
}

export interface MongoIndex {
  readonly name: string
  readonly key: Readonly<Record<string, 1>>
  readonly unique: boolean
}

/**
 * The indexes of a declaration. Rows that lack a field are in MongoDB's index, too, but `findFilter`
 * asks for the field; a unique index has required fields only. `_id` at the end breaks ties.
 */
export function mongoIndexes(table: TableShape): readonly MongoIndex[] {
  const declared = Object.entries(table.indexes).map(([name, index]) => {
    const fields = index.each === undefined ? index.fields : [...index.fields, index.each]
    const unique = index.unique === true
    return { name, unique, key: ascending(unique ? fields : [...fields, 'id']) }
  })
  if (table.expiresAt === undefined) return declared
  return [...declared, { name: 'expiry', unique: false, key: ascending([table.expiresAt]) }]
}

function ascending(fields: readonly string[]): Readonly<Record<string, 1>> {
  return Object.fromEntries(fields.map((field) => [pathOf(field), 1 as const]))
}

type Condition = Record<string, unknown>

/**
 * The filter that carries out a plan.
 * @param trusted marks an object of operators as ours: Mongoose takes any other for a value
 */
export function findFilter(
  plan: Plan,
  trusted: (operators: Condition) => Condition,
): { $and: Condition[] } {
  const $and: Condition[] = plan.equality.map(({ field, value }) => ({ [pathOf(field)]: value }))
  for (const field of plan.open) {
    if (field === 'id' || field === 'version') continue
    const bounds = field === plan.range?.field ? boundsOf(plan.range) : {}
    // Both bounds must hold for the same entry of the list, and there must be one.
    if (field === plan.each)
      $and.push({ [field]: trusted({ $elemMatch: { $gte: '', ...bounds } }) })
    else $and.push({ [field]: trusted({ $exists: true, ...bounds }) })
  }
  if (plan.range?.field === 'id' || plan.range?.field === 'version') {
    $and.push({ [pathOf(plan.range.field)]: trusted(boundsOf(plan.range)) })
  }
  if (plan.after !== undefined) $and.push(...beyond(plan, plan.after, trusted))
  return { $and }
}

function boundsOf({ from, to }: NonNullable<Plan['range']>): Condition {
  return { ...(from === undefined ? {} : { $gte: from }), ...(to === undefined ? {} : { $lt: to }) }
}

/** (a, b, _id) > (1, 2, 3), said as a > 1, or a = 1 and b > 2, or …; and a >= 1, which bounds the search. */
function beyond(
  plan: Plan,
  after: NonNullable<Plan['after']>,
  trusted: (operators: Condition) => Condition,
): readonly Condition[] {
  const than = plan.descending ? '$lt' : '$gt'
  const position = [
    ...plan.order.map((field, at) => ({ path: pathOf(field), value: after.values[at] })),
    { path: '_id', value: after.id },
  ]
  const alternatives = position.map(({ path, value }, at) => {
    const ties = position.slice(0, at).map((tie) => ({ [tie.path]: tie.value }))
    return { $and: [...ties, { [path]: trusted({ [than]: value }) }] }
  })
  const [first] = position
  const bound =
    first === undefined ? [] : [{ [first.path]: trusted({ [`${than}e`]: first.value }) }]
  return [...bound, { $or: alternatives }]
}

export function sortOf(plan: Plan): Record<string, 1 | -1> {
  const direction = plan.descending ? -1 : 1
  return Object.fromEntries([...plan.order.map(pathOf), '_id'].map((path) => [path, direction]))
}
