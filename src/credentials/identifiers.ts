import { isIP } from 'node:net'

/** 'service', or the id of an organization. */
export type Owner = string

/** Bitstring Status List §2.1: `refresh` says that a newer copy exists; the older one is as good as it was. */
export const listPurposes = ['revocation', 'suspension', 'refresh'] as const
export type ListPurpose = (typeof listPurposes)[number]

export function isListPurpose(text: string | undefined): text is ListPurpose {
  return listPurposes.some((purpose) => purpose === text)
}

/** What one of our own addresses names. */
export type Named =
  | { readonly kind: 'did'; readonly owner: Owner; readonly keyId?: string }
  | { readonly kind: 'service' }
  | { readonly kind: 'organization'; readonly organizationId: string }
  | { readonly kind: 'jwks'; readonly owner: Owner }
  | { readonly kind: 'key'; readonly owner: Owner; readonly keyId: string }
  | { readonly kind: 'achievement'; readonly achievementId: string; readonly number: number }
  | { readonly kind: 'credential'; readonly credentialId: string }
  | { readonly kind: 'endorsement'; readonly endorsementId: string }
  | {
      readonly kind: 'status-list'
      readonly organizationId: string
      readonly number: number
      readonly purpose: ListPurpose
    }
  | {
      readonly kind: 'endorsement-status-list'
      readonly organizationId: string
      readonly number: number
      readonly purpose: ListPurpose
    }
  | { readonly kind: 'image'; readonly imageId: string }
  | { readonly kind: 'share'; readonly token: string }
  | { readonly kind: 'page'; readonly token: string }
  | { readonly kind: 'page-badge'; readonly token: string; readonly partId: string }
  | { readonly kind: 'assertion'; readonly token: string }
  | { readonly kind: 'badge-class'; readonly achievementId: string; readonly number: number }
  | { readonly kind: 'issuer'; readonly organizationId: string }
  | { readonly kind: 'refresh'; readonly refreshId: string }

/** The one place that builds ids and public addresses, and reads them back. */
export interface Identifiers {
  /** As configured, without a slash at the end. */
  readonly base: string
  /** The base is not a public https name: what is issued is for trying out. */
  readonly trial: boolean
  /** `did:web:HOST`, a port as `%3A`. */
  readonly serviceDid: string
  organizationDid(organizationId: string): string
  /** The DID of an owner: the service's own or an organization's. */
  did(owner: Owner): string
  organizationUrl(organizationId: string): string
  jwksUrl(owner: Owner): string
  verificationMethod(did: string, keyId: string): string
  /** Answers the JWK; the `kid` of a VC-JWT. */
  keyUrl(owner: Owner, keyId: string): string
  achievementUrl(achievementId: string, versionNumber: number): string
  credentialUrl(credentialId: string): string
  endorsementUrl(endorsementId: string): string
  statusListUrl(organizationId: string, list: number, purpose: ListPurpose): string
  /** Lists of their own: endorsements and awards are placed without knowing of each other. */
  endorsementStatusListUrl(organizationId: string, list: number, purpose: ListPurpose): string
  imageUrl(imageId: string): string
  shareUrl(token: string): string
  /** Of a portfolio page that is shared. */
  pageUrl(token: string): string
  /** Of one badge on it. */
  pageBadgeUrl(token: string, partId: string): string
  /** Of the Open Badges 2.0 Assertion that a share hosts. */
  assertionUrl(token: string): string
  /** Of an achievement's version as a BadgeClass of Open Badges 2.0. */
  badgeClassUrl(achievementId: string, versionNumber: number): string
  /** Of an organization as an Issuer of Open Badges 2.0. */
  issuerUrl(organizationId: string): string
  /** Answers the newest copy of one award's credential. */
  refreshUrl(refreshId: string): string
  /** What an address or DID of ours names; undefined where it is not ours. Query and fragment of an address are ignored. */
  parse(address: string): Named | undefined
}

/**
 * @param base scheme and host, with a port where it is not the usual one: `https://badges.example.org`
 * @throws TypeError where the base is no http(s) origin
 */
export function createIdentifiers(base: string): Identifiers {
  const { origin, host, protocol } = new URL(base)
  if (!/^https?:$/.test(protocol) || origin !== base) {
    throw new TypeError(
      'the identifier base must be an origin: scheme and host, no path, no slash at the end',
    )
  }
  // did:web §3.2: the port's colon is percent-encoded, a path's slashes are colons.
  const serviceDid = `did:web:${host.replace(':', '%3A')}`
  const organizationDid = (id: string) => `${serviceDid}:organizations:${id}`
  const organizationUrl = (id: string) => `${base}/organizations/${id}`
  const rootOf = (owner: Owner) => (owner === 'service' ? base : organizationUrl(owner))

  return {
    base,
    trial: !isPublicOrigin(base),
    serviceDid,
    organizationDid,
    did: (owner) => (owner === 'service' ? serviceDid : organizationDid(owner)),
    organizationUrl,
    jwksUrl: (owner) => `${rootOf(owner)}/.well-known/jwks.json`,
    verificationMethod: (did, keyId) => `${did}#${keyId}`,
    keyUrl: (owner, keyId) => `${rootOf(owner)}/keys/${keyId}`,
    achievementUrl: (id, number) => `${base}/achievements/${id}/versions/${number}`,
    credentialUrl: (id) => `${base}/credentials/${id}`,
    endorsementUrl: (id) => `${base}/endorsements/${id}`,
    statusListUrl: (id, list, purpose) => `${organizationUrl(id)}/status/${list}/${purpose}`,
    endorsementStatusListUrl: (id, list, purpose) =>
      `${organizationUrl(id)}/endorsement-status/${list}/${purpose}`,
    imageUrl: (id) => `${base}/images/${id}`,
    shareUrl: (token) => `${base}/s/${token}`,
    pageUrl: (token) => `${base}/p/${token}`,
    pageBadgeUrl: (token, partId) => `${base}/p/${token}/${partId}`,
    assertionUrl: (token) => `${base}/s/${token}/assertion`,
    badgeClassUrl: (id, number) => `${base}/achievements/${id}/versions/${number}/badge-class`,
    issuerUrl: (id) => `${organizationUrl(id)}/issuer`,
    refreshUrl: (id) => `${base}/refresh/${id}`,
    parse(address) {
      if (address.startsWith('did:')) return parseDid(address, serviceDid)
      if (!URL.canParse(address)) return undefined
      const url = new URL(address)
      return url.origin === base && url.username === '' ? parsePath(url.pathname) : undefined
    },
  }
}

/** Whether an origin is one for keeps: https under a public name. */
export function isPublicOrigin(origin: string): boolean {
  const { protocol, hostname } = new URL(origin)
  return protocol === 'https:' && isPublicName(hostname)
}

/** Reserved names (RFC 2606, RFC 6761, RFC 8375) and bare addresses are nobody's in public; did:web §3.2 forbids the latter. */
function isPublicName(hostname: string): boolean {
  if (hostname.startsWith('[') || isIP(hostname) !== 0 || !hostname.includes('.')) return false
  return !/(^|\.)(localhost|local|internal|test|invalid|home\.arpa|lan)\.?$/i.test(hostname)
}

function parseDid(did: string, serviceDid: string): Named | undefined {
  const [subject = '', keyId] = did.split('#', 2)
  const key = keyId === undefined ? {} : { keyId }
  if (subject === serviceDid) return { kind: 'did', owner: 'service', ...key }
  const prefix = `${serviceDid}:organizations:`
  const owner = subject.slice(prefix.length)
  if (!subject.startsWith(prefix) || !part.test(owner)) return undefined
  return { kind: 'did', owner, ...key }
}

const part = /^[A-Za-z0-9._-]+$/

function parsePath(pathname: string): Named | undefined {
  if (pathname === '/') return { kind: 'service' }
  const parts = pathname.slice(1).split('/')
  if (!parts.every((one) => part.test(one))) return undefined
  const [first = '', id = '', ...rest] = parts
  switch (first) {
    case '.well-known':
    case 'keys':
      return parseOwned('service', parts)
    case 'organizations':
      if (id === '') return undefined
      if (rest.join('/') === 'issuer') return { kind: 'issuer', organizationId: id }
      return rest.length === 0 ? { kind: 'organization', organizationId: id } : parseOwned(id, rest)
    case 'achievements': {
      const number = positive(rest[1])
      if (rest[0] !== 'versions' || number === undefined) return undefined
      if (rest.length === 2) return { kind: 'achievement', achievementId: id, number }
      return rest.length === 3 && rest[2] === 'badge-class'
        ? { kind: 'badge-class', achievementId: id, number }
        : undefined
    }
    case 'credentials':
      return id !== '' && rest.length === 0 ? { kind: 'credential', credentialId: id } : undefined
    case 'endorsements':
      return id !== '' && rest.length === 0 ? { kind: 'endorsement', endorsementId: id } : undefined
    case 'images':
      return id !== '' && rest.length === 0 ? { kind: 'image', imageId: id } : undefined
    case 's':
      if (id !== '' && rest.join('/') === 'assertion') return { kind: 'assertion', token: id }
      return id !== '' && rest.length === 0 ? { kind: 'share', token: id } : undefined
    case 'p': {
      const [partId] = rest
      if (id === '' || rest.length > 1) return undefined
      return partId === undefined
        ? { kind: 'page', token: id }
        : { kind: 'page-badge', token: id, partId }
    }
    case 'refresh':
      return id !== '' && rest.length === 0 ? { kind: 'refresh', refreshId: id } : undefined
    default:
      return undefined
  }
}

const listKinds: ReadonlyMap<string, 'status-list' | 'endorsement-status-list'> = new Map([
  ['status', 'status-list'],
  ['endorsement-status', 'endorsement-status-list'],
])

/** What stands under the root of the service and under that of an organization alike. */
function parseOwned(owner: Owner, parts: readonly string[]): Named | undefined {
  const [first, second, third] = parts
  const document = parts.join('/')
  const didDocument = owner === 'service' ? '.well-known/did.json' : 'did.json'
  if (document === didDocument) return { kind: 'did', owner }
  if (document === '.well-known/jwks.json') return { kind: 'jwks', owner }
  if (first === 'keys' && second !== undefined && parts.length === 2) {
    return { kind: 'key', owner, keyId: second }
  }
  const number = positive(second)
  const kind = first === undefined ? undefined : listKinds.get(first)
  if (kind === undefined || owner === 'service' || parts.length !== 3) return undefined
  if (number === undefined || !isListPurpose(third)) return undefined
  return { kind, organizationId: owner, number, purpose: third }
}

function positive(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined
}
