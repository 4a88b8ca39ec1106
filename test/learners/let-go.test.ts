import { expect } from 'chai'
import type { Caller } from '../../src/caller.ts'
import { expectRefusal, hour, type Stage } from '../app/stage.ts'
import { signIn } from '../journeys/people.ts'
import { onEveryEngine } from '../support/service.ts'
import { setRemovalStage } from './removal-stage.ts'

const child = { name: 'Xiomara Quetzalli' }
const planted = /xiomara|quetzalli|planted/i

onEveryEngine('a learner whom the organization has let go', (engine) => {
  let here: Awaited<ReturnType<typeof setRemovalStage>>
  let stage: Stage
  let guardian: Caller
  beforeEach(async function () {
    this.timeout(60_000)
    here = await setRemovalStage(engine)
    ;({ stage, guardian } = here)
  })
  afterEach(() => stage.stop())

  it('comes back as somebody new: by a class link, and with no card for who they were', async () => {
    const owner = await stage.person('owner@erase.example')
    const { learnerId } = await stage.held(owner, 'adult', child.name)
    const kid = await stage.person('kid@erase.example')
    const ward = await stage.held(kid, 'minor', 'Ward')
    await here.services.guardianship.guardians.claimedBy(guardian.accountId, ward.learnerId, 'slip')
    await here.remove(learnerId)
    await here.remove(ward.learnerId)
    const { claiming, issuing } = here.services
    const achievementId = await stage.publish(stage.museum, 'Second visit')
    const link = await claiming.links.open(stage.operator, stage.museum, {
      name: 'Camp week',
      achievementId,
      startsAt: here.inDays(-1),
      endsAt: here.inDays(1),
      limit: 30,
      approval: false,
      who: 'nickname',
      language: 'en',
    })
    const joiner = { nickname: 'Back Again', language: 'en', accountId: owner.accountId }
    const { state, awardId = '' } = await claiming.joining.join(link, joiner)
    expect(state).to.equal('given')
    expect((await issuing.byId(awardId))?.learnerId).not.to.equal(learnerId)

    const children = claiming.joining.childrenAt(guardian.accountId, stage.museum)
    expect(await children).to.deep.equal([])
    const forWard = { as: 'guardian', childId: ward.learnerId, language: 'en' } as const
    const asked = claiming.joining.join(link, { ...forWard, accountId: guardian.accountId })
    await expectRefusal(asked, 'not-found')
    const cards = claiming.batches.make(stage.operator, stage.museum, {
      name: 'Cards',
      language: 'en',
      layout: 'ten',
      expiresOn: here.inDays(30).slice(0, 10),
      learnerIds: [learnerId],
    })
    await expectRefusal(cards, 'not-found')
  })

  it('is on no list of the staff, and why they ended a guardianship is gone', async () => {
    const owner = await stage.person('kid@erase.example')
    const { learnerId } = await stage.held(owner, 'minor', child.name)
    const { guardianship, issuing } = here.services
    await guardianship.guardians.claimedBy(guardian.accountId, learnerId, 'slip')
    await guardianship.family.end(stage.operator, stage.museum, learnerId, {
      accountId: guardian.accountId,
      reason: 'A planted reason.',
      takeBack: false,
    })
    await guardianship.consents.recordTakenBack(
      stage.operator,
      stage.museum,
      learnerId,
      'hold-badges',
    )
    const second = await issuing.award(stage.operator, stage.museum, {
      achievementId: await stage.publish(stage.museum, 'Second'),
      learner: { learnerId },
      statement: { evidence: [], hashedIdentity: false },
    })
    expect(second.state).to.equal('waiting')
    const staff = await signIn(stage.service, 'operator@service.example')
    const page = `/console/${stage.museum}/consents`
    expect((await staff.open(page)).html).to.contain(learnerId)
    expect(await here.remove(learnerId)).to.include({ how: 'let-go' })
    expect((await staff.open(page)).html).not.to.contain(learnerId)
    expect(
      (await here.everything()).filter((text) => text.includes('planted reason')),
    ).to.deep.equal([])
    expect(await guardianship.guardians.childrenOf(guardian.accountId)).to.deep.equal([])
  })

  it('goes at once and whole, as a child, when their guardian asks for it then', async function () {
    this.timeout(60_000)
    const owner = await stage.person('kid@erase.example')
    const award = await stage.held(owner, 'minor', child.name)
    await here.services.guardianship.guardians.claimedBy(
      guardian.accountId,
      award.learnerId,
      'slip',
    )
    expect(await here.remove(award.learnerId)).to.include({ how: 'let-go' })
    expect(await here.services.portfolio.backpack(owner)).to.have.length(1)
    const visitor = await signIn(stage.service, 'guardian@erase.example')
    const page = `/family/${award.learnerId}`
    expect((await visitor.open(page)).html).to.contain('Remove everything for good')
    const { path, html } = await visitor.press(page, `${page}/removal`)
    expect(path).to.equal('/family')
    expect(html).not.to.match(planted)
    expect(await here.services.portfolio.backpack(owner)).to.deep.equal([])
    stage.service.pass(hour)
    await here.services.worker.runDue()
    expect(await here.said(planted)).to.deep.equal([])
    const { rows } = await here.services.audit.list(stage.museum)
    expect(rows.find(({ act }) => act === 'learner.removed')).to.deep.include({
      actor: guardian.accountId,
      object: award.learnerId,
      facts: { reason: 'asked', awards: 1 },
    })
  })
})
