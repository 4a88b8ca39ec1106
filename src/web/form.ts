import Type, { type TObject, type TSchema } from 'typebox'
import { Check } from 'typebox/value'

interface Tree {
  readonly [name: string]: unknown
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null
}

function isBlank(value: unknown): boolean {
  if (value === undefined || value === null) return true
  if (typeof value === 'string') return value.trim() === ''
  return isTree(value) && Object.values(value).every(isBlank)
}

/** The entries of a list in the order of their numbers; rows that were left empty are no rows. */
function rowsOf(raw: unknown): readonly unknown[] {
  if (!isTree(raw)) return isBlank(raw) ? [] : [raw]
  // By entries, not by length: a name like rows[4000000000] makes a list of that length with one entry.
  const rows = Object.entries(raw).filter(([place]) => /^\d{1,10}$/.test(place))
  if (rows.length === 0 && !Array.isArray(raw)) return isBlank(raw) ? [] : [raw]
  return rows
    .toSorted(([one], [other]) => Number(one) - Number(other))
    .map(([, row]) => row)
    .filter((row) => !isBlank(row))
}

/** Without holes: what comes next may walk a list by its length. */
function dense(raw: unknown): unknown {
  if (!isTree(raw)) return raw
  if (Array.isArray(raw)) return Object.values(raw).map(dense)
  return Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, dense(value)]))
}

function compact(schema: TSchema | undefined, raw: unknown): unknown {
  if (schema !== undefined && Type.IsArray(schema)) {
    return rowsOf(raw).map((row) => compact(schema.items, row))
  }
  if (schema !== undefined && Type.IsObject(schema) && isTree(raw)) {
    return compactForm(schema, raw)
  }
  // A name that came twice (a hidden field before its checkbox): the last one was meant.
  return dense(Array.isArray(raw) ? Object.values(raw).at(-1) : raw)
}

/**
 * What was typed, untouched, in the shape of the schema: lists are lists without holes or empty rows.
 * The pointers of problems fit it, so the form can be shown again from it.
 */
export function compactForm(schema: TObject, raw: unknown): Readonly<Record<string, unknown>> {
  if (!isTree(raw)) return {}
  return Object.fromEntries(
    Object.entries(raw).map(([name, value]) => [
      name,
      compact(Object.hasOwn(schema.properties, name) ? schema.properties[name] : undefined, value),
    ]),
  )
}

const truths = new Map([
  ['on', true],
  ['true', true],
  ['1', true],
  ['off', false],
  ['false', false],
  ['0', false],
])

function coerceText(schema: TSchema, typed: string): unknown {
  // A browser sends CR LF for a line end; lengths are counted with LF. Outer spaces are slips.
  const value = typed.replaceAll('\r\n', '\n').trim()
  if (value === '') return undefined
  if (Type.IsBoolean(schema)) return truths.get(value) ?? value
  if (Type.IsNumber(schema) || Type.IsInteger(schema)) {
    return /^[-+]?\d+([.]\d+)?$/.test(value) ? Number(value) : value
  }
  if (Type.IsLiteral(schema)) return String(schema.const) === value ? schema.const : value
  if (Type.IsEnum(schema)) return schema.enum.find((one) => String(one) === value) ?? value
  return value
}

function coerce(schema: TSchema, typed: unknown): unknown {
  if (Type.IsObject(schema)) {
    // A group in which nothing was filled in was not meant, whatever lists it would have.
    return Type.IsOptional(schema) && isBlank(typed) ? undefined : coerceForm(schema, typed)
  }
  if (Type.IsArray(schema)) {
    const rows = Array.isArray(typed) ? typed.map((row) => coerce(schema.items, row)) : []
    return Type.IsOptional(schema) && rows.length === 0 ? undefined : rows
  }
  if (Type.IsUnion(schema)) {
    const branches = schema.anyOf.map((branch) => ({ branch, value: coerce(branch, typed) }))
    return (branches.find(({ branch, value }) => Check(branch, value)) ?? branches[0])?.value
  }
  if (typed === undefined || typed === null) {
    // A checkbox that is not checked is not sent.
    return Type.IsBoolean(schema) && !Type.IsOptional(schema) ? false : undefined
  }
  return typeof typed === 'string' ? coerceText(schema, typed) : typed
}

/**
 * The text of a form as its schema's types: '' is absent, 'on' is true, digits are numbers. What cannot
 * be converted stays as it is for validation to name; so do members the schema does not know.
 */
export function coerceForm(schema: TObject, typed: unknown): Record<string, unknown> {
  const source = isTree(typed) ? typed : {}
  const known = Object.entries(schema.properties).map(([name, member]): [string, unknown] => [
    name,
    coerce(member, Object.hasOwn(source, name) ? source[name] : undefined),
  ])
  const unknown = Object.entries(source).filter(([name]) => !Object.hasOwn(schema.properties, name))
  return Object.fromEntries([...known, ...unknown].filter(([, value]) => value !== undefined))
}
