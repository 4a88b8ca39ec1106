import { generateKeyPairSync } from 'node:crypto'
import { expect } from 'chai'
import type { JsonObject } from '../../../src/credentials/json.ts'
import { fakeNetwork, type FakeNetwork } from '../../support/foreign-issuer.ts'
import { createOlderIssuer } from '../../support/older-issuer.ts'
import { checkNamed as check, verificationOver, without } from '../../support/verification.ts'

const base = 'https://old.example.org'
const v1 = 'https://w3id.org/openbadges/v1'

describe('A badge older than Open Badges 2.0', () => {
  const issuer = createOlderIssuer(base)
  let network: FakeNetwork
  beforeEach(() => {
    network = fakeNetwork()
  })
  const report = (badge: JsonObject | string) =>
    verificationOver(network).verifyPasted(
      typeof badge === 'string' ? badge : JSON.stringify(badge),
    )

  const assertion1: JsonObject = {
    uid: 'abc-1',
    recipient: { type: 'email', hashed: true, identity: `sha256$${'1b'.repeat(32)}`, salt: 's' },
    badge: `${base}/badge.json`,
    verify: { type: 'hosted', url: `${base}/a/1.json` },
    issuedOn: 1_396_310_400,
  }
  const badge1: JsonObject = {
    name: 'Sewing',
    description: 'Sews a straight line.',
    image: `${base}/badge.png`,
    criteria: `${base}/criteria`,
    issuer: `${base}/org.json`,
    alignment: [{ name: 'Craft', url: 'https://frame.example/7' }],
  }
  const serve1 = (more: JsonObject = {}) => {
    network.served.set(`${base}/a/1.json`, { ...assertion1, ...more })
    network.served.set(`${base}/badge.json`, { ...badge1, ...more })
    network.served.set(`${base}/org.json`, { name: 'Needle & Co', url: base, ...more })
  }

  it('of 1.0 is fetched again from where it says to be hosted, and can be good', async () => {
    serve1()
    const answer = await report(assertion1)
    expect(answer).to.include({ verdict: 'valid' })
    expect(check(answer, 'structure')).to.include({ result: 'passed', code: 'open-badges-1' })
    expect(check(answer, 'proof')).to.include({
      code: 'hosted-by-issuer',
      source: `${base}/a/1.json`,
    })
    expect(answer.credential).to.deep.include({
      id: `${base}/a/1.json`,
      issuer: { id: `${base}/org.json`, name: 'Needle & Co' },
      recipient: { form: 'hashed-identifier' },
      validFrom: '2014-04-01T00:00:00Z',
    })
    expect(answer.credential.achievement).to.include({ name: 'Sewing' })

    network.served.set(`${base}/a/1.json`, 410)
    expect(await report(assertion1)).to.include({ verdict: 'revoked' })
    network.served.set(`${base}/a/1.json`, {
      ...assertion1,
      verify: { type: 'hosted', url: `${base}/2` },
    })
    expect(await report(assertion1)).to.include({ verdict: 'invalid' })
  })

  it('of 1.1 is verified by the same rules, hosted', async () => {
    serve1()
    const named = {
      ...assertion1,
      '@context': v1,
      type: 'Assertion',
      id: `${base}/a/1.json`,
      issuedOn: '2015-02-03',
    }
    network.served.set(`${base}/a/1.json`, named)
    const answer = await report(named)
    expect(answer).to.include({ verdict: 'valid' })
    expect(answer.credential).to.include({ validFrom: '2015-02-03T00:00:00Z' })
  })

  it('of 1.1 is verified by the same rules, signed with a bare key on the issuer’s host', async () => {
    serve1()
    const verify = { type: 'signed', url: `${base}/key.pem` }
    const token = issuer.sign({ ...assertion1, '@context': v1, type: 'Assertion', verify })
    network.served.set(`${base}/key.pem`, issuer.pem)
    network.served.set(`${base}/org.json`, {
      name: 'Needle & Co',
      url: base,
      revocationList: `${base}/revoked.json`,
    })
    network.served.set(`${base}/revoked.json`, { 'abc-2': 'Another one.' })
    expect(await report(token)).to.include({ verdict: 'valid' })
    network.served.set(`${base}/revoked.json`, { 'abc-1': 'Moved away.' })
    const revoked = await report(token)
    expect(revoked).to.include({ verdict: 'revoked' })
    expect(check(revoked, 'status')?.values).to.deep.equal({ reason: 'Moved away.' })

    const theirs = issuer.sign({
      ...assertion1,
      verify: { type: 'signed', url: 'https://evil.example/key.pem' },
    })
    network.served.set('https://evil.example/key.pem', issuer.pem)
    expect(check(await report(theirs), 'proof')).to.include({ code: 'key-not-listed-by-issuer' })
  })

  it('of 1.1 is not signed by a key to which the issuer’s host only leads on, or beside those that the issuer lists', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString()
    const evil = 'https://evil.example/key.pem'
    const url = `${base}/leave?to=${evil}`
    const signed = { ...assertion1, '@context': v1, type: 'Assertion' }
    const verify = { type: 'signed', url }
    const forged = issuer.sign({ ...signed, verify }, { alg: 'RS256' }, privateKey)
    const proofOf = async () => {
      const answer = await report(forged)
      return `${answer.verdict} ${check(answer, 'proof')?.code}`
    }
    serve1()
    network.served.set(url, { body: pem, finalUrl: evil })
    expect(await proofOf()).to.equal('could-not-check key-unavailable')
    // Whatever lies on the host may have been put there by anybody: the issuer says which keys are its own.
    network.served.set(url, pem)
    expect(await proofOf()).to.equal('valid signed-by-issuer')
    const publicKeys = [`${base}/key.json`]
    network.served.set(`${base}/org.json`, { name: 'Needle', url: base, publicKey: publicKeys })
    expect(await proofOf()).to.equal('invalid key-not-listed-by-issuer')
  })

  it('is verified as what its address holds today, where that is newer', async () => {
    const { ids } = issuer
    issuer.serve(network)
    const baked = { ...assertion1, verify: { type: 'hosted', url: ids.assertion } }
    const answer = await report(baked)
    expect(answer).to.include({ verdict: 'valid' })
    expect(check(answer, 'structure')).to.include({ code: 'open-badges-2' })
    expect(answer.credential.achievement).to.include({ name: 'Soldering ☼' })
  })

  it('is asked for over https where it was written before its host spoke that', async () => {
    const insecure = (value: JsonObject): JsonObject =>
      Object.fromEntries(
        Object.entries(value).map(([name, one]) => [
          name,
          typeof one === 'string' ? one.replace('https://old', 'http://old') : one,
        ]),
      )
    serve1()
    const http = {
      ...assertion1,
      verify: { type: 'hosted', url: 'http://old.example.org/a/1.json' },
    }
    for (const [address, served] of [...network.served]) {
      if (typeof served === 'number' || typeof served === 'string') continue
      if (served instanceof Uint8Array || 'refusal' in served || 'body' in served) continue
      network.served.set(address, insecure(served))
      network.served.set(address.replace('https:', 'http:'), { refusal: 'not-https' })
    }
    network.served.set(`${base}/a/1.json`, {
      ...insecure(http),
      badge: 'http://old.example.org/badge.json',
    })
    expect(await report({ ...http, badge: 'http://old.example.org/badge.json' })).to.include({
      verdict: 'valid',
    })
  })

  it('of 0.5 can be read, and is told to be no more than read', async () => {
    const answer = await report({
      recipient: 'sha256$abc',
      salt: 'x',
      issued_on: '2012-03-04',
      badge: {
        version: '0.5.0',
        name: 'First steps',
        description: 'Walked.',
        image: '/walk.png',
        criteria: '/criteria',
        issuer: { origin: base, name: 'Mozilla', org: 'Webmakers' },
      },
    })
    expect(answer.verdict).to.equal('could-not-check')
    expect(check(answer, 'structure')).to.include({ result: 'unknown', code: 'open-badges-0-5' })
    expect(answer.credential).to.deep.include({
      proven: false,
      issuer: { id: base, name: 'Mozilla, Webmakers' },
      recipient: { form: 'hashed-identifier' },
      validFrom: '2012-03-04T00:00:00Z',
    })
    expect(network.asked).to.deep.equal([])
  })

  it('is not taken for one when it is none', async () => {
    for (const other of [
      { '@context': v1, type: 'BadgeClass', name: 'x' },
      { ...without(assertion1, 'verify'), '@context': v1, type: 'Issuer' },
    ]) {
      expect(check(await report(other), 'structure')).to.include({ code: 'not-an-open-badge' })
    }
  })
})
