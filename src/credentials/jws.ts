import { compactVerify, errors, importJWK } from 'jose'
import { WaymarkError } from '../errors.ts'
import {
  defaultJsonLimits,
  isJsonObject,
  parseJsonObject,
  type Json,
  type JsonObject,
} from './json.ts'
import { jwkOf } from './multikey.ts'
import type { FindKey, ProofAnswer, ProofCode, VerificationKey } from './proof-answer.ts'

/** The head and the claims of a token. */
export interface JwtParts {
  readonly header: JsonObject
  readonly payload: JsonObject
}

interface KeyType {
  readonly kty: string
  readonly crv?: string
}

/** By algorithm, the keys it may be used with: an allow-list, so neither `none` nor a shared secret gets in. */
const keyTypes: Readonly<Record<string, KeyType>> = {
  RS256: { kty: 'RSA' },
  PS256: { kty: 'RSA' },
  ES256: { kty: 'EC', crv: 'P-256' },
  ES384: { kty: 'EC', crv: 'P-384' },
  ES512: { kty: 'EC', crv: 'P-521' },
  EdDSA: { kty: 'OKP', crv: 'Ed25519' },
  Ed25519: { kty: 'OKP', crv: 'Ed25519' },
}

/** Takes a compact JWS of JSON apart (RFC 7515 §7.1); undefined where it cannot be. */
export function readToken(token: string): JwtParts | undefined {
  if (token.length > defaultJsonLimits.length || !/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token))
    return undefined
  const [header = '', payload = ''] = token.split('.')
  try {
    return { header: decode(header), payload: decode(payload) }
  } catch (error) {
    if (error instanceof WaymarkError || error instanceof TypeError) return undefined
    throw error
  }
}

/** Why a head is refused before anything is asked: its algorithm is not on our list, or it asks for what we do not understand. */
export function headerFault(header: JsonObject): 'jwt-algorithm' | 'jwt-header' | undefined {
  if (keyTypeOf(header['alg']) === undefined) return 'jwt-algorithm'
  // RFC 7515 §4.1.11: an extension that must be understood, and is not.
  return 'crit' in header ? 'jwt-header' : undefined
}

/** What the head of a token says of its proof. */
export function namedByHeader({
  kid,
  alg,
}: JsonObject): Pick<ProofAnswer, 'keyId' | 'cryptosuite'> {
  return {
    ...(typeof kid === 'string' ? { keyId: kid } : {}),
    ...(typeof alg === 'string' ? { cryptosuite: alg } : {}),
  }
}

/**
 * Holds the signature of a token against the key that its head names, which must be the controller's and fit the
 * algorithm.
 */
export async function checkSignature(
  token: string,
  header: JsonObject,
  findKey: FindKey,
  controller: string | undefined,
): Promise<ProofCode> {
  const { alg, kid, jwk } = header
  const keyType = keyTypeOf(alg)
  if (typeof alg !== 'string' || keyType === undefined) return 'jwt-algorithm'
  const inHeader = kid === undefined && isJsonObject(jwk) ? jwk : undefined
  if (inHeader === undefined && typeof kid !== 'string') return 'jwt-header'
  // OB 3.0 §8.2.3: a key in a header never carries its private half.
  if (isJsonObject(jwk) && 'd' in jwk) return 'jwt-header'
  const key = typeof kid === 'string' ? await findKey(kid) : undefined
  if (inHeader === undefined && key === undefined) return 'key-unavailable'
  if (key !== undefined && key.controller !== controller) return 'key-not-of-issuer'
  const publicJwk = inHeader ?? publicJwkOf(key)
  if (publicJwk === undefined || !fits(publicJwk, alg, keyType)) return 'key-type'
  const code = await verify(token, alg, publicJwk)
  // A key that merely came along shows that nothing was changed, not who signed.
  return code === 'proof-good' && inHeader !== undefined ? 'key-only-in-header' : code
}

function keyTypeOf(alg: Json | undefined): KeyType | undefined {
  return typeof alg === 'string' && Object.hasOwn(keyTypes, alg) ? keyTypes[alg] : undefined
}

async function verify(token: string, alg: string, publicJwk: JsonObject): Promise<ProofCode> {
  try {
    const { kty = '', crv, x, y, n, e } = textsOf(publicJwk)
    const material = { kty, ...present({ crv, x, y, n, e }) }
    await compactVerify(token, await importJWK(material, alg), { algorithms: [alg] })
    return 'proof-good'
  } catch (error) {
    // Anything but a wrong signature is about the key: malformed, or too short (jose wants 2048 bits).
    return error instanceof errors.JWSSignatureVerificationFailed ? 'signature-invalid' : 'key-type'
  }
}

function textsOf(object: JsonObject): Readonly<Record<string, string>> {
  const texts = Object.entries(object).filter(
    (one): one is [string, string] => typeof one[1] === 'string',
  )
  return Object.fromEntries(texts)
}

function present(members: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return textsOf(
    Object.fromEntries(
      Object.entries(members).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value]],
      ),
    ),
  )
}

function fits(jwk: JsonObject, alg: string, { kty, crv }: KeyType): boolean {
  if (jwk['kty'] !== kty || (crv !== undefined && jwk['crv'] !== crv)) return false
  const meantFor = jwk['alg']
  const edwards = (name: Json | undefined) => name === 'EdDSA' || name === 'Ed25519'
  if (meantFor !== undefined && meantFor !== alg && !(edwards(meantFor) && edwards(alg)))
    return false
  return jwk['use'] === undefined || jwk['use'] === 'sig'
}

function publicJwkOf(key: VerificationKey | undefined): JsonObject | undefined {
  if (key?.publicJwk !== undefined) return key.publicJwk
  if (key?.publicKeyMultibase === undefined) return undefined
  try {
    return jwkOf(key.publicKeyMultibase)
  } catch {
    return undefined
  }
}

function decode(part: string): JsonObject {
  const bytes = Buffer.from(part, 'base64url')
  return parseJsonObject(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
}

/** The seconds of the first and the last moment that RFC 3339 can write. */
const firstSecond = -62_167_219_200
const lastSecond = 253_402_300_799

/** A NumericDate (RFC 7519 §2) as RFC 3339 in UTC: one that lies beyond its years as the first or last moment of them. */
export function timeText(claim: Json | undefined): string | undefined {
  if (typeof claim !== 'number') return undefined
  const seconds = Math.min(Math.max(claim, firstSecond), lastSecond)
  return `${new Date(seconds * 1000).toISOString().slice(0, -5)}Z`
}

/** Whether a token limits itself by something that is no time: nobody can tell when it may be relied on. */
export function hasOddTimes(payload: JsonObject): boolean {
  return ['nbf', 'exp'].some(
    (name) => Object.hasOwn(payload, name) && typeof payload[name] !== 'number',
  )
}

/** From when and until when the token says that it may be relied on. */
export function timesOf({ nbf, exp }: JsonObject): Pick<ProofAnswer, 'notBefore' | 'expires'> {
  const notBefore = timeText(nbf)
  const expires = timeText(exp)
  return {
    ...(notBefore === undefined ? {} : { notBefore }),
    ...(expires === undefined ? {} : { expires }),
  }
}

/** The claims that RFC 7519 §4.1 registers. */
export const registeredClaims: ReadonlySet<string> = new Set([
  'iss',
  'sub',
  'aud',
  'exp',
  'nbf',
  'iat',
  'jti',
])
