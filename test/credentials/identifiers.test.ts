import { expect } from 'chai'
import { createIdentifiers } from '../../src/credentials/identifiers.ts'

describe('identifiers', () => {
  const here = createIdentifiers('https://badges.example.org')
  const local = createIdentifiers('http://localhost:3000')

  it('builds did:web names by the method’s rules, a port as %3A', () => {
    expect(here.serviceDid).to.equal('did:web:badges.example.org')
    expect(here.organizationDid('abc')).to.equal('did:web:badges.example.org:organizations:abc')
    expect(local.serviceDid).to.equal('did:web:localhost%3A3000')
    expect(here.verificationMethod(here.organizationDid('abc'), 'k1')).to.equal(
      'did:web:badges.example.org:organizations:abc#k1',
    )
  })

  it('says trial for everything that is not a public https name', () => {
    const trial = (base: string) => createIdentifiers(base).trial
    for (const base of ['https://badges.example.org', 'https://x.museum:8443'])
      expect(trial(base), base).to.equal(false)
    const notPublic = [
      'http://badges.example.org',
      'https://localhost',
      'https://127.0.0.1',
      'https://[::1]:3000',
      'https://badges',
      'https://badges.local',
      'https://a.internal',
      'https://a.test',
    ]
    for (const base of notPublic) expect(trial(base), base).to.equal(true)
  })

  it('refuses a base that is more or less than an origin', () => {
    for (const base of [
      'https://a.org/',
      'https://a.org/x',
      'ftp://a.org',
      'a.org',
      'https://A.org',
      'https://u@a.org',
      'https://a.org:443',
    ]) {
      expect(() => createIdentifiers(base), base).to.throw(TypeError)
    }
  })

  it('reads back every address that it builds', () => {
    for (const ids of [here, local]) {
      const did = ids.organizationDid('abc')
      const list = ids.statusListUrl('abc', 3, 'suspension')
      const pairs: [string, object][] = [
        [ids.base, { kind: 'service' }],
        [ids.serviceDid, { kind: 'did', owner: 'service' }],
        [did, { kind: 'did', owner: 'abc' }],
        [ids.verificationMethod(did, 'k1'), { kind: 'did', owner: 'abc', keyId: 'k1' }],
        [`${ids.base}/.well-known/did.json`, { kind: 'did', owner: 'service' }],
        [`${ids.organizationUrl('abc')}/did.json`, { kind: 'did', owner: 'abc' }],
        [ids.organizationUrl('abc'), { kind: 'organization', organizationId: 'abc' }],
        [ids.jwksUrl('service'), { kind: 'jwks', owner: 'service' }],
        [ids.jwksUrl('abc'), { kind: 'jwks', owner: 'abc' }],
        [ids.keyUrl('service', 'k1'), { kind: 'key', owner: 'service', keyId: 'k1' }],
        [ids.keyUrl('abc', 'k1'), { kind: 'key', owner: 'abc', keyId: 'k1' }],
        [ids.achievementUrl('ach', 2), { kind: 'achievement', achievementId: 'ach', number: 2 }],
        [ids.credentialUrl('c-_1'), { kind: 'credential', credentialId: 'c-_1' }],
        [list, { kind: 'status-list', organizationId: 'abc', number: 3, purpose: 'suspension' }],
        [ids.imageUrl('i'), { kind: 'image', imageId: 'i' }],
        [ids.shareUrl('tok'), { kind: 'share', token: 'tok' }],
      ]
      for (const [address, named] of pairs) expect(ids.parse(address), address).to.deep.equal(named)
    }
  })

  it('takes nothing for its own that is another’s or names nothing', () => {
    const others = [
      'https://badges.example.org.evil.example/organizations/abc',
      'https://evil.example/organizations/abc',
      'http://badges.example.org/organizations/abc',
      'https://badges.example.org:8443/organizations/abc',
      'https://user@badges.example.org/organizations/abc',
      'did:web:badges.example.org:organizations:',
      'did:web:badges.example.org:organizations:abc:more',
      'did:web:badges.example.org:people:abc',
      'did:web:badges.example.org.evil.example',
      'https://badges.example.org/organizations/',
      'https://badges.example.org/organizations/a%2Fb',
      'https://badges.example.org/organizations/abc/status/0/revocation',
      'https://badges.example.org/organizations/abc/status/1/other',
      'https://badges.example.org/achievements/a/versions/two',
      'https://badges.example.org/verify',
      'no address',
    ]
    for (const address of others) expect(here.parse(address), address).to.equal(undefined)
  })
})
