import type { Json, JsonObject } from './json.ts'

/** The members that say something: texts, numbers and truth values. Absent ones leave no member behind. */
export function given(facts: object): JsonObject {
  const members = Object.entries(facts).filter((one): one is [string, string | number | boolean] =>
    ['string', 'number', 'boolean'].includes(typeof one[1]),
  )
  return Object.fromEntries(members)
}

/** A member with all its values in an array; none at all where there are none (OB 3.0 §8.1). */
export function several(name: string, values: readonly Json[] | undefined): JsonObject {
  return values === undefined || values.length === 0 ? {} : { [name]: [...values] }
}

/** OB 3.0 §B.1.16 Image, under its member's name; none where there is no address. */
export function imageMember(id: string | undefined, caption: string | undefined): JsonObject {
  return id === undefined ? {} : { image: { id, type: 'Image', ...given({ caption }) } }
}

/** OB 3.0 §B.1.13 IdentifierEntry. */
export interface IdentifierFacts {
  readonly identifier: string
  /** One of the standard's terms, or `ext:` and a word. */
  readonly identifierType: string
}

export function identifierEntry({ identifier, identifierType }: IdentifierFacts): JsonObject {
  return { type: 'IdentifierEntry', identifier, identifierType }
}

/** Some members of an object, those that are there. */
export function picked<T extends object, K extends keyof T>(
  from: T,
  ...names: readonly K[]
): Pick<T, K> {
  const there = names.filter((name) => from[name] !== undefined)
  // A required member is always there, so what is left out is optional.
  return Object.fromEntries(there.map((name) => [name, from[name]])) as Pick<T, K>
}
