import { generateKeyPairSync, createHmac } from 'node:crypto'
import { expect } from 'chai'
import type { JsonObject } from '../../../src/credentials/json.ts'
import { fakeNetwork, type FakeNetwork } from '../../support/foreign-issuer.ts'
import { createOlderIssuer } from '../../support/older-issuer.ts'
import { checkNamed as check, verificationOver, without } from '../../support/verification.ts'

describe('A signed badge of Open Badges 2.0', () => {
  const issuer = createOlderIssuer()
  const { ids } = issuer
  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 })
  let network: FakeNetwork
  beforeEach(() => {
    network = fakeNetwork()
    issuer.serve(network)
  })
  const report = (token: string) => verificationOver(network).verifyPasted(token)
  const proofOf = async (token: string) => {
    const answer = await report(token)
    const proof = check(answer, 'proof')
    return `${answer.verdict}: ${proof?.result} ${proof?.code}`
  }
  const revoke = (...revokedAssertions: (string | JsonObject)[]) =>
    network.served.set(ids.revocations, { id: ids.revocations, revokedAssertions })

  it('is good under a key that the issuer lists, while its list of revocations does not name it', async () => {
    const answer = await report(issuer.sign(issuer.toSign()))
    expect(answer).to.include({ verdict: 'valid', format: 'jwt' })
    expect(check(answer, 'proof')).to.deep.include({
      code: 'signed-by-issuer',
      source: ids.key,
      values: { key: ids.key, cryptosuite: 'RS256' },
    })
    expect(check(answer, 'status')).to.include({ code: 'status-good', source: ids.revocations })
    expect(answer.credential).to.include({ proven: true, narrative: 'Built three radios.' })
    expect(network.asked).to.have.length(4)
  })

  it('need not say with which of the issuer’s keys it was signed, nor have a list', async () => {
    network.served.set(
      ids.profile,
      without(issuer.profile({ publicKey: [`${ids.key}-old`, ids.key] }), 'revocationList'),
    )
    const answer = await report(issuer.sign(issuer.toSign({ verification: { type: 'signed' } })))
    expect(answer).to.include({ verdict: 'valid' })
    expect(check(answer, 'status')).to.include({ code: 'no-status-entry' })
  })

  it('may be signed with a key that stands in the issuer’s Profile', async () => {
    const key = `${ids.profile}#key`
    const verification = { type: 'SignedBadge', creator: key }
    const token = issuer.sign(issuer.toSign({ verification }))
    for (const publicKey of [issuer.key({ id: key }), [issuer.key({ id: key })]]) {
      network.served.set(ids.profile, issuer.profile({ publicKey }))
      expect(await proofOf(token)).to.equal('valid: passed signed-by-issuer')
    }
  })

  it('is revoked where the list names it, by id or by uid, and the reason is told', async () => {
    const id = 'urn:uuid:3d6a6d1f-6b0b-4f0e-8a8b-6a2f6a8d7b11'
    const token = issuer.sign(issuer.toSign({ id, uid: 'abc-17' }))
    const because = { revocationReason: 'Awarded in error.' }
    for (const entry of [id, 'abc-17', { id }, { id, ...because }, { uid: 'abc-17', ...because }]) {
      revoke('urn:uuid:another', entry)
      const answer = await report(token)
      expect(answer).to.include({ verdict: 'revoked' })
      const values = typeof entry === 'object' && 'revocationReason' in entry
      expect(check(answer, 'status')?.values).to.deep.equal(
        values ? { reason: 'Awarded in error.' } : undefined,
      )
    }
    revoke('urn:uuid:another', { id: `${id}0` }, { uid: 'abc-18' })
    expect(await report(token)).to.include({ verdict: 'valid' })
  })

  it('is revoked where it was signed with the word that it is', async () => {
    const token = issuer.sign(issuer.toSign({ revoked: true }))
    expect(await report(token)).to.include({ verdict: 'revoked' })
  })

  it('is never green where the list is not there, is no list, or is somebody else’s', async () => {
    const token = issuer.sign(issuer.toSign())
    const lists: [JsonObject | number, string][] = [
      [500, 'unknown status-list-not-reached'],
      [{ id: ids.revocations, type: 'RevocationList' }, 'failed status-list-malformed'],
      [{ id: `${ids.revocations}2`, revokedAssertions: [] }, 'failed status-list-malformed'],
      [
        { issuer: 'https://elsewhere.example/', revokedAssertions: [] },
        'failed status-list-of-another-issuer',
      ],
    ]
    for (const [list, expected] of lists) {
      network.served.set(ids.revocations, list)
      const answer = await report(token)
      const status = check(answer, 'status')
      expect(`${status?.result} ${status?.code}`).to.equal(expected)
      expect(answer.verdict).to.equal('could-not-check')
    }
  })

  it('is not genuine when changed, or signed by somebody else', async () => {
    const [header, , signature] = issuer.sign(issuer.toSign()).split('.')
    const other = Buffer.from(JSON.stringify(issuer.toSign({ narrative: 'Flew.' })))
    const changed = `${header}.${other.toString('base64url')}.${signature}`
    expect(await proofOf(changed)).to.equal('invalid: failed signature-invalid')
    const forged = issuer.sign(issuer.toSign(), { alg: 'RS256' }, stranger.privateKey)
    expect(await proofOf(forged)).to.equal('invalid: failed signature-invalid')
    expect(network.asked).not.to.include(ids.revocations)
  })

  it('takes no algorithm but RS256, whatever its head asks for', async () => {
    const part = (value: JsonObject) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const input = `${part({ alg: 'HS256' })}.${part(issuer.toSign())}`
    const mac = createHmac('sha256', issuer.pem).update(input).digest('base64url')
    expect(await proofOf(`${input}.${mac}`)).to.equal('invalid: failed jwt-algorithm')
    for (const alg of ['none', 'RS512', 'PS256', 'ES256', '__proto__', 7]) {
      const token = issuer.sign(issuer.toSign(), { alg })
      expect(await proofOf(token), String(alg)).to.equal('invalid: failed jwt-algorithm')
    }
    const critical = issuer.sign(issuer.toSign(), { alg: 'RS256', crit: ['exp'] })
    expect(await proofOf(critical)).to.equal('invalid: failed jwt-header')
  })

  it('is not signed by the issuer where the issuer does not list the key, or the key names another owner', async () => {
    const creator = 'https://elsewhere.example/key'
    const verification = { type: 'SignedBadge', creator }
    const theirs = stranger.publicKey.export({ type: 'spki', format: 'pem' }).toString()
    network.served.set(creator, issuer.key({ id: creator, publicKeyPem: theirs }))
    const forged = issuer.sign(
      issuer.toSign({ verification }),
      { alg: 'RS256', kid: creator },
      stranger.privateKey,
    )
    expect(await proofOf(forged)).to.equal('invalid: failed key-not-listed-by-issuer')
    expect(network.asked).not.to.include(creator)

    const token = issuer.sign(issuer.toSign())
    network.served.set(ids.key, issuer.key({ owner: 'https://elsewhere.example/' }))
    expect(await proofOf(token)).to.equal('invalid: failed key-not-of-issuer')
    network.served.set(ids.key, issuer.key({ id: creator }))
    expect(await proofOf(token)).to.equal('invalid: failed key-not-of-issuer')
    network.served.set(ids.key, 404)
    expect(await proofOf(token)).to.equal('could-not-check: unknown key-unavailable')
    network.served.set(ids.profile, without(issuer.profile(), 'publicKey'))
    expect(await proofOf(token)).to.equal('invalid: failed key-not-listed-by-issuer')
  })

  it('cannot bring its own issuer along', async () => {
    const mine = stranger.publicKey.export({ type: 'spki', format: 'pem' }).toString()
    const profile = issuer.profile({
      publicKey: { id: ids.key, owner: ids.profile, publicKeyPem: mine },
    })
    const payload = issuer.toSign({ badge: issuer.badgeClass({ issuer: profile }) })
    const forged = issuer.sign(payload, { alg: 'RS256' }, stranger.privateKey)
    expect(await proofOf(forged)).to.equal('invalid: failed signature-invalid')
  })

  it('is not the issuer’s by a Profile to which its host only leads on', async () => {
    const mine = stranger.publicKey.export({ type: 'spki', format: 'pem' }).toString()
    const evil = 'https://evil.example/profile'
    const id = `${issuer.base}/leave?to=${evil}`
    const publicKey = { id: `${id}#key`, owner: id, publicKeyPem: mine }
    const body = JSON.stringify(without(issuer.profile({ id, publicKey }), 'revocationList'))
    const badge = issuer.badgeClass({ id: 'urn:uuid:1', issuer: id })
    const verification = { type: 'SignedBadge' }
    const payload = issuer.toSign({ badge, verification })
    const token = issuer.sign(payload, { alg: 'RS256' }, stranger.privateKey)
    network.served.set(id, { body, finalUrl: evil })
    const answer = await report(token)
    expect(answer).to.include({ verdict: 'could-not-check' })
    expect(check(answer, 'issuer')).to.include({ code: 'issuer-not-reached' })
    network.served.set(id, body)
    expect(await report(token)).to.include({ verdict: 'valid' })
  })

  it('is not read with a key that is none for RS256', async () => {
    const token = issuer.sign(issuer.toSign())
    const edwards = generateKeyPairSync('ed25519').publicKey
    const keys = [
      edwards.export({ type: 'spki', format: 'pem' }).toString(),
      stranger.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----',
      `-----BEGIN PUBLIC KEY-----${'A'.repeat(100_000)}`,
    ]
    for (const publicKeyPem of keys) {
      network.served.set(ids.key, issuer.key({ publicKeyPem }))
      expect(await proofOf(token)).to.equal('invalid: failed key-type')
    }
  })
})
