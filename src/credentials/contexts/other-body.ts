import { isJsonObject, type Json, type JsonObject } from '../json.ts'
import { openBadgesV3, packagedContext } from './contexts.ts'

/**
 * Under this name goes the other body of context-3.0.3.json that is in the field. The JSON-LD library keeps contexts by
 * address, so two bodies cannot share one. No document may name it: it is not among the known contexts.
 */
export const otherOpenBadgesV3 = `${openBadgesV3}#with-endorsement-jwt`

/** What the other body says more. */
const endorsementJwt = {
  '@id': 'https://purl.imsglobal.org/spec/vc/ob/vocab.html#endorsementJwt',
  '@container': '@set',
}
const jti = { '@id': 'https://www.iana.org/assignments/jwt#jti', '@type': '@id' }

/** The other body: that of the npm package and two terms. */
export function otherBody(): object {
  const usual = packagedContext(openBadgesV3)
  const terms: unknown = usual === undefined ? undefined : Reflect.get(usual, '@context')
  if (!isJsonObject(terms)) throw new Error('the package has no context of OB 3.0')
  const members = Object.entries(terms).flatMap((one): (readonly [string, Json])[] =>
    one[0] === 'endorsement' ? [one, ['endorsementJwt', endorsementJwt]] : [one],
  )
  return { ...usual, '@context': { ...Object.fromEntries(members), jti } }
}

/**
 * The same document by the other body, wherever it names the context; undefined where that would change nothing. What a
 * document says is in its statements: the name of a context is in none of them.
 */
export function byOtherBody(document: JsonObject): JsonObject | undefined {
  const text = JSON.stringify(document)
  if (!text.includes('"endorsementJwt":') && !text.includes('"jti":')) return undefined
  const renamed = members(document)
  return JSON.stringify(renamed) === text ? undefined : renamed
}

function members(object: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(object).map(([name, value]) => [name, inside(value, name === '@context')]),
  )
}

function inside(value: Json, inContext: boolean): Json {
  if (value === openBadgesV3 && inContext) return otherOpenBadgesV3
  if (Array.isArray(value)) return value.map((one) => inside(one, inContext))
  return isJsonObject(value) ? members(value) : value
}
