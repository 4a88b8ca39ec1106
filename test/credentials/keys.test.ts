import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import * as EcdsaMultikey from '@digitalbazaar/ecdsa-multikey'
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey'
import { expect } from 'chai'
import { didDocument, jwks } from '../../src/credentials/did-document.ts'
import { isJsonObject, listOf, type JsonObject } from '../../src/credentials/json.ts'
import { generateKeyPair } from '../../src/credentials/keys.ts'
import { jwkOf, multibaseOf } from '../../src/credentials/multikey.ts'
import { identifiers, issuerDid, makeKey, organizationId } from '../support/credential-facts.ts'

describe('keys', () => {
  for (const algorithm of ['Ed25519', 'RS256', 'P-256', 'P-384'] as const) {
    it(`make ${algorithm} signatures that the public half verifies`, async () => {
      const pair = await generateKeyPair(algorithm)
      const privateKey = createPrivateKey({
        key: Buffer.from(pair.privatePkcs8),
        format: 'der',
        type: 'pkcs8',
      })
      const publicKey = createPublicKey({ key: pair.publicJwk, format: 'jwk' })
      const digest = { Ed25519: null, RS256: 'sha256', 'P-256': 'sha256', 'P-384': 'sha384' }[
        algorithm
      ]
      const data = Buffer.from('tide')
      expect(verify(digest, data, publicKey, sign(digest, data, privateKey))).to.equal(true)
      expect(JSON.stringify(pair.publicJwk)).not.to.match(/"(d|p|q|dp|dq|qi|k)":/)
      expect(privateKey.asymmetricKeyDetails?.modulusLength).to.equal(
        algorithm === 'RS256' ? 2048 : undefined,
      )
    })
  }

  it('go between JWK and Multikey text without loss', async () => {
    const begins = { Ed25519: /^z6Mk/, 'P-256': /^zDna/, 'P-384': /^z82L/ }
    for (const algorithm of ['Ed25519', 'P-256', 'P-384'] as const) {
      const { publicJwk, publicKeyMultibase = '' } = await generateKeyPair(algorithm)
      expect(publicKeyMultibase).to.match(begins[algorithm])
      expect(multibaseOf(publicJwk)).to.equal(publicKeyMultibase)
      expect(jwkOf(publicKeyMultibase)).to.deep.equal(publicJwk)
      const stock = algorithm === 'Ed25519' ? Ed25519Multikey : EcdsaMultikey
      const exported = await (await stock.fromJwk({ jwk: publicJwk })).export({ publicKey: true })
      expect(exported.publicKeyMultibase).to.equal(publicKeyMultibase)
    }
  })

  it('are refused as a JWK that is no point, too short, or written in two ways', async () => {
    const { publicJwk } = await generateKeyPair('P-256')
    const other = (await generateKeyPair('P-256')).publicJwk
    const ed25519 = (await generateKeyPair('Ed25519')).publicJwk
    const x = publicJwk['x'] as string
    const wrong: JsonObject[] = [
      { ...publicJwk, y: other['y']! },
      { ...publicJwk, crv: 'P-384' },
      { ...publicJwk, crv: 'secp256k1' },
      { ...publicJwk, kty: 'OKP' },
      { ...publicJwk, x: `${x}=` },
      { ...publicJwk, x: x.slice(0, -2) },
      { ...publicJwk, x: Buffer.alloc(32).toString('base64url') },
      { kty: 'EC', crv: 'P-256', x },
      { ...ed25519, x: x.slice(0, -1) },
      { ...ed25519, kty: 'EC' },
    ]
    for (const jwk of wrong) {
      expect(() => multibaseOf(jwk), JSON.stringify(jwk)).to.throw(TypeError)
    }
    expect(multibaseOf({ ...publicJwk, alg: 'ES256' })).to.match(/^zDna/)
  })
})

describe('the documents that list keys', () => {
  it('list every key for assertions: a Multikey and a JWK whose kid is its address', async () => {
    const [key, rsa] = [await makeKey('Ed25519'), await makeKey('RS256')]
    const document = didDocument({
      owner: organizationId,
      keys: [key.listed, rsa.listed],
      identifiers,
    })
    expect(document['id']).to.equal(issuerDid)
    expect(listOf(document['@context'])[0]).to.equal('https://www.w3.org/ns/did/v1')
    expect(document['alsoKnownAs']).to.deep.equal([identifiers.organizationUrl(organizationId)])
    const method = (fragment: string) => ({ id: `${issuerDid}#${fragment}`, controller: issuerDid })
    const asJwk = (of: typeof key) => ({
      type: 'JsonWebKey',
      publicKeyJwk: { ...of.publicJwk, kid: of.signer.keyUrl },
    })
    const wanted = [
      {
        ...method('ed25519-1'),
        type: 'Multikey',
        publicKeyMultibase: key.listed.publicKeyMultibase,
      },
      { ...method('ed25519-1-jwk'), ...asJwk(key) },
      { ...method('rs256-1'), ...asJwk(rsa) },
    ]
    expect(document['verificationMethod']).to.deep.equal(wanted)
    expect(document['assertionMethod']).to.deep.equal(wanted.map(({ id }) => id))
  })

  it('name no keys where there are none, and the service by its bare name', () => {
    const document = didDocument({ owner: 'service', keys: [], identifiers })
    expect(document).to.have.all.keys('@context', 'id')
    expect(document['id']).to.equal('did:web:badges.example.org')
  })

  it('give the key set with address, issuer, use and algorithm per key, and nothing private', async () => {
    const keys = [
      (await makeKey('Ed25519')).listed,
      (await makeKey('RS256')).listed,
      (await makeKey('P-256')).listed,
      (await makeKey('P-384')).listed,
    ]
    const set = listOf(jwks({ owner: organizationId, keys, identifiers })['keys']).filter(
      isJsonObject,
    )
    expect(set.map(({ kid, iss, use, alg }) => [kid, iss, use, alg])).to.deep.equal([
      [identifiers.keyUrl(organizationId, 'ed25519-1'), issuerDid, 'sig', 'EdDSA'],
      [identifiers.keyUrl(organizationId, 'rs256-1'), issuerDid, 'sig', 'RS256'],
      [identifiers.keyUrl(organizationId, 'p-256-1'), issuerDid, 'sig', 'ES256'],
      [identifiers.keyUrl(organizationId, 'p-384-1'), issuerDid, 'sig', 'ES384'],
    ])
    expect(set.every((jwk) => !('d' in jwk))).to.equal(true)
  })
})
