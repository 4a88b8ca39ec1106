import { expect } from 'chai'
import { endorsementCredential } from '../../src/credentials/endorsement-credential.ts'
import { parseJsonObject, type JsonObject } from '../../src/credentials/json.ts'
import { openBadgeCredential } from '../../src/credentials/open-badge-credential.ts'
import { findSaidTwice } from '../../src/credentials/said-twice.ts'
import { issuedEndorsementProblems } from '../../src/credentials/schema.ts'
import { signCredential } from '../../src/credentials/sign.ts'
import {
  fullFacts,
  identifiers,
  issuerDid,
  makeKey,
  type TestKey,
} from '../support/credential-facts.ts'
import { stockVerdict } from '../support/stock-verifier.ts'

const validFrom = '2025-07-01T12:00:00Z'
const facts = () => ({
  id: identifiers.endorsementUrl('endorsement00000000001'),
  name: 'Explorador de mareas',
  issuer: { id: issuerDid, name: 'Museo', email: 'a@museum.example' },
  endorsed: 'https://college.example/achievements/1',
  comment: 'We ask for it. **Gladly.**',
  validFrom,
  status: {
    index: 7,
    revocationList: identifiers.endorsementStatusListUrl('museum0000000000000001', 1, 'revocation'),
  },
})

describe('an endorsement that we issue', () => {
  let key: TestKey
  before(async () => {
    key = await makeKey('Ed25519')
  })
  const signed = async (unsigned: JsonObject) =>
    parseJsonObject(await signCredential(unsigned, key.signer, validFrom))

  it('verifies with the stock library, and not once its comment was changed', async () => {
    const good = await signed(endorsementCredential(facts()))
    const verdict = await stockVerdict(good, [key.listed], validFrom)
    expect(verdict.verified, String(verdict.error)).to.equal(true)
    const subject = good['credentialSubject'] as JsonObject
    const changed = { ...good, credentialSubject: { ...subject, endorsementComment: 'No.' } }
    expect((await stockVerdict(changed, [key.listed], validFrom)).verified).to.equal(false)
  })

  it('can be in nothing but the form that we state', () => {
    const { credentialStatus: _status, ...noStatus } = endorsementCredential(facts())
    expect(issuedEndorsementProblems(noStatus)).not.to.deep.equal([])
    const more = { ...endorsementCredential(facts()), awardedDate: validFrom }
    expect(issuedEndorsementProblems(more)).not.to.deep.equal([])
    expect(() => endorsementCredential({ ...facts(), comment: ' ' })).to.throw('endorsementComment')
    expect(() => endorsementCredential({ ...facts(), endorsed: 'no uri' })).to.throw('/id')
  })

  it('is never about who gives it', () => {
    expect(() => endorsementCredential({ ...facts(), endorsed: issuerDid })).to.throw('themselves')
  })

  it('stands in a badge on its achievement and its issuer, and the badge verifies with the stock library', async () => {
    const badge = fullFacts()
    const of = (endorsed: string) => signed(endorsementCredential({ ...facts(), endorsed }))
    const credential = await signed(
      openBadgeCredential({
        ...badge,
        achievement: { ...badge.achievement, endorsements: [await of(badge.achievement.id)] },
        issuer: { ...badge.issuer, id: issuerDid, endorsements: [await of('https://a.example/b')] },
      }),
    )
    const verdict = await stockVerdict(credential, [key.listed], validFrom)
    expect(verdict.verified, String(verdict.error)).to.equal(true)
  })
})

describe('one id on two objects', () => {
  const id = 'https://a.example/thing'
  const thing = { id, type: ['Achievement'], name: 'Thing', tag: ['a'] }
  const comment = { id, type: ['EndorsementSubject'], endorsementComment: 'Good.' }
  const twice = (...objects: JsonObject[]) => findSaidTwice({ objects }, 'different')?.path

  it('is no matter where a subject says only words that nothing else could say', () => {
    expect(twice(thing, comment)).to.equal(undefined)
    expect(twice(comment, thing)).to.equal(undefined)
    const badge = { id, type: ['AchievementSubject'], achievement: { name: 'A' } }
    const clr = { id, type: 'ClrSubject', association: [{ type: 'Association' }] }
    expect(twice(badge, clr, comment)).to.equal(undefined)
  })

  it('is a matter where it says more, is of both types, or words could have another meaning', () => {
    expect(twice(thing, { ...comment, name: 'Other' })).to.equal('/objects/1')
    expect(twice(comment, { ...comment, endorsementComment: 'Bad.' })).to.equal('/objects/1')
    expect(twice({ ...thing, type: ['Achievement', 'EndorsementSubject'] }, comment)).to.equal(
      '/objects/1',
    )
    const address = 'https://purl.imsglobal.org/spec/vc/ob/vocab.html#endorsementComment'
    expect(twice({ ...thing, [address]: 'Good.' }, comment)).to.equal('/objects/1')
    const defining = {
      '@context': [{ word: address }],
      objects: [{ ...thing, word: 'Good.' }, comment],
    }
    expect(findSaidTwice(defining, 'different')?.path).to.equal('/objects/1')
  })

  it('is no matter inside a credential that is proven by itself', () => {
    const inside = { id: 'urn:uuid:inside', part: { ...thing, name: 'Other' } }
    const document = { thing, inside }
    expect(findSaidTwice(document, 'different')?.path).to.equal('/inside/part')
    expect(findSaidTwice(document, 'different', new Set([inside]))).to.equal(undefined)
  })
})
