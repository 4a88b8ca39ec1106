import { isIP } from 'node:net'
import { parseJsonObject, type JsonObject } from '../credentials/json.ts'
import { keyOfMultikey } from '../credentials/multikey.ts'

/**
 * Where a did:web keeps its document: https, the path in place of colons, a port as `%3A`. Undefined for
 * what is no did:web, and for IP addresses, which the method does not allow.
 * https://w3c-ccg.github.io/did-method-web/#read-resolve
 */
export function didWebAddress(did: string): string | undefined {
  const match = /^did:web:([A-Za-z0-9.-]+)(?:%3A(\d{1,5}))?((?::[A-Za-z0-9._~%-]+)*)$/i.exec(did)
  const host = match?.[1]
  if (match === null || host === undefined || isIP(host) !== 0) return undefined
  const port = match[2] === undefined ? '' : `:${match[2]}`
  const path = (match[3] ?? '').replaceAll(':', '/')
  const address = `https://${host}${port}${path === '' ? '/.well-known' : path}/did.json`
  if (!URL.canParse(address)) return undefined
  const url = new URL(address)
  // A name such as 0x7f.1 becomes an IP address only when it is parsed; %2e%2e would climb out of the path.
  return isIP(url.hostname) === 0 && url.pathname.endsWith(`${path}/did.json`)
    ? url.href
    : undefined
}

/** What a key that is its own subject may be used for; a verifier asks for one of them. */
const relationships = [
  'assertionMethod',
  'authentication',
  'capabilityInvocation',
  'capabilityDelegation',
]

function documentOf(did: string, methodId: string, key: JsonObject): JsonObject {
  return {
    '@context': [
      'https://www.w3.org/ns/did/v1',
      'https://w3id.org/security/multikey/v1',
      'https://w3id.org/security/jwk/v1',
    ],
    id: did,
    verificationMethod: [{ id: methodId, controller: did, ...key }],
    ...Object.fromEntries(relationships.map((name) => [name, [methodId]])),
  }
}

/**
 * The document of a did:key: computed, the name is the key, of Ed25519, P-256 or P-384.
 * https://w3c-ccg.github.io/did-key-spec/
 */
function didKeyDocument(did: string): JsonObject | undefined {
  const multibase = /^did:key:(z.{10,200})$/.exec(did)?.[1]
  if (multibase === undefined || keyOfMultikey(multibase) === undefined) return undefined
  return documentOf(did, `${did}#${multibase}`, { type: 'Multikey', publicKeyMultibase: multibase })
}

/** The members that a public key never has (RFC 7518 §6). */
const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']

/** The document of a did:jwk. A private part in it makes it worthless. https://github.com/quartzjer/did-jwk */
function didJwkDocument(did: string): JsonObject | undefined {
  const encoded = /^did:jwk:([A-Za-z0-9_-]{10,4000})$/.exec(did)?.[1]
  if (encoded === undefined) return undefined
  try {
    const bytes = Buffer.from(encoded, 'base64url')
    if (bytes.toString('base64url') !== encoded) return undefined
    const jwk = parseJsonObject(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    if (privateMembers.some((name) => Object.hasOwn(jwk, name)) || jwk['use'] === 'enc') {
      return undefined
    }
    return documentOf(did, `${did}#0`, { type: 'JsonWebKey', publicKeyJwk: jwk })
  } catch {
    return undefined
  }
}

/** Documents of DIDs that carry their own key; undefined for every other DID. */
export function computedDocument(did: string): JsonObject | undefined {
  return didKeyDocument(did) ?? didJwkDocument(did)
}
