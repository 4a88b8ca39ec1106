import { expect } from 'chai'
import type { DeliveryState } from '../../src/issuing/tables.ts'
import { expectRefusal, minute, setStage, type Stage } from '../app/stage.ts'
import { onEveryEngine } from '../support/service.ts'

onEveryEngine('the mail of an award whose service was stopped while it was sent', (engine) => {
  let stage: Stage
  beforeEach(async () => void (stage = await setStage(engine)))
  afterEach(() => stage.stop())

  const toZoe = { name: 'Zoë', email: 'zoe@fates.example' }
  const work = () => stage.service.services.worker.runDue()
  const awardOf = async (id: string) => {
    const award = await stage.service.services.issuing.byId(id)
    if (award === undefined) throw new Error('the award is gone')
    return award
  }
  const deliveryOf = async (id: string): Promise<DeliveryState> => (await awardOf(id)).delivery
  const acts = async () =>
    (await stage.service.services.audit.list(stage.museum)).rows.map(({ act }) => act)
  /** As it lies there after a crash in the middle of the conversation. */
  const cutOff = async () => {
    const { id } = await stage.award(toZoe)
    await stage.meddle(id, (award) => ({ ...award, delivery: 'sending', deliveryAttempts: 1 }))
    return id
  }
  const chooseByHand = async () => {
    const { organizations } = stage.service.services
    const { name, sector, email } = await organizations.byId(stage.museum)
    await organizations.change(stage.operator, stage.museum, {
      name,
      sector,
      email,
      unclearMails: 'by-hand',
    })
  }

  it('is shown as perhaps sent, and sent again later under the same Message-ID', async () => {
    const id = await cutOff()
    await work()
    expect(await deliveryOf(id)).to.equal('unclear')
    expect(await acts()).to.contain('award.mail-unclear')
    await work()
    expect(await stage.mails()).to.have.length(0)
    stage.service.pass(16 * minute)
    await work()
    expect(await deliveryOf(id)).to.equal('sent')
    const [mail = ''] = await stage.mails()
    expect(mail).to.contain(`<${id}@localhost>`)
  })

  it('waits for somebody’s hand where the organization wants it so', async () => {
    await chooseByHand()
    const id = await cutOff()
    await work()
    stage.service.pass(1000 * minute)
    await work()
    await work()
    expect(await deliveryOf(id)).to.equal('unclear')
    await stage.service.services.issuing.mailAgain(stage.operator, stage.museum, id)
    await work()
    expect(await deliveryOf(id)).to.equal('sent')
    expect((await stage.mails())[0]).to.contain(`<${id}@localhost>`)
  })

  it('is sent again by itself twice at most: then somebody should look', async () => {
    const id = await cutOff()
    for (let crash = 0; crash < 3; crash += 1) {
      await work()
      expect(await deliveryOf(id)).to.equal('unclear')
      stage.service.pass(16 * minute)
      await stage.meddle(id, (award) =>
        award.deliveryDueAt < '9' ? { ...award, delivery: 'sending' } : award,
      )
    }
    stage.service.pass(1000 * minute)
    await work()
    expect(await deliveryOf(id)).to.equal('unclear')
    expect(await stage.mails()).to.have.length(0)
  })

  it('of a wrong address can be sent to the right one, unless the learner looks after theirs', async () => {
    const { issuing, learners } = stage.service.services
    const award = await stage.award(toZoe)
    const bounce = () => stage.meddle(award.id, (one) => ({ ...one, delivery: 'bounced' }))
    await bounce()
    const mend = (email: string) => issuing.mailAgain(stage.operator, stage.museum, award.id, email)
    await mend('zoe.right@fates.example')
    await work()
    expect(await deliveryOf(award.id)).to.equal('sent')
    expect((await stage.mails())[0]).to.contain('zoe.right@fates.example')
    await stage.award({ name: 'Zoë', email: 'taken@fates.example' })
    await expectRefusal(mend('taken@fates.example'), 'conflict')
    await learners.link(award.learnerId, (await stage.person('zoe@fates.example')).accountId)
    await bounce()
    await expectRefusal(mend('other@fates.example'), 'conflict')
  })

  it('is told to staff on the page of the award and in the list, with what can be done', async () => {
    const award = await stage.award(toZoe)
    await stage.meddle(award.id, (one) => ({ ...one, delivery: 'bounced' }))
    const owner = stage.service.visitor()
    await owner.submit('/sign-in', { email: 'operator@service.example' })
    await owner.submit(
      await stage.service.linkMailedTo('operator@service.example', '/sign-in/'),
      {},
    )
    const base = `/console/${stage.museum}/awards`
    expect((await owner.open(base)).html).to.contain('Mail came back')
    const page = (await owner.open(`${base}/${award.id}`)).html
    expect(page).to.contain('The mail came back').and.contain(`${base}/${award.id}/address`)
    const sent = await owner.submit(`${base}/${award.id}/address`, {
      email: 'zoe.page@fates.example',
    })
    expect(sent.html).to.contain('The mail is on its way.')
    await work()
    expect((await stage.mails()).at(-1)).to.contain('zoe.page@fates.example')
  })
})
