import { expect } from 'chai'
import type { Json, JsonObject } from '../../src/credentials/json.ts'
import { openBadgeCredential } from '../../src/credentials/open-badge-credential.ts'
import { issuedProblems, readingProblems } from '../../src/credentials/schema.ts'
import { changed, type Step } from '../support/changed.ts'
import { fullFacts, leastFacts } from '../support/credential-facts.ts'

const issued = openBadgeCredential(fullFacts())
const subject = ['credentialSubject']
const achievement = ['credentialSubject', 'achievement']

describe('our statement of the model, as we issue it', () => {
  it('is met by everything that we build', () => {
    for (const facts of [
      fullFacts(),
      leastFacts(),
      { ...fullFacts(), refreshService: 'https://a.example/r' },
    ]) {
      expect(issuedProblems(openBadgeCredential(facts))).to.deep.equal([])
    }
  })

  const broken: [string, readonly Step[], Json | undefined][] = [
    ['the contexts in another order', ['@context'], [...(issued['@context'] as Json[])].reverse()],
    ['a further context', ['@context', 2], 'https://other.example/v1'],
    ['one type alone', ['type'], 'OpenBadgeCredential'],
    ['no id', ['id'], undefined],
    ['an id that is no URI', ['id'], 'credential'],
    ['no name', ['name'], undefined],
    ['no issuer', ['issuer'], undefined],
    ['an issuer without a type', ['issuer', 'type'], undefined],
    ['no validFrom', ['validFrom'], undefined],
    ['a validFrom without time zone', ['validFrom'], '2025-07-01T12:00:00'],
    ['a validFrom on a day that is none', ['validFrom'], '2025-02-30T12:00:00Z'],
    ['a null', ['validUntil'], null],
    ['an unknown member', ['nickname'], 'Tide'],
    ['an unknown member deep inside', [...achievement, 'colour'], 'blue'],
    ['several subjects', subject, [issued['credentialSubject']!]],
    ['a subject without id', [...subject, 'id'], undefined],
    ['an unhashed identity', [...subject, 'identifier', 0, 'hashed'], false],
    ['an identity hash of another form', [...subject, 'identifier', 0, 'identityHash'], 'md5$abc'],
    ['no achievement', achievement, undefined],
    ['an achievement without criteria', [...achievement, 'criteria'], undefined],
    ['empty criteria', [...achievement, 'criteria'], {}],
    ['an empty array of tags', [...achievement, 'tag'], []],
    ['a single tag without array', [...achievement, 'tag'], 'biology'],
    ['an unknown achievement type', [...achievement, 'achievementType'], 'Sticker'],
    ['an alignment without target', [...achievement, 'alignment', 0, 'targetUrl'], undefined],
    ['an unknown result type', [...achievement, 'resultDescription', 0, 'resultType'], 'Stars'],
    [
      'a rubric level without id',
      [...achievement, 'resultDescription', 0, 'rubricCriterionLevel', 0, 'id'],
      undefined,
    ],
    ['evidence without type', ['evidence', 0, 'type'], undefined],
    ['a status index as a number', ['credentialStatus', 0, 'statusListIndex'], 94_567],
    ['an unknown status purpose', ['credentialStatus', 0, 'statusPurpose'], 'message'],
  ]
  for (const [what, path, value] of broken) {
    it(`refuses ${what}`, () => {
      expect(issuedProblems(changed(issued, path, value))).not.to.deep.equal([])
    })
  }

  it('says where the trouble is', () => {
    expect(issuedProblems(changed(issued, [...achievement, 'name'], undefined))).to.deep.equal([
      { path: '/credentialSubject/achievement', rule: 'required', member: 'name' },
    ])
    expect(issuedProblems(changed(issued, ['colour'], 'blue'))).to.deep.equal([
      { path: '', rule: 'additionalProperties', member: 'colour' },
    ])
  })
})

describe('the model as others may write it', () => {
  const compacted: JsonObject = {
    '@context': [
      'https://www.w3.org/ns/credentials/v2',
      'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json',
      { colour: 'https://other.example/colour' },
    ],
    id: 'urn:uuid:1',
    type: ['VerifiableCredential', 'AchievementCredential', 'ext:Own'],
    issuer: 'https://école.example/#né',
    validFrom: '2025-07-01T14:00:00.123+02:00',
    colour: 'blue',
    credentialSubject: {
      type: 'AchievementSubject',
      identifier: {
        type: 'IdentityObject',
        hashed: false,
        identityHash: 'a@b.example',
        identityType: 'emailAddress',
      },
      achievement: {
        id: 'urn:uuid:2',
        type: 'Achievement',
        name: 'A',
        description: 'B',
        criteria: { narrative: '' },
        tag: 'one',
        alignment: { type: 'Alignment', targetName: 'x', targetUrl: 'https://x.example/' },
      },
    },
    evidence: 'https://x.example/work',
    proof: { type: 'DataIntegrityProof' },
  }

  it('takes what we issue, signed or not', () => {
    expect(readingProblems(issued)).to.deep.equal([])
    expect(readingProblems({ ...issued, proof: [{ type: 'DataIntegrityProof' }] })).to.deep.equal(
      [],
    )
  })

  it('takes single values for arrays, members it does not know, and accents in addresses', () => {
    expect(readingProblems(compacted)).to.deep.equal([])
    expect(
      readingProblems(changed(compacted, subject, [compacted['credentialSubject']!])),
    ).to.deep.equal([])
  })

  it('takes the form of VC 1.1, by its names', () => {
    const { validFrom, ...rest } = compacted
    const contexts = [
      'https://www.w3.org/2018/credentials/v1',
      'https://purl.imsglobal.org/spec/ob/v3p0/context.json',
    ]
    const old = { ...rest, '@context': contexts, name: 'A', issuanceDate: validFrom! }
    expect(readingProblems(old)).to.deep.equal([])
    expect(readingProblems(changed(old, ['issuanceDate'], undefined))).not.to.deep.equal([])
    expect(readingProblems(changed(old, ['name'], undefined))).not.to.deep.equal([])
  })

  const unreadable: [string, readonly Step[], Json | undefined][] = [
    [
      'contexts in another order',
      ['@context'],
      [...(compacted['@context'] as Json[]).slice(0, 2)].reverse(),
    ],
    ['no Open Badges context', ['@context'], ['https://www.w3.org/ns/credentials/v2']],
    ['another type', ['type'], ['VerifiableCredential', 'EndorsementCredential']],
    ['no issuer', ['issuer'], undefined],
    ['an issuer without id', ['issuer'], { name: 'A' }],
    ['no validFrom', ['validFrom'], undefined],
    ['a validFrom that is no time', ['validFrom'], 'yesterday'],
    ['a subject with neither id nor identifier', [...subject, 'identifier'], undefined],
    ['an identifier of no kind', [...subject, 'identifier'], { hashed: true }],
    ['two subjects', subject, [compacted['credentialSubject']!, compacted['credentialSubject']!]],
    ['an achievement without a name', [...achievement, 'name'], undefined],
    ['an achievement without a description', [...achievement, 'description'], undefined],
    ['an achievement without an id', [...achievement, 'id'], undefined],
    ['an achievement without criteria', [...achievement, 'criteria'], undefined],
  ]
  for (const [what, path, value] of unreadable) {
    it(`cannot be read with ${what}`, () => {
      expect(readingProblems(changed(compacted, path, value))).not.to.deep.equal([])
    })
  }

  it('answers a list for anything at all', () => {
    for (const value of [{}, { '@context': null }, { '@context': 'x', type: 1 }]) {
      expect(readingProblems(value)).not.to.deep.equal([])
    }
  })
})
