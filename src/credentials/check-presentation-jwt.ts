import { idOf, isJsonObject, listOf, type Json, type JsonObject } from './json.ts'
import {
  checkSignature,
  hasOddTimes,
  headerFault,
  namedByHeader,
  readToken,
  registeredClaims,
  timesOf,
} from './jws.ts'
import { proofAnswer, type FindKey, type ProofAnswer, type ProofCode } from './proof-answer.ts'

/** The answer, and the presentation that the token carries where it could be read at all. */
export type PresentationJwtAnswer = ProofAnswer & { readonly presentation?: JsonObject }

export interface ExpectedPresentation {
  /** Keys that the holder's document lists for authentication. */
  readonly findKey: FindKey
  /** Compared with the claim `nonce`. */
  readonly challenge?: string
  /** Must be among the values of the claim `aud`, each of them. */
  readonly domain?: string | readonly string[]
}

const w3cTypes: readonly Json[] = ['vp+jwt', 'application/vp+jwt', 'vp+ld+jwt']

/**
 * Checks a presentation that a JWT secures: VC-JOSE-COSE §3.1.2, and the form of VC 1.1 §6.3.1 with the presentation
 * nested under `vp`. The key must be the holder's. `nbf` and `exp` come back as `notBefore` and `expires`, to be held
 * against the clock. Never throws for what a token says.
 */
export async function checkPresentationJwt(
  token: string,
  { findKey, challenge, domain }: ExpectedPresentation,
): Promise<PresentationJwtAnswer> {
  const parts = readToken(token)
  if (parts === undefined) return proofAnswer('jwt-malformed')
  const { header, payload } = parts
  const presentation = presentationOf(header['typ'], payload)
  const answer = (code: ProofCode): PresentationJwtAnswer => ({
    ...proofAnswer(code, { ...namedByHeader(header), ...timesOf(payload) }),
    ...(presentation === undefined || presentation === 'other-type' ? {} : { presentation }),
  })

  if (presentation === undefined) return answer('jwt-malformed')
  const fault = headerFault(header)
  if (fault !== undefined) return answer(fault)
  if (presentation === 'other-type') return answer('jwt-header')
  if (hasOddTimes(payload)) return answer('proof-time')
  const { iss, nonce, aud } = payload
  const holder = idOf(presentation['holder']) ?? iss
  if (typeof holder !== 'string' || (iss !== undefined && iss !== holder)) {
    return answer('jwt-claims-differ')
  }
  if (challenge !== undefined && nonce !== challenge) return answer('proof-challenge')
  const audience = domain === undefined ? [] : [domain].flat()
  if (!audience.every((one) => listOf(aud).includes(one))) return answer('proof-domain')
  return answer(await checkSignature(token, header, findKey, holder))
}

function presentationOf(
  typ: Json | undefined,
  payload: JsonObject,
): JsonObject | 'other-type' | undefined {
  const nested = payload['vp']
  if (w3cTypes.includes(typeof typ === 'string' ? typ.toLowerCase() : null)) {
    const own = Object.entries(payload).filter(
      ([name]) => !registeredClaims.has(name) && name !== 'nonce',
    )
    return 'vc' in payload || nested !== undefined ? undefined : Object.fromEntries(own)
  }
  if (typ !== undefined && !(typeof typ === 'string' && typ.toLowerCase() === 'jwt')) {
    return 'other-type'
  }
  return isJsonObject(nested) ? nested : undefined
}
