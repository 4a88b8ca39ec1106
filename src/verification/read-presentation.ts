import { envelopedToken } from '../credentials/envelope.ts'
import { presentationIn } from '../credentials/presentation-jwt.ts'
import {
  idOf,
  isJsonObject,
  listOf,
  parseJson,
  type Json,
  type JsonObject,
} from '../credentials/json.ts'
import { WaymarkError } from '../errors.ts'
import { hasType, member } from './json-values.ts'

/** Credentials that somebody shows, and how it is secured that they do. */
export type Presentation = {
  readonly document: JsonObject
  /** Who says to present them. */
  readonly holder?: string
  readonly credentials: readonly Json[]
} & ({ readonly form: 'embedded' | 'unsigned' } | { readonly form: 'jwt'; readonly token: string })

const compactJwt = /^[\w-]+\.[\w-]+\.[\w-]+$/

/**
 * Text to a presentation (VC Data Model 2.0 §4.13): JSON with or without a proof, a compact JWT, an envelope around one,
 * or several credentials in a list. Undefined for anything else, and for one credential in an unsigned wrapper: that is
 * the credential.
 */
export function readPresentation(text: string): Presentation | undefined {
  const trimmed = text.replace(/^\uFEFF/, '').trim()
  if (compactJwt.test(trimmed)) return ofToken(trimmed)
  const value = /^[[{"]/.test(trimmed) ? parsed(trimmed) : undefined
  const found = value === undefined ? undefined : presentationOf(value)
  const isWrapper = found?.form === 'unsigned' && found.credentials.length === 1
  return isWrapper ? undefined : found
}

/** The same of a value that has to be a presentation, where only that was asked for. */
export function presentationOf(value: Json): Presentation | undefined {
  if (typeof value === 'string') return compactJwt.test(value) ? ofToken(value) : undefined
  if (Array.isArray(value)) {
    const document = { type: ['VerifiablePresentation'], verifiableCredential: value }
    return value.length === 0 ? undefined : { form: 'unsigned', document, credentials: value }
  }
  if (!isJsonObject(value)) return undefined
  if (hasType(value, 'EnvelopedVerifiablePresentation')) {
    const token = envelopedToken(value, 'presentation')
    return token === undefined ? undefined : ofToken(token)
  }
  const isOne = hasType(value, 'VerifiablePresentation')
  const credentials = listOf(member(value, 'verifiableCredential'))
  if (!isOne && (credentials.length === 0 || hasType(value, 'VerifiableCredential')))
    return undefined
  const holder = idOf(member(value, 'holder'))
  return {
    form: member(value, 'proof') === undefined ? 'unsigned' : 'embedded',
    document: value,
    credentials,
    ...(holder === undefined ? {} : { holder }),
  }
}

function ofToken(token: string): Presentation | undefined {
  const claims = presentationIn(token)
  if (claims === undefined) return undefined
  const { presentation: document, holder } = claims
  const credentials = listOf(member(document, 'verifiableCredential'))
  return { form: 'jwt', token, document, credentials, ...(holder === undefined ? {} : { holder }) }
}

function parsed(text: string): Json | undefined {
  try {
    return parseJson(text)
  } catch (error) {
    if (error instanceof WaymarkError) return undefined
    throw error
  }
}
