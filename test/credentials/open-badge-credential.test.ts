import { expect } from 'chai'
import { knownContexts } from '../../src/credentials/contexts/contexts.ts'
import { findDanger } from '../../src/credentials/contexts/dangers.ts'
import { identityHash } from '../../src/credentials/identity.ts'
import { isJsonObject, listOf, type Json, type JsonObject } from '../../src/credentials/json.ts'
import {
  achievementDocument,
  openBadgeCredential,
} from '../../src/credentials/open-badge-credential.ts'
import { profile } from '../../src/credentials/profile.ts'
import { fullFacts, issuerDid, leastFacts } from '../support/credential-facts.ts'

function member(value: Json | undefined, ...names: string[]): Json | undefined {
  return names.reduce<Json | undefined>(
    (inner, name) => (isJsonObject(inner) ? inner[name] : undefined),
    value,
  )
}

function everyValue(value: Json): Json[] {
  if (typeof value !== 'object' || value === null) return [value]
  return [value, ...Object.values(value).flatMap(everyValue)]
}

describe('a credential that we issue', () => {
  it('has the contexts in order, the types and the ids that the standard asks for', () => {
    const credential = openBadgeCredential(fullFacts())
    expect(credential['@context']).to.deep.equal([
      'https://www.w3.org/ns/credentials/v2',
      'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
    ])
    expect(credential['type']).to.deep.equal(['VerifiableCredential', 'OpenBadgeCredential'])
    expect(credential['id']).to.equal(
      'https://badges.example.org/credentials/credential000000000001',
    )
    expect(member(credential, 'issuer', 'id')).to.equal(issuerDid)
    expect(member(credential, 'credentialSubject', 'id')).to.match(/^urn:uuid:/)
  })

  it('says trial in its name where it is told to, and only there', () => {
    expect(openBadgeCredential(fullFacts())['name']).to.equal('Trial: Explorador de mareas 🌊')
    expect(openBadgeCredential(leastFacts())['name']).to.equal('Explorador de mareas 🌊')
  })

  it('has two status entries at the same place of two lists', () => {
    const entries = openBadgeCredential(fullFacts())['credentialStatus']
    const list = (purpose: string) =>
      `https://badges.example.org/organizations/museum0000000000000001/status/1/${purpose}`
    const entry = (purpose: string) => ({
      id: `${list(purpose)}#94567`,
      type: 'BitstringStatusListEntry',
      statusPurpose: purpose,
      statusListIndex: '94567',
      statusListCredential: list(purpose),
    })
    expect(entries).to.deep.equal([entry('revocation'), entry('suspension')])
  })

  it('has no nulls, no empty arrays and no empty objects', () => {
    const least = openBadgeCredential({
      ...leastFacts(),
      evidence: [],
      achievement: {
        ...leastFacts().achievement,
        tags: [],
        alignments: [],
        related: [],
        resultDescriptions: [],
      },
    })
    for (const credential of [least, openBadgeCredential(fullFacts())]) {
      for (const value of everyValue(credential)) {
        expect(value).not.to.equal(null)
        if (typeof value === 'object' && value !== null)
          expect(Object.keys(value)).not.to.have.length(0)
      }
    }
    expect(Object.keys(least)).to.deep.equal([
      '@context',
      'id',
      'type',
      'name',
      'description',
      'issuer',
      'validFrom',
      'awardedDate',
      'credentialSubject',
    ])
  })

  it('is not made where one id stands on two objects that both say something', () => {
    const facts = fullFacts()
    const refused = /uses the id of another object at \/evidence\/\d/
    const evidence = (...ids: string[]) =>
      ids.map((id, n) => ({ id, name: `Work ${n}`, narrative: `Text ${n}` }))
    for (const ids of [
      [facts.achievement.id],
      [facts.issuer.id],
      [facts.id],
      [facts.subject.id],
      ['https://work.example/1', 'https://work.example/1'],
    ]) {
      expect(() => openBadgeCredential({ ...facts, evidence: evidence(...ids) }), ids[0]).to.throw(
        refused,
      )
    }
    const apart = evidence('https://work.example/1', 'https://work.example/2')
    expect(openBadgeCredential({ ...facts, evidence: apart })['evidence']).to.have.length(2)
  })

  it('at its biggest is well inside of what our verifier looks at', () => {
    const facts = fullFacts()
    const many = <T>(count: number, make: (n: number) => T) =>
      Array.from({ length: count }, (_, n) => make(n))
    const id = facts.achievement.id
    const credential = openBadgeCredential({
      ...facts,
      evidence: many(10, (n) => ({
        id: `https://work.example/${n}`,
        name: 'Work',
        description: 'What it is',
        narrative: 'How it came about',
        genre: 'Poster',
        audience: 'Everybody',
      })),
      achievement: {
        ...facts.achievement,
        tags: many(20, (n) => `tag ${n}`),
        alignments: many(30, (n) => ({
          targetName: `Standard ${n}`,
          targetUrl: `https://standards.example/${n}`,
          targetDescription: 'What it asks for',
          targetFramework: 'Standards',
          targetCode: `S-${n}`,
          targetType: 'CFItem',
        })),
        resultDescriptions: [
          {
            id: `${id}#rubric`,
            name: 'Rubric',
            resultType: 'RubricCriterionLevel',
            levels: many(12, (n) => ({
              id: `${id}#level-${n}`,
              name: `Level ${n}`,
              description: 'What is seen',
              points: String(n),
            })),
          },
        ],
      },
    })
    expect(findDanger(credential, knownContexts())).to.equal(undefined)
    const twice = [credential, credential]
    expect(findDanger(twice, knownContexts())).to.equal(undefined)
    expect(findDanger([...twice, ...twice], knownContexts())).to.equal('too-complex')
  })

  it('names the creator where it is somebody else than the issuer', () => {
    const facts = fullFacts()
    const creatorOf = (creator: string) =>
      member(
        openBadgeCredential({ ...facts, achievement: { ...facts.achievement, creator } }),
        'credentialSubject',
        'achievement',
        'creator',
      )
    expect(creatorOf('did:web:college.example')).to.deep.equal({
      id: 'did:web:college.example',
      type: ['Profile'],
    })
    expect(creatorOf(issuerDid)).to.equal(undefined)
  })

  it('brings the extensions context when it has a refresh service', () => {
    const credential = openBadgeCredential({
      ...leastFacts(),
      refreshService: 'https://badges.example.org/refresh/1',
    })
    expect(credential['@context']).to.have.length(3)
    expect(member(credential, 'refreshService', 'type')).to.equal('1EdTechCredentialRefresh')
  })

  it('names the published schema where it is told to, with the extensions context', () => {
    const credential = openBadgeCredential({ ...leastFacts(), credentialSchema: true })
    expect(credential['@context']).to.have.length(3)
    const [schema] = listOf(credential['credentialSchema'])
    expect(member(schema, 'type')).to.equal('1EdTechJsonSchemaValidator2019')
    for (const facts of [leastFacts(), fullFacts(), { ...leastFacts(), credentialSchema: false }]) {
      const without = openBadgeCredential(facts)
      expect(without).not.to.have.property('credentialSchema')
      expect(without['@context']).to.have.length(2)
    }
  })

  it('keeps the first date of an award when it is corrected', () => {
    const corrected = openBadgeCredential({
      ...leastFacts(),
      validFrom: '2026-01-01T00:00:00Z',
      awardedDate: '2025-07-01T12:00:00Z',
    })
    expect(corrected['awardedDate']).to.equal('2025-07-01T12:00:00Z')
    expect(openBadgeCredential(leastFacts())['awardedDate']).to.equal(leastFacts().validFrom)
  })

  it('is not made from facts that break the model', () => {
    const facts = fullFacts()
    const broken = [
      { ...facts, id: 'not an address' },
      { ...facts, validFrom: '2025-07-01' },
      { ...facts, subject: { ...facts.subject, id: '' } },
      { ...facts, achievement: { ...facts.achievement, name: ' ' } },
      { ...facts, achievement: { ...facts.achievement, criteria: {} } },
      { ...facts, achievement: { ...facts.achievement, achievementType: 'Sticker' } },
    ]
    for (const one of broken) expect(() => openBadgeCredential(one)).to.throw(/breaks the model at/)
  })
})

describe('documents beside the credential', () => {
  it('show an achievement and a Profile under their own contexts, the creator included', () => {
    const achievement: JsonObject = achievementDocument(fullFacts().achievement)
    expect(achievement['type']).to.deep.equal(['Achievement'])
    expect(member(achievement, 'creator', 'id')).to.equal(issuerDid)
    expect(profile(fullFacts().issuer)['@context']).to.have.length(2)
  })
})

describe('the hashed identity', () => {
  it('is SHA-256 over the address with the salt appended', () => {
    // echo -n 'a@example.comKosher' | sha256sum, as in the Open Badges specification's own example of salt.
    expect(identityHash('a@example.com', 'Kosher')).to.equal(
      'sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399',
    )
  })

  it('does not mind capitals or space around the address, and minds everything else', () => {
    expect(identityHash(' A@Example.com ', 's')).to.equal(identityHash('a@example.com', 's'))
    expect(identityHash('a@example.com', 's')).not.to.equal(identityHash('a@example.com', 't'))
  })
})
