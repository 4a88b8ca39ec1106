import { expect } from 'chai'
import fc from 'fast-check'
import { isJsonObject, listOf, type Json, type JsonObject } from '../../../src/credentials/json.ts'
import { parseJsonObject } from '../../../src/credentials/json.ts'
import { readingProblems } from '../../../src/credentials/schema.ts'
import { upgradeOpenBadge2 } from '../../../src/credentials/open-badges-2/upgrade.ts'
import { createOlderIssuer } from '../../support/older-issuer.ts'

const issuer = createOlderIssuer()
const whole = (changes: JsonObject = {}, badge: JsonObject = {}, profile: JsonObject = {}) =>
  upgradeOpenBadge2({
    assertion: issuer.assertion(changes),
    badgeClass: issuer.badgeClass(badge),
    issuer: issuer.profile(profile),
  })

/** Every text in a value, wherever it stands. */
function textsIn(value: Json): readonly string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(textsIn)
  return isJsonObject(value) ? Object.values(value).flatMap(textsIn) : []
}

describe('Upgrading a badge of Open Badges 2.0', () => {
  it('makes an unsigned Open Badge 3.0 that keeps to the schema', () => {
    expect(readingProblems(whole())).to.deep.equal([])
  })

  it('says in the new words what the badge said in the old ones', () => {
    const upgraded = whole()
    const [subject] = listOf(upgraded['credentialSubject'])
    expect(upgraded).to.deep.include({
      name: 'Soldering ☼',
      issuer: {
        id: issuer.ids.profile,
        type: ['Profile'],
        name: 'Makers of Old',
        url: issuer.base,
        phone: '+16175551212',
        email: 'badges@old.example.org',
      },
      validFrom: '2019-05-04T10:00:00+02:00',
      awardedDate: '2019-05-04T10:00:00+02:00',
      validUntil: '2029-05-04T10:00:00Z',
    })
    expect(subject).to.deep.include({
      identifier: [
        {
          type: 'IdentityObject',
          hashed: true,
          identityHash: `sha256$${'0a'.repeat(32)}`,
          identityType: 'emailAddress',
          salt: 'sea salt',
        },
      ],
      narrative: 'Built three radios.',
      image: {
        id: 'https://old.example.org/assertions/17.png',
        type: 'Image',
        caption: 'A soldering iron',
      },
    })
    const achievement = isJsonObject(subject) ? subject['achievement'] : undefined
    expect(achievement).to.deep.include({
      criteria: { id: 'https://old.example.org/criteria', narrative: 'Three **good** joints.' },
      tag: ['electronics', 'craft'],
      alignment: [
        {
          type: ['Alignment'],
          targetName: 'Craft',
          targetUrl: 'https://frame.example/7',
          targetCode: 'C7',
        },
      ],
      related: [
        {
          id: issuer.ids.badge,
          type: ['Related', 'https://w3id.org/openbadges#BadgeClass'],
          version: 'Open Badges v2p0',
        },
      ],
    })
  })

  it('keeps the evidence and puts the original Assertion beside it', () => {
    const evidence = listOf(whole()['evidence'])
    expect(evidence.map((one) => (isJsonObject(one) ? one['id'] : undefined))).to.deep.equal([
      'https://old.example.org/works/1',
      'https://old.example.org/works/2',
      issuer.ids.assertion,
    ])
    expect(evidence.at(-1)).to.deep.include({
      type: ['Evidence', 'https://w3id.org/openbadges#Assertion'],
    })
  })

  it('gives new ids, the same ones each time, and others for other badges', () => {
    const urn = /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
    expect(whole()['id'])
      .to.match(urn)
      .and.to.equal(whole({ narrative: 'Other.' })['id'])
    expect(whole({ id: 'https://old.example.org/assertions/18' })['id']).not.to.equal(whole()['id'])
    // As another implementation of RFC 9562 §5.5 has it.
    expect(upgradeOpenBadge2({ assertion: { id: 'https://example.org/1' } })['id']).to.equal(
      'urn:uuid:82e3e698-ac42-5bd3-b476-8e74d6722f5d',
    )
  })

  it('keeps every value that has a place, through JSON and back', () => {
    const text = fc.string({ minLength: 1, unit: 'grapheme' })
    const url = fc.webUrl()
    const some = <T>(one: fc.Arbitrary<T>) => fc.array(one, { maxLength: 3 })
    const badges = fc.record({
      recipient: fc.record({
        type: fc.constant('email'),
        hashed: fc.boolean(),
        identity: text,
        salt: text,
      }),
      narrative: text,
      image: url,
      evidence: some(
        fc.record({
          id: url,
          name: text,
          narrative: text,
          description: text,
          genre: text,
          audience: text,
        }),
      ),
      badge: fc.record({
        name: text,
        description: text,
        image: fc.record({ id: url, caption: text }),
        criteria: fc.record({ id: url, narrative: text }),
        tags: some(text),
        alignment: some(
          fc.record({
            targetName: text,
            targetUrl: url,
            targetCode: text,
            targetDescription: text,
            targetFramework: text,
          }),
        ),
      }),
      profile: fc.record({
        name: text,
        url,
        description: text,
        email: text,
        telephone: text,
        image: url,
      }),
    })
    fc.assert(
      fc.property(badges, ({ badge, profile, ...said }) => {
        const upgraded = whole(said, badge, profile)
        expect(parseJsonObject(JSON.stringify(upgraded))).to.deep.equal(upgraded)
        const { type: _, ...recipient } = said.recipient
        const before = textsIn({ ...said, recipient, badge, profile })
        expect(textsIn(upgraded)).to.include.members([...before])
      }),
      { numRuns: 100 },
    )
  })

  it('makes something of whatever it gets', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue(), (object, value) => {
        const odd = parse({
          ...object,
          recipient: value,
          evidence: value,
          image: value,
          badge: value,
        })
        const badgeClass = parse({
          criteria: value,
          tags: value,
          alignment: value,
          related: value,
          image: value,
        })
        const issuerToo = parse({ id: value, name: value, image: value })
        expect(
          upgradeOpenBadge2({ assertion: odd, badgeClass, issuer: issuerToo }),
        ).to.include.keys('id')
        expect(upgradeOpenBadge2({ assertion: odd })).to.include.keys('id')
      }),
      { numRuns: 300 },
    )
  })
})

function parse(value: object): JsonObject {
  return parseJsonObject(JSON.stringify(value).replaceAll('"__proto__"', '"proto"'))
}
