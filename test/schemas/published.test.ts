import { expect } from 'chai'
import { publishedSchemas } from '../../schemas/open-badges/published.ts'
import type { Json, JsonObject } from '../../src/credentials/json.ts'
import { publishedProblems } from '../../src/credentials/schema.ts'
import { changed, type Step } from '../support/changed.ts'
import { createForeignIssuer, type ForeignIssuer } from '../support/foreign-issuer.ts'
import { without } from '../support/verification.ts'

const openBadges = 'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_'
const clr = 'https://purl.imsglobal.org/spec/clr/v2p0/schema/json/clr_v2p0_'
const achievementSchema = `${openBadges}achievementcredential_schema.json`
const endorsementSchema = `${openBadges}endorsementcredential_schema.json`
const clrSchema = `${clr}clrcredential_schema.json`

const contexts = [
  'https://www.w3.org/ns/credentials/v2',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
]

const endorsement: JsonObject = {
  '@context': contexts,
  id: 'urn:uuid:3',
  type: ['VerifiableCredential', 'EndorsementCredential'],
  name: 'Seen and found good',
  issuer: { id: 'https://friend.example/', type: 'Profile' },
  validFrom: '2025-01-01T00:00:00Z',
  credentialSubject: {
    id: 'urn:uuid:2',
    type: 'EndorsementSubject',
    endorsementComment: '**Yes**',
  },
}

describe('our own statement of the schemas that 1EdTech publishes', () => {
  let issuer: ForeignIssuer
  let badge: JsonObject
  before(async () => {
    issuer = await createForeignIssuer()
    badge = issuer.unsigned()
  })

  it('is written in the draft for which the validator is named, one for each address and data model', () => {
    for (const { v1, v2 } of publishedSchemas.values()) {
      for (const statement of [v1, v2]) {
        expect(statement).to.include({ $schema: 'https://json-schema.org/draft/2019-09/schema' })
      }
    }
    expect(publishedProblems(badge, 'https://elsewhere.example/schema.json')).to.equal(undefined)
    expect(publishedProblems(badge, `${openBadges}profile_schema.json`)).not.to.deep.equal([])
  })

  it('is kept by a badge that uses most of what there is', () => {
    const full = changed(badge, ['endorsement'], [endorsement])
    expect(publishedProblems(full, achievementSchema)).to.deep.equal([])
    const signed = { ...full, proof: [{ type: 'DataIntegrityProof', cryptosuite: 'x' }] }
    expect(publishedProblems(signed, achievementSchema)).to.deep.equal([])
  })

  it('is kept by the form of VC 1.1 under the same address', () => {
    const { validFrom, validUntil, ...rest } = badge
    const old: JsonObject = {
      ...rest,
      '@context': ['https://www.w3.org/2018/credentials/v1', contexts[1] ?? ''],
      issuanceDate: validFrom ?? '',
      expirationDate: validUntil ?? '',
    }
    expect(publishedProblems(old, achievementSchema)).to.deep.equal([])
    expect(publishedProblems(without(old, 'name'), achievementSchema)).not.to.deep.equal([])
    const byUri = { ...old, issuer: issuer.did }
    expect(publishedProblems(byUri, achievementSchema)).not.to.deep.equal([])
  })

  it('takes terms of others where the standard does, and none where it does not', () => {
    const achievement = ['credentialSubject', 'achievement'] as const
    const extended = changed(badge, [...achievement, 'colour'], 'blue')
    const own = changed(extended, [...achievement, 'achievementType'], 'ext:Swim.Badge')
    expect(publishedProblems(own, achievementSchema)).to.deep.equal([])
    const identity = ['credentialSubject', 'identifier', 0, 'colour'] as const
    expect(publishedProblems(changed(badge, identity, 'blue'), achievementSchema)).to.deep.equal([
      { path: '/credentialSubject/identifier/0', rule: 'additionalProperties', member: 'colour' },
    ])
  })

  const achievement: Step[] = ['credentialSubject', 'achievement']
  const broken: [string, Step[], Json | undefined][] = [
    ['no id', ['id'], undefined],
    ['contexts in another order', ['@context'], contexts.toReversed()],
    ['no kind of badge among its types', ['type'], ['VerifiableCredential', 'Badge']],
    ['an issuer whose type is no Profile', ['issuer', 'type'], ['Organization']],
    ['a date without a time', ['validFrom'], '2025-03-01'],
    ['neither id nor identifier', ['credentialSubject'], { type: ['AchievementSubject'] }],
    ['an alignment that stands alone', [...achievement, 'alignment'], { type: 'Alignment' }],
    ['an alignment to no address', [...achievement, 'alignment', 0, 'targetUrl'], 'NGSS'],
    ['an achievement type of its own without ext:', [...achievement, 'achievementType'], 'Swim'],
    ['credits in words', [...achievement, 'creditsAvailable'], '3'],
    ['a language that is none', [...achievement, 'inLanguage'], 'English'],
    ['a result type of its own', [...achievement, 'resultDescription', 0, 'resultType'], 'Stars'],
    [
      'a level without a name',
      [...achievement, 'resultDescription', 0, 'rubricCriterionLevel', 0, 'name'],
      undefined,
    ],
    ['a status that is none', ['credentialSubject', 'result', 0, 'status'], 'Done'],
    ['evidence as an address', ['evidence'], ['https://museum.example.org/evidence/1']],
    ['evidence without a type', ['evidence', 0, 'type'], undefined],
    ['an image as an address', [...achievement, 'image'], 'https://museum.example.org/a.png'],
    [
      'an identity that is not said to be hashed',
      ['credentialSubject', 'identifier', 0, 'hashed'],
      undefined,
    ],
    ['an endorsement without a name', ['endorsement'], [without(endorsement, 'name')]],
    ['an endorsement in a JWT that is none', ['endorsementJwt'], ['a.b']],
    [
      'two refresh services',
      ['refreshService'],
      [
        { id: 'urn:a', type: 'x' },
        { id: 'urn:b', type: 'x' },
      ],
    ],
  ]
  for (const [what, path, value] of broken) {
    it(`is broken by ${what}`, () => {
      const one = changed(badge, path, value)
      expect(publishedProblems(one, achievementSchema)).not.to.deep.equal([])
    })
  }

  it('says what an endorsement has to have', () => {
    expect(publishedProblems(endorsement, endorsementSchema)).to.deep.equal([])
    for (const name of ['id', 'name', 'issuer', 'validFrom', 'credentialSubject']) {
      expect(publishedProblems(without(endorsement, name), endorsementSchema)).to.deep.include({
        path: '',
        rule: 'required',
        member: name,
      })
    }
    const nobody = changed(endorsement, ['credentialSubject', 'id'], undefined)
    expect(publishedProblems(nobody, endorsementSchema)).not.to.deep.equal([])
  })

  it('says what a learner record has to have', () => {
    const record: JsonObject = {
      '@context': [
        contexts[0] ?? '',
        'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json',
        contexts[1] ?? '',
      ],
      id: 'urn:uuid:4',
      type: ['VerifiableCredential', 'ClrCredential'],
      name: 'What I have learned',
      issuer: { id: 'https://friend.example/', type: ['Profile'] },
      validFrom: '2025-01-01T00:00:00Z',
      partial: true,
      credentialSubject: {
        id: 'urn:uuid:5',
        type: ['ClrSubject'],
        verifiableCredential: [badge],
        association: [
          {
            type: 'Association',
            associationType: 'isParentOf',
            sourceId: 'urn:uuid:6',
            targetId: 'urn:uuid:7',
          },
        ],
      },
    }
    expect(publishedProblems(record, clrSchema)).to.deep.equal([])
    const subject = ['credentialSubject']
    const faults: [Step[], Json | undefined][] = [
      [['name'], undefined],
      [['@context'], contexts],
      [['partial'], 'yes'],
      [[...subject, 'verifiableCredential'], []],
      [[...subject, 'association', 0, 'associationType'], 'knows'],
      [[...subject, 'association', 0, 'targetId'], undefined],
    ]
    for (const [path, value] of faults) {
      expect(publishedProblems(changed(record, path, value), clrSchema), path.join('/')).not.to.be
        .empty
    }
  })
})
