import { expect } from 'chai'
import type { Caller } from '../../src/caller.ts'
import { expectRefusal } from '../app/stage.ts'
import { signIn } from '../journeys/people.ts'
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
  /** Without the ends of lines, which fall anywhere. */
  const inOneLine = (mail = '') => mail.replaceAll(/=\r?\n/g, '').replaceAll(/\s+/g, ' ')

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
    expect(inOneLine(mail)).to.contain('page of your child')
    await stage.service.services.worker.runDue()
    expect(await mailsTo('carla@family.example')).to.have.length(1)
  })

  it('a guardian says on the page of the child whether mails come, and no link in a mail about an application stops them', async () => {
    const { stage, applications } = here
    const { guardians } = stage.service.services.guardianship
    const dora = await stage.person('dora@family.example')
    const kid = await stage.person('kid-of-dora@family.example')
    const { learnerId } = await stage.held(kid, 'minor', 'Lou Rivera')
    await guardians.claimedBy(dora.accountId, learnerId, 'claim-card')
    const asked = { as: 'guardian', childId: learnerId, language: 'en' } as const
    const { id } = await applications.own.begin(dora, stage.achievementId, asked)
    await applications.own.keep(dora, id, { words: 'Lou did.' })
    const returned = async () => {
      await applications.own.send(dora, id)
      const back = { decision: 'return', words: 'Which day?' } as const
      await applications.desk.decide(stage.operator, stage.museum, id, back)
      await stage.service.services.worker.runDue()
      return mailsTo('dora@family.example')
    }
    const [mail = '', ...more] = await returned()
    expect(more).to.deep.equal([])
    expect(mail)
      .not.to.contain('/mails/stop/')
      .and.not.to.match(/^List-Unsubscribe/im)
    expect(inOneLine(mail)).to.contain('page of your child')
    await guardians.setMails(learnerId, dora.accountId, false)
    expect(await returned()).to.have.length(1)
    await guardians.setMails(learnerId, dora.accountId, true)
    expect(await returned()).to.have.length(2)
  })

  it('of a child whom the place does not know yet has no page to say it on, and is told of the answer alone', async () => {
    const { stage, applications } = here
    const ines = await stage.person('ines@family.example')
    const asked = { as: 'guardian', nickname: 'Pau', language: 'en' } as const
    const { id } = await applications.own.begin(ines, stage.achievementId, asked)
    await applications.own.keep(ines, id, { words: 'Pau did.' })
    await applications.own.send(ines, id)
    const no = { decision: 'decline', words: 'Not yet.' } as const
    await applications.desk.decide(stage.operator, stage.museum, id, no)
    await stage.service.services.worker.runDue()
    const [mail = ''] = await mailsTo('ines@family.example')
    expect(mail).to.contain(`/applications/${id}`)
    expect(inOneLine(mail)).not.to.contain('/mails/stop/').and.not.to.contain('page of your child')
  })

  it('of one child ask for a badge once: whoever comes second is led to what is open, and may go on once it is over', async () => {
    const { stage, applications } = here
    const { guardians } = stage.service.services.guardianship
    const kid = await stage.person('nil@family.example')
    const { learnerId } = await stage.held(kid, 'minor', 'Nil Rivera')
    const parents = [
      await stage.person('eva@family.example'),
      await stage.person('jo@family.example'),
    ]
    for (const { accountId } of parents) {
      await guardians.claimedBy(accountId, learnerId, 'claim-card')
    }
    const forNil = { as: 'guardian', childId: learnerId, language: 'en' } as const
    const begins = (who: Caller) => applications.own.begin(who, stage.achievementId, forNil)
    const { id } = await here.begin(kid)
    for (const parent of parents) {
      await expectRefusal(begins(parent), 'applied-already')
      expect((await applications.own.list(parent)).map((one) => one.id)).to.include(id)
    }
    await applications.own.withdraw(kid, id)
    const [one, other] = await Promise.allSettled(parents.map(begins))
    expect([one?.status, other?.status]).to.have.members(['fulfilled', 'rejected'])
    await expectRefusal(here.begin(kid), 'applied-already')
    expect((await here.begin(kid, here.rubricBadge)).state).to.equal('draft')
  })

  it('may have begun two for one child before the place knew whose child it is: staff are told of the other', async () => {
    const { stage, applications } = here
    const { guardians } = stage.service.services.guardianship
    const kid = await stage.person('biel@family.example')
    const { learnerId } = await stage.held(kid, 'minor', 'Biel')
    const gus = await stage.person('gus@family.example')
    const forBiel = { as: 'guardian', nickname: 'Biel', language: 'en' } as const
    const byGus = await applications.own.begin(gus, stage.achievementId, forBiel)
    await applications.own.keep(gus, byGus.id, { words: 'Biel did.' })
    await guardians.claimedBy(gus.accountId, learnerId, 'claim-card')
    const draft = await here.begin(kid)
    expect(await applications.own.begin(gus, stage.achievementId, forBiel)).to.include({
      id: byGus.id,
      learnerId,
    })
    const sent = await applications.own.send(gus, byGus.id)
    const others = async () => (await applications.desk.alsoOpen(sent)).map((one) => one.id)
    expect(await others()).to.deep.equal([])
    await applications.own.keep(kid, draft.id, { words: 'I did.' })
    await applications.own.send(kid, draft.id)
    expect(await others()).to.deep.equal([draft.id])
    const visitor = await signIn(stage.service, 'operator@service.example')
    const { html } = await visitor.open(`/console/${stage.museum}/applications/${sent.id}`)
    expect(html).to.contain(`/console/${stage.museum}/applications/${draft.id}`)
    await here.approve(draft.id)
    expect(await others()).to.deep.equal([])
  })
})
