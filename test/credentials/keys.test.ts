import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { expect } from 'chai'
import { didDocument, jwks } from '../../src/credentials/did-document.ts'
import { isJsonObject, listOf } from '../../src/credentials/json.ts'
import { generateKeyPair } from '../../src/credentials/keys.ts'
import { jwkOf, multibaseOf } from '../../src/credentials/multikey.ts'
import { identifiers, issuerDid, makeKey, organizationId } from '../support/credential-facts.ts'

describe('keys', () => {
  for (const algorithm of ['Ed25519', 'RS256'] as const) {
    it(`make ${algorithm} signatures that the public half verifies`, async () => {
      const pair = await generateKeyPair(algorithm)
      const privateKey = createPrivateKey({
        key: Buffer.from(pair.privatePkcs8),
        format: 'der',
        type: 'pkcs8',
      })
      const publicKey = createPublicKey({ key: pair.publicJwk, format: 'jwk' })
      const digest = algorithm === 'RS256' ? 'sha256' : null
      const data = Buffer.from('tide')
      expect(verify(digest, data, publicKey, sign(digest, data, privateKey))).to.equal(true)
      expect(JSON.stringify(pair.publicJwk)).not.to.match(/"(d|p|q|dp|dq|qi|k)":/)
      expect(privateKey.asymmetricKeyDetails?.modulusLength).to.equal(
        algorithm === 'RS256' ? 2048 : undefined,
      )
    })
  }

  it('go between JWK and Multikey text without loss', async () => {
    const { publicJwk, publicKeyMultibase } = await generateKeyPair('Ed25519')
    expect(publicKeyMultibase).to.match(/^z6Mk/)
    expect(multibaseOf(publicJwk)).to.equal(publicKeyMultibase)
    expect(jwkOf(publicKeyMultibase!)).to.deep.equal(publicJwk)
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
    const keys = [(await makeKey('Ed25519')).listed, (await makeKey('RS256')).listed]
    const set = listOf(jwks({ owner: organizationId, keys, identifiers })['keys']).filter(
      isJsonObject,
    )
    expect(set.map(({ kid, iss, use, alg }) => [kid, iss, use, alg])).to.deep.equal([
      [identifiers.keyUrl(organizationId, 'ed25519-1'), issuerDid, 'sig', 'EdDSA'],
      [identifiers.keyUrl(organizationId, 'rs256-1'), issuerDid, 'sig', 'RS256'],
    ])
    expect(set.every((jwk) => !('d' in jwk))).to.equal(true)
  })
})
