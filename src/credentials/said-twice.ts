import { isJsonObject, type Json, type JsonObject } from './json.ts'

/** An id under which two objects of one document speak. */
export interface SaidTwice {
  readonly id: string
  /** JSON Pointer to the object that speaks second. */
  readonly path: string
  /** JSON Pointer to the one that spoke first. */
  readonly firstPath: string
}

/**
 * JSON-LD makes one node of all objects with the same id: what one says can be moved to the other, and an embedded
 * proof stays good. Finds the first id that stands on two objects which both say more than id and type; undefined
 * where there is none. Proofs are graphs of their own and are left out.
 * @param which `any`: each such pair; `different`: only where what they say is not the same
 */
export function findSaidTwice(
  credential: JsonObject,
  which: 'any' | 'different',
): SaidTwice | undefined {
  const said = new Map<string, { readonly text: string; readonly path: string }>()

  const inside = (value: Json, path: string): SaidTwice | undefined => {
    if (isJsonObject(value)) {
      for (const { id, about, words } of statements(value, path)) {
        const text = which === 'any' ? '' : sorted(words)
        const before = said.get(about)
        if (before !== undefined && (which === 'any' || before.text !== text)) {
          return { id, path, firstPath: before.path }
        }
        said.set(about, { text, path })
      }
    } else if (!Array.isArray(value)) return undefined
    for (const [key, member] of Object.entries(value)) {
      if (key === '@context' || (path === '' && key === 'proof')) continue
      const found = inside(member, `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`)
      if (found !== undefined) return found
    }
    return undefined
  }

  return inside(credential, '')
}

const naming: ReadonlySet<string> = new Set(['id', '@id', 'type', '@type', '@context'])

const digestWords: ReadonlySet<string> = new Set(['digestSRI', 'digestMultibase', 'mediaType'])

/**
 * What an object says of its id. The digest of what lies under an address (VC 2.0 §5.3) is a statement apart, so that a
 * related resource and the evidence at its address can stand side by side; a related resource always makes it, so
 * that its digest cannot be moved to the evidence.
 */
function statements(
  object: JsonObject,
  path: string,
): readonly { readonly id: string; readonly about: string; readonly words: JsonObject }[] {
  const id = object['id'] ?? object['@id']
  if (typeof id !== 'string') return []
  const members = Object.entries(object)
  const digest = Object.fromEntries(members.filter(([name]) => digestWords.has(name)))
  const words = Object.fromEntries(members.filter(([name]) => !digestWords.has(name)))
  const isResource = /^\/relatedResource(\/\d+)?$/.test(path)
  return [
    ...(saysSomething(words) ? [{ id, about: id, words }] : []),
    ...(isResource || saysSomething(digest)
      ? [{ id, about: `the digest of ${id}`, words: digest }]
      : []),
  ]
}

function saysSomething(object: JsonObject): boolean {
  return Object.entries(object).some(([name, value]) => !naming.has(name) && value !== null)
}

/** The same text for objects that say the same: whatever the order of members, and for a set of one and its value. */
function sorted(value: Json): string {
  if (Array.isArray(value)) {
    const [only] = value
    const items = value.map(sorted).toSorted()
    return value.length === 1 && only !== undefined ? sorted(only) : `[${items.join(',')}]`
  }
  if (!isJsonObject(value)) return JSON.stringify(value)
  const members = Object.entries(value)
    .filter(([, inner]) => inner !== null)
    .map(([name, inner]) => `${JSON.stringify(name)}:${sorted(inner)}`)
  return `{${members.toSorted().join(',')}}`
}
