import { isJsonObject, type Json, type JsonObject } from '../../credentials/json.ts'
import type { OlderVersion } from '../../credentials/open-badges-2/version.ts'
import type { Finding } from '../check.ts'
import { member } from '../json-values.ts'
import type { Issuing } from './issuer.ts'

type Kind = 'text' | 'text-or-object'

const isKind: Readonly<Record<Kind, (value: Json) => boolean>> = {
  text: (value) => typeof value === 'string' && value !== '',
  'text-or-object': (value) => (typeof value === 'string' && value !== '') || isJsonObject(value),
}

const badgeClassMembers: Readonly<Record<string, Kind>> = {
  name: 'text',
  description: 'text',
  image: 'text-or-object',
  criteria: 'text-or-object',
  issuer: 'text-or-object',
}

/** From 2.0 on an issuer has an e-mail address. */
const profileMembers = {
  '1.x': { name: 'text', url: 'text' },
  '2.0': { name: 'text', url: 'text', email: 'text' },
} as const

/** A hash with a name of one of the two methods that 2.0 knows; SHA-1 comes from the days of 0.5. */
const identityHash = /^(md5\$[0-9a-f]{32}|sha1\$[0-9a-f]{40}|sha256\$[0-9a-f]{64})$/i

/** OB 2.0 "Data Validation": each Badge Object has the required properties of its class, of the expected kind. */
export function checkData(
  assertion: JsonObject,
  version: OlderVersion,
  { badgeClass, profile }: Issuing,
): Finding {
  if (badgeClass === undefined || profile === undefined) {
    return { result: 'unknown', code: 'badge-objects-not-reached' }
  }
  const broken =
    hashProblem(member(assertion, 'recipient')) ??
    problemIn(badgeClass, '/badge', badgeClassMembers) ??
    problemIn(profile, '/badge/issuer', profileMembers[version === '2.0' ? '2.0' : '1.x'])
  return broken ?? { result: 'passed', code: 'open-badges-2-schema' }
}

function problemIn(
  object: JsonObject,
  at: string,
  members: Readonly<Record<string, Kind>>,
): Finding | undefined {
  for (const [name, kind] of Object.entries(members)) {
    const value = member(object, name)
    if (value === undefined) return broken(`${at}/${name}`, 'required')
    if (!isKind[kind](value)) return broken(`${at}/${name}`, 'type')
  }
  return undefined
}

function hashProblem(recipient: Json | undefined): Finding | undefined {
  const identity = member(recipient, 'identity')
  const hashed = member(recipient, 'hashed') === true
  const good = typeof identity === 'string' && (!hashed || identityHash.test(identity))
  return good ? undefined : broken('/recipient/identity', 'format')
}

function broken(path: string, rule: string): Finding {
  return { result: 'failed', code: 'schema-broken', values: { path, rule, problems: 1 } }
}
