import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { clrV2, knownContexts, type Contexts } from '../../src/credentials/contexts/contexts.ts'
import { documentLoader } from '../../src/credentials/contexts/contexts.ts'
import { eddsaRdfc2022 } from '../../src/credentials/cryptosuite.ts'
import { parseJsonObject, type JsonObject } from '../../src/credentials/json.ts'

/** The published context, where a copy of it lies on this machine. */
const folder = process.env['PUBLISHED_CONTEXTS'] ?? join('..', 'shared', 'data', 'contexts')
const published = join(folder, 'clr-v2p0-context-2.0.1.json')

const contexts = [
  'https://www.w3.org/ns/credentials/v2',
  clrV2,
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
]

const badge = (number: number): JsonObject => ({
  '@context': [contexts[0] ?? '', contexts[2] ?? ''],
  id: `urn:uuid:badge-${number}`,
  type: ['VerifiableCredential', 'OpenBadgeCredential'],
  issuer: { id: 'https://issuer.example/a', type: ['Profile'], name: 'Issuer' },
  validFrom: '2025-01-01T00:00:00Z',
  credentialSubject: {
    id: 'urn:uuid:learner',
    type: ['AchievementSubject'],
    identifier: [{ type: 'IdentifierEntry', identifier: 'x', identifierType: 'name' }],
    achievement: {
      id: `urn:uuid:achievement-${number}`,
      type: ['Achievement'],
      name: 'A',
      description: 'B',
      criteria: { narrative: 'C' },
    },
  },
})

const transcript = (subject: JsonObject, members: JsonObject = {}): JsonObject => ({
  '@context': contexts,
  id: 'urn:uuid:transcript',
  type: ['VerifiableCredential', 'ClrCredential'],
  name: 'Transcript',
  issuer: { id: 'https://issuer.example/a', type: ['Profile'], name: 'Issuer' },
  validFrom: '2025-01-01T00:00:00Z',
  ...members,
  credentialSubject: { id: 'urn:uuid:learner', type: ['ClrSubject'], ...subject },
})

const association = (type: string, member: JsonObject = {}): JsonObject => ({
  type: 'Association',
  associationType: type,
  sourceId: 'urn:uuid:achievement-1',
  targetId: 'https://other.example/achievement',
  ...member,
})

/** Between them they use every term, in the full and in the compacted form. */
const documents: readonly JsonObject[] = [
  transcript({ verifiableCredential: [badge(1), badge(2)] }),
  transcript({ verifiableCredential: badge(1) }, { partial: true }),
  transcript({ verifiableCredential: ['urn:uuid:badge-1', 'https://badges.example/2'] }),
  transcript({
    verifiableCredential: [badge(1)],
    identifier: [
      {
        type: 'IdentityObject',
        hashed: true,
        identityHash: 'sha256$00',
        identityType: 'emailAddress',
        salt: 'salt',
      },
      'plain text',
    ],
    achievement: [
      { id: 'urn:uuid:achievement-3', type: ['Achievement'], name: 'D', description: 'E' },
      'urn:uuid:achievement-4',
    ],
    association: [association('isChildOf'), association('exactMatchOf', { id: 'urn:uuid:link' })],
  }),
  transcript(
    { verifiableCredential: [badge(1)], association: association('precedes') },
    { partial: false },
  ),
]

describe('our statement of the context of CLR 2.0', () => {
  const canonical = (document: JsonObject, known: Contexts) =>
    eddsaRdfc2022.canonize(document, {
      documentLoader: documentLoader(known),
      safe: true,
      base: null,
    })

  it('gives every term of a transcript its meaning', async () => {
    for (const document of documents) {
      const text = await canonical(document, knownContexts())
      expect(text).to.include('<https://purl.imsglobal.org/spec/vc/clr/vocab.html#ClrSubject>')
      expect(text).to.include('clr/vocab.html#verifiableCredential>')
    }
  })

  if (existsSync(published)) {
    it('makes of documents what the published one makes of them', async () => {
      const body = parseJsonObject(readFileSync(published, 'utf8'))
      const theirs = new Map([...knownContexts(), [clrV2, body]])
      for (const document of documents) {
        expect(await canonical(document, knownContexts())).to.equal(
          await canonical(document, theirs),
        )
      }
    })
  } else {
    it(
      `NOT RUN: there is no published context at ${published}; PUBLISHED_CONTEXTS names its folder`,
    )
  }
})
