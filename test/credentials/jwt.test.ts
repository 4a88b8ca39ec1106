import { createHmac, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { expect } from 'chai'
import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose'
import { jwks } from '../../src/credentials/did-document.ts'
import type { JsonObject } from '../../src/credentials/json.ts'
import { signJwt } from '../../src/credentials/jwt.ts'
import { openBadgeCredential } from '../../src/credentials/open-badge-credential.ts'
import { checkJwt, type FindKey } from '../../src/credentials/proof.ts'
import {
  fullFacts,
  identifiers,
  issuerDid,
  makeKey,
  organizationId,
  without,
  type TestKey,
} from '../support/credential-facts.ts'
import { made, part, read } from '../support/tokens.ts'

describe('VC-JWT', () => {
  const credential = openBadgeCredential(fullFacts())
  let keys: Record<'EdDSA' | 'RS256' | 'ES256' | 'ES384', TestKey>
  let findKey: FindKey
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
    findKey = (id) => {
      const key = Object.values(keys).find(({ signer }) => signer.keyUrl === id)
      return Promise.resolve(
        key === undefined ? undefined : { id, controller: issuerDid, publicJwk: key.publicJwk },
      )
    }
  })

  for (const alg of ['EdDSA', 'RS256', 'ES256', 'ES384'] as const) {
    describe(`of the Open Badges profile, with ${alg}`, () => {
      it('has the header and the claims that the standard asks for', () => {
        const token = signJwt(credential, keys[alg].signer)
        expect(read(token, 0)).to.deep.equal({ alg, typ: 'JWT', kid: keys[alg].signer.keyUrl })
        expect(read(token, 1)).to.deep.equal({
          ...credential,
          iss: issuerDid,
          jti: credential['id'],
          nbf: Date.parse('2025-07-01T12:00:00Z') / 1000,
          sub: 'urn:uuid:6f1d3ab0-3c2a-4f4e-9a57-0d3c58a4d7a1',
          exp: Date.parse('2035-07-01T12:00:00Z') / 1000,
        })
      })

      const isDeterministic = alg === 'EdDSA' || alg === 'RS256'
      it(`is ${isDeterministic ? 'the same' : 'another'} text for the same input`, () => {
        const [one, other] = [1, 2].map(() => signJwt(credential, keys[alg].signer))
        expect(one === other).to.equal(isDeterministic)
      })

      it('verifies with jose by our key set', async () => {
        const listed = Object.values(keys).map((key) => key.listed)
        const set: unknown = jwks({ owner: organizationId, keys: listed, identifiers })
        const { payload } = await jwtVerify(
          signJwt(credential, keys[alg].signer),
          createLocalJWKSet(set as JSONWebKeySet),
          {
            issuer: issuerDid,
            currentDate: new Date('2026-01-01T00:00:00Z'),
            algorithms: [alg],
          },
        )
        expect(payload['credentialSubject']).to.deep.equal(credential['credentialSubject'])
      })

      it('passes our check and gives the credential back', async () => {
        const { signer } = keys[alg]
        expect(await checkJwt(signJwt(credential, signer), findKey)).to.deep.equal({
          result: 'passed',
          code: 'proof-good',
          keyId: signer.keyUrl,
          cryptosuite: alg,
          credential,
        })
      })

      it('fails when anything in it is changed', async () => {
        const [header, , signature] = signJwt(credential, keys[alg].signer).split('.')
        const payload = read(signJwt(credential, keys[alg].signer), 1)
        const codeOf = async (changed: JsonObject) =>
          (await checkJwt(`${header!}.${part(changed)}.${signature!}`, findKey)).code
        expect(await codeOf({ ...payload, name: 'x' })).to.equal('signature-invalid')
        expect(await codeOf({ ...payload, colour: 'blue' })).to.equal('signature-invalid')
        expect(await codeOf(payload)).to.equal('proof-good')
      })
    })
  }

  it('is not made of a credential with a proof, or one that lacks what a claim is made of', () => {
    const { signer } = keys.EdDSA
    expect(() => signJwt({ ...credential, proof: {} }, signer)).to.throw(TypeError)
    for (const name of ['id', 'issuer', 'validFrom', 'credentialSubject']) {
      expect(() => signJwt(without(credential, name), signer), name).to.throw(TypeError)
    }
    expect(() => signJwt(credential, { ...signer, algorithm: 'RS256' })).to.throw(TypeError)
  })

  describe('of any origin', () => {
    const payloadOf = () => read(signJwt(credential, keys.EdDSA.signer), 1)
    const codeOf = async (token: string, find = findKey) => (await checkJwt(token, find)).code
    const signedWith = (payload: JsonObject, header: JsonObject = {}) =>
      made(
        { alg: 'EdDSA', kid: keys.EdDSA.signer.keyUrl, ...header },
        payload,
        keys.EdDSA.signer.privateKey,
      )

    it('is never taken unsigned or signed with a shared secret', async () => {
      const kid = keys.RS256.signer.keyUrl
      const none = `${part({ alg: 'none', kid })}.${part(payloadOf())}`
      expect(await codeOf(`${none}.`)).to.equal('jwt-malformed')
      expect(await codeOf(`${none}.AAAA`)).to.equal('jwt-algorithm')
      // The classic confusion: the public key, which everybody has, used as the secret of an HMAC.
      const pem = createPublicKey(keys.RS256.signer.privateKey).export({
        format: 'pem',
        type: 'spki',
      })
      for (const secret of [pem, JSON.stringify(keys.RS256.publicJwk)]) {
        const signed = `${part({ alg: 'HS256', kid })}.${part(payloadOf())}`
        const signature = createHmac('sha256', secret).update(signed).digest('base64url')
        expect(await codeOf(`${signed}.${signature}`)).to.equal('jwt-algorithm')
      }
      for (const alg of ['None', 'HS512', 'RS1', 'constructor', '__proto__', 5, null]) {
        expect(await codeOf(signedWith(payloadOf(), { alg })), String(alg)).to.equal(
          'jwt-algorithm',
        )
      }
    })

    it('must name an algorithm that fits the key', async () => {
      const kid = keys.RS256.signer.keyUrl
      expect(await codeOf(signedWith(payloadOf(), { kid }))).to.equal('key-type')
      const rsAsEd = made({ alg: 'EdDSA', kid }, payloadOf(), keys.RS256.signer.privateKey)
      expect(await codeOf(rsAsEd)).to.equal('key-type')
      const secret = found({ kty: 'oct', k: 'c2VjcmV0' })
      expect(await codeOf(signedWith(payloadOf()), secret)).to.equal('key-type')
      const meantForOther = found({ ...keys.EdDSA.publicJwk, alg: 'RS256' })
      expect(await codeOf(signedWith(payloadOf()), meantForOther)).to.equal('key-type')
      const weak = generateKeyPairSync('rsa', { modulusLength: 1024 })
      const weakJwk = weak.publicKey.export({ format: 'jwk' }) as JsonObject
      expect(
        await codeOf(made({ alg: 'RS256', kid }, payloadOf(), weak.privateKey), found(weakJwk)),
      ).to.equal('key-type')
    })

    it('is never taken with the key of one curve for another, nor with a hollow signature', async () => {
      const token = signJwt(credential, keys.ES256.signer)
      const [, payload = '', signature = ''] = token.split('.')
      const kid = keys.ES256.signer.keyUrl
      const withAlg = (alg: string, some = signature) => `${part({ alg, kid })}.${payload}.${some}`
      for (const alg of ['ES384', 'ES512', 'RS256', 'PS256', 'EdDSA']) {
        expect(await codeOf(withAlg(alg)), alg).to.equal('key-type')
      }
      expect(await codeOf(withAlg('ES256K'))).to.equal('jwt-algorithm')
      // The public point as the secret of an HMAC.
      const pem = createPublicKey(keys.ES256.signer.privateKey).export({
        format: 'pem',
        type: 'spki',
      })
      const signed = `${part({ alg: 'HS256', kid })}.${payload}`
      const mac = createHmac('sha256', pem).update(signed).digest('base64url')
      expect(await codeOf(`${signed}.${mac}`)).to.equal('jwt-algorithm')
      // Both numbers zero hold for everything where a library forgets to look.
      for (const bytes of [Buffer.alloc(64), Buffer.alloc(96), Buffer.alloc(1)]) {
        const hollow = `${token.split('.').slice(0, 2).join('.')}.${bytes.toString('base64url')}`
        expect(await codeOf(hollow)).to.equal('signature-invalid')
      }
      const head = token.split('.').slice(0, 2).join('.')
      const der = sign('sha256', Buffer.from(head), keys.ES256.signer.privateKey)
      expect(await codeOf(`${head}.${der.toString('base64url')}`)).to.equal('signature-invalid')
      expect(() => signJwt(credential, { ...keys.ES256.signer, algorithm: 'P-384' })).to.throw(
        TypeError,
      )
    })

    it('verifies with ES256, and with a Multikey', async () => {
      const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
      const token = made(
        { alg: 'ES256', kid: 'https://a.example/k', typ: 'JWT' },
        payloadOf(),
        privateKey,
      )
      expect(
        await codeOf(token, found(publicKey.export({ format: 'jwk' }) as JsonObject)),
      ).to.equal('proof-good')
      const { publicKeyMultibase } = keys.EdDSA.listed
      const multikey: FindKey = (id) =>
        Promise.resolve({ id, controller: issuerDid, publicKeyMultibase: publicKeyMultibase! })
      expect(await codeOf(signedWith(payloadOf()), multikey)).to.equal('proof-good')
    })

    it('needs a key that the issuer lists', async () => {
      const token = signedWith(payloadOf())
      expect(await codeOf(token, () => Promise.resolve(undefined))).to.equal('key-unavailable')
      const stranger: FindKey = (id) =>
        Promise.resolve({ id, controller: 'did:web:evil.example', publicJwk: keys.EdDSA.publicJwk })
      expect(await codeOf(token, stranger)).to.equal('key-not-of-issuer')
    })

    it('is only shown unchanged, not shown genuine, by a key that came along', async () => {
      const jwk = keys.EdDSA.publicJwk
      const header = { alg: 'EdDSA', jwk }
      const token = made(header, payloadOf(), keys.EdDSA.signer.privateKey)
      const answer = await checkJwt(token, findKey)
      expect([answer.result, answer.code]).to.deep.equal(['unknown', 'key-only-in-header'])
      const [first, , last] = token.split('.')
      expect(await codeOf(`${first!}.${part({ ...payloadOf(), name: 'x' })}.${last!}`)).to.equal(
        'signature-invalid',
      )
      const withPrivate = made(
        { alg: 'EdDSA', jwk: { ...jwk, d: 'AAAA' } },
        payloadOf(),
        keys.EdDSA.signer.privateKey,
      )
      expect(await codeOf(withPrivate)).to.equal('jwt-header')
      expect(
        await codeOf(made({ alg: 'EdDSA' }, payloadOf(), keys.EdDSA.signer.privateKey)),
      ).to.equal('jwt-header')
    })

    it('must say in its claims what the credential says', async () => {
      const wrong: JsonObject[] = [
        { iss: 'did:web:evil.example' },
        { jti: 'urn:other' },
        { nbf: 1 },
        { sub: 'urn:other' },
        { exp: 9_999_999_999 },
        { nbf: '1751371200' },
      ]
      for (const change of wrong) {
        expect(
          await codeOf(signedWith({ ...payloadOf(), ...change })),
          JSON.stringify(change),
        ).to.equal('jwt-claims-differ')
      }
      for (const name of ['iss', 'jti', 'nbf', 'sub', 'exp']) {
        expect(await codeOf(signedWith(without(payloadOf(), name))), name).to.equal(
          'jwt-claims-differ',
        )
      }
    })

    it('may nest the credential under vc, with parts of it in the claims only', async () => {
      const { iss, jti, nbf, sub, exp } = payloadOf()
      const rest = without(credential, 'id', 'issuer', 'validFrom', 'validUntil')
      const subject = without(credential['credentialSubject'] as JsonObject, 'id')
      const vc = { ...rest, credentialSubject: subject }
      const answer = await checkJwt(
        signedWith({ iss: iss!, jti: jti!, nbf: nbf!, sub: sub!, exp: exp!, vc }),
        findKey,
      )
      expect(answer.code).to.equal('proof-good')
      expect(answer.credential).to.deep.equal({
        ...vc,
        id: credential['id'],
        issuer: issuerDid,
        issuanceDate: '2025-07-01T12:00:00Z',
        expirationDate: '2035-07-01T12:00:00Z',
        credentialSubject: { id: sub, ...subject },
      })
      const contradiction = {
        iss: iss!,
        jti: jti!,
        nbf: nbf!,
        sub: sub!,
        exp: exp!,
        vc: { ...credential, id: 'urn:other' },
      }
      expect(await codeOf(signedWith(contradiction))).to.equal('jwt-claims-differ')
    })

    it('may be of the W3C profile: no claims needed, times are the signature’s', async () => {
      const plain = signedWith(credential, { typ: 'vc+jwt' })
      expect((await checkJwt(plain, findKey)).code).to.equal('proof-good')
      const answer = await checkJwt(
        signedWith({ ...credential, nbf: 0, exp: 60 }, { typ: 'vc+jwt' }),
        findKey,
      )
      expect([answer.code, answer.notBefore, answer.expires]).to.deep.equal([
        'proof-good',
        '1970-01-01T00:00:00Z',
        '1970-01-01T00:01:00Z',
      ])
      const beyond = signedWith({ ...credential, nbf: -9e15, exp: 6e11 }, { typ: 'vc+jwt' })
      const { notBefore, expires } = await checkJwt(beyond, findKey)
      expect([notBefore, expires]).to.deep.equal(['0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z'])
      for (const claim of [{ exp: '60' }, { nbf: null }, { exp: [60] }]) {
        const odd = signedWith({ ...credential, ...claim }, { typ: 'vc+jwt' })
        expect(await codeOf(odd)).to.equal('proof-time')
      }
      expect(
        await codeOf(signedWith({ ...credential, iss: 'did:web:evil.example' }, { typ: 'vc+jwt' })),
      ).to.equal('jwt-claims-differ')
    })

    it('is refused with a type or an extension that we do not know', async () => {
      expect(await codeOf(signedWith(payloadOf(), { typ: 'at+jwt' }))).to.equal('jwt-header')
      expect(await codeOf(signedWith(payloadOf(), { typ: 'constructor' }))).to.equal('jwt-header')
      expect(await codeOf(signedWith(payloadOf(), { crit: ['b64'], b64: false }))).to.equal(
        'jwt-header',
      )
      expect(await codeOf(signedWith(payloadOf(), { typ: 'jwt' }))).to.equal('proof-good')
    })

    it('is malformed where it cannot be taken apart', async () => {
      const [header, payload, signature] = signJwt(credential, keys.EdDSA.signer).split('.')
      const broken = [
        '',
        'a.b',
        'a.b.c',
        `${header!}.${payload!}.${signature!}.x`,
        `${header!}=.${payload!}.${signature!}`,
      ]
      const twice = Buffer.from('{"iss":"a","iss":"b"}').toString('base64url')
      for (const token of [
        ...broken,
        `${header!}.${twice}.${signature!}`,
        `${header!}.${part([1])}.${signature!}`,
      ]) {
        expect(await codeOf(token), token.slice(0, 20)).to.equal('jwt-malformed')
      }
      expect(await codeOf(signedWith({ ...payloadOf(), vc: 'text' }))).to.equal('jwt-malformed')
    })
  })
})
