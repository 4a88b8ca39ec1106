import type { JsonObject } from '../../../src/credentials/json.ts'
import { openBadgeCredential } from '../../../src/credentials/open-badge-credential.ts'
import { fullFacts } from '../../support/credential-facts.ts'

/** A badge as software that talks the VC-API would send it: unsigned, without a status. */
export function badge(issuer: string, change: JsonObject = {}): JsonObject {
  const facts = fullFacts()
  const { credentialStatus: _status, ...credential } = openBadgeCredential({
    ...facts,
    id: `urn:uuid:${crypto.randomUUID()}`,
    issuer: { ...facts.issuer, id: issuer },
  })
  return { ...credential, ...change }
}

export interface Answer {
  readonly status: number
  readonly body: JsonObject
}

/** Calls an operation and takes whatever comes back. */
export async function call(
  base: string,
  method: string,
  path: string,
  { key, body, raw }: { key?: string; body?: unknown; raw?: string } = {},
): Promise<Answer> {
  const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body))
  const response = await fetch(base + path, {
    method,
    headers: {
      accept: 'application/json',
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...(sent === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(sent === undefined ? {} : { body: sent }),
  })
  const text = await response.text()
  return { status: response.status, body: text === '' ? {} : (JSON.parse(text) as JsonObject) }
}
