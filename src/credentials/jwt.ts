import { jwkFragment } from './did-document.ts'
import { idOf, isJsonObject, type Json, type JsonObject } from './json.ts'
import { joseAlgorithms, signBytes, type Signer } from './keys.ts'

/** Seconds since 1970 (RFC 7519 NumericDate) of an RFC 3339 time; fractions are cut off. */
export function numericDate(time: string): number | undefined {
  const milliseconds = Date.parse(time)
  return Number.isNaN(milliseconds) ? undefined : Math.floor(milliseconds / 1000)
}

/** The registered claims that a credential implies (OB 3.0 §8.2.4.1). */
export interface CredentialClaims {
  readonly iss?: string
  readonly jti?: string
  readonly nbf?: number
  readonly sub?: string
  readonly exp?: number
}

/** What `iss`, `jti`, `nbf`, `sub` and `exp` must say for a credential, by the names of VC 2.0 and of VC 1.1. */
export function claimsOf(credential: JsonObject): CredentialClaims {
  const iss = idOf(credential['issuer'])
  const jti = idOf(credential['id'])
  const nbf = timeOf(credential['validFrom'] ?? credential['issuanceDate'])
  const exp = timeOf(credential['validUntil'] ?? credential['expirationDate'])
  const sub = isJsonObject(credential['credentialSubject'])
    ? idOf(credential['credentialSubject'])
    : undefined
  return {
    ...(iss === undefined ? {} : { iss }),
    ...(jti === undefined ? {} : { jti }),
    ...(nbf === undefined ? {} : { nbf }),
    ...(sub === undefined ? {} : { sub }),
    ...(exp === undefined ? {} : { exp }),
  }
}

function timeOf(value: Json | undefined): number | undefined {
  return typeof value === 'string' ? numericDate(value) : undefined
}

/**
 * Signs a credential as a VC-JWT of the Open Badges profile (OB 3.0 §8.2.4): the payload is the credential with
 * the registered claims beside its members. With RSA or Ed25519 the same input gives the same text.
 * @param credential without `proof`
 * @returns a compact JWS
 * @throws TypeError where the credential has a proof, or lacks what a claim is made of
 */
export function signJwt(credential: JsonObject, signer: Signer): string {
  const claims = claimsOf(credential)
  for (const name of ['iss', 'jti', 'nbf', 'sub'] as const) {
    if (claims[name] === undefined)
      throw new TypeError(`the credential has nothing for the claim ${name}`)
  }
  return signJws({ typ: 'JWT', kid: signer.keyUrl }, { ...credential, ...claims }, signer)
}

/**
 * Signs a credential as a VC-JWT of VC-JOSE-COSE §3.1.1: the payload is the credential, and nothing else.
 * @param kid where the key is found: its address, or the verification method of a DID
 * @returns a compact JWS, of media type `application/vc+jwt`
 * @throws TypeError where the credential has a proof
 */
export function signVcJwt(credential: JsonObject, signer: Signer, kid = kidOf(signer)): string {
  return signJws({ typ: 'vc+jwt', cty: 'vc', kid }, credential, signer)
}

/** The verification method that answers the key as a JWK. */
function kidOf({ algorithm, verificationMethod }: Signer): string {
  return algorithm === 'RS256' ? verificationMethod : jwkFragment(verificationMethod)
}

/**
 * Signs a presentation as a JWT of VC-JOSE-COSE §3.1.2: the payload is the presentation, and for whom and which occasion
 * it was made.
 * @returns a compact JWS, of media type `application/vp+jwt`
 * @throws TypeError where the presentation has a proof
 */
export function signVpJwt(
  presentation: JsonObject,
  signer: Signer,
  occasion: { readonly nonce?: string; readonly aud?: string } = {},
  kid = kidOf(signer),
): string {
  return signJws({ typ: 'vp+jwt', cty: 'vp', kid }, { ...presentation, ...occasion }, signer)
}

function signJws(header: JsonObject, payload: JsonObject, signer: Signer): string {
  if ('proof' in payload) throw new TypeError('a VC-JWT carries no embedded proof')
  const signed = `${encode({ alg: joseAlgorithms[signer.algorithm], ...header })}.${encode(payload)}`
  return `${signed}.${signBytes(signer, Buffer.from(signed)).toString('base64url')}`
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
