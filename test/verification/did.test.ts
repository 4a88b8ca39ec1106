import { expect } from 'chai'
import { computedDocument, didWebAddress } from '../../src/verification/did.ts'
import { isTrialName } from '../../src/verification/public-name.ts'

describe('DIDs', () => {
  it('of the web method lead to their document', () => {
    const cases = {
      'did:web:example.org': 'https://example.org/.well-known/did.json',
      'did:web:example.org:organizations:x': 'https://example.org/organizations/x/did.json',
      'did:web:example.org%3A8443:x': 'https://example.org:8443/x/did.json',
      'did:web:localhost%3a3000': 'https://localhost:3000/.well-known/did.json',
    }
    for (const [did, address] of Object.entries(cases)) expect(didWebAddress(did)).to.equal(address)
  })

  it('of the web method have a domain name and stay in their path', () => {
    for (const did of [
      'did:web:127.0.0.1',
      'did:web:0x7f.1',
      'did:web:2130706433',
      'did:web:[::1]',
      'did:web:',
      'did:web:example.org:..:other',
      'did:web:example.org:%2e%2e:other',
      'did:web:example.org:',
      'did:web:example.org/path',
      'did:web:user@example.org',
      'did:web:example.org%3A99999',
      'did:web:example.org%2Fevil',
      'did:key:z6Mk',
    ]) {
      expect(didWebAddress(did), did).to.equal(undefined)
    }
  })

  it('that carry their key are computed', () => {
    const did = 'did:key:z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp'
    expect(computedDocument(did)).to.deep.include({
      id: did,
      assertionMethod: [`${did}#z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp`],
    })
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' }
    const didOf = (value: object) =>
      `did:jwk:${Buffer.from(JSON.stringify(value)).toString('base64url')}`
    expect(computedDocument(didOf(jwk))).to.have.nested.property(
      'verificationMethod[0].publicKeyJwk.x',
      jwk.x,
    )
    expect(computedDocument(didOf({ ...jwk, d: 'private' }))).to.equal(undefined)
    expect(computedDocument('did:jwk:bm90IGpzb24gYXQgYWxs')).to.equal(undefined)
    expect(computedDocument('did:web:example.org')).to.equal(undefined)
  })

  it('and addresses without a public https name are for trials', () => {
    for (const id of [
      'did:web:localhost%3A3000:organizations:x',
      'http://badges.example.org/x',
      'https://10.0.0.1/x',
      'did:web:1.2.3.4',
      'https://box.local/x',
    ]) {
      expect(isTrialName(id), id).to.equal(true)
    }
    for (const id of [
      'did:web:badges.example.org:organizations:x',
      'https://badges.example.org/x',
      'did:key:z6Mk',
      'urn:x:y',
    ]) {
      expect(isTrialName(id), id).to.equal(false)
    }
  })
})
