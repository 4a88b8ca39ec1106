import { expect } from 'chai'
import type { JsonObject } from '../../src/credentials/json.ts'
import { openBadgeCredential, SaidTwiceError } from '../../src/credentials/open-badge-credential.ts'
import type { ProfileFacts } from '../../src/credentials/profile.ts'
import { findSaidTwice } from '../../src/credentials/said-twice.ts'
import { fullFacts, issuerDid } from '../support/credential-facts.ts'
import { valuesAt } from '../support/schema-paths.ts'

const college: ProfileFacts = { id: 'https://college.example/', name: 'College', official: 'Ada' }
const district: ProfileFacts = { id: 'https://district.example/', name: 'District' }
const creatorAt = 'credentialSubject.achievement.creator'
const sourceAt = 'credentialSubject.source'

function withProfiles(parts: {
  creator?: string | ProfileFacts
  source?: ProfileFacts
  parentOrg?: ProfileFacts
}) {
  const { creator, source, parentOrg } = parts
  const facts = fullFacts()
  return openBadgeCredential({
    ...facts,
    issuer: { ...facts.issuer, ...(parentOrg === undefined ? {} : { parentOrg }) },
    achievement: { ...facts.achievement, ...(creator === undefined ? {} : { creator }) },
    subject: { ...facts.subject, ...(source === undefined ? {} : { source }) },
  })
}

describe('who is described in a credential', () => {
  it('is described once, and referred to by id after that', () => {
    const parentOrg = district
    const credential = withProfiles({
      parentOrg,
      creator: { ...college, parentOrg },
      source: { ...college, parentOrg },
    })
    const reference = (id: string) => ({ id, type: ['Profile'] })
    expect(valuesAt(credential, `${creatorAt}.name`)).to.deep.equal(['College'])
    expect(valuesAt(credential, `${creatorAt}.parentOrg`)).to.deep.equal([reference(district.id)])
    expect(valuesAt(credential, sourceAt)).to.deep.equal([reference(college.id)])
    expect(findSaidTwice(credential, 'any')).to.equal(undefined)
  })

  it('may be referred to alone, before and after', () => {
    const credential = withProfiles({ creator: { id: college.id }, source: college })
    expect(valuesAt(credential, `${sourceAt}.official`)).to.deep.equal(['Ada'])
    const issuer = withProfiles({ creator: college, source: { id: issuerDid } })
    expect(valuesAt(issuer, sourceAt)).to.deep.equal([{ id: issuerDid, type: ['Profile'] }])
  })

  it('is not described in two ways', () => {
    const other = { ...college, name: 'Another college' }
    const refused: [string, () => JsonObject][] = [
      ['/credentialSubject/source', () => withProfiles({ creator: college, source: other })],
      [
        '/credentialSubject/achievement/creator',
        () => withProfiles({ creator: { id: issuerDid, name: 'Not the museum' } }),
      ],
      [
        '/credentialSubject/source',
        () => withProfiles({ parentOrg: district, source: { ...district, phone: '1' } }),
      ],
    ]
    for (const [path, build] of refused) {
      expect(build).to.throw(SaidTwiceError).with.nested.property('twice.path', path)
    }
  })
})

describe('what lies deep in two things of one id', () => {
  const thing = (leaf: string): JsonObject =>
    Array.from({ length: 40 }).reduce<JsonObject>(
      (inner) => ({ inner, name: 'Something of some length', list: ['b', 'a'] }),
      { leaf },
    )
  const find = (one: JsonObject, other: JsonObject) =>
    findSaidTwice({ things: [one, other].map((said) => ({ id: 'urn:a:1', said })) }, 'different')

  it('is compared to the bottom, whatever the order of members and values', () => {
    const sameOtherwise = JSON.parse(
      JSON.stringify(thing('a')).replaceAll('["b","a"]', '["a","b"]'),
    ) as JsonObject
    expect(find(thing('a'), thing('a'))).to.equal(undefined)
    expect(find(thing('a'), sameOtherwise)).to.equal(undefined)
    expect(find(thing('a'), thing('b'))).to.include({ path: '/things/1' })
  })
})

describe('the digest of evidence', () => {
  const id = 'https://museum.example/work'
  const evidence = { id, type: ['Evidence'], name: 'Field notes' }
  const resource = { id, digestSRI: 'sha256-abc', mediaType: 'text/plain' }
  const find = (credential: JsonObject) => findSaidTwice(credential, 'different')?.path

  it('stands beside the evidence under the same address', () => {
    const credential = { evidence: [evidence], relatedResource: [resource] }
    expect(find(credential)).to.equal(undefined)
    expect(findSaidTwice(credential, 'any')).to.equal(undefined)
  })

  it('cannot be moved to the evidence, nor words of the evidence to it', () => {
    const { digestSRI, ...rest } = resource
    const { name, ...bare } = evidence
    expect(find({ evidence: [{ ...evidence, digestSRI }], relatedResource: [rest] })).to.equal(
      '/relatedResource/0',
    )
    expect(
      find({ evidence: [{ ...evidence, digestSRI, mediaType: 'a/b' }], relatedResource: [{ id }] }),
    ).to.equal('/relatedResource/0')
    const spelledOut = { ...evidence, 'https://www.w3.org/2018/credentials#digestSRI': digestSRI }
    expect(find({ evidence: [spelledOut], relatedResource: [rest] })).to.equal('/relatedResource/0')
    const shared = { ...evidence, narrative: 'In pencil' }
    expect(find({ evidence: [shared], relatedResource: [{ ...resource, name }] })).to.equal(
      '/relatedResource/0',
    )
    expect(find({ evidence: [bare], relatedResource: [resource, resource] })).to.equal(undefined)
  })
})
