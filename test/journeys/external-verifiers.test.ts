import { expect } from 'chai'
import { knownContexts } from '../../src/credentials/contexts/contexts.ts'
import { parseJsonObject, type JsonObject } from '../../src/credentials/json.ts'
import { startTestService, type TestService } from '../support/service.ts'
import {
  hasIndependentVerifier,
  unbakeIndependently,
  verifyIndependently,
  verifyJwtWithJose,
  verifyWithDigitalBazaar,
  verifyWithVerifierCore,
} from '../support/external-verifiers.ts'
import * as people from './people.ts'

describe('a badge issued over HTTP, in the hands of software that we did not write', function () {
  this.timeout(120_000)
  let service: TestService
  let award: string
  let share: string
  let text: string
  let did: string
  let keySet: string
  let didDocument: JsonObject
  const documents: Record<string, JsonObject> = {}

  const get = async (address: string) => {
    const response = await fetch(address, { headers: { accept: 'application/json, */*;q=0.1' } })
    expect(response.status, address).to.equal(200)
    return Buffer.from(await response.arrayBuffer())
  }
  const json = async (address: string) => parseJsonObject((await get(address)).toString())

  before(async () => {
    service = await startTestService()
    const owner = await people.setUp(service)
    const organization = await people.makeOrganization(owner, 'Müzeum ® Río')
    const achievement = await people.publishAchievement(owner, organization)
    award = await people.award(owner, organization, achievement, {
      'learner[name]': 'ليلى الفارسي',
      'learner[email]': 'layla@learners.example',
      'learner[ageBand]': 'adult',
      hashedIdentity: 'on',
    })
    const learner = service.visitor()
    const claim = await service.linkMailedTo('layla@learners.example', '/claim/')
    const { html } = await learner.submit(claim, {})
    const held = /href="(\/backpack\/[\w-]{22})"/.exec(html)?.[1] ?? ''
    const endsOn = new Date(Date.now() + 864e6).toISOString().slice(0, 10)
    share = people.shareIn((await learner.submit(held, { endsOn, nameForm: 'none' })).html)
    text = (await get(`${share}.json`)).toString()
    didDocument = await json(`${service.base}/organizations/${organization}/did.json`)
    did = service.services.identifiers.organizationDid(organization)
    keySet = `${service.base}/organizations/${organization}/.well-known/jwks.json`
    for (const [address] of text.matchAll(/http:[^"]+\/status\/[^"#]+/g)) {
      documents[address] = await json(address)
    }
  })
  after(() => service.stop())

  it('is good to stock @digitalbazaar/vc', async () => {
    const answer = await verifyWithDigitalBazaar(text, didDocument, knownContexts())
    expect(answer).to.deep.equal({ verified: true, said: 'verified' })
  })

  it('is good to the verifier-core of the Digital Credentials Consortium', async () => {
    const answer = await verifyWithVerifierCore(text, didDocument, documents)
    expect(answer.verified, answer.said).to.equal(true)
  })

  it('is good to PyLD and cryptography', async function () {
    if (!hasIndependentVerifier()) return this.skip()
    const answer = await verifyIndependently(text, didDocument, knownContexts())
    expect(answer.verified, answer.said).to.equal(true)
    const changed = text.replace('Water Quality', 'Air Quality')
    const other = await verifyIndependently(changed, didDocument, knownContexts())
    expect(other.verified).to.equal(false)
  })

  it('its JWT is good to jose, in RS256 and EdDSA, by the published key set', async () => {
    const keys = await json(keySet)
    for (const query of ['', '?alg=EdDSA']) {
      const token = (await get(`${share}.jwt${query}`)).toString()
      const payload = await verifyJwtWithJose(token, keys, { issuer: did })
      expect(payload['jti']).to.equal(parseJsonObject(text)['id'])
    }
  })

  it('its PNG and SVG give the very text back by another path than our baker', async function () {
    if (!hasIndependentVerifier()) return this.skip()
    expect(await unbakeIndependently(await get(`${share}.png`))).to.equal(text)
    expect(await unbakeIndependently(await get(`${share}.svg`))).to.equal(text)
  })

  it('is outdated, not revoked, to verifier-core once there is a newer copy', async () => {
    const { issuing, accounts } = service.services
    const found = await issuing.byId(people.lastPart(award))
    const caller = found && (await accounts.callerOfAccount(found.awardedBy))
    if (caller === undefined || found === undefined) throw new Error('there is no such award')
    const { credential = '' } = await issuing.correct(caller, found.organizationId, found.id, {
      reason: 'A typo.',
      statement: { ...found.statement, narrative: 'Corrected.' },
    })
    for (const address of Object.keys(documents)) documents[address] = await json(address)
    for (const [copy, isNewest] of [
      [text, false],
      [credential, true],
    ] as const) {
      const { verified, said } = await verifyWithVerifierCore(copy, didDocument, documents)
      expect(verified, said).to.equal(true)
      expect(said).to.contain(`"refresh_status","valid":${String(isNewest)}`)
      expect(said).to.contain('"revocation_status","valid":true')
    }
  })
})
