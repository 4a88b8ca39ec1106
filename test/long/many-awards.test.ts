import { expect } from 'chai'
import type { Caller } from '../../src/caller.ts'
import { onEveryEngine, startTestService, type TestService } from '../support/service.ts'
import * as people from '../journeys/people.ts'

onEveryEngine('many awards at once', (engine) => {
  // The MongoDB stand-in of CI scans where MongoDB looks up: it is right there, not fast.
  const many = engine === 'sqlite' ? 1500 : 150
  let service: TestService
  let caller: Caller
  let organizationId: string
  let achievementId: string

  before(async () => {
    service = await startTestService(engine)
    const owner = await people.setUp(service)
    organizationId = await people.makeOrganization(owner, 'Stadium of Science')
    achievementId = await people.publishAchievement(owner, organizationId)
    const account = await service.services.accounts.people.byEmail('robin@ecosystem.example')
    caller = { accountId: account?.id ?? '', scopes: 'every', operator: true }
  })
  after(() => service.stop())

  it('each has its own place, and exactly the revoked ones verify as revoked', async () => {
    const { issuing, verification } = service.services
    const make = (place: number) =>
      issuing.award(caller, organizationId, {
        achievementId,
        learner: { name: `Learner ${place}`, language: 'en', ageBand: 'unknown' },
        statement: { evidence: [], hashedIdentity: false },
      })
    const awards = []
    for (let start = 0; start < many; start += 25) {
      const places = Array.from({ length: 25 }, (_, place) => start + place)
      awards.push(...(await Promise.all(places.map(make))))
    }
    expect(new Set(awards.map((award) => award.statusIndex)).size).to.equal(many)
    expect(awards.every((award) => award.state === 'issued')).to.equal(true)

    const revoked = awards.filter((_, place) => place % 50 === 7)
    for (const award of revoked) {
      await issuing.state.revoke(caller, organizationId, award.id, 'A rehearsal.')
    }
    for (const [place, award] of awards.entries()) {
      if (place % 10 !== 7) continue
      const { verdict } = await verification.verifyPasted(award.credential ?? '')
      expect(verdict, String(place)).to.equal(place % 50 === 7 ? 'revoked' : 'valid')
    }
  })
})
