import { createPrivateKey } from 'node:crypto'
import { didDocument, jwks } from '../../src/credentials/did-document.ts'
import {
  createIdentifiers,
  type Identifiers,
  type ListPurpose,
} from '../../src/credentials/identifiers.ts'
import type { JsonObject } from '../../src/credentials/json.ts'
import { signJwt } from '../../src/credentials/jwt.ts'
import {
  generateKeyPair,
  type KeyAlgorithm,
  type KeyPair,
  type Signer,
} from '../../src/credentials/keys.ts'
import { signCredential } from '../../src/credentials/sign.ts'
import { encodeStatusList, statusListCredential } from '../../src/credentials/status-list.ts'
import type { Fetched, Network, Refusal } from '../../src/network/guarded-fetch.ts'

/** The moment at which the tests of verification take place. */
export const today = new Date('2025-06-15T12:00:00Z')

/** A whole answer: what a status comes with, or where redirects ended. */
export interface ServedAnswer {
  readonly body: string
  readonly status?: number
  readonly finalUrl?: string
}

/** What stands under addresses of other people: JSON, text, bytes, an HTTP status, or why nothing comes. */
export type Served =
  JsonObject | string | Uint8Array | number | ServedAnswer | { readonly refusal: Refusal }

export interface FakeNetwork extends Network {
  readonly served: Map<string, Served>
  readonly asked: string[]
}

/** A network in which only the given addresses answer; everything else is unreachable. */
export function fakeNetwork(served = new Map<string, Served>()): FakeNetwork {
  const asked: string[] = []
  return {
    served,
    asked,
    async get(url, { sameOrigin = false } = {}): Promise<Fetched> {
      asked.push(url)
      const found = served.get(url) ?? { refusal: 'unreachable' }
      if (typeof found === 'number') return answer(url, '', found)
      if (typeof found === 'string' || found instanceof Uint8Array) return answer(url, found)
      if (isRefusal(found)) return { ok: false, refusal: found.refusal, url }
      if (isAnswer(found)) {
        const { finalUrl = url, body, status } = found
        if (sameOrigin && new URL(finalUrl).origin !== new URL(url).origin) {
          return { ok: false, refusal: 'redirects-elsewhere', url }
        }
        // Whoever is redirected asks there, too.
        if (finalUrl !== url) asked.push(finalUrl)
        return answer(finalUrl, body, status)
      }
      return answer(url, JSON.stringify(found))
    },
    close: () => Promise.resolve(),
  }
}

function isRefusal(served: object): served is { refusal: Refusal } {
  return 'refusal' in served
}

function isAnswer(served: object): served is ServedAnswer {
  return 'body' in served
}

function answer(url: string, body: string | Uint8Array, status = 200): Fetched {
  return {
    ok: true,
    status,
    contentType: 'application/json',
    bytes: Buffer.from(body),
    finalUrl: url,
  }
}

export interface ForeignIssuer {
  readonly identifiers: Identifiers
  readonly did: string
  readonly didDocument: JsonObject
  readonly jwks: JsonObject
  readonly signers: Readonly<Record<KeyAlgorithm, Signer>>
  readonly keys: Readonly<Record<KeyAlgorithm, KeyPair>>
  /** A full Open Badge without its proof, with two status entries at `index`. */
  unsigned(changes?: JsonObject): JsonObject
  sign(unsigned: JsonObject): Promise<string>
  jwt(unsigned: JsonObject, algorithm?: KeyAlgorithm): string
  listUrl(purpose: ListPurpose): string
  statusList(purpose: ListPurpose, set: readonly number[], changes?: JsonObject): Promise<string>
  /** Puts the DID document, the keys and empty status lists under their addresses. */
  serve(network: FakeNetwork): Promise<void>
}

/** The place of the sample badge in its status lists. */
export const statusIndex = 94_567

const owner = 'Ab3dEfGh1jKlMn0pQrStUv'

/** Another platform than ours: its own keys, its own names, and a badge that uses most of what OB 3.0 has. */
export async function createForeignIssuer(
  base = 'https://badges.elsewhere.org',
): Promise<ForeignIssuer> {
  const identifiers = createIdentifiers(base)
  const did = identifiers.organizationDid(owner)
  const keys = {
    Ed25519: await generateKeyPair('Ed25519'),
    RS256: await generateKeyPair('RS256'),
    'P-256': await generateKeyPair('P-256'),
    'P-384': await generateKeyPair('P-384'),
  }
  const ids = {
    Ed25519: 'ed25519-1',
    RS256: 'rs256-1',
    'P-256': 'p-256-1',
    'P-384': 'p-384-1',
  } as const
  const signer = (algorithm: KeyAlgorithm): Signer => ({
    algorithm,
    verificationMethod: identifiers.verificationMethod(did, ids[algorithm]),
    keyUrl: identifiers.keyUrl(owner, ids[algorithm]),
    privateKey: createPrivateKey({
      key: Buffer.from(keys[algorithm].privatePkcs8),
      format: 'der',
      type: 'pkcs8',
    }),
  })
  const signers = {
    Ed25519: signer('Ed25519'),
    RS256: signer('RS256'),
    'P-256': signer('P-256'),
    'P-384': signer('P-384'),
  }
  const published = (['Ed25519', 'RS256', 'P-256', 'P-384'] as const).map((algorithm) => ({
    ...keys[algorithm],
    id: ids[algorithm],
  }))
  const facts = { owner, keys: published, identifiers }
  const document = didDocument(facts)
  const listUrl = (purpose: ListPurpose) => identifiers.statusListUrl(owner, 1, purpose)

  const issuer: ForeignIssuer = {
    identifiers,
    did,
    didDocument: document,
    jwks: jwks(facts),
    signers,
    keys,
    listUrl,
    unsigned: (changes = {}) => ({ ...sampleBadge(identifiers, did, listUrl), ...changes }),
    sign: (unsigned) => signCredential(unsigned, signers.Ed25519, '2025-03-01T10:00:00Z'),
    jwt: (unsigned, algorithm = 'RS256') => signJwt(unsigned, signers[algorithm]),
    statusList: (purpose, set, changes = {}) =>
      issuer.sign({
        ...statusListCredential({
          id: listUrl(purpose),
          issuer: did,
          purpose,
          encodedList: encodeStatusList(set),
          validFrom: '2025-06-15T11:00:00Z',
          validUntil: '2025-06-16T11:00:00Z',
        }),
        ...changes,
      }),
    async serve({ served }) {
      served.set(`${identifiers.organizationUrl(owner)}/did.json`, document)
      served.set(identifiers.jwksUrl(owner), issuer.jwks)
      served.set(listUrl('revocation'), await issuer.statusList('revocation', []))
      served.set(listUrl('suspension'), await issuer.statusList('suspension', []))
    },
  }
  return issuer
}

function sampleBadge(
  identifiers: Identifiers,
  did: string,
  listUrl: (purpose: ListPurpose) => string,
): JsonObject {
  const achievement = identifiers.achievementUrl('Zz3dEfGh1jKlMn0pQrStUv', 2)
  const entry = (purpose: ListPurpose): JsonObject => ({
    id: `${listUrl(purpose)}#${statusIndex}`,
    type: 'BitstringStatusListEntry',
    statusPurpose: purpose,
    statusListIndex: String(statusIndex),
    statusListCredential: listUrl(purpose),
  })
  return {
    '@context': [
      'https://www.w3.org/ns/credentials/v2',
      'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
    ],
    id: identifiers.credentialUrl('Yy3dEfGh1jKlMn0pQrStUv'),
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    issuer: {
      id: did,
      type: ['Profile'],
      name: 'Naturkundemuseum ® Nürnberg',
      url: 'https://museum.example.org',
      email: 'badges@example.org',
    },
    validFrom: '2025-03-01T10:00:00Z',
    validUntil: '2027-03-01T10:00:00Z',
    awardedDate: '2025-02-28T09:00:00Z',
    name: 'Tide pool ecologist',
    credentialSubject: {
      id: 'urn:uuid:6f2c1c2e-7f6e-4a55-9c8e-0d8f7c2b1a90',
      type: ['AchievementSubject'],
      activityStartDate: '2025-02-01T00:00:00Z',
      activityEndDate: '2025-02-28T00:00:00Z',
      narrative: 'Counted limpets through a whole spring tide. 山田さん, שלום.',
      identifier: [
        {
          type: 'IdentityObject',
          hashed: true,
          identityHash: 'sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399',
          identityType: 'emailAddress',
          salt: 'c0ffee00c0ffee00',
        },
      ],
      achievement: {
        id: achievement,
        type: ['Achievement'],
        achievementType: 'Competency',
        name: 'Tide pool ecologist',
        description: 'Observes, counts and explains life between the tides.',
        criteria: { narrative: '* two surveys\n* one **poster**' },
        inLanguage: 'en',
        version: '2',
        tag: ['biology', 'field work'],
        image: {
          id: identifiers.imageUrl('Xx3dEfGh1jKlMn0pQrStUv'),
          type: 'Image',
          caption: 'A limpet on a rock',
        },
        alignment: [
          {
            type: ['Alignment'],
            targetName: 'Analyzing and Interpreting Data',
            targetUrl: 'https://www.nextgenscience.org/practices/4',
            targetFramework: 'NGSS',
            targetType: 'CFItem',
            targetCode: 'SEP-4',
          },
        ],
        resultDescription: [
          {
            id: `${achievement}#rubric`,
            type: ['ResultDescription'],
            name: 'Field work',
            resultType: 'RubricCriterionLevel',
            rubricCriterionLevel: [
              { id: `${achievement}#level-1`, type: ['RubricCriterionLevel'], name: 'Emerging' },
              { id: `${achievement}#level-2`, type: ['RubricCriterionLevel'], name: 'Skilled' },
            ],
          },
        ],
      },
      result: [
        {
          type: ['Result'],
          resultDescription: `${achievement}#rubric`,
          achievedLevel: `${achievement}#level-2`,
        },
      ],
    },
    evidence: [
      {
        id: 'https://museum.example.org/evidence/1',
        type: ['Evidence'],
        name: 'Survey sheet',
        narrative: 'Two pages, in pencil.',
      },
      { type: ['Evidence'], name: 'Poster' },
    ],
    credentialStatus: [entry('revocation'), entry('suspension')],
  }
}
