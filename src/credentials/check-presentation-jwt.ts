import {
  fits,
  keyTypes,
  publicJwkOf,
  readToken,
  registered,
  timesOf,
  verifyJws,
} from './check-jwt.ts'
import { idOf, isJsonObject, listOf, type Json, type JsonObject } from './json.ts'
import { proofAnswer, type FindKey, type ProofAnswer, type ProofCode } from './proof-answer.ts'

/** The answer, and the presentation that the token carries where it could be read at all. */
export type PresentationJwtAnswer = ProofAnswer & { readonly presentation?: JsonObject }

/** What a verifier asked for, so that a token made for another occasion is no good. */
export interface Occasion {
  readonly challenge?: string | undefined
  readonly domain?: string | readonly string[] | undefined
}

/**
 * Checks the token of an enveloped presentation: VC-JOSE-COSE §3.1.2, whose payload is the presentation, or VC 1.1
 * §6.3.1, which nests it under `vp`. The key must be the holder's; `nonce` and `aud` answer the challenge and the
 * domain. Never throws for what a token says.
 */
export async function checkPresentationJwt(
  token: string,
  findKey: FindKey,
  occasion: Occasion = {},
): Promise<PresentationJwtAnswer> {
  const parts = readToken(token)
  if (parts === undefined) return proofAnswer('jwt-malformed')
  const { header, payload } = parts
  const { alg, kid, typ } = header
  const presentation = presentationOf(payload, typ)
  const named = {
    ...(typeof kid === 'string' ? { keyId: kid } : {}),
    ...(typeof alg === 'string' ? { cryptosuite: alg } : {}),
    ...timesOf(payload),
  }
  const answer = (code: ProofCode): PresentationJwtAnswer => ({
    ...proofAnswer(code, named),
    ...(presentation === undefined ? {} : { presentation }),
  })

  if (presentation === undefined) return answer('jwt-header')
  const keyType =
    typeof alg === 'string' && Object.hasOwn(keyTypes, alg) ? keyTypes[alg] : undefined
  if (typeof alg !== 'string' || keyType === undefined) return answer('jwt-algorithm')
  if ('crit' in header || typeof kid !== 'string') return answer('jwt-header')
  const fault = occasionFault(payload, occasion)
  if (fault !== undefined) return answer(fault)
  const key = await findKey(kid)
  if (key === undefined) return answer('key-unavailable')
  const holder = idOf(presentation['holder']) ?? payload['iss'] ?? key.controller
  if (key.controller !== holder) return answer('key-not-of-issuer')
  if (payload['iss'] !== undefined && payload['iss'] !== holder) return answer('jwt-claims-differ')
  const publicJwk = publicJwkOf(key)
  if (publicJwk === undefined || !fits(publicJwk, alg, keyType)) return answer('key-type')
  return answer(await verifyJws(token, alg, publicJwk))
}

const presentationTypes: ReadonlySet<Json | undefined> = new Set(['vp+jwt', 'application/vp+jwt'])

/** VC-JOSE-COSE §1.1.2.1: the claims `vc` and `vp` are not there. A token of VC 1.1 is known by its `vp`. */
function presentationOf(payload: JsonObject, typ: Json | undefined): JsonObject | undefined {
  const { vp, vc } = payload
  if (presentationTypes.has(typeof typ === 'string' ? typ.toLowerCase() : typ)) {
    if (vp !== undefined || vc !== undefined) return undefined
    const members = Object.entries(payload).filter(([name]) => !registered.has(name))
    return Object.fromEntries(members)
  }
  const isOld = typ === undefined || (typeof typ === 'string' && typ.toUpperCase() === 'JWT')
  return isOld && isJsonObject(vp) ? vp : undefined
}

function occasionFault(
  { nonce, aud }: JsonObject,
  { challenge, domain }: Occasion,
): ProofCode | undefined {
  if (challenge !== undefined && nonce !== challenge) return 'proof-challenge'
  const wanted = domain === undefined ? [] : [domain].flat()
  return wanted.every((one) => listOf(aud).includes(one)) ? undefined : 'proof-domain'
}
