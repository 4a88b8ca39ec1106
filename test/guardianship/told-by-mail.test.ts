import { expect } from 'chai'
import { hour } from '../app/stage.ts'
import { onEveryEngine } from '../support/service.ts'
import { setFamilyStage, type FamilyStage } from './family-stage.ts'

onEveryEngine('guardians who are told of a badge by mail', (engine) => {
  let family: FamilyStage
  let learnerId: string
  const addresses = ['one@told.example', 'two@told.example', 'three@told.example'] as const

  before(async () => {
    family = await setFamilyStage(engine)
    const award = await family.stage.award({ name: 'Ida Rivera', ageBand: 'minor' })
    learnerId = award.learnerId
    const { guardians } = family.guardianship
    for (const address of addresses) {
      const { accountId } = await family.stage.person(address)
      await guardians.claimedBy(accountId, learnerId, 'slip')
    }
    const third = await family.stage.person(addresses[2])
    await family.guardianship.family.setMails(third, learnerId, false)
    await family.stage.allow(learnerId, 'hold-badges')
    await family.services.worker.runDue()
  })
  after(() => family.stage.stop())

  const to = async (address: string) =>
    (await family.stage.mails()).filter((mail) => new RegExp(`^To: .*${address}`, 'm').test(mail))

  it('are all told, each once, without those who said that they want no mails', async () => {
    expect(await to(addresses[0])).to.have.length(1)
    expect(await to(addresses[1])).to.have.length(1)
    expect(await to(addresses[2])).to.have.length(0)
    const [mail = ''] = await to(addresses[0])
    expect(mail).to.contain('Ida')
    expect(mail, 'the first name says whose child it is').not.to.contain('Rivera')
    await family.services.worker.runDue()
    expect(await to(addresses[0])).to.have.length(1)
  })

  it('are not told again by another attempt, when only one of them was not reached', async () => {
    const [award] = await family.services.issuing.ofLearner(learnerId)
    const one = await family.stage.person(addresses[0])
    await family.stage.meddle(award?.id ?? '', ({ told = [], ...rest }) => ({
      ...rest,
      told: told.filter((key) => !key.endsWith(one.accountId)),
      delivery: 'due',
      deliveryDueAt: '2020-01-01T00:00:00Z',
    }))
    const before = (await to(addresses[1])).length
    await family.services.worker.runDue()
    expect(await to(addresses[1])).to.have.length(before)
    expect((await family.services.issuing.byId(award?.id ?? ''))?.told).to.have.length(2)
  })

  it('are all told again when staff mail it again', async () => {
    const [award] = await family.services.issuing.ofLearner(learnerId)
    const before = [await to(addresses[0]), await to(addresses[1])].map(({ length }) => length)
    const { operator, museum, service } = family.stage
    service.pass(hour)
    await family.services.issuing.mailAgain(operator, museum, award?.id ?? '')
    await family.services.worker.runDue()
    expect(await to(addresses[0])).to.have.length((before[0] ?? 0) + 1)
    expect(await to(addresses[1])).to.have.length((before[1] ?? 0) + 1)
  })

  it('may be told again, and only the guardian themselves says so', async () => {
    const third = await family.stage.person(addresses[2])
    await family.guardianship.family.setMails(third, learnerId, true)
    expect((await family.guardianship.family.child(third, learnerId)).mails).to.equal(true)
    const first = await family.stage.person(addresses[0])
    await family.guardianship.family.setMails(first, learnerId, false)
    expect((await family.guardianship.family.child(third, learnerId)).mails).to.equal(true)
    const { stage } = family
    const achievementId = await stage.publish(stage.museum, 'Second')
    const { id: second } = await family.services.issuing.award(stage.operator, stage.museum, {
      achievementId,
      learner: { learnerId },
      statement: { evidence: [], hashedIdentity: false },
    })
    await family.services.worker.runDue()
    expect((await family.services.issuing.byId(second))?.told).to.have.length(2)
    expect(await to(addresses[2])).to.have.length(1)
  })
})
