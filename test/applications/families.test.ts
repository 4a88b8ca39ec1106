import { expect } from 'chai'
import type { Caller } from '../../src/caller.ts'
import { expectRefusal } from '../app/stage.ts'
import { setApplying, type Applying } from './applying.ts'

describe('children and guardians who apply', () => {
  let here: Applying
  let rosa: Caller
  before(async () => {
    here = await setApplying()
    rosa = await here.stage.person('rosa@family.example')
  })
  after(() => here.stage.stop())

  const forNewChild = async (nickname: string) => {
    const { stage, applications } = here
    const asked = { as: 'guardian', nickname, language: 'en' } as const
    const { id } = await applications.own.begin(rosa, stage.achievementId, asked)
    await applications.own.keep(rosa, id, { words: `${nickname} measured.` })
    return applications.own.send(rosa, id)
  }
  const mailsTo = async (address: string) =>
    (await here.stage.mails()).filter((mail) => mail.includes(`To: ${address}`))

  it('a guardian applies for a new child: the badge waits for consent, and is the child’s', async () => {
    const { stage } = here
    const { guardianship, issuing } = stage.service.services
    const { id } = await forNewChild('Mila')
    const { learnerId = '', approval } = await here.approve(id)
    const award = async () => issuing.byId(approval?.awardId ?? '')
    expect((await award())?.state).to.equal('waiting')
    const [mila] = await guardianship.guardians.childrenOf(rosa.accountId)
    expect(mila).to.include({ id: learnerId, name: 'Mila', ageBand: 'minor' })
    await stage.allow(learnerId, 'hold-badges')
    await stage.service.services.worker.runDue()
    expect((await award())?.state).to.equal('issued')
  })

  it('a new child for whom two badges are asked has one record', async () => {
    const { applications } = here
    const one = await forNewChild('Uma')
    const asked = { as: 'guardian', nickname: 'Uma', language: 'en' } as const
    const { id } = await applications.own.begin(rosa, here.rubricBadge, asked)
    await applications.own.keep(rosa, id, { words: 'Uma kept it.' })
    await applications.own.send(rosa, id)
    const [first, second] = [await here.approve(one.id), await here.approve(id)]
    expect(second.learnerId).to.equal(first.learnerId)
  })

  it('two children of one guardian have an application each', async () => {
    const [leo, ana] = [await forNewChild('Leo'), await forNewChild('Ana')]
    expect(leo.id).not.to.equal(ana.id)
  })

  it('a guardian sees what their child wrote, may take it back, and does not write in it', async () => {
    const { stage, applications } = here
    const { guardianship } = stage.service.services
    const kid = await stage.person('kid@family.example')
    const { learnerId } = await stage.held(kid, 'minor', 'Ida Rivera')
    await guardianship.guardians.claimedBy(rosa.accountId, learnerId, 'claim-card')
    const { id } = await here.begin(kid)
    expect((await applications.own.list(rosa)).map((one) => one.id)).to.include(id)
    expect((await applications.own.read(rosa, id)).learnerId).to.equal(learnerId)
    await expectRefusal(applications.own.keep(rosa, id, { words: 'Me.' }), 'not-found')
    await applications.own.keep(kid, id, { words: 'I.' })
    expect((await applications.own.withdraw(rosa, id)).state).to.equal('withdrawn')
  })

  it('stand in the log by what they are, and not by the name of their account', async () => {
    const { stage } = here
    await forNewChild('Noa')
    const page = await stage.service.services.audit.list(stage.museum)
    const sent = page.rows.filter(({ act }) => act === 'application.sent')
    expect(new Set(sent.map(({ facts }) => facts['by']))).to.deep.equal(new Set(['guardian']))
  })

  it('whose guardianship has ended sees nothing any more, even of what they wrote', async () => {
    const { stage, applications } = here
    const { guardianship, learners } = stage.service.services
    const { id } = await forNewChild('Teo')
    const { learnerId = '' } = await here.approve(id)
    const teo = await learners.byId(learnerId)
    if (teo === undefined) throw new Error('there is no such learner')
    expect((await applications.own.read(rosa, id)).id).to.equal(id)
    const by = { role: 'staff', accountId: stage.operator.accountId, reason: 'A court.' } as const
    await guardianship.guardians.end(teo, rosa.accountId, by)
    await expectRefusal(applications.own.read(rosa, id), 'not-found')
    expect((await applications.own.list(rosa)).map((one) => one.id)).not.to.include(id)
  })

  it('a child is not mailed without consent; a guardian is told instead, and no mail says what the answer is', async () => {
    const { stage, applications } = here
    const { guardianship } = stage.service.services
    const kid = await stage.person('small@family.example')
    const { learnerId } = await stage.held(kid, 'minor', 'Sam Rivera')
    const carla = await stage.person('carla@family.example')
    await guardianship.guardians.claimedBy(carla.accountId, learnerId, 'claim-card')
    const { id } = await here.begin(kid)
    await applications.own.keep(kid, id, { words: 'I.' })
    await applications.own.send(kid, id)
    const answer = { decision: 'return', words: 'Zqanswerzq: which day?' } as const
    await applications.desk.decide(stage.operator, stage.museum, id, answer)
    await stage.service.services.worker.runDue()
    expect(await mailsTo('small@family.example')).to.deep.equal([])
    const [mail, ...more] = await mailsTo('carla@family.example')
    expect(more).to.deep.equal([])
    expect(mail).to.contain(`/applications/${id}`).and.not.contain('Zqanswerzq')
    expect(mail).not.to.contain('Rivera')
    // They say it on the page of the family, where it holds for all mails about their child.
    expect(mail).not.to.contain('/mails/stop/')
    await stage.service.services.worker.runDue()
    expect(await mailsTo('carla@family.example')).to.have.length(1)
  })
})
