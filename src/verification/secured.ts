import { envelopedToken } from '../credentials/envelope.ts'
import { isJsonObject, listOf, parseJson, type Json, type JsonObject } from '../credentials/json.ts'
import { olderVersionOf } from '../credentials/open-badges-2/version.ts'
import { WaymarkError } from '../errors.ts'
import { hasType, member } from './json-values.ts'

/** A secured statement: JSON with an embedded proof, or a compact JWT around its claims. */
export type Secured =
  | { readonly form: 'embedded'; readonly credential: JsonObject }
  | { readonly form: 'jwt'; readonly token: string; readonly credential: JsonObject }

/** What text was found to be when it was no credential. */
export type NotSecured =
  | 'nothing'
  | 'text'
  | 'address'
  | 'broken-json'
  | 'json-without-credential'
  | 'several-credentials'
  | 'broken-jwt'

export type Opened =
  | { readonly ok: true; readonly secured: Secured; readonly text: string }
  | { readonly ok: false; readonly found: NotSecured }

/** A wrapper in a wrapper in a wrapper. */
const maxWrappings = 3

const compactJwt = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/

/** Text to a secured statement: JSON, a compact JWT, or JSON that wraps one of them. */
export function openSecured(text: string, wrappings = maxWrappings): Opened {
  const trimmed = text.replace(/^\uFEFF/, '').trim()
  if (trimmed === '') return { ok: false, found: 'nothing' }
  if (compactJwt.test(trimmed)) return openJwt(trimmed)
  if (/^https?:\/\/\S+$/i.test(trimmed)) return { ok: false, found: 'address' }
  if (!/^[[{"]/.test(trimmed)) return { ok: false, found: 'text' }
  const value = parsed(trimmed)
  return value === undefined
    ? { ok: false, found: 'broken-json' }
    : openValue(value, trimmed, wrappings)
}

function openValue(value: Json, text: string, wrappings: number): Opened {
  if (typeof value === 'string') {
    return wrappings === 0 ? { ok: false, found: 'text' } : openSecured(value, wrappings - 1)
  }
  if (Array.isArray(value)) return openOneOf(value, wrappings)
  if (!isJsonObject(value)) return { ok: false, found: 'json-without-credential' }
  const enveloped = envelopedToken(value, 'credential')
  if (enveloped !== undefined) return openJwt(enveloped)
  const inside = member(value, 'verifiableCredential')
  // A CLR's subject holds credentials too; only the outermost member is a wrapper.
  if (inside !== undefined && !hasType(value, 'VerifiableCredential')) {
    return openOneOf(listOf(inside), wrappings)
  }
  const telling = ['type', '@context', 'proof', 'credentialSubject']
  const tells = telling.some((name) => Object.hasOwn(value, name))
  if (!tells && olderVersionOf(value) === undefined) {
    return { ok: false, found: 'json-without-credential' }
  }
  return { ok: true, secured: { form: 'embedded', credential: value }, text }
}

function openOneOf(values: readonly Json[], wrappings: number): Opened {
  const [value] = values
  if (values.length > 1) return { ok: false, found: 'several-credentials' }
  if (value === undefined || wrappings === 0) return { ok: false, found: 'json-without-credential' }
  return openValue(value, JSON.stringify(value), wrappings - 1)
}

/** The claims of a JWT as a credential. Nothing is trusted here: `checkJwt` reads the token again. */
function openJwt(token: string): Opened {
  const payload = parsed(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'))
  if (!isJsonObject(payload)) return { ok: false, found: 'broken-jwt' }
  const nested = member(payload, 'vc')
  const credential = isJsonObject(nested) ? nested : payload
  return { ok: true, secured: { form: 'jwt', token, credential }, text: token }
}

function parsed(text: string): Json | undefined {
  try {
    return parseJson(text)
  } catch (error) {
    if (error instanceof WaymarkError) return undefined
    throw error
  }
}
