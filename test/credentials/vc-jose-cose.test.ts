import { expect } from 'chai'
import { compactVerify, importJWK } from 'jose'
import type { JsonObject } from '../../src/credentials/json.ts'
import { envelopedCredential, envelopedToken } from '../../src/credentials/envelope.ts'
import { signVcJwt, signVpJwt } from '../../src/credentials/jwt.ts'
import { openBadgeCredential } from '../../src/credentials/open-badge-credential.ts'
import { checkJwt, checkPresentationJwt, type FindKey } from '../../src/credentials/proof.ts'
import { fullFacts, issuerDid, makeKey, type TestKey } from '../support/credential-facts.ts'
import { made, read } from '../support/tokens.ts'

describe('VC-JWT of VC-JOSE-COSE', () => {
  const credential = openBadgeCredential(fullFacts())
  let keys: Record<'EdDSA' | 'RS256' | 'ES256' | 'ES384', TestKey>
  const found =
    (publicJwk: JsonObject): FindKey =>
    (id) =>
      Promise.resolve({ id, controller: issuerDid, publicJwk })

  before(async () => {
    keys = {
      EdDSA: await makeKey('Ed25519'),
      RS256: await makeKey('RS256'),
      ES256: await makeKey('P-256'),
      ES384: await makeKey('P-384'),
    }
  })

  describe('around a credential', () => {
    for (const alg of ['EdDSA', 'RS256', 'ES256', 'ES384'] as const) {
      it(`is the credential and nothing else, with ${alg}, under a method that answers a JWK`, async () => {
        const { signer, publicJwk } = keys[alg]
        const token = signVcJwt(credential, signer)
        const kid = `${issuerDid}#${keys[alg].listed.id}${alg === 'RS256' ? '' : '-jwk'}`
        expect(read(token, 0)).to.deep.equal({ alg, typ: 'vc+jwt', cty: 'vc', kid })
        expect(read(token, 1)).to.deep.equal(credential)
        const { payload, protectedHeader } = await compactVerify(
          token,
          await importJWK({ kty: '', ...publicJwk }, alg),
        )
        expect(protectedHeader.alg).to.equal(alg)
        expect(JSON.parse(Buffer.from(payload).toString())).to.deep.equal(credential)
        const answer = await checkJwt(token, found(publicJwk))
        expect([answer.code, answer.credential]).to.deep.equal(['proof-good', credential])
        expect(envelopedToken(envelopedCredential(token), 'credential')).to.equal(token)
      })
    }

    it('carries no claims of the older form', async () => {
      const { signer, publicJwk } = keys.EdDSA
      for (const claim of ['vc', 'vp']) {
        const token = made(
          { alg: 'EdDSA', typ: 'vc+jwt', kid: signer.keyUrl },
          { ...credential, [claim]: credential },
          signer.privateKey,
        )
        expect((await checkJwt(token, found(publicJwk))).code).to.equal('jwt-malformed')
      }
    })
  })

  describe('around a presentation', () => {
    const presentation: JsonObject = {
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      type: ['VerifiablePresentation'],
      holder: issuerDid,
    }
    const occasion = { nonce: 'n-1', aud: 'https://a.example' }
    const expected = () => ({
      findKey: found(keys.ES256.publicJwk),
      challenge: 'n-1',
      domain: 'https://a.example',
    })

    it('is good for its holder, occasion and audience alone', async () => {
      const token = signVpJwt(presentation, keys.ES256.signer, occasion)
      const codeOf = async (changes: object) =>
        (await checkPresentationJwt(token, { ...expected(), ...changes })).code
      const answer = await checkPresentationJwt(token, expected())
      expect(answer.code).to.equal('proof-good')
      expect(answer.presentation).to.deep.equal({ ...presentation })
      expect(await codeOf({ challenge: 'n-2' })).to.equal('proof-challenge')
      expect(await codeOf({ domain: 'https://b.example' })).to.equal('proof-domain')
      expect(await codeOf({ findKey: found(keys.EdDSA.publicJwk) })).to.equal('key-type')
      const stranger: FindKey = (id) =>
        Promise.resolve({ id, controller: 'did:web:evil.example', publicJwk: keys.ES256.publicJwk })
      expect(await codeOf({ findKey: stranger })).to.equal('key-not-of-issuer')
      const id = `data:application/vp+jwt,${token}`
      const envelope = (type: string) => ({ id, type })
      expect(envelopedToken(envelope('EnvelopedVerifiablePresentation'), 'presentation')).to.equal(
        token,
      )
      expect(envelopedToken(envelope('EnvelopedVerifiableCredential'), 'credential')).to.equal(
        undefined,
      )
    })

    it('may be nested under vp, as the older standard has it; another type is refused', async () => {
      const { privateKey, keyUrl: kid } = keys.ES256.signer
      const codeOf = async (header: JsonObject, payload: JsonObject) =>
        (
          await checkPresentationJwt(
            made({ alg: 'ES256', kid, ...header }, { ...occasion, ...payload }, privateKey),
            expected(),
          )
        ).code
      const nested = { iss: issuerDid, vp: presentation }
      expect(await codeOf({ typ: 'JWT' }, nested)).to.equal('proof-good')
      expect(await codeOf({}, nested)).to.equal('proof-good')
      expect(await codeOf({}, { ...nested, iss: 'did:web:evil.example' })).to.equal(
        'jwt-claims-differ',
      )
      expect(await codeOf({ typ: 'vp+jwt' }, nested)).to.equal('jwt-malformed')
      expect(await codeOf({ typ: 'vc+jwt' }, presentation)).to.equal('jwt-header')
      expect(await codeOf({ typ: 'JWT' }, presentation)).to.equal('jwt-malformed')
      const { holder: _holder, ...nobodys } = presentation
      expect(await codeOf({ typ: 'vp+jwt' }, nobodys)).to.equal('jwt-claims-differ')
    })
  })
})
