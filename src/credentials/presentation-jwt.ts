import { isJsonObject, listOf, type JsonObject } from './json.ts'
import { readToken, registeredClaims } from './jws.ts'

/** What a token says it presents, and who says so. */
export interface PresentationClaims {
  readonly presentation: JsonObject
  readonly holder?: string
}

/**
 * The presentation in a compact JWT: VC-JOSE-COSE §3.1.2, whose payload is the presentation, and VC 1.1 §6.3.1, which
 * nests it under `vp`. Undefined for any other token. Nothing is trusted here: `checkPresentationJwt` reads it again.
 */
export function presentationIn(token: string): PresentationClaims | undefined {
  const payload = readToken(token)?.payload
  if (payload === undefined) return undefined
  const { vp, iss } = payload
  const own = Object.entries(payload).filter(([name]) => !registeredClaims.has(name))
  const presentation = isJsonObject(vp) ? vp : Object.fromEntries(own)
  if (!listOf(presentation['type']).includes('VerifiablePresentation')) return undefined
  const { holder = iss } = presentation
  const id = isJsonObject(holder) ? holder['id'] : holder
  return { presentation, ...(typeof id === 'string' ? { holder: id } : {}) }
}
