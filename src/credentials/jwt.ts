import { sign } from 'node:crypto'
import { idOf, isJsonObject, type Json, type JsonObject } from './json.ts'
import type { Signer } from './keys.ts'

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
 * the registered claims beside its members; RS256 or EdDSA by the key. Both are deterministic: same input, same text.
 * @param credential without `proof`
 * @returns a compact JWS
 * @throws TypeError where the credential has a proof, or lacks what a claim is made of
 */
export function signJwt(credential: JsonObject, signer: Signer): string {
  if ('proof' in credential) throw new TypeError('a VC-JWT carries no embedded proof')
  const claims = claimsOf(credential)
  for (const name of ['iss', 'jti', 'nbf', 'sub'] as const) {
    if (claims[name] === undefined)
      throw new TypeError(`the credential has nothing for the claim ${name}`)
  }
  const header = { alg: joseAlgorithm(signer), typ: 'JWT', kid: signer.keyUrl }
  const signed = `${encode(header)}.${encode({ ...credential, ...claims })}`
  const digest = signer.algorithm === 'RS256' ? 'sha256' : null
  return `${signed}.${sign(digest, Buffer.from(signed), signer.privateKey).toString('base64url')}`
}

function joseAlgorithm({ algorithm, privateKey }: Signer): 'EdDSA' | 'RS256' {
  const type = algorithm === 'RS256' ? 'rsa' : 'ed25519'
  if (privateKey.asymmetricKeyType !== type) throw new TypeError(`the key is not for ${algorithm}`)
  return algorithm === 'RS256' ? 'RS256' : 'EdDSA'
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
