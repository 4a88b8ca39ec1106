import { idOf, isJsonObject, type Json, type JsonObject } from './json.ts'
import {
  checkSignature,
  hasOddTimes,
  headerFault,
  namedByHeader,
  readToken,
  registeredClaims,
  timesOf,
  timeText,
} from './jws.ts'
import { claimsOf, type CredentialClaims } from './jwt.ts'
import { proofAnswer, type FindKey, type ProofAnswer, type ProofCode } from './proof-answer.ts'

/** The answer, and the credential that the token carries where it could be read at all. */
export type JwtAnswer = ProofAnswer & { readonly credential?: JsonObject }

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
  const profile = profileOf(header['typ'])
  const credential = credentialOf(payload, profile)
  const answer = (code: ProofCode): JwtAnswer => ({
    ...proofAnswer(code, {
      ...namedByHeader(header),
      ...(profile === 'w3c' ? timesOf(payload) : {}),
    }),
    ...(credential === undefined ? {} : { credential }),
  })

  if (credential === undefined) return answer('jwt-malformed')
  const fault = headerFault(header)
  if (fault !== undefined) return answer(fault)
  if (profile === undefined) return answer('jwt-header')
  if (profile === 'w3c' && hasOddTimes(payload)) return answer('proof-time')
  if (!claimsAgree(payload, credential, profile)) return answer('jwt-claims-differ')
  return answer(await checkSignature(token, header, findKey, idOf(credential['issuer'])))
}

/** The credential without the registered claims; from `vc` with the claims put back (VC 1.1 §6.3.1, decoding). */
function credentialOf(payload: JsonObject, profile: Profile | undefined): JsonObject | undefined {
  const nested = payload['vc']
  // VC-JOSE-COSE §3.1.1: there the payload is the credential, and neither claim may be there.
  if (profile === 'w3c' && (nested !== undefined || 'vp' in payload)) return undefined
  if (nested === undefined) {
    const members = Object.entries(payload).filter(([name]) => !registeredClaims.has(name))
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
