import { hasLoneSurrogate } from '../json.ts'
import type { Contexts } from './contexts.ts'

/** Why a document must not reach the JSON-LD library. */
export type Danger =
  /** Poisons the library's shared cache for every later document (jsonld.js issue 537). */
  | 'context-import'
  /** Is lost on the way into a JSON literal, so the signature would not cover it. */
  | 'forbidden-member'
  /** Names a context that is not among ours: the terms have no meaning here. */
  | 'context-unknown'
  | 'lone-surrogate'
  | 'too-deep'
  | 'too-complex'

const deepest = 64
/** About what one core canonicalizes in a second. */
const mostValues = 20_000

/**
 * Looks through the whole document before any JSON-LD call; undefined where nothing is wrong.
 * The worst finding wins: a context that we do not know is only reported where nothing else is wrong.
 */
export function findDanger(document: object, contexts: Contexts): Danger | undefined {
  let values = 0
  let unknownContext = false

  const inContext = (value: unknown) => {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (typeof one === 'string' && !contexts.has(one)) unknownContext = true
    }
  }

  const inside = (value: unknown, depth: number): Danger | undefined => {
    values += 1
    if (values > mostValues) return 'too-complex'
    if (depth > deepest) return 'too-deep'
    if (typeof value === 'string') return hasLoneSurrogate(value) ? 'lone-surrogate' : undefined
    if (typeof value !== 'object' || value === null) return undefined
    for (const [name, member] of Object.entries(value)) {
      if (name === '@import') return 'context-import'
      if (name === '__proto__') return 'forbidden-member'
      if (hasLoneSurrogate(name)) return 'lone-surrogate'
      if (name === '@context') inContext(member)
      const found = inside(member, depth + 1)
      if (found !== undefined) return found
    }
    return undefined
  }

  return inside(document, 0) ?? (unknownContext ? 'context-unknown' : undefined)
}
