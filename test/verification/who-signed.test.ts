import { sign } from 'node:crypto'
import { expect } from 'chai'
import type { VerificationReport } from '../../schemas/requests/verification.ts'
import {
  isJsonObject,
  listOf,
  parseJsonObject,
  type JsonObject,
} from '../../src/credentials/json.ts'
import { signCredential } from '../../src/credentials/sign.ts'
import type { VerificationDeps } from '../../src/verification/verification.ts'
import {
  createForeignIssuer,
  fakeNetwork,
  type FakeNetwork,
  type ForeignIssuer,
} from '../support/foreign-issuer.ts'
import { checkNamed as check, verificationOver, without } from '../support/verification.ts'

describe('Who signed a badge', () => {
  let issuer: ForeignIssuer
  let network: FakeNetwork
  before(async () => {
    issuer = await createForeignIssuer()
  })
  beforeEach(async () => {
    network = fakeNetwork()
    await issuer.serve(network)
  })

  const report = (
    text: string,
    deps: Partial<VerificationDeps> = {},
  ): Promise<VerificationReport> => verificationOver(network, deps).verifyPasted(text)
  const signed = () => issuer.sign(issuer.unsigned())
  const unsignedPlain = (changes: JsonObject = {}) =>
    without(issuer.unsigned(changes), 'credentialStatus')

  const proofOf = (answer: VerificationReport) =>
    `${answer.verdict} ${check(answer, 'proof')?.result} ${check(answer, 'proof')?.code}`
  const didKeyOf = (multibase: string) => `did:key:${multibase}`

  it('takes did:key and did:jwk issuers by the key that is their name', async () => {
    const pair = issuer.keys.Ed25519
    const multibase = pair.publicKeyMultibase ?? ''
    const didKey = didKeyOf(multibase)
    const didJwk = `did:jwk:${Buffer.from(JSON.stringify(pair.publicJwk)).toString('base64url')}`
    for (const [did, method] of [
      [didKey, `${didKey}#${multibase}`],
      [didJwk, `${didJwk}#0`],
    ] as const) {
      const text = await signAs(unsignedPlain({ issuer: { id: did, type: ['Profile'] } }), method)
      const answer = await report(text)
      expect(proofOf(answer), did).to.equal('valid passed signed-by-issuer')
      expect(check(answer, 'issuer')).to.include({ code: 'issuer-is-a-key' })
    }
    expect(network.asked).to.deep.equal([])
  })

  it('takes an https issuer by the keys that its document lists, or its key set at the well-known place', async () => {
    const id = 'https://college.example.org/badges/issuer'
    const method = `${id}#key-1`
    const text = await signAs(unsignedPlain({ issuer: { id, type: ['Profile'] } }), method)
    const multikey = {
      id: method,
      type: 'Multikey',
      controller: id,
      publicKeyMultibase: issuer.keys.Ed25519.publicKeyMultibase ?? '',
    }
    const document = {
      id,
      type: ['Profile'],
      verificationMethod: [multikey],
      assertionMethod: ['#key-1'],
    }
    network.served.set(id, document)
    expect(proofOf(await report(text))).to.equal('valid passed signed-by-issuer')

    network.served.set(id, { id, type: ['Profile'], name: 'College' })
    const kid = 'https://college.example.org/keys/1'
    const token = issuer.jwt(unsignedPlain({ issuer: { id, type: ['Profile'] } }), 'RS256')
    const key = { ...issuer.keys.RS256.publicJwk, kid: issuer.signers.RS256.keyUrl, iss: id }
    expect(proofOf(await report(token))).to.equal('could-not-check unknown key-unavailable')
    network.served.set(issuer.signers.RS256.keyUrl, key)
    expect(proofOf(await report(token))).to.equal(
      'could-not-check unknown intact-but-signer-not-shown',
    )
    network.served.set('https://college.example.org/.well-known/jwks.json', {
      keys: [{ ...key, iss: 'https://college.example.org/other', kid }, key],
    })
    expect(proofOf(await report(token))).to.equal('valid passed signed-by-issuer')
  })

  it('takes no document for the issuer’s to which the address in its name asks to be led on', async () => {
    const told = async (id: string, finalUrl: string) => {
      const method = `${id}#1`
      const publicKeyMultibase = issuer.keys.Ed25519.publicKeyMultibase ?? ''
      const body = JSON.stringify({
        id,
        assertionMethod: [{ id: method, type: 'Multikey', controller: id, publicKeyMultibase }],
      })
      network.served.set(id, { body, finalUrl })
      return proofOf(await report(await signAs(unsignedPlain({ issuer: id }), method)))
    }
    const evil = 'https://evil.example/issuer'
    const led = 'could-not-check unknown key-unavailable'
    expect(await told(`https://college.example.org/leave?to=${evil}`, evil)).to.equal(led)
    expect(await told('https://college.example.org/l?to=aHR0cHM6', evil)).to.equal(led)
    expect(await told('https://college.example.org/out/evil%2Eexample/issuer', evil)).to.equal(led)
    // A lasting name that leads to where its bearer lives now, and a site that sorts its own addresses.
    const good = 'valid passed signed-by-issuer'
    expect(await told('https://w3id.example/museum', 'https://museum.example/i')).to.equal(good)
    const own = 'https://college.example.org/i?of=badges'
    expect(await told(own, 'https://college.example.org/badges')).to.equal(good)
  })

  it('says intact, but not by whom, where the issuer lists no keys and the key merely came along', async () => {
    const id = 'https://college.example.org/badges/issuer'
    const other = await createForeignIssuer('https://attacker.example.net')
    network.served.set(id, { id, type: ['Profile'] })
    const multibase = other.keys.Ed25519.publicKeyMultibase ?? ''
    const method = `${didKeyOf(multibase)}#${multibase}`
    const text = await signAs(unsignedPlain({ issuer: { id, type: ['Profile'] } }), method, other)
    expect(proofOf(await report(text))).to.equal(
      'could-not-check unknown intact-but-signer-not-shown',
    )
  })

  it('refuses a key that the issuer does not list, however well it signs', async () => {
    const attacker = await createForeignIssuer('https://attacker.example.net')
    await attacker.serve(network)
    const multibase = attacker.keys.Ed25519.publicKeyMultibase ?? ''
    const refused = 'invalid failed key-not-listed-by-issuer'
    const keyUrl = attacker.signers.Ed25519.keyUrl
    network.served.set(keyUrl, { ...attacker.keys.Ed25519.publicJwk, kid: keyUrl })
    for (const method of [
      attacker.signers.Ed25519.verificationMethod,
      `${didKeyOf(multibase)}#${multibase}`,
    ]) {
      const text = await signAs(unsignedPlain(), method, attacker)
      expect(proofOf(await report(text)), method).to.equal(refused)
    }
    expect(proofOf(await report(attacker.jwt(unsignedPlain(), 'Ed25519')))).to.equal(refused)
  })

  it('takes a key in the header of a JWT only where the issuer lists it', async () => {
    const stranger = await createForeignIssuer('https://attacker.example.net')
    const tokenBy = (by: ForeignIssuer) => {
      const header = { alg: 'EdDSA', typ: 'JWT', jwk: by.keys.Ed25519.publicJwk }
      const payload = by.jwt(unsignedPlain(), 'Ed25519').split('.')[1] ?? ''
      const signedPart = `${Buffer.from(JSON.stringify(header)).toString('base64url')}.${payload}`
      const signature = sign(null, Buffer.from(signedPart), by.signers.Ed25519.privateKey)
      return `${signedPart}.${signature.toString('base64url')}`
    }
    expect(proofOf(await report(tokenBy(issuer)))).to.equal('valid passed signed-by-issuer')
    expect(proofOf(await report(tokenBy(stranger)))).to.equal(
      'invalid failed key-not-listed-by-issuer',
    )
    network.served.clear()
    expect(proofOf(await report(tokenBy(stranger)))).to.equal(
      'could-not-check unknown intact-but-signer-not-shown',
    )
  })

  it('asks few servers only, however many a badge names', async () => {
    const badge = parseJsonObject(await signed())
    const proof = Array.from({ length: 3 }, (_, n) => ({
      ...(isJsonObject(badge['proof']) ? badge['proof'] : {}),
      verificationMethod: `https://slow-${n}.example.net/key`,
    }))
    const [entry = {}] = listOf(badge['credentialStatus'])
    const credentialStatus = Array.from({ length: 50 }, (_, n) => ({
      ...(isJsonObject(entry) ? entry : {}),
      id: `urn:example:entry:${n}`,
      statusListCredential: `https://list-${n}.example.net/`,
    }))
    const answer = await report(JSON.stringify({ ...badge, proof, credentialStatus }))
    expect(answer.verdict).to.equal('could-not-check')
    expect(network.asked.length).to.be.within(2, 6)
  })

  it('asks nobody about the status of what is not shown to be signed', async () => {
    for (const [text, verdict] of [
      [(await signed()).replace('Counted limpets', 'Counted whales'), 'invalid'],
      [JSON.stringify(without(parseJsonObject(await signed()), 'proof')), 'invalid'],
    ] as const) {
      network.asked.length = 0
      const answer = await report(text)
      expect(answer.verdict).to.equal(verdict)
      expect(check(answer, 'status')).to.include({ result: 'unknown', code: 'not-looked-up' })
      expect(network.asked.filter((address) => !address.endsWith('did.json'))).to.deep.equal([])
    }
  })

  it('has eight look-ups for the whole of a badge, its keys and its lists', async () => {
    const [entry = {}] = listOf(issuer.unsigned()['credentialStatus'])
    const credentialStatus = Array.from({ length: 4 }, (_, n) => ({
      ...(isJsonObject(entry) ? entry : {}),
      id: `urn:example:entry:${n}`,
      statusListCredential: `https://list-${n}.example.net/`,
    }))
    for (let n = 0; n < 4; n += 1) {
      const list = parseJsonObject(
        await issuer.statusList('revocation', [], { id: `https://list-${n}.example.net/` }),
      )
      const proofs = [1, 2, 3].map((m) => ({
        ...(isJsonObject(list['proof']) ? list['proof'] : {}),
        verificationMethod: `https://key-${n}-${m}.example.net/`,
      }))
      network.served.set(`https://list-${n}.example.net/`, { ...list, proof: proofs })
    }
    const answer = await report(await issuer.sign(issuer.unsigned({ credentialStatus })))
    expect(check(answer, 'proof')).to.include({ result: 'passed' })
    expect(answer.verdict).to.equal('could-not-check')
    expect(network.asked.length).to.be.within(5, 8)
  })

  it('stops believing a key that left the issuer’s document', async () => {
    const document = { ...issuer.didDocument, assertionMethod: [] }
    const address = [...network.served.keys()].find((one) => one.endsWith('did.json')) ?? ''
    network.served.set(address, document)
    const answer = await report(await signed())
    expect(proofOf(answer)).to.equal('invalid failed key-not-listed-by-issuer')
  })

  it('stops believing a key past its end', async () => {
    const address = [...network.served.keys()].find((one) => one.endsWith('did.json')) ?? ''
    const methods = issuer.didDocument['verificationMethod'] as JsonObject[]
    for (const [name, time, verdict] of [
      ['revoked', '2025-06-01T00:00:00Z', 'invalid'],
      ['expires', '2025-06-01T00:00:00Z', 'invalid'],
      ['expires', '2026-06-01T00:00:00Z', 'valid'],
      ['revoked', 'some day', 'invalid'],
    ] as const) {
      const verificationMethod = methods.map((method) => ({ ...method, [name]: time }))
      network.served.set(address, { ...issuer.didDocument, verificationMethod })
      expect((await report(await signed())).verdict, `${name} ${time}`).to.equal(verdict)
    }
  })

  it('could not check a badge whose issuer cannot be reached', async () => {
    network.served.clear()
    const answer = await report(await issuer.sign(unsignedPlain()))
    expect(answer.verdict).to.equal('could-not-check')
    expect(check(answer, 'issuer')).to.include({ result: 'unknown', code: 'issuer-not-reached' })
    expect(check(answer, 'proof')).to.include({ result: 'unknown', code: 'key-unavailable' })
  })

  it('refuses an issuer document that bears another id', async () => {
    const address = [...network.served.keys()].find((one) => one.endsWith('did.json')) ?? ''
    network.served.set(address, { ...issuer.didDocument, id: 'did:web:badges.elsewhere.org' })
    const answer = await report(await signed())
    expect(check(answer, 'issuer')).to.include({ code: 'issuer-document-names-another' })
    expect(answer.verdict).to.equal('invalid')
  })

  it('says trial where the issuer has no public name', async () => {
    const local = await createForeignIssuer('http://localhost:3000')
    const answer = await report(await local.sign(local.unsigned()), {
      resolveOwn: async (address) => {
        if (address === local.did) return local.didDocument
        const purpose = (['revocation', 'suspension'] as const).find(
          (one) => address === local.listUrl(one),
        )
        return purpose && parseJsonObject(await local.statusList(purpose, []))
      },
    })
    expect(answer).to.include({ verdict: 'valid', trial: true })
    expect(check(answer, 'issuer')).to.include({ code: 'trial-issuer', source: 'this service' })
    expect(network.asked).to.deep.equal([])
  })

  /** Signs with the key of one issuer under whatever name. */
  async function signAs(unsigned: JsonObject, verificationMethod: string, by = issuer) {
    return signCredential(
      unsigned,
      { ...by.signers.Ed25519, verificationMethod },
      '2025-03-01T10:00:00Z',
    )
  }
})
