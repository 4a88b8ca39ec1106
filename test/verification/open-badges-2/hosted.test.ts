import { createHash } from 'node:crypto'
import { expect } from 'chai'
import type { JsonObject } from '../../../src/credentials/json.ts'
import { fakeNetwork, type FakeNetwork } from '../../support/foreign-issuer.ts'
import { createOlderIssuer } from '../../support/older-issuer.ts'
import { checkNamed as check, verificationOver, without } from '../../support/verification.ts'

const elsewhere = 'https://elsewhere.example/assertions/17'

describe('A hosted badge of Open Badges 2.0', () => {
  const issuer = createOlderIssuer()
  const { ids } = issuer
  let network: FakeNetwork
  beforeEach(() => {
    network = fakeNetwork()
    issuer.serve(network)
  })
  const report = (badge: JsonObject | string = issuer.assertion()) =>
    verificationOver(network).verifyPasted(
      typeof badge === 'string' ? badge : JSON.stringify(badge),
    )

  it('is good where its issuer hosts it, and each answer says from where it came', async () => {
    const answer = await report()
    expect(
      answer.checks.map(({ name, result, code }) => `${name} ${result} ${code}`),
    ).to.deep.equal([
      'structure passed open-badges-2',
      'issuer passed issuer-found',
      'proof passed hosted-by-issuer',
      'validity passed within-dates',
      'status passed hosted-still-there',
      'schema passed open-badges-2-schema',
      'recognition not-applicable no-registry-known',
    ])
    expect(answer).to.include({ verdict: 'valid', format: 'json', trial: false })
    expect(check(answer, 'proof')?.source).to.equal(ids.assertion)
    expect(check(answer, 'issuer')?.source).to.equal(ids.profile)
    expect(network.asked).to.deep.equal([ids.assertion, ids.badge, ids.profile])
  })

  it('is shown as it says, by its own names', async () => {
    const { credential } = await report()
    expect(credential).to.deep.include({
      proven: true,
      id: ids.assertion,
      issuer: { id: ids.profile, name: 'Makers of Old' },
      recipient: { form: 'hashed-identifier' },
      validFrom: '2019-05-04T10:00:00+02:00',
      validUntil: '2029-05-04T10:00:00Z',
      narrative: 'Built three radios.',
      evidenceCount: 2,
    })
    expect(credential.achievement).to.deep.include({
      id: ids.badge,
      name: 'Soldering ☼',
      criteria: 'Three **good** joints.',
      criteriaAddress: 'https://old.example.org/criteria',
    })
  })

  it('is believed in the hosted copy alone: what the file says besides counts for nothing', async () => {
    const forged = issuer.assertion({
      narrative: 'Built a moon rocket.',
      badge: {
        id: 'https://old.example.org/badges/rocketry',
        type: 'BadgeClass',
        name: 'Rocketry',
        issuer: { id: ids.profile, type: 'Issuer', name: 'NASA' },
      },
    })
    const answer = await report(forged)
    expect(check(answer, 'proof')).to.include({ result: 'passed', code: 'hosted-copy-differs' })
    expect(answer.credential).to.include({ narrative: 'Built three radios.' })
    expect(answer.credential.achievement).to.include({ name: 'Soldering ☼' })
    expect(answer.credential.issuer).to.include({ name: 'Makers of Old' })
    expect(network.asked).not.to.include('https://old.example.org/badges/rocketry')
  })

  it('is told to be theirs whose address it has hashed, and nobody else’s', async () => {
    const recipientOf = async (identifier: string) => {
      const credential = issuer.assertion()
      const answer = await verificationOver(network).verifyBody({
        credential,
        recipient: { identifier },
      })
      return `${answer.verdict} ${check(answer, 'recipient')?.code}`
    }
    const identity = createHash('sha256').update('ada@example.orgsea salt').digest('hex')
    const recipient = {
      type: 'email',
      hashed: true,
      salt: 'sea salt',
      identity: `sha256$${identity}`,
    }
    network.served.set(ids.assertion, issuer.assertion({ recipient }))
    expect(await recipientOf('Ada@example.org')).to.equal('valid recipient-matches')
    expect(await recipientOf('bob@example.org')).to.match(/recipient-differs$/)
  })

  it('is fetched afresh even where its BadgeClass and issuer stand inside it', async () => {
    const whole = issuer.assertion({
      badge: issuer.badgeClass({ issuer: issuer.profile({ name: 'Somebody else' }) }),
    })
    network.served.set(ids.assertion, whole)
    const answer = await report(whole)
    expect(answer).to.include({ verdict: 'valid' })
    expect(answer.credential.issuer).to.deep.equal({ id: ids.profile, name: 'Makers of Old' })
  })

  it('may have a BadgeClass of its own, without an address', async () => {
    const id = 'urn:uuid:0a1b2c3d-0000-4000-8000-000000000000'
    network.served.set(ids.assertion, issuer.assertion({ badge: issuer.badgeClass({ id }) }))
    expect(await report()).to.include({ verdict: 'valid' })
  })

  it('was revoked where its address says so, by its status or by a word', async () => {
    const gone = { id: ids.assertion, revoked: true, revocationReason: 'Not the earner.' }
    for (const served of [{ status: 410, body: JSON.stringify(gone) }, gone]) {
      network.served.set(ids.assertion, served)
      const answer = await report()
      expect(answer).to.include({ verdict: 'revoked' })
      expect(answer.credential).to.include({ proven: false })
      expect(check(answer, 'status')).to.deep.include({
        result: 'failed',
        code: 'revoked-at-its-address',
        values: { reason: 'Not the earner.' },
        source: ids.assertion,
      })
    }
    network.served.set(ids.assertion, 410)
    expect(await report()).to.include({ verdict: 'revoked' })
  })

  it('was revoked where nothing but that word is left of it', async () => {
    const left = {
      '@context': 'https://w3id.org/openbadges/v2',
      id: ids.assertion,
      type: 'Assertion',
      revoked: true,
    }
    network.served.set(ids.assertion, { status: 410, body: JSON.stringify(left) })
    expect(await report(ids.assertion)).to.include({ verdict: 'revoked' })
    network.served.set(ids.assertion, left)
    expect(await report(ids.assertion)).to.include({ verdict: 'revoked' })
  })

  it('cannot be revoked at an address that is not the issuer’s', async () => {
    network.served.set(elsewhere, { id: elsewhere, revoked: true })
    const answer = await report(issuer.assertion({ id: elsewhere }))
    expect(answer).to.include({ verdict: 'invalid' })
    expect(check(answer, 'status')).to.include({ result: 'unknown' })
  })

  it('has ended after its last day', async () => {
    network.served.set(ids.assertion, issuer.assertion({ expires: '2020-01-01T00:00:00Z' }))
    expect(await report()).to.include({ verdict: 'expired' })
    network.served.set(ids.assertion, issuer.assertion({ issuedOn: '2019-05-04' }))
    expect(check(await report(), 'validity')).to.include({ code: 'dates-unreadable' })
  })

  /** What is served in place of what is good, and the check that tells. */
  const broken: Record<string, [() => void, JsonObject, string, string]> = {
    'is not there': [
      () => network.served.set(ids.assertion, 404),
      {},
      'proof failed hosted-not-there',
      'invalid',
    ],
    'cannot be reached': [
      () => network.served.delete(ids.assertion),
      {},
      'proof unknown hosted-not-reached',
      'could-not-check',
    ],
    'never ends': [
      () => network.served.set(ids.assertion, { refusal: 'too-slow' }),
      {},
      'proof unknown hosted-not-reached',
      'could-not-check',
    ],
    'stands on a private address': [
      () => network.served.set(ids.assertion, { refusal: 'refused-address' }),
      {},
      'proof unknown hosted-not-reached',
      'could-not-check',
    ],
    'is a web page': [
      () => network.served.set(ids.assertion, '<!doctype html>'),
      {},
      'proof unknown hosted-not-reached',
      'could-not-check',
    ],
    'names another address': [
      () => network.served.set(ids.assertion, issuer.assertion({ id: `${ids.assertion}8` })),
      {},
      'proof failed hosted-names-another',
      'invalid',
    ],
    'lies on another host than the issuer': [
      () => network.served.set(elsewhere, issuer.assertion({ id: elsewhere })),
      { id: elsewhere },
      'proof failed hosted-outside-scope',
      'invalid',
    ],
    'is redirected to another host': [
      () =>
        network.served.set(ids.assertion, {
          finalUrl: elsewhere,
          body: JSON.stringify(issuer.assertion()),
        }),
      {},
      'proof unknown hosted-redirects-elsewhere',
      'could-not-check',
    ],
    'has no address': [
      () => undefined,
      { id: 'urn:uuid:1' },
      'proof failed hosted-address-missing',
      'invalid',
    ],
    'says to be signed but is not': [
      () => undefined,
      { verification: { type: 'SignedBadge' } },
      'proof failed proof-missing',
      'invalid',
    ],
    'has a BadgeClass that names another': [
      () => network.served.set(ids.badge, issuer.badgeClass({ id: `${ids.badge}-2` })),
      {},
      'issuer failed badge-class-names-another',
      'invalid',
    ],
    'has a BadgeClass that cannot be reached': [
      () => network.served.delete(ids.badge),
      {},
      'issuer unknown badge-class-not-reached',
      'could-not-check',
    ],
    'leads back to itself': [
      () => network.served.set(ids.assertion, issuer.assertion({ badge: ids.assertion })),
      {},
      'issuer failed badge-class-missing',
      'invalid',
    ],
    'has a BadgeClass that issues itself': [
      () => network.served.set(ids.badge, issuer.badgeClass({ issuer: ids.badge })),
      {},
      'issuer failed issuer-document-names-another',
      'invalid',
    ],
    'has an issuer that changes its id': [
      () => network.served.set(ids.profile, issuer.profile({ id: 'https://nasa.example/issuer' })),
      {},
      'issuer failed issuer-document-names-another',
      'invalid',
    ],
    'has an issuer that cannot be reached': [
      () => network.served.delete(ids.profile),
      {},
      'issuer unknown issuer-not-reached',
      'could-not-check',
    ],
    'has an issuer without an address': [
      () => network.served.set(ids.badge, issuer.badgeClass({ issuer: 'did:web:old.example.org' })),
      {},
      'issuer unknown issuer-kind-not-known',
      'could-not-check',
    ],
    'is described by somebody else': [
      () => {
        const id = 'https://elsewhere.example/badge'
        network.served.set(ids.assertion, issuer.assertion({ badge: id }))
        network.served.set(id, issuer.badgeClass({ id }))
      },
      {},
      'proof failed badge-class-outside-scope',
      'invalid',
    ],
    'lacks what it must say': [
      () => network.served.set(ids.assertion, without(issuer.assertion(), 'recipient')),
      {},
      'structure failed recipient-missing',
      'invalid',
    ],
    'has another context': [
      () =>
        network.served.set(ids.assertion, issuer.assertion({ '@context': 'https://x.example/' })),
      {},
      'structure unknown context-unknown',
      'could-not-check',
    ],
    'has a BadgeClass without a name': [
      () => network.served.set(ids.badge, without(issuer.badgeClass(), 'name')),
      {},
      'schema failed schema-broken',
      'invalid',
    ],
    'has a hash of no known kind': [
      () =>
        network.served.set(
          ids.assertion,
          issuer.assertion({ recipient: { type: 'email', hashed: true, identity: 'abc' } }),
        ),
      {},
      'schema failed schema-broken',
      'invalid',
    ],
  }
  for (const [what, [serve, changes, expected, verdict]] of Object.entries(broken)) {
    it(`is not good where it ${what}`, async () => {
      serve()
      const answer = await report(issuer.assertion(changes))
      const lines = answer.checks.map(({ name, result, code }) => `${name} ${result} ${code}`)
      expect(lines).to.include(expected)
      expect(answer.verdict).to.equal(verdict)
      expect(network.asked.length).to.be.at.most(8)
    })
  }

  describe('whose issuer says where it hosts', () => {
    const at = async (id: string, verification: JsonObject) => {
      network.served.set(id, issuer.assertion({ id }))
      network.served.set(ids.profile, issuer.profile({ verification }))
      return (await report(issuer.assertion({ id }))).verdict
    }
    it('is good on an allowed origin, and on no other', async () => {
      const allowedOrigins = ['old.example.org', 'elsewhere.example']
      expect(await at(elsewhere, { allowedOrigins })).to.equal('valid')
      expect(await at('https://evil.example/1', { allowedOrigins })).to.equal('invalid')
      expect(await at('https://elsewhere.example@evil.example/1', { allowedOrigins })).to.equal(
        'invalid',
      )
      expect(await at('https://evil.example/1', { allowedOrigins: [] })).to.equal('invalid')
    })
    it('is good under an allowed beginning, which ends at its host', async () => {
      const startsWith = ['https://elsewhere.example']
      expect(await at(elsewhere, { startsWith })).to.equal('valid')
      expect(await at('https://elsewhere.example.evil.example/1', { startsWith })).to.equal(
        'invalid',
      )
      const deeper = { startsWith: 'https://elsewhere.example/a/' }
      expect(await at('https://elsewhere.example/a/1', deeper)).to.equal('valid')
      expect(await at('https://elsewhere.example/a/../b/1', deeper)).to.equal('invalid')
    })
  })
})
