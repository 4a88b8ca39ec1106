import type { Json, JsonObject } from '../credentials/json.ts'
import { credentialOf } from './checks/proof.ts'
import type { ReadCredential } from './read.ts'
import { openSecured } from './secured.ts'

/** A credential inside another document, and what it says once it is decoded. */
export interface ReadInside extends ReadCredential {
  readonly credential: JsonObject
  /** The value in the document is the credential itself: neither a token nor something around it. */
  readonly bare: boolean
}

/** Undefined for what is neither JSON with a credential in it nor a token: an address is never fetched from here. */
export async function readInside(value: Json): Promise<ReadInside | undefined> {
  const written = JSON.stringify(value)
  const opened = openSecured(written)
  if (!opened.ok) return undefined
  const { secured, text } = opened
  return {
    format: secured.form === 'jwt' ? 'jwt' : 'json',
    secured,
    text,
    credential: await credentialOf(secured),
    bare: secured.form === 'embedded' && text === written,
  }
}
