import { expect } from 'chai'
import sharp from 'sharp'
import { AchievementCredential } from '../../schemas/open-badges/achievement-credential.ts'
import { membersOf, textOf, type Api } from '../../scripts/demo/api.ts'
import { scopes } from '../../src/caller.ts'
import { knownContexts } from '../../src/credentials/contexts/contexts.ts'
import { parseJsonObject, type Json, type JsonObject } from '../../src/credentials/json.ts'
import * as people from '../journeys/people.ts'
import {
  fullAchievement,
  fullOrganization,
  fullStatement,
  said,
} from '../support/every-property.ts'
import { verifyWithDigitalBazaar } from '../support/external-verifiers.ts'
import { schemaPaths, valuesAt } from '../support/schema-paths.ts'
import { startTestService, type TestService } from '../support/service.ts'

/** Set by other acts than an award: a correction, an endorsement. */
const elsewhere = /(^|\.)(refreshService|endorsement)\b/

describe('every property of the model', function () {
  this.timeout(60_000)
  let service: TestService
  let api: Api
  let organizationId: string
  let achievementId: string
  /** One with the status for each purpose, one that names the published schema and so has a single one. */
  let texts: readonly string[]
  let credentials: readonly JsonObject[]
  let awards: readonly Record<string, unknown>[]

  const path = (rest: string) => `/api/v1/organizations/${organizationId}${rest}`
  const credentialOf = async (award: Record<string, unknown>) =>
    (await service.services.issuing.byId(textOf(award, 'id')))?.credential ?? ''

  before(async () => {
    service = await startTestService()
    api = service.api(await people.makeKey(await people.setUp(service), scopes))
    const logo = sharp({ create: { width: 9, height: 9, channels: 3, background: '#0af' } })
    const picture = (await logo.png().toBuffer()).toString('base64')
    const organization = await api.call('POST', '/api/v1/organizations', {
      ...fullOrganization,
      picture,
    })
    organizationId = textOf(organization, 'id')
    const achievement = await api.call('POST', path('/achievements'), fullAchievement)
    achievementId = textOf(achievement, 'id')
    await api.call('POST', path(`/achievements/${achievementId}/publication`))
    const award = (more: object) =>
      api.call('POST', path('/awards'), {
        achievementId,
        learner: { name: 'Mar', email: 'mar@learners.example', ageBand: 'adult' },
        ...fullStatement,
        ...more,
      })
    awards = [await award({}), await award({ credentialSchema: true })]
    texts = await Promise.all(awards.map(credentialOf))
    credentials = texts.map((text) => parseJsonObject(text))
  })
  after(() => service.stop())

  const found = (place: string) => credentials.flatMap((one) => valuesAt(one, place))
  const isSaid = (place: string) => (value: Json) => {
    const expected = said[place]
    return expected instanceof RegExp
      ? typeof value === 'string' && expected.test(value)
      : value === expected
  }

  for (const place of schemaPaths(AchievementCredential)) {
    if (elsewhere.test(place)) continue
    it(`${place} is set through the API and stands in the credential`, () => {
      expect(said, 'the table of what is sent').to.have.property(place)
      expect(found(place).filter(isSaid(place)), JSON.stringify(found(place))).not.to.be.empty
    })
  }

  it('the table has nothing that the model does not have', () => {
    expect(schemaPaths(AchievementCredential)).to.include.members(Object.keys(said))
  })

  it('a verifier of ours and one of others find the credentials good', async () => {
    const didDocument = await api.call('GET', `/organizations/${organizationId}/did.json`)
    for (const text of texts) {
      const report = await api.call('POST', '/api/v1/verifications', { credential: text })
      expect(report['verdict'], JSON.stringify(report['checks'])).to.equal('valid')
      const answer = await verifyWithDigitalBazaar(text, didDocument, knownContexts())
      expect(answer).to.deep.equal({ verified: true, said: 'verified' })
    }
  })

  it('the JWT says the same', async () => {
    for (const [place, award] of awards.entries()) {
      const stored = await service.services.issuing.byId(textOf(award, 'id'))
      if (stored === undefined) throw new Error('the award is not stored')
      const token = await service.services.issuing.formats.jwt(stored, 'RS256')
      const [, payload = ''] = token.split('.')
      const claims = parseJsonObject(Buffer.from(payload, 'base64url').toString())
      const { proof: _proof, ...unsigned } = credentials[place] ?? {}
      expect(claims).to.deep.include(unsigned)
      const report = await api.call('POST', '/api/v1/verifications', { credential: token })
      expect(report['verdict'], JSON.stringify(report['checks'])).to.equal('valid')
    }
  })

  it('the award tells whether each result reaches what is required', () => {
    expect(awards[0]?.['results']).to.deep.equal([
      { name: 'How far', level: 'Proficient', reachesRequired: true },
      { name: 'Grade', value: 'A', reachesRequired: true },
      { name: 'Score', value: '59.5', reachesRequired: false },
      { name: 'State', status: 'Completed' },
      { value: 'Seen by the guide' },
    ])
  })

  it('what was sent comes back from the API', async () => {
    const organization = await api.call('GET', path(''))
    expect(organization).to.deep.include(fullOrganization)
    const achievement = await api.call('GET', path(`/achievements/${achievementId}`))
    expect(achievement).to.deep.include(fullAchievement)
  })

  it('the achievement says the same at its own address, and the next version names it as it is called', async () => {
    const document = await api.call('GET', `/achievements/${achievementId}/versions/1`)
    const [inside] = valuesAt(credentials[0] ?? {}, 'credentialSubject.achievement')
    const { related, ...rest } = membersOf(inside)
    expect(document).to.deep.include(rest)
    // There it names itself as a BadgeClass of Open Badges 2.0 besides.
    expect(document['related']).to.include.deep.members(Array.isArray(related) ? related : [])
    const { version: _called, ...next } = fullAchievement
    await api.call('PUT', path(`/achievements/${achievementId}`), next)
    await api.call('POST', path(`/achievements/${achievementId}/publication`))
    const after = await api.call('GET', `/achievements/${achievementId}/versions/2`)
    const before = { id: document['id'], type: ['Related'], version: 'Spring edition' }
    expect(after).to.deep.include({ version: '2' })
    expect(JSON.stringify(after['related'])).to.contain(JSON.stringify(before))
  })

  it('of a hashed identifier nothing else is kept', async () => {
    const stored = await service.services.issuing.byId(textOf(awards[0] ?? {}, 'id'))
    expect(JSON.stringify(stored?.inputs)).not.to.contain('"mar"')
    expect(JSON.stringify(stored?.statement)).not.to.contain('"mar"')
  })

  it('a credential that names the published schema can be revoked and not suspended', async () => {
    const one = path(`/awards/${textOf(awards[1] ?? {}, 'id')}`)
    const refused = await api.call('POST', `${one}/suspension`, { reason: 'A question.' }).then(
      () => 'suspended',
      (error: unknown) => String(error),
    )
    expect(refused).to.contain('409').and.contain('not-suspendable')
    await api.call('POST', `${one}/revocation`, { reason: 'A mistake.' })
    const report = await api.call('POST', '/api/v1/verifications', { credential: texts[1] })
    expect(report['verdict']).to.equal('revoked')
  })

  it('an organization that asks for it names the published schema, and an award decides for itself', async () => {
    await api.call('PUT', path(''), { ...fullOrganization, credentialSchema: true })
    const make = async (more: object) =>
      parseJsonObject(
        await credentialOf(
          await api.call('POST', path('/awards'), {
            achievementId,
            learner: { name: 'Ida' },
            ...more,
          }),
        ),
      )
    expect(await make({})).to.have.property('credentialSchema')
    expect(await make({ credentialSchema: false })).not.to.have.property('credentialSchema')
  })
})
