import { idOf, isJsonObject, listOf, type Json, type JsonObject } from '../credentials/json.ts'
import type { VerificationKey } from '../credentials/proof.ts'
import { member, momentOf, textOf } from './json-values.ts'
import type { Resolver } from './resolve.ts'

/**
 * The keys that somebody's own document lists for a purpose, assertions where none is said (W3C Controlled Identifiers §2.3).
 * Undefined when it says nothing of keys at all, which is different from listing none.
 */
export function assertionKeys(
  document: JsonObject,
  now: Date,
  purpose: 'assertionMethod' | 'authentication' = 'assertionMethod',
): readonly VerificationKey[] | undefined {
  const controller = textOf(member(document, 'id'))
  if (controller === undefined) return undefined
  const listed = member(document, purpose)
  if (listed === undefined)
    return member(document, 'verificationMethod') === undefined ? undefined : []
  const methods = listOf(member(document, 'verificationMethod'))
  return listOf(listed).flatMap((entry) => {
    const wanted = absolute(idOf(entry), controller)
    const method = isJsonObject(entry)
      ? entry
      : methods.find((one) => absolute(idOf(one), controller) === wanted)
    const key = keyOf(method, controller)
    return key === undefined || key.controller !== controller || isOver(method, now) ? [] : [key]
  })
}

/** The key in a verification method, or in a bare JWK that stands under its own address. */
export function keyOf(method: Json | undefined, controller: string): VerificationKey | undefined {
  const id = absolute(idOf(method) ?? textOf(member(method, 'kid')), controller)
  if (id === undefined) return undefined
  const multibase = textOf(member(method, 'publicKeyMultibase'))
  const jwk = member(method, 'kty') === undefined ? member(method, 'publicKeyJwk') : method
  const owner = textOf(member(method, 'controller')) ?? controller
  if (multibase !== undefined) return { id, controller: owner, publicKeyMultibase: multibase }
  if (!isJsonObject(jwk) || Object.hasOwn(jwk, 'd')) return undefined
  return { id, controller: owner, publicJwk: jwk }
}

/**
 * 1EdTech's implementation guide: an https issuer may list its keys at `/.well-known/jwks.json` of its
 * origin; each key names its issuer in `iss`.
 */
export async function wellKnownKeys(
  issuerId: string,
  resolver: Resolver,
): Promise<readonly VerificationKey[] | undefined> {
  if (!issuerId.startsWith('https://') || !URL.canParse(issuerId)) return undefined
  const answer = await resolver.resolve(`${new URL(issuerId).origin}/.well-known/jwks.json`)
  if (!answer.ok) return undefined
  const own = listOf(member(answer.document, 'keys')).filter(
    (key) => member(key, 'iss') === issuerId,
  )
  const keys = own.flatMap((jwk) => keyOf(jwk, issuerId) ?? [])
  return keys.length === 0 ? undefined : keys
}

/** Controlled Identifiers §2.2: a method past its `expires` or `revoked` time verifies nothing any more. */
function isOver(method: Json | undefined, now: Date): boolean {
  return ['expires', 'revoked'].some((name) => {
    const value = member(method, name)
    const end = momentOf(value)
    return value !== undefined && (end === undefined || end <= now)
  })
}

function absolute(id: string | undefined, base: string): string | undefined {
  return id?.startsWith('#') === true ? base + id : id
}
