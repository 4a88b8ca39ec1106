import { sign, type KeyObject } from 'node:crypto'
import type { Json, JsonObject } from '../../src/credentials/json.ts'

/** JSON as a part of a token. */
export const part = (value: Json) => Buffer.from(JSON.stringify(value)).toString('base64url')
/** The head (0) or the claims (1) of a token. */
export const read = (token: string, index: number): JsonObject =>
  JSON.parse(Buffer.from(token.split('.')[index]!, 'base64url').toString()) as JsonObject

/** A token as somebody else might make it. */
export function made(header: JsonObject, payload: JsonObject, key: KeyObject): string {
  const signed = `${part(header)}.${part(payload)}`
  const digest = key.asymmetricKeyType === 'ed25519' ? null : 'sha256'
  const options = key.asymmetricKeyType === 'ec' ? ({ dsaEncoding: 'ieee-p1363' } as const) : {}
  return `${signed}.${sign(digest, Buffer.from(signed), { key, ...options }).toString('base64url')}`
}
