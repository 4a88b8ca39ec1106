import type { Identifiers, Owner } from './identifiers.ts'
import type { JsonObject } from './json.ts'
import { joseAlgorithms, type PublicKey } from './keys.ts'

export interface KeyDocumentFacts {
  readonly owner: Owner
  /** Those that still stand: active and retired ones, never a compromised one. */
  readonly keys: readonly PublicKey[]
  readonly identifiers: Identifiers
  /** Other names of the same subject (DID Core §5.1.3). */
  readonly alsoKnownAs?: readonly string[]
}

/** The fragment under which a key that has a Multikey stands a second time, as a JWK. */
export const jwkFragment = (keyId: string) => `${keyId}-jwk`

/**
 * The DID document of an owner (DID Core 1.0, Controlled Identifiers §2.2). Each key is a verification method
 * listed for assertionMethod: a Multikey for embedded proofs, a JsonWebKey whose `kid` is its address for VC-JWT.
 */
export function didDocument(facts: KeyDocumentFacts): JsonObject {
  const { owner, keys, identifiers } = facts
  const did = identifiers.did(owner)
  const methods = keys.flatMap((key) => methodsOf(key, did, facts))
  const ids = methods.map((method) => method.id)
  const alsoKnownAs =
    facts.alsoKnownAs ?? (owner === 'service' ? [] : [identifiers.organizationUrl(owner)])
  return {
    // The DID context first: stock verifiers read such a document as plain JSON.
    '@context': [
      'https://www.w3.org/ns/did/v1',
      'https://w3id.org/security/multikey/v1',
      'https://w3id.org/security/jwk/v1',
    ],
    id: did,
    ...(alsoKnownAs.length === 0 ? {} : { alsoKnownAs: [...alsoKnownAs] }),
    ...(ids.length === 0 ? {} : { verificationMethod: methods, assertionMethod: ids }),
  }
}

function methodsOf(key: PublicKey, did: string, { owner, identifiers }: KeyDocumentFacts) {
  const publicKeyJwk = { ...key.publicJwk, kid: identifiers.keyUrl(owner, key.id) }
  const asJwk = (fragment: string) => ({
    id: identifiers.verificationMethod(did, fragment),
    type: 'JsonWebKey',
    controller: did,
    publicKeyJwk,
  })
  if (key.publicKeyMultibase === undefined) return [asJwk(key.id)]
  return [
    {
      id: identifiers.verificationMethod(did, key.id),
      type: 'Multikey',
      controller: did,
      publicKeyMultibase: key.publicKeyMultibase,
    },
    asJwk(jwkFragment(key.id)),
  ]
}

/** A JWK Set (RFC 7517 §5) with an `iss` per key, as 1EdTech's implementation guide for OB 3.0 describes. */
export function jwks({ owner, keys, identifiers }: KeyDocumentFacts): JsonObject {
  const iss = identifiers.did(owner)
  return {
    keys: keys.map((key) => ({
      ...key.publicJwk,
      kid: identifiers.keyUrl(owner, key.id),
      iss,
      use: 'sig',
      alg: joseAlgorithms[key.algorithm],
    })),
  }
}
