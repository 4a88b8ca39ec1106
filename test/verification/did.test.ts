import { expect } from 'chai'
import { base58Bytes, base58Of } from '../../src/credentials/multibase.ts'
import { computedDocument, didWebAddress } from '../../src/verification/did.ts'
import { createKeyRing } from '../../src/verification/key-ring.ts'
import { assertionKeys } from '../../src/verification/listed-keys.ts'
import { isTrialName } from '../../src/verification/public-name.ts'
import { createResolver } from '../../src/verification/resolve.ts'
import { fakeNetwork } from '../support/foreign-issuer.ts'

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
    for (const multibase of [
      'zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169',
      'z82Lm1MpAkeJcix9K8TMiLd5NMAhnwkjjCBeWHXyu3U4oT2MVJJKXkcVBgjGhnLBn2Kaau9',
    ]) {
      expect(computedDocument(`did:key:${multibase}`)).to.have.nested.property(
        'verificationMethod[0].id',
        `did:key:${multibase}#${multibase}`,
      )
    }
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

  it('of the key method carry a whole key of a kind that we know, in the one text that it has', () => {
    const ed25519 = 'z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp'
    const bytes = Buffer.from(base58Bytes(ed25519)!)
    const notOnTheCurve = Buffer.concat([Buffer.from('802402', 'hex'), Buffer.alloc(32, 0xff)])
    const wrong = {
      'too short': base58Of(bytes.subarray(0, 33)),
      'too long': base58Of(Buffer.concat([bytes, Buffer.from([0])])),
      'with a zero before it': `z1${ed25519.slice(1)}`,
      'of another kind': base58Of(Buffer.concat([Buffer.from([0xec, 1]), bytes.subarray(2)])),
      'with the code of another kind': base58Of(
        Buffer.concat([Buffer.from([0x80, 0x24]), bytes.subarray(2)]),
      ),
      'no point of its curve': base58Of(notOnTheCurve),
      'in another base': `u${bytes.toString('base64url')}`,
      'with a letter that base58 does not have': `${ed25519.slice(0, -1)}0`,
      'with something behind it': `${ed25519}/path`,
    }
    for (const [what, multibase] of Object.entries(wrong)) {
      expect(computedDocument(`did:key:${multibase}`), what).to.equal(undefined)
    }
    expect(computedDocument(`did:key:${ed25519}`)).not.to.equal(undefined)
  })

  it('of the key method have one key, under its own name', async () => {
    const [own, other] = [
      'z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp',
      'z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2',
    ]
    const did = `did:key:${own}`
    const resolver = createResolver({
      now: () => new Date(),
      network: fakeNetwork(),
      resolveOwn: () => Promise.resolve(undefined),
    })
    const keys = assertionKeys(computedDocument(did)!, new Date())
    const ring = createKeyRing({ id: did, keys, trial: false }, resolver)
    for (const find of [ring.listed, ring.any]) {
      expect(await find(`${did}#${own}`)).to.deep.include({ publicKeyMultibase: own })
      expect(await find(`${did}#${other}`)).to.equal(undefined)
      expect(await find(did)).to.equal(undefined)
      expect(await find(`#${own}`)).to.equal(undefined)
    }
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
