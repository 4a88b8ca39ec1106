import { isDeepStrictEqual } from 'node:util'
import { idOf, type JsonObject } from '../../credentials/json.ts'
import { assertionAsVersion2 } from '../../credentials/open-badges-2/as-version-2.ts'
import { olderVersionOf, type OlderVersion } from '../../credentials/open-badges-2/version.ts'
import type { Finding } from '../check.ts'
import { hasType, member, textOf } from '../json-values.ts'
import type { Documents } from './documents.ts'
import type { Issuing } from './issuer.ts'
import { isInScope, isSameOverHttps } from './scope.ts'

/** The copy of an Assertion that counts: the one under its own address. */
export type HostedCopy =
  | {
      readonly kind: 'held'
      readonly assertion: JsonObject
      /** Many platforms host in a newer version than the one in which they once baked. */
      readonly version: OlderVersion
      readonly source: string
      readonly finalUrl: string
      /** Whether the file that was handed in says something else. */
      readonly differs: boolean
    }
  | RevokedCopy
  /** Why there is none: what the check of the proof says. */
  | { readonly kind: 'none'; readonly finding: Finding }

export interface RevokedCopy {
  readonly kind: 'revoked'
  readonly reason: string | undefined
  readonly source: string
}

/**
 * OB 2.0 "HostedBadge Verification": what was handed in is believed for nothing but the address of the hosted file, and what
 * stands there now is the Assertion. `410 Gone`, or `revoked`, means that it was revoked.
 */
export async function fetchHosted(
  inHand: JsonObject,
  version: OlderVersion,
  documents: Documents,
): Promise<HostedCopy> {
  const none = (result: 'failed' | 'unknown', code: string, facts: Partial<Finding> = {}) =>
    ({ kind: 'none', finding: { result, code, ...facts } }) as const
  // Signed, it would have come as a JWS.
  if (hasType(member(inHand, 'verification'), 'SignedBadge')) return none('failed', 'proof-missing')
  const id = idOf(inHand) ?? ''
  if (!/^https?:/i.test(id)) return none('failed', 'hosted-address-missing')

  const answer = await documents.get(id)
  const { source } = answer
  const said = answer.object
  if ((!answer.ok && answer.reason === 'HTTP 410') || isRevoked(said)) {
    return { kind: 'revoked', reason: textOf(member(said, 'revocationReason')), source }
  }
  if (!answer.ok) {
    return answer.reason === 'HTTP 404'
      ? none('failed', 'hosted-not-there', { source })
      : none('unknown', 'hosted-not-reached', { source, values: { reason: answer.reason } })
  }
  const hostedVersion = olderVersionOf(answer.object) ?? version
  const assertion = assertionAsVersion2(answer.object, hostedVersion)
  if (!isSameOverHttps(idOf(assertion), id))
    return none('failed', 'hosted-names-another', { source })
  return {
    kind: 'held',
    assertion,
    version: hostedVersion,
    source,
    finalUrl: answer.finalUrl,
    differs: tellsAnother(inHand, assertion),
  }
}

/** Was this Assertion hosted by the issuer? The address is what vouches, so it must be one of the issuer's. */
export function checkHosting(id: string, copy: HostedCopy, issuing: Issuing): Finding {
  if (copy.kind === 'none') return copy.finding
  const { profile, badgeClass } = issuing
  const { source } = copy
  if (profile === undefined) {
    return { result: 'unknown', code: 'hosted-but-issuer-not-shown', source }
  }
  if (!isInScope(id, profile)) return { result: 'failed', code: 'hosted-outside-scope', source }
  if (copy.kind === 'revoked') return { result: 'unknown', code: 'hosted-copy-withdrawn', source }
  const badgeId = idOf(badgeClass) ?? ''
  const ownPolicy = member(profile, 'verification') !== undefined
  if (!ownPolicy && /^https?:/i.test(badgeId) && !isInScope(badgeId, profile)) {
    return { result: 'failed', code: 'badge-class-outside-scope', source }
  }
  // A redirect may lead on, but many sites redirect to wherever a link asks them to.
  if (!isInScope(copy.finalUrl, profile)) {
    return { result: 'unknown', code: 'hosted-redirects-elsewhere', source: copy.finalUrl }
  }
  return {
    result: 'passed',
    code: copy.differs ? 'hosted-copy-differs' : 'hosted-by-issuer',
    source,
  }
}

/** Whether it still stands is told by its address: only the issuer's own can revoke. */
export function checkHostedStatus(copy: HostedCopy, proof: Finding): Finding {
  if (copy.kind === 'revoked' && proof.code === 'hosted-copy-withdrawn') {
    const values = copy.reason === undefined ? {} : { values: { reason: copy.reason } }
    return { result: 'failed', code: 'revoked-at-its-address', ...values, source: copy.source }
  }
  if (copy.kind !== 'held' || proof.result !== 'passed') {
    return { result: 'unknown', code: 'not-looked-up' }
  }
  return { result: 'passed', code: 'hosted-still-there', source: copy.source }
}

function isRevoked(object: JsonObject | undefined): boolean {
  return member(object, 'revoked') === true
}

const telling = ['recipient', 'badge', 'issuedOn', 'expires', 'narrative', 'evidence']

/** Only what the file says counts: many hand over less than they host, and embed what they host by address. */
function tellsAnother(inHand: JsonObject, hosted: JsonObject): boolean {
  return telling.some((name) => {
    const [here, there] = [member(inHand, name), member(hosted, name)]
    if (here === undefined) return false
    return name === 'badge'
      ? !isSameOverHttps(idOf(here), idOf(there))
      : !isDeepStrictEqual(here, there)
  })
}
