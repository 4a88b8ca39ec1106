import { idOf, isJsonObject, type JsonObject } from '../../credentials/json.ts'
import { hasContextV2, type OlderVersion } from '../../credentials/open-badges-2/version.ts'
import type { Finding } from '../check.ts'
import { hasType, member, textOf } from '../json-values.ts'

/** OB 2.0 "Assertion": is this one badge of an older version, with everything that the later steps read? */
export function checkStructure(assertion: JsonObject, version: OlderVersion): Finding {
  if (version === '0.5') return { result: 'unknown', code: 'open-badges-0-5' }
  if (version === '2.0' && !hasContextV2(assertion)) {
    return { result: 'unknown', code: 'context-unknown', values: { path: '/@context' } }
  }
  const problem = missing(assertion)
  if (problem !== undefined) return problem
  return { result: 'passed', code: version === '2.0' ? 'open-badges-2' : 'open-badges-1' }
}

function missing(assertion: JsonObject): Finding | undefined {
  const bad = (code: string, path: string): Finding => ({
    result: 'failed',
    code,
    values: { path },
  })
  const id = idOf(assertion)
  if (id === undefined) return bad('member-missing', '/id')
  if (!/^[a-z][a-z0-9+.-]*:[^\s]+$/i.test(id)) return bad('member-malformed', '/id')
  // Of a revoked one nothing else is asked.
  if (member(assertion, 'revoked') === true) return undefined
  const recipient = member(assertion, 'recipient')
  if (!isJsonObject(recipient)) return bad('recipient-missing', '/recipient')
  for (const name of ['identity', 'type']) {
    if (textOf(member(recipient, name)) === undefined) {
      return bad('member-missing', `/recipient/${name}`)
    }
  }
  if (typeof member(recipient, 'hashed') !== 'boolean') {
    return bad('member-malformed', '/recipient/hashed')
  }
  const verification = member(assertion, 'verification')
  if (!hasType(verification, 'HostedBadge') && !hasType(verification, 'SignedBadge')) {
    return bad('member-missing', '/verification/type')
  }
  if (member(assertion, 'badge') === undefined) return bad('member-missing', '/badge')
  if (member(assertion, 'issuedOn') === undefined) return bad('member-missing', '/issuedOn')
  return undefined
}
