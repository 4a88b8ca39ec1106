import { expect } from 'chai'
import type { Caller } from '../../src/caller.ts'
import { lastPart } from '../journeys/people.ts'
import { setApplying, type Applying } from './applying.ts'

describe('mails about an application', () => {
  let here: Applying
  before(async () => {
    here = await setApplying()
  })
  after(() => here.stage.stop())

  const address = 'stops@youth.example'
  const mailsTo = async () =>
    (await here.stage.mails()).filter((mail) => mail.includes(`To: ${address}`))
  const returned = async (who: Caller) => {
    const { stage, applications } = here
    const { id } = await here.sent(who)
    const back = { decision: 'return', words: 'Which day?' } as const
    await applications.desk.decide(stage.operator, stage.museum, id, back)
    await stage.service.services.worker.runDue()
    return id
  }

  it('can be stopped by whoever applied, by a link in them or by the mail program alone (RFC 8058)', async () => {
    const { stage, applications } = here
    const who = await stage.person(address)
    await stage.held(who, 'adult', 'Stella Stops')
    const id = await returned(who)
    const path = await stage.service.linkMailedTo(address, '/mails/stop/')
    const [mail = ''] = await mailsTo()
    const unfolded = mail.replaceAll(/\r?\n[ \t]+/g, ' ')
    const oneClick = /^List-Unsubscribe: *<([^>]+)>/im.exec(unfolded)?.[1] ?? ''
    expect(lastPart(oneClick)).to.equal(lastPart(path))
    expect(path).not.to.contain('stops').and.not.to.contain('youth')

    const visitor = stage.service.visitor()
    expect((await visitor.open(path)).html)
      .to.contain('Museum')
      .and.contain('Send me no more')
    expect((await visitor.submit(path, {})).html).to.contain('You get no more mails')
    await applications.own.withdraw(who, id)
    const again = await returned(who)
    expect(await mailsTo()).to.have.length(1)
    expect((await applications.own.read(who, again)).state).to.equal('returned')

    await visitor.submit(path, {})
    await applications.own.withdraw(who, again)
    await returned(who)
    expect(await mailsTo()).to.have.length(2)
    const pressed = await fetch(oneClick, {
      method: 'POST',
      body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
    })
    expect(pressed.status).to.equal(204)
    expect((await visitor.open(path)).html).to.contain('You get no more mails')
  })

  it('are stopped by nobody who changed a link', async () => {
    const path = await here.stage.service.linkMailedTo(address, '/mails/stop/')
    const [named = '', proof = ''] = lastPart(path).split('.')
    const other = `${named.slice(0, 22)}~${(await here.stage.person('other@youth.example')).accountId}`
    for (const token of [`${other}.${proof}`, named, `${named.slice(0, 22)}.${proof}`]) {
      const { status } = await here.stage.service.visitor().open(`/mails/stop/${token}`)
      expect(status).to.equal(404)
    }
  })
})
