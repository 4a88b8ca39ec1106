import { listOf, type JsonObject } from '../../credentials/json.ts'
import { member, textOf } from '../json-values.ts'

/**
 * OB 2.0 "VerificationObject" and "HostedBadge Verification": is this address one at which the issuer hosts its
 * badges? As the Profile's `startsWith` and `allowedOrigins` say; where it says neither, on the host of its own id.
 */
export function isInScope(address: string, profile: JsonObject): boolean {
  const url = urlOf(address)
  if (url === undefined) return false
  const policy = member(profile, 'verification')
  const beginnings = listOf(member(policy, 'startsWith'))
  const origins = listOf(member(policy, 'allowedOrigins'))
  if (beginnings.length === 0 && origins.length === 0) {
    return url.host === urlOf(textOf(member(profile, 'id')) ?? '')?.host
  }
  const begins = beginnings.some((one) => typeof one === 'string' && startsWith(url, one))
  const allowed = origins.some((one) => typeof one === 'string' && isOf(url, one))
  return (beginnings.length === 0 || begins) && (origins.length === 0 || allowed)
}

/** Whether two addresses name the same; many were written before their hosts spoke https. */
export function isSameOverHttps(one: string | undefined, other: string | undefined): boolean {
  const secure = (address: string | undefined) => address?.replace(/^http:/i, 'https:')
  return secure(one) === secure(other)
}

/** As addresses, not as texts: `https://example.org` is no beginning of `https://example.org.elsewhere.example/`. */
function startsWith(url: URL, beginning: string): boolean {
  const start = urlOf(beginning)
  return start !== undefined && url.href.startsWith(start.href)
}

/** A host name, with a port where it matters. Some write a whole origin. */
function isOf(url: URL, origin: string): boolean {
  const allowed = urlOf(origin.includes('://') ? origin : `https://${origin}`)
  return allowed !== undefined && allowed.host === url.host
}

function urlOf(address: string): URL | undefined {
  if (!/^https?:/i.test(address) || !URL.canParse(address)) return undefined
  const url = new URL(address)
  // Whether it is asked for over https does not make it another place.
  if (url.protocol === 'http:' && url.port === '') url.protocol = 'https:'
  return url
}
