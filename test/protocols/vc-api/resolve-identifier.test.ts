import { expect } from 'chai'
import type { JsonObject } from '../../../src/credentials/json.ts'
import { resolveIdentifier } from '../../../src/protocols/vc-api/resolve-identifier.ts'
import { at } from '../../web/at.ts'

const ed25519 = 'did:key:z6MktKwz7Ge1Yxzr4JHavN33wiwa8y81QdcMRLXQsrH9T53b'
const x25519 = 'z6LSfHfAMAopsuBxaBzvp51GXrPf38Az13j2fmwqadbwwrzJ'
// From the did:key specification's test vectors.
const p256 = 'did:key:zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169'
const p384 = 'did:key:z82LkvCwHNreneWpsgPEbV3gu1C6NFJEBg4srfJ5gdxEsMGRJUz2sG9FE42shbn2xkZJh54'
const p521 =
  'did:key:z2J9gaYxrKVpdoG9A4gRnmpnRCcxU6agDtFVVBVdn1JedouoZN7SzcyREXXzWgt3gGiwpoHq7K68X4m32D8HgzG8wv3sY5j7'
const secp256k1 = 'did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme'

const plain = 'application/did-resolution'

describe('resolving a DID', () => {
  const asked: string[] = []
  const resolve = (name: string, options = {}, accept = plain, document?: JsonObject) =>
    resolveIdentifier(name, options, accept, {
      resolveOwn: () => Promise.resolve(undefined),
      resolveOthers: (did) => {
        asked.push(did)
        return Promise.resolve(
          document === undefined
            ? { ok: false, code: 'not-found', source: did }
            : { ok: true, document, source: did },
        )
      },
    })

  it('makes the document of a did:key out of its name, for each kind of key', async () => {
    for (const did of [ed25519, p256, p384, p521, secp256k1]) {
      const { status, body } = await resolve(did)
      const id = `${did}#${did.slice('did:key:'.length)}`
      expect(status, did).to.equal(200)
      expect(at(body, 'didDocument', 'id')).to.equal(did)
      expect(at(body, 'didDocument', 'verificationMethod', 0)).to.deep.equal({
        id,
        type: 'Multikey',
        controller: did,
        publicKeyMultibase: did.slice('did:key:'.length),
      })
      expect(at(body, 'didDocument', 'assertionMethod')).to.deep.equal([id])
      expect(body['didDocumentMetadata']).to.deep.equal({})
    }
    expect(asked).to.deep.equal([])
  })

  it('derives the key for encryption from an Ed25519 key, unless told not to', async () => {
    const { body } = await resolve(ed25519)
    expect(at(body, 'didDocument', 'keyAgreement', 0, 'publicKeyMultibase')).to.equal(x25519)
    const without = await resolve(ed25519, { enableEncryptionKeyDerivation: false })
    expect(at(without.body, 'didDocument', 'keyAgreement')).to.equal(undefined)
    const alone = await resolve(`did:key:${x25519}`)
    expect(at(alone.body, 'didDocument', 'assertionMethod')).to.equal(undefined)
    expect(at(alone.body, 'didDocument', 'keyAgreement', 0, 'id')).to.equal(
      `did:key:${x25519}#${x25519}`,
    )
  })

  it('writes keys down in the form that is asked for', async () => {
    const jwk = await resolve(p256, { publicKeyFormat: 'JsonWebKey2020' })
    expect(at(jwk.body, 'didDocument', 'verificationMethod', 0, 'publicKeyJwk')).to.deep.equal({
      kty: 'EC',
      crv: 'P-256',
      x: 'fyNYMN0976ci7xqiSdag3buk-ZCwgXU4kz9XNkBlNUI',
      y: 'hW2ojTNfH7Jbi8--CJUo3OCbH3y5n91g-IMA9MLMbTU',
    })
    const old = await resolve(ed25519, { publicKeyFormat: 'Ed25519VerificationKey2020' })
    expect(at(old.body, 'didDocument', 'verificationMethod', 0, 'type')).to.equal(
      'Ed25519VerificationKey2020',
    )
  })

  it('finds what a fragment names', async () => {
    const { body } = await resolve(`${ed25519}#${x25519}`)
    expect(at(body, 'didDocument', 'controller')).to.equal(ed25519)
    expect(body).to.have.property('didDereferencingMetadata')
  })

  const refusals: readonly [string, string, number, object?, string?][] = [
    ['notDid:key:z6MktKwz7Ge1', 'invalidDid', 400],
    ['did:key:@', 'invalidDid', 400],
    ['did:key:-4:z6MktKwz7Ge1', 'invalidDid', 400],
    ['did:key:6MktKwz7Ge1', 'invalidDid', 400],
    [`did:key:z${'1'.repeat(3_000)}`, 'invalidDid', 400],
    ['did:key:zTjsVPtY', 'invalidPublicKeyLength', 400],
    [`${p256.slice(0, -2)}1x`, 'invalidPublicKey', 400],
    ['did:key:z4oJ8ae', 'unsupportedPublicKeyType', 400],
    ['did:experimental:x', 'methodNotSupported', 501],
    ['did:jwk:x', 'invalidDid', 400],
    ['did:web:127.0.0.1', 'invalidDid', 400],
    ['did:web:nowhere.invalid', 'notFound', 404],
    [ed25519, 'unsupportedPublicKeyType', 400, { publicKeyFormat: 'unknown' }],
    [ed25519, 'invalidPublicKeyType', 400, { publicKeyFormat: 'Ed25519VerificationKey2018' }],
    [p256, 'invalidPublicKeyType', 400, { publicKeyFormat: 'Ed25519VerificationKey2020' }],
    [ed25519, 'representationNotSupported', 406, {}, 'application/did+cbor'],
  ]
  for (const [name, error, status, options, accept] of refusals) {
    it(`answers ${error} for ${name.slice(0, 60)} ${JSON.stringify(options ?? {})}`, async () => {
      const answer = await resolve(name, options, accept)
      expect(at(answer.body, 'didResolutionMetadata', 'error')).to.equal(error)
      expect(answer.status).to.equal(status)
      expect(answer.body['didDocument']).to.deep.equal({})
    })
  }

  it('tells a DID URL that is none from a DID that is none', async () => {
    for (const [name, error] of [
      [`${ed25519}/^bar^/?query=\`#x`, 'invalidDidUrl'],
      [`${ed25519}#nothing`, 'notFound'],
      [`did:key:@#x`, 'invalidDidUrl'],
    ] as const) {
      const { body } = await resolve(name)
      expect(at(body, 'didDereferencingMetadata', 'error'), name).to.equal(error)
    }
  })

  it('takes no document that bears another name', async () => {
    const { status } = await resolve('did:web:a.example', {}, plain, { id: 'did:web:b.example' })
    expect(status).to.equal(404)
    const good = await resolve('did:web:a.example', {}, plain, { id: 'did:web:a.example' })
    expect(good.status).to.equal(200)
  })
})
