import { credentialsV2 } from './contexts/contexts.ts'
import { idOf, listOf, type JsonObject } from './json.ts'

/** What a token inside a data address secures, where its media type says so. */
export type Enveloped = 'credential' | 'presentation'

/** The media types of VC-JOSE-COSE, and older ones that are about. */
const tokenAddress = /^data:application\/(?:(vc|vp)(?:-ld)?\+)?jwt(?:;base64url)?[;,](.+)$/

const types: Readonly<Record<Enveloped, string>> = {
  credential: 'EnvelopedVerifiableCredential',
  presentation: 'EnvelopedVerifiablePresentation',
}

/** A credential that a JWT secures, as JSON that can stand inside something else (VC Data Model 2.0 §4.13). */
export function envelopedCredential(token: string): JsonObject {
  return {
    '@context': [credentialsV2],
    id: `data:application/vc+jwt,${token}`,
    type: [types.credential],
  }
}

/** The token in the id of an object, whatever its type says; nothing is known of the token yet. */
export function tokenIn(
  object: JsonObject,
): { readonly secures: Enveloped | undefined; readonly token: string } | undefined {
  const [, kind, token] = tokenAddress.exec(idOf(object) ?? '') ?? []
  if (token === undefined) return undefined
  const secures = kind === undefined ? undefined : kind === 'vc' ? 'credential' : 'presentation'
  return { secures, token }
}

/** The token of an envelope of this kind; undefined for any other object. */
export function envelopedToken(object: JsonObject, kind: Enveloped): string | undefined {
  if (!listOf(object['type']).includes(types[kind])) return undefined
  const found = tokenIn(object)
  return found?.secures === kind ? found.token : undefined
}
