import { isJsonObject, type Json, type JsonObject } from '../../src/credentials/json.ts'

/** One change of a document, at one place. */
export interface Mutation {
  /** JSON Pointer to the value that was changed, or to the member that was added. */
  readonly path: string
  readonly kind: MutationKind
  readonly document: JsonObject
}

export const mutationKinds = [
  'changed',
  'cut',
  'emptied',
  'retyped',
  'nulled',
  'removed',
  'replaced-by-object',
  'member-added',
  'known-member-added',
  'item-added',
  'renamed',
  'moved-up',
  'swapped',
] as const
export type MutationKind = (typeof mutationKinds)[number]

type Keys = readonly (string | number)[]

/**
 * Every change of every value, by walking the document: each value changed in several ways and removed, each
 * object given members that it did not have, each member renamed, moved to the object around and
 * exchanged with its neighbour.
 */
export function* mutationsOf(document: JsonObject): Generator<Mutation> {
  for (const keys of placesOf(document)) {
    for (const kind of mutationKinds) {
      const mutated = structuredClone(document)
      if (mutate(mutated, keys, kind)) yield { path: pointer(keys), kind, document: mutated }
    }
  }
}

function* placesOf(value: Json, keys: Keys = []): Generator<Keys> {
  yield keys
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value)) {
    yield* placesOf(inner, [...keys, Array.isArray(value) ? Number(key) : key])
  }
}

function pointer(keys: Keys): string {
  return keys.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

type Container = Json[] | JsonObject

function at(root: Json, keys: Keys): Json | undefined {
  let value: Json | undefined = root
  for (const key of keys) {
    if (typeof value !== 'object' || value === null) return undefined
    value = get(value, key)
  }
  return value
}

function containerAt(root: Json, keys: Keys): Container | undefined {
  const value = at(root, keys)
  return typeof value === 'object' && value !== null ? value : undefined
}

function get(container: Container, key: string | number): Json | undefined {
  return Array.isArray(container) ? container[Number(key)] : container[key]
}

function set(container: Container, key: string | number, value: Json): void {
  if (Array.isArray(container)) container[Number(key)] = value
  else container[key] = value
}

function remove(container: Container, key: string | number): void {
  if (Array.isArray(container)) container.splice(Number(key), 1)
  else Reflect.deleteProperty(container, key)
}

/** Changes the document in place; false where this kind of change makes no sense at this place. */
function mutate(root: JsonObject, keys: Keys, kind: MutationKind): boolean {
  const value = at(root, keys)
  const key = keys.at(-1)
  const around = containerAt(root, keys.slice(0, -1))
  if (value === undefined) return false

  if (kind === 'member-added' || kind === 'known-member-added') {
    if (!isJsonObject(value)) return false
    const name = kind === 'member-added' ? 'memberThatNobodyKnows' : 'description'
    if (Object.hasOwn(value, name)) return false
    value[name] = 'added'
    return true
  }
  if (kind === 'item-added') {
    if (!Array.isArray(value)) return false
    value.push(isJsonObject(value[0]) ? { ...value[0], id: 'urn:example:added' } : 'added')
    return true
  }
  if (key === undefined || around === undefined) return false

  switch (kind) {
    case 'changed':
      if (typeof value === 'object') return false
      set(around, key, changed(value))
      return true
    case 'cut':
      if (typeof value !== 'string' || value.length < 2) return false
      set(around, key, value.slice(0, -1))
      return true
    case 'emptied':
      if (typeof value !== 'string') return false
      set(around, key, '')
      return true
    case 'retyped':
      set(around, key, typeof value === 'number' ? String(value) : 7)
      return true
    case 'nulled':
      set(around, key, null)
      return true
    case 'removed':
      remove(around, key)
      return true
    case 'replaced-by-object':
      set(around, key, { id: 'urn:example:replaced' })
      return true
    case 'renamed':
      if (Array.isArray(around)) return false
      remove(around, key)
      around[`${key}x`] = value
      return true
    case 'moved-up':
      return movedUp(root, keys, value)
    case 'swapped':
      return swapped(around, key, value)
  }
}

function changed(value: string | number | boolean | null): Json {
  if (typeof value === 'string') {
    const first = value.startsWith('a') ? 'b' : 'a'
    return `${first}${value.slice(1)}x`
  }
  if (typeof value === 'number') return value + 1
  return value === null ? 'something' : !value
}

/** A member into the nearest object around its own. */
function movedUp(root: JsonObject, keys: Keys, value: Json): boolean {
  const name = keys.at(-1)
  if (typeof name !== 'string') return false
  for (let length = keys.length - 2; length >= 0; length -= 1) {
    const target = containerAt(root, keys.slice(0, length))
    if (!isJsonObject(target)) continue
    if (JSON.stringify(target[name]) === JSON.stringify(value)) return false
    const from = containerAt(root, keys.slice(0, -1))
    if (from === undefined) return false
    remove(from, name)
    target[name] = value
    return true
  }
  return false
}

/** The value of a member against that of the next one of the same type. */
function swapped(around: Container, key: string | number, value: Json): boolean {
  if (Array.isArray(around) || typeof key !== 'string') return false
  const names = Object.keys(around)
  const other = names
    .slice(names.indexOf(key) + 1)
    .find((name) => typeof around[name] === typeof value && !isSame(around[name], value))
  const otherValue = other === undefined ? undefined : around[other]
  if (other === undefined || otherValue === undefined) return false
  around[key] = otherValue
  around[other] = value
  return true
}

function isSame(one: Json | undefined, other: Json | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
