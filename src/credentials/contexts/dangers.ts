import { hasLoneSurrogate, isJsonObject } from '../json.ts'
import { hasAliases } from './aliases.ts'
import type { Contexts } from './contexts.ts'

/** Why a document must not reach the JSON-LD library. */
export type Danger =
  /** Poisons the library's shared cache for every later document (jsonld.js issue 537). */
  | 'context-import'
  /** Is lost on the way into a JSON literal, so the signature would not cover it. */
  | 'forbidden-member'
  /** Names a context that is not among ours: the terms have no meaning here. */
  | 'context-unknown'
  /** Can call a word of the standard by another name, under which no check would look for it. */
  | 'terms-aliased'
  | 'lone-surrogate'
  | 'too-deep'
  | 'too-complex'

const deepest = 64
/** What one core canonicalizes in a fraction of a second; an Open Badge has a hundred or two, our biggest under a thousand. */
const mostValues = 2_000
/** A transcript or a presentation holds up to some dozens of badges; its proof covers them all. */
const mostOfMany = 15_000

/**
 * Looks through the whole document before any JSON-LD call; undefined where nothing is wrong.
 * The worst finding wins: a context that we do not know is only reported where nothing else is wrong.
 */
export function findDanger(document: object, contexts: Contexts): Danger | undefined {
  const named = new Set<string>()
  let values = 0
  const most = holdsMany(document) ? mostOfMany : mostValues

  const inside = (value: unknown, depth: number): Danger | undefined => {
    values += 1
    if (values > most) return 'too-complex'
    if (depth > deepest) return 'too-deep'
    if (typeof value === 'string') return hasLoneSurrogate(value) ? 'lone-surrogate' : undefined
    if (typeof value !== 'object' || value === null) return undefined
    for (const [name, member] of Object.entries(value)) {
      if (name === '@import') return 'context-import'
      if (name === '__proto__') return 'forbidden-member'
      if (hasLoneSurrogate(name)) return 'lone-surrogate'
      if (name === '@context') contextNames(member).forEach((one) => named.add(one))
      const found = inside(member, depth + 1)
      if (found !== undefined) return found
    }
    return undefined
  }

  const found = inside(document, 0)
  if (found !== undefined) return found
  if (isJsonObject(document) && hasAliases(document)) return 'terms-aliased'
  return [...named].every((one) => contexts.has(one)) ? undefined : 'context-unknown'
}

function holdsMany(document: object): boolean {
  const types: readonly unknown[] = 'type' in document ? [document.type].flat() : []
  return types.includes('ClrCredential') || types.includes('VerifiablePresentation')
}

function contextNames(value: unknown): readonly string[] {
  const entries: readonly unknown[] = Array.isArray(value) ? value : [value]
  return entries.filter((one) => typeof one === 'string')
}
