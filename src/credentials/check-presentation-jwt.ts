import { fits, keyTypes, publicJwkOf, readToken, timesOf, verify } from './check-jwt.ts'
import { isJsonObject, listOf, type Json, type JsonObject } from './json.ts'
import { proofAnswer, type FindKey, type ProofAnswer, type ProofCode } from './proof-answer.ts'

/** For which occasion and for whom a presentation must have been made. */
export interface Occasion {
  /** The verifier's own, that nobody could know before. */
  readonly challenge?: string
  /** The verifier itself. */
  readonly domain?: string
}

/** What a token says it presents, and who says so. */
export interface PresentationClaims {
  readonly presentation: JsonObject
  readonly holder?: string
}

const types: ReadonlySet<Json | undefined> = new Set([
  undefined,
  'jwt',
  'vp+jwt',
  'vp+ld+jwt',
  'application/vp+jwt',
])
const registered: ReadonlySet<string> = new Set('iss sub aud exp nbf iat jti nonce'.split(' '))

/**
 * The presentation in a compact JWT: VC-JOSE-COSE §3.1.2, whose payload is the presentation, and VC 1.1 §6.3.1, which
 * nests it under `vp`. Undefined for any other token.
 */
export function presentationIn(token: string): PresentationClaims | undefined {
  const payload = readToken(token)?.payload
  if (payload === undefined) return undefined
  const { vp, iss } = payload
  const own = Object.entries(payload).filter(([name]) => !registered.has(name))
  const presentation = isJsonObject(vp) ? vp : Object.fromEntries(own)
  if (!listOf(presentation['type']).includes('VerifiablePresentation')) return undefined
  const { holder = iss } = presentation
  const id = isJsonObject(holder) ? holder['id'] : holder
  return { presentation, ...(typeof id === 'string' ? { holder: id } : {}) }
}

/**
 * Checks the signature of a presentation as a JWT: by a key of whoever presents, for this occasion (`nonce`) and for
 * this verifier (`aud`). Never throws for what a token says; its times come back as `notBefore` and `expires`.
 * @param controller who must control the key; nobody where it is undefined
 */
export async function checkPresentationJwt(
  token: string,
  {
    findKey,
    controller,
    challenge,
    domain,
  }: Occasion & { readonly findKey: FindKey; readonly controller: string | undefined },
): Promise<ProofAnswer> {
  const parts = readToken(token)
  if (parts === undefined) return proofAnswer('jwt-malformed')
  const { header, payload } = parts
  const { alg, kid, typ } = header
  const answer = (code: ProofCode) =>
    proofAnswer(code, {
      ...(typeof kid === 'string' ? { keyId: kid } : {}),
      ...(typeof alg === 'string' ? { cryptosuite: alg } : {}),
      ...timesOf(payload),
    })
  const keyType =
    typeof alg === 'string' && Object.hasOwn(keyTypes, alg) ? keyTypes[alg] : undefined
  if (typeof alg !== 'string' || keyType === undefined) return answer('jwt-algorithm')
  // RFC 7515 §4.1.11: an extension that must be understood, and is not.
  if ('crit' in header || typeof kid !== 'string') return answer('jwt-header')
  if (!types.has(typeof typ === 'string' ? typ.toLowerCase() : typ)) return answer('jwt-header')
  const { iss } = payload
  if (iss !== undefined && iss !== controller) return answer('jwt-claims-differ')
  if (challenge !== undefined && payload['nonce'] !== challenge) return answer('proof-challenge')
  if (domain !== undefined && !listOf(payload['aud']).includes(domain))
    return answer('proof-domain')

  const key = await findKey(kid)
  if (key === undefined) return answer('key-unavailable')
  if (key.controller !== controller) return answer('key-not-of-issuer')
  const jwk = publicJwkOf(key)
  if (jwk === undefined || !fits(jwk, alg, keyType)) return answer('key-type')
  return answer(await verify(token, alg, jwk))
}
