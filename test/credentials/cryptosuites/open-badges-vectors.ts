import type { JsonObject } from '../../../src/credentials/json.ts'

/*
 * The signed examples of 1EdTech's implementation guide for Open Badges 3.0 and CLR 2.0 ("Linked Data Proof Test
 * Vector"): one key, one time, the hashes and the proofs that come of them.
 */

const issuer = 'https://example.edu/issuers/565049'
const learner = 'did:example:ebfeb1f712ebc6f1c276e12ec21'

/** Both halves of the pair, as the guide writes them. */
export const guideKey = {
  publicKeyMultibase: 'z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi',
  publicHex: '4bdeafde2ea8beefadd8c699b5c7e0704cf51154d52e17b20b71337ca04cc5a5',
  seedHex: '6241a409e6707bb640a0140a8a32bc3d193c33a661747284d6adfa4ed4180be4',
}

export const guideProof = {
  type: 'DataIntegrityProof',
  created: '2010-01-01T19:23:24Z',
  verificationMethod: `${issuer}#${guideKey.publicKeyMultibase}`,
  cryptosuite: 'eddsa-rdfc-2022',
  proofPurpose: 'assertionMethod',
}

export const guideProofHash = 'd34009cea0dbc1ca941e09dc01c8c9d3e3ce3c5b853f67ee44698dcea10f5d19'

const badge: JsonObject = {
  '@context': [
    'https://www.w3.org/ns/credentials/v2',
    'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
  ],
  id: 'http://example.com/credentials/3527',
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  issuer: {
    id: issuer,
    type: ['Profile'],
    url: 'https://www.imsglobal.org',
    name: 'Example Corp',
  },
  validFrom: '2010-01-01T00:00:00Z',
  name: 'Teamwork Badge',
  credentialSubject: {
    id: learner,
    type: ['AchievementSubject'],
    achievement: {
      id: 'https://example.com/achievements/21st-century-skills/teamwork',
      type: ['Achievement'],
      criteria: {
        narrative:
          'Team members are nominated for this badge by their peers and recognized upon review by Example Corp management.',
      },
      description:
        'This badge recognizes the development of the capacity to collaborate within a group environment.',
      name: 'Teamwork',
    },
  },
}

const extensions = 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json'

const schema = (name: string) => [
  {
    id: `https://purl.imsglobal.org/spec/${name}`,
    type: '1EdTechJsonSchemaValidator2019',
  },
]

const achievement = (uuid: string, name: string): JsonObject => ({
  id: `urn:uuid:${uuid}`,
  type: 'Achievement',
  creator: { id: issuer, type: 'Profile' },
  name,
  criteria: { id: `https://example.edu/achievements/${uuid}/criteria` },
  description: name,
  image: { id: 'https://example.edu/achievements/sample.png', type: 'Image' },
})

const first = achievement('a7467ef6-56cb-11ec-bf63-0242ac130002', 'Achievement 1')
const second = achievement('dd887f0a-56cb-11ec-bf63-0242ac130002', 'Achievement 2')
const university = { id: issuer, type: 'Profile', name: 'Example University' }

const degree: JsonObject = {
  '@context': [...(Array.isArray(badge['@context']) ? badge['@context'] : []), extensions],
  id: 'urn:uuid:91537dba-56cb-11ec-bf63-0242ac130002',
  type: ['VerifiableCredential', 'AchievementCredential'],
  issuer: university,
  validFrom: '2010-01-01T00:00:00Z',
  name: 'Example University Degree',
  credentialSubject: { id: learner, type: 'AchievementSubject', achievement: first },
  credentialSchema: schema('ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json'),
}

const degreeValue =
  'z45QnLySMt2mWuW787G6cf3SLkP97ZkMZxLeXH5yaaTQPCtTup4GCV95tU8HEnQJSyGCokSj3AvUhmJtvveTmN4Vu'

const transcript: JsonObject = {
  '@context': [
    'https://www.w3.org/ns/credentials/v2',
    'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json',
    'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
    extensions,
  ],
  id: 'http://example.edu/credentials/3732',
  type: ['VerifiableCredential', 'ClrCredential'],
  issuer: university,
  validFrom: '2010-01-01T00:00:00Z',
  name: 'Sample Transcript',
  credentialSubject: {
    id: learner,
    type: 'ClrSubject',
    verifiableCredential: [{ ...degree, proof: [{ ...guideProof, proofValue: degreeValue }] }],
    achievement: [first, second],
    association: [
      {
        type: 'Association',
        associationType: 'isParentOf',
        sourceId: first['id'] ?? '',
        targetId: second['id'] ?? '',
      },
    ],
  },
  credentialSchema: schema('clr/v2p0/schema/json/clr_v2p0_clrcredential_schema.json'),
}

export interface Vector {
  readonly unsigned: JsonObject
  readonly proofValue: string
  /** SHA-256 of the canonical document, where the guide says it. */
  readonly documentHash?: string
}

export const guideVectors: Readonly<Record<string, Vector>> = {
  'an OpenBadgeCredential': {
    unsigned: badge,
    documentHash: '87f65a76d40146205e3b3e06cb0fbd153f97f9ce70372390f52566bb7f9e0773',
    proofValue:
      'z5x9aCBYovW3CQCbKdNyhEm7ffYSw1YpEdPywQJoNbzDD2gkzQDKJ1sYKJaWvqZtkMtSbz35HcbgXVEDYHxCzgkCr',
  },
  'the AchievementCredential inside a ClrCredential': { unsigned: degree, proofValue: degreeValue },
  'a ClrCredential': {
    unsigned: transcript,
    documentHash: '768d7015ae69e0210e1c2a45194d9c1d15d7a6022e52b946574a2a27f6fa85fe',
    proofValue:
      'zF52sU1nfPAjcwCqtgxPNSor6SJnAzRBwZW5VNQXPt8xXCHkd39sgqj32DnMjhFCzbyHsLkhQ8HpBqQTkMgXy329',
  },
}
