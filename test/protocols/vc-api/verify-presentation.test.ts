import { createPrivateKey, sign } from 'node:crypto'
import { expect } from 'chai'
import { knownContexts } from '../../../src/credentials/contexts/contexts.ts'
import { jcs } from '../../../src/credentials/cryptosuites/jcs.ts'
import { hash } from '../../../src/credentials/cryptosuites/signature.ts'
import { isJsonObject, listOf, type Json, type JsonObject } from '../../../src/credentials/json.ts'
import { signVpJwt } from '../../../src/credentials/jwt.ts'
import { generateKeyPair, type Signer } from '../../../src/credentials/keys.ts'
import { base58Of } from '../../../src/credentials/multibase.ts'
import { meansOf } from '../../../src/protocols/vc-api/means.ts'
import { verifyPresentation } from '../../../src/protocols/vc-api/verify-presentation.ts'
import { fakeNetwork, today } from '../../support/foreign-issuer.ts'
import { startTestService, type TestService } from '../../support/service.ts'
import { at } from '../../web/at.ts'
import { call } from './badge.ts'

const v2 = 'https://www.w3.org/ns/credentials/v2'
const occasion = { challenge: 'a-challenge', domain: 'college.example' }

interface Holder {
  readonly did: string
  readonly signer: Signer
}

async function makeHolder(): Promise<Holder> {
  const { publicKeyMultibase = '', privatePkcs8 } = await generateKeyPair('Ed25519')
  const did = `did:key:${publicKeyMultibase}`
  const verificationMethod = `${did}#${publicKeyMultibase}`
  const key = { key: Buffer.from(privatePkcs8), format: 'der', type: 'pkcs8' } as const
  const privateKey = createPrivateKey(key)
  const signer = { algorithm: 'Ed25519', verificationMethod, keyUrl: verificationMethod } as const
  return { did, signer: { ...signer, privateKey } }
}

/** A presentation with a proof of `eddsa-jcs-2022` by its holder. */
function present({ signer }: Holder, document: JsonObject, options: JsonObject = {}): JsonObject {
  const proof: JsonObject = {
    type: 'DataIntegrityProof',
    cryptosuite: 'eddsa-jcs-2022',
    created: '2025-07-01T12:00:00Z',
    verificationMethod: signer.verificationMethod,
    proofPurpose: 'authentication',
    ...occasion,
    ...options,
  }
  const hashes = [hash(jcs(proof), 'SHA-256'), hash(jcs(document), 'SHA-256')]
  const signature = sign(null, Buffer.concat(hashes), signer.privateKey)
  return { ...document, proof: { ...proof, proofValue: base58Of(signature) } }
}

describe('verifying a presentation through the VC-API', () => {
  let service: TestService
  let holder: Holder
  let credential: JsonObject
  before(async function () {
    this.timeout(60_000)
    service = await startTestService('sqlite', { openTenant: true })
    holder = await makeHolder()
    const { body } = await call(service.base, 'GET', '/open-tenant/issuers')
    const issued = await call(service.base, 'POST', '/open-tenant/credentials/issue', {
      body: {
        credential: {
          '@context': [v2],
          type: ['VerifiableCredential'],
          issuer: at(listOf(body['issuers'])[0], 'did'),
          credentialSubject: { id: holder.did, name: 'Ada' },
        },
      },
    })
    const { verifiableCredential } = issued.body
    if (!isJsonObject(verifiableCredential)) throw new Error('no credential came back')
    credential = verifiableCredential
  })
  after(() => service.stop())

  const presentation = (change: JsonObject = {}): JsonObject => ({
    '@context': [v2],
    type: ['VerifiablePresentation'],
    holder: holder.did,
    verifiableCredential: [credential],
    ...change,
  })
  const verify = (verifiablePresentation: Json, options: object = occasion) =>
    call(service.base, 'POST', '/open-tenant/presentations/verify', {
      body: { verifiablePresentation, options },
    })
  /** What did not pass, as `code` or `code at path`. */
  const faults = async (sent: JsonObject, options: object = occasion) => {
    const { status, body } = await verify(sent, options)
    expect([200, 422]).to.include(status)
    expect(body['verified']).to.equal(status === 200)
    return listOf(body['checks'])
      .filter((one) => !['passed', 'not-applicable'].includes(String(at(one, 'result'))))
      .map((one) => [at(one, 'code'), at(one, 'path')].filter(Boolean).join(' at '))
  }

  it('takes one that its holder made for this occasion', async () => {
    expect(await faults(present(holder, presentation()))).to.deep.equal([])
    const { holder: _holder, ...nobodys } = presentation()
    expect(await faults(present(holder, nobodys))).to.deep.equal([])
    const ofTwo = { domain: ['college.example', 'other.example'] }
    expect(
      await faults(present(holder, presentation(), ofTwo), { ...occasion, ...ofTwo }),
    ).to.deep.equal([])
  })

  it('takes none that was made for another occasion, purpose or time', async () => {
    for (const [options, code] of [
      [{ challenge: 'another' }, 'proof-challenge'],
      [{ domain: 'elsewhere.example' }, 'proof-domain'],
      [{ proofPurpose: 'assertionMethod' }, 'proof-purpose'],
      [{ expires: '2025-07-02T12:00:00Z' }, 'proof-expired'],
    ] as const) {
      expect(await faults(present(holder, presentation(), options)), code).to.deep.equal([code])
    }
  })

  it('takes none of somebody who is not the holder, and none that was changed or is not signed', async () => {
    const other = await makeHolder()
    expect(await faults(present(other, presentation()))).to.deep.equal(['key-not-of-issuer'])
    const signed = present(holder, presentation())
    expect(await faults({ ...signed, id: 'urn:uuid:1' })).to.deep.equal(['signature-invalid'])
    expect(await faults(presentation())).to.deep.equal(['proof-missing'])
  })

  it('takes none by a key in a document that bears the name of somebody else', async () => {
    const mallory = await makeHolder()
    const address = 'https://mallory.example/keys'
    const method = `${address}#1`
    const signer = { ...mallory.signer, verificationMethod: method }
    const keysOf = (id: string): JsonObject => {
      const publicKeyMultibase = mallory.did.slice('did:key:'.length)
      const key = { id: method, type: 'Multikey', controller: id, publicKeyMultibase }
      return { id, verificationMethod: [key], authentication: [method] }
    }
    const shownAs = async (id: string) => {
      const means = meansOf({
        world: { now: () => today, newId: () => '', newUuid: () => '', random: () => Buffer.of() },
        network: fakeNetwork(new Map([[address, keysOf(id)]])),
        resolveOwn: () => Promise.resolve(undefined),
        contexts: knownContexts(),
        alwaysTheIssuer: true,
      })
      const shown = presentation({ holder: id })
      const envelope = {
        '@context': [v2],
        type: 'EnvelopedVerifiablePresentation',
        id: `data:application/vp+jwt,${signVpJwt(shown, signer, {}, method)}`,
      }
      const both = [present({ did: id, signer }, shown), envelope]
      const results = both.map((verifiablePresentation) =>
        verifyPresentation({ verifiablePresentation }, means),
      )
      return (await Promise.all(results)).map(({ verified }) => verified)
    }
    expect(await shownAs(address)).to.deep.equal([true, true])
    expect(await shownAs('https://college.example/ada')).to.deep.equal([false, false])
  })

  it('looks at every credential in it', async () => {
    const bad = { ...credential, issuer: holder.did }
    const both = present(holder, presentation({ verifiableCredential: [credential, bad] }))
    expect(
      (await faults(both)).every((one) => one.includes(' at /verifiableCredential/1')),
    ).to.equal(true)
    expect(await faults(both)).to.have.length.above(0)
    const many = present(
      holder,
      presentation({ verifiableCredential: Array(11).fill(credential) as Json[] }),
    )
    expect(await faults(many)).to.deep.equal(['too-many at /verifiableCredential'])
  })

  it('keeps to the data model', async () => {
    const broken: readonly [JsonObject, string][] = [
      [{ type: ['Presentation'] }, '/type'],
      [{ '@context': [] }, '/@context/0'],
      [{ verifiableCredential: ['eyJ'] }, '/verifiableCredential/0'],
      [{ holder: { name: 'Ada' } }, '/holder/id'],
    ]
    for (const [change, path] of broken) {
      const found = await faults(present(holder, presentation(change)))
      expect(
        found.some((one) => one.endsWith(` at ${path}`)),
        path,
      ).to.equal(true)
    }
  })

  it('reads one in an envelope, by the same questions', async () => {
    const { signer } = holder
    const envelope = (claims: { nonce?: string; aud?: string }, by = signer): JsonObject => ({
      '@context': [v2],
      type: 'EnvelopedVerifiablePresentation',
      id: `data:application/vp+jwt,${signVpJwt(presentation(), by, claims, by.verificationMethod)}`,
    })
    const good = envelope({ nonce: occasion.challenge, aud: occasion.domain })
    expect(await faults(good)).to.deep.equal([])
    expect(await faults(envelope({ aud: occasion.domain }))).to.deep.equal(['proof-challenge'])
    expect(await faults(envelope({ nonce: occasion.challenge }))).to.deep.equal(['proof-domain'])
    const other = await makeHolder()
    const claims = { nonce: occasion.challenge, aud: occasion.domain }
    expect(await faults(envelope(claims, other.signer))).to.deep.equal(['key-not-of-issuer'])
    for (const change of [
      { '@context': [] },
      { type: 'VerifiablePresentation' },
      { id: String(at(good, 'id')).split(',')[1] ?? '' },
    ]) {
      expect((await verify({ ...good, ...change })).status).to.equal(422)
    }
  })

  it('answers what is malformed with 400', async () => {
    for (const sent of ['eyJ', null, [], 4]) expect((await verify(sent)).status).to.equal(400)
  })
})
