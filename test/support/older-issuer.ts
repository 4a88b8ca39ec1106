import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto'
import type { JsonObject } from '../../src/credentials/json.ts'
import type { FakeNetwork } from './foreign-issuer.ts'

export interface OlderIssuer {
  readonly base: string
  readonly ids: Readonly<Record<'assertion' | 'badge' | 'profile' | 'key' | 'revocations', string>>
  readonly pem: string
  assertion(changes?: JsonObject): JsonObject
  badgeClass(changes?: JsonObject): JsonObject
  profile(changes?: JsonObject): JsonObject
  key(changes?: JsonObject): JsonObject
  /** The Assertion to be signed: `SignedBadge`, with an id that is no address. */
  toSign(changes?: JsonObject): JsonObject
  sign(payload: JsonObject, header?: JsonObject, key?: KeyObject): string
  /** Puts Assertion, BadgeClass, Profile, key and an empty list of revocations under their addresses. */
  serve(network: FakeNetwork): void
}

const context = 'https://w3id.org/openbadges/v2'

/** A platform that still issues Open Badges 2.0, hosted and signed. */
export function createOlderIssuer(base = 'https://old.example.org'): OlderIssuer {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString()
  const ids = {
    assertion: `${base}/assertions/17`,
    badge: `${base}/badges/soldering`,
    profile: `${base}/issuer`,
    key: `${base}/keys/1`,
    revocations: `${base}/revocations`,
  }
  const issuer: OlderIssuer = {
    base,
    ids,
    pem,
    assertion: (changes = {}) => ({
      '@context': context,
      id: ids.assertion,
      type: 'Assertion',
      recipient: {
        type: 'email',
        hashed: true,
        identity: `sha256$${'0a'.repeat(32)}`,
        salt: 'sea salt',
      },
      badge: ids.badge,
      verification: { type: 'HostedBadge' },
      issuedOn: '2019-05-04T10:00:00+02:00',
      expires: '2029-05-04T10:00:00Z',
      narrative: 'Built three radios.',
      evidence: [
        `${base}/works/1`,
        { id: `${base}/works/2`, name: 'Second radio', narrative: 'It plays.', genre: 'Photo' },
      ],
      image: { id: `${base}/assertions/17.png`, caption: 'A soldering iron' },
      ...changes,
    }),
    badgeClass: (changes = {}) => ({
      '@context': context,
      id: ids.badge,
      type: 'BadgeClass',
      name: 'Soldering ☼',
      description: 'Solders without burning anything.',
      image: `${base}/badges/soldering.png`,
      criteria: { id: `${base}/criteria`, narrative: 'Three **good** joints.' },
      issuer: ids.profile,
      tags: ['electronics', 'craft'],
      alignment: [{ targetName: 'Craft', targetUrl: 'https://frame.example/7', targetCode: 'C7' }],
      ...changes,
    }),
    profile: (changes = {}) => ({
      '@context': context,
      id: ids.profile,
      type: 'Issuer',
      name: 'Makers of Old',
      url: base,
      email: 'badges@old.example.org',
      telephone: '+16175551212',
      publicKey: ids.key,
      revocationList: ids.revocations,
      ...changes,
    }),
    key: (changes = {}) => ({
      '@context': context,
      id: ids.key,
      type: 'CryptographicKey',
      owner: ids.profile,
      publicKeyPem: pem,
      ...changes,
    }),
    toSign: (changes = {}) =>
      issuer.assertion({
        id: 'urn:uuid:3d6a6d1f-6b0b-4f0e-8a8b-6a2f6a8d7b11',
        verification: { type: 'SignedBadge', creator: ids.key },
        ...changes,
      }),
    sign: (payload, header = { alg: 'RS256' }, key = privateKey) => {
      const part = (value: JsonObject) => Buffer.from(JSON.stringify(value)).toString('base64url')
      const input = `${part(header)}.${part(payload)}`
      return `${input}.${createSign('RSA-SHA256').update(input).sign(key, 'base64url')}`
    },
    serve({ served }) {
      served.set(ids.assertion, issuer.assertion())
      served.set(ids.badge, issuer.badgeClass())
      served.set(ids.profile, issuer.profile())
      served.set(ids.key, issuer.key())
      served.set(ids.revocations, {
        '@context': context,
        id: ids.revocations,
        type: 'RevocationList',
        issuer: ids.profile,
        revokedAssertions: [],
      })
    },
  }
  return issuer
}
