import { compactVerify, errors, importJWK } from 'jose'
import { WaymarkError } from '../errors.ts'
import {
  defaultJsonLimits,
  idOf,
  isJsonObject,
  parseJsonObject,
  type Json,
  type JsonObject,
} from './json.ts'
import { claimsOf, type CredentialClaims } from './jwt.ts'
import { jwkOf } from './multikey.ts'
import {
  proofAnswer,
  type FindKey,
  type ProofAnswer,
  type ProofCode,
  type VerificationKey,
} from './proof-answer.ts'

/** The answer, and the credential that the token carries where it could be read at all. */
export type JwtAnswer = ProofAnswer & { readonly credential?: JsonObject }

/** By algorithm, the keys it may be used with: an allow-list, so neither `none` nor a shared secret gets in. */
export const keyTypes: Readonly<Record<string, { readonly kty: string; readonly crv?: string }>> = {
  RS256: { kty: 'RSA' },
  PS256: { kty: 'RSA' },
  ES256: { kty: 'EC', crv: 'P-256' },
  ES384: { kty: 'EC', crv: 'P-384' },
  EdDSA: { kty: 'OKP', crv: 'Ed25519' },
  Ed25519: { kty: 'OKP', crv: 'Ed25519' },
}

type Profile = 'open-badges' | 'w3c'

/** `typ` values: none or `JWT` for the Open Badges profile, `vc+jwt` for VC-JOSE-COSE. */
const profileOfType: Readonly<Record<string, Profile>> = {
  jwt: 'open-badges',
  'vc+jwt': 'w3c',
  'vc+ld+jwt': 'w3c',
  'application/vc+jwt': 'w3c',
}

function profileOf(typ: Json | undefined): Profile | undefined {
  if (typ === undefined) return 'open-badges'
  const name = typeof typ === 'string' ? typ.toLowerCase() : ''
  return Object.hasOwn(profileOfType, name) ? profileOfType[name] : undefined
}

/**
 * Checks a VC-JWT of any origin: the profile of OB 3.0 §8.2, the same with the credential nested under `vc` as VC 1.1
 * §6.3.1 has it, and W3C VC-JOSE-COSE §3.1.1. The algorithm must be on our list and fit the key. Never throws for
 * what a token says. For a token of VC-JOSE-COSE, `nbf` and `exp` are about the signature: they come back as
 * `notBefore` and `expires`, to be held against the clock.
 */
export async function checkJwt(token: string, findKey: FindKey): Promise<JwtAnswer> {
  const parts = readToken(token)
  if (parts === undefined) return proofAnswer('jwt-malformed')
  const { header, payload } = parts
  const { alg, kid, jwk, typ } = header
  const named = {
    ...(typeof kid === 'string' ? { keyId: kid } : {}),
    ...(typeof alg === 'string' ? { cryptosuite: alg } : {}),
  }
  const profile = profileOf(typ)
  const credential = credentialOf(payload)
  const answer = (code: ProofCode): JwtAnswer => ({
    ...proofAnswer(code, { ...named, ...(profile === 'w3c' ? timesOf(payload) : {}) }),
    ...(credential === undefined ? {} : { credential }),
  })

  if (credential === undefined) return answer('jwt-malformed')
  const keyType =
    typeof alg === 'string' && Object.hasOwn(keyTypes, alg) ? keyTypes[alg] : undefined
  if (typeof alg !== 'string' || keyType === undefined) return answer('jwt-algorithm')
  // RFC 7515 §4.1.11: an extension that must be understood, and is not.
  if (profile === undefined || 'crit' in header) return answer('jwt-header')
  if (!claimsAgree(payload, credential, profile)) return answer('jwt-claims-differ')

  const inHeader = kid === undefined && isJsonObject(jwk) ? jwk : undefined
  if (inHeader === undefined && typeof kid !== 'string') return answer('jwt-header')
  // OB 3.0 §8.2.3: a key in a header never carries its private half.
  if (isJsonObject(jwk) && 'd' in jwk) return answer('jwt-header')
  const key = typeof kid === 'string' ? await findKey(kid) : undefined
  if (inHeader === undefined && key === undefined) return answer('key-unavailable')
  if (key !== undefined && key.controller !== idOf(credential['issuer'])) {
    return answer('key-not-of-issuer')
  }
  const publicJwk = inHeader ?? publicJwkOf(key)
  if (publicJwk === undefined || !fits(publicJwk, alg, keyType)) return answer('key-type')
  const code = await verifyJws(token, alg, publicJwk)
  // A key that merely came along shows that nothing was changed, not who signed.
  return answer(code === 'proof-good' && inHeader !== undefined ? 'key-only-in-header' : code)
}

export async function verifyJws(
  token: string,
  alg: string,
  publicJwk: JsonObject,
): Promise<ProofCode> {
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

export function fits(
  jwk: JsonObject,
  alg: string,
  { kty, crv }: { readonly kty: string; readonly crv?: string },
): boolean {
  if (jwk['kty'] !== kty || (crv !== undefined && jwk['crv'] !== crv)) return false
  const meantFor = jwk['alg']
  const edwards = (name: Json | undefined) => name === 'EdDSA' || name === 'Ed25519'
  if (meantFor !== undefined && meantFor !== alg && !(edwards(meantFor) && edwards(alg)))
    return false
  return jwk['use'] === undefined || jwk['use'] === 'sig'
}

export function publicJwkOf(key: VerificationKey | undefined): JsonObject | undefined {
  if (key?.publicJwk !== undefined) return key.publicJwk
  if (key?.publicKeyMultibase === undefined) return undefined
  try {
    return jwkOf(key.publicKeyMultibase)
  } catch {
    return undefined
  }
}

/** The two halves of a compact JWS; nothing in them is believed yet. */
export function readToken(token: string): { header: JsonObject; payload: JsonObject } | undefined {
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

function decode(part: string): JsonObject {
  const bytes = Buffer.from(part, 'base64url')
  return parseJsonObject(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
}

export const registered: ReadonlySet<string> = new Set([
  'iss',
  'sub',
  'aud',
  'exp',
  'nbf',
  'iat',
  'jti',
])

/** The credential without the registered claims; from `vc` with the claims put back (VC 1.1 §6.3.1, decoding). */
function credentialOf(payload: JsonObject): JsonObject | undefined {
  const nested = payload['vc']
  if (nested === undefined) {
    const members = Object.entries(payload).filter(([name]) => !registered.has(name))
    return Object.fromEntries(members)
  }
  if (!isJsonObject(nested)) return undefined
  const { iss, jti, nbf, sub, exp } = payload
  const subject = nested['credentialSubject']
  const withSubject =
    isJsonObject(subject) && typeof sub === 'string' && subject['id'] === undefined
  return {
    ...nested,
    ...(nested['id'] === undefined && typeof jti === 'string' ? { id: jti } : {}),
    ...(nested['issuer'] === undefined && typeof iss === 'string' ? { issuer: iss } : {}),
    ...(withSubject ? { credentialSubject: { id: sub, ...subject } } : {}),
    ...timeMember(nested, 'issuanceDate', 'validFrom', nbf),
    ...timeMember(nested, 'expirationDate', 'validUntil', exp),
  }
}

function timeMember(
  nested: JsonObject,
  old: string,
  now: string,
  claim: Json | undefined,
): JsonObject {
  const there = nested[old] !== undefined || nested[now] !== undefined
  const time = timeText(claim)
  return there || time === undefined ? {} : { [old]: time }
}

/** A NumericDate as RFC 3339 in UTC; undefined beyond what a Date can hold. */
function timeText(claim: Json | undefined): string | undefined {
  if (typeof claim !== 'number' || Math.abs(claim) > 8_640_000_000_000) return undefined
  return `${new Date(claim * 1000).toISOString().slice(0, -5)}Z`
}

export function timesOf({ nbf, exp }: JsonObject): Pick<ProofAnswer, 'notBefore' | 'expires'> {
  const notBefore = timeText(nbf)
  const expires = timeText(exp)
  return {
    ...(notBefore === undefined ? {} : { notBefore }),
    ...(expires === undefined ? {} : { expires }),
  }
}

/**
 * OB 3.0 §8.2.4.1: `iss`, `jti` and `nbf` are there and say what the credential says; so does `sub` where the subject
 * has an id, and `exp` where there is an end. In VC-JOSE-COSE they may be absent, and times are not the credential's.
 */
function claimsAgree(payload: JsonObject, credential: JsonObject, profile: Profile): boolean {
  const expected: CredentialClaims = claimsOf(credential)
  const same = (name: keyof CredentialClaims) => {
    const claim = payload[name]
    return typeof claim === 'number'
      ? Math.floor(claim) === expected[name]
      : claim === expected[name]
  }
  if (profile === 'w3c') {
    return (['iss', 'jti', 'sub'] as const).every(
      (name) => payload[name] === undefined || same(name),
    )
  }
  // Nested under `vc`, it may be a credential of another kind, that has no beginning.
  const needed = expected.iss !== undefined && (expected.nbf !== undefined || 'vc' in payload)
  return needed && (['iss', 'jti', 'nbf', 'sub', 'exp'] as const).every(same)
}
