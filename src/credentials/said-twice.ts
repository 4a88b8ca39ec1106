import { isJsonObject, type Json, type JsonObject } from './json.ts'

/** An id under which two objects of one document speak. */
export interface SaidTwice {
  readonly id: string
  /** JSON Pointer to the object that speaks second. */
  readonly path: string
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
  const said = new Map<string, string>()

  const inside = (value: Json, path: string): SaidTwice | undefined => {
    if (isJsonObject(value)) {
      const { id, '@id': sameId } = value
      const name = id ?? sameId
      if (typeof name === 'string' && saysSomething(value)) {
        const text = which === 'any' ? '' : sorted(value)
        const before = said.get(name)
        if (before !== undefined && (which === 'any' || before !== text)) return { id: name, path }
        said.set(name, text)
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
