import { expect } from 'chai'
import { JSDOM } from 'jsdom'
import type { Visitor } from '../../scripts/demo/visitor.ts'
import { day, expectRefusal } from '../app/stage.ts'
import { mailStopTable } from '../../src/issuing/unclaimed/tables.ts'
import { signIn } from '../journeys/people.ts'
import { onEveryEngine } from '../support/service.ts'
import { setFamilyStage, type FamilyStage } from './family-stage.ts'

onEveryEngine('a guardian who stopped all mails of a place by a link in one', (engine) => {
  let family: FamilyStage
  let learnerId: string
  let visitor: Visitor
  let stopLink: string
  const address = 'guardian@consents.example'

  before(async () => {
    family = await setFamilyStage(engine)
    learnerId = (await family.child()).learnerId
    await family.stage.award({ name: 'Greta Rivera', email: address, ageBand: 'adult' })
    await family.services.worker.runDue()
    stopLink = await family.stage.service.linkMailedTo(address, '/mails/stop/')
    visitor = await signIn(family.stage.service, address)
  })
  after(() => family.stage.stop())

  const look = async (path: string) => new JSDOM((await visitor.open(path)).html).window.document
  const mailsCard = async () => (await look(`/family/${learnerId}`)).querySelector('#mails')
  const stop = () => family.services.issuing.unclaimed.mailStops.stop(tokenIn(stopLink))
  const tokenIn = (path: string) => path.split('/').at(-1) ?? ''
  const mailsAboutChild = async () =>
    (await family.stage.mails()).filter((mail) => mail.includes('Your child earned a badge')).length
  const awardChild = async (name: string) => {
    family.stage.service.pass(day)
    const { operator, museum } = family.stage
    await family.services.issuing.award(operator, museum, {
      achievementId: await family.stage.publish(museum, name),
      learner: { learnerId },
      statement: { evidence: [], hashedIdentity: false },
    })
    await family.services.worker.runDue()
  }

  it('is told by the page of the link what that stops: also mails about children, and where those of one child are stopped', async () => {
    const page = await look(stopLink)
    const words = page.querySelector('main')?.textContent
    expect(words).to.contain('children you look after')
    expect(words).to.contain('page of the child')
    expect(page.querySelector('main a[href="/family"]')).not.to.equal(null)
    await stop()
    const stopped = await look(stopLink)
    expect(stopped.querySelector('main')?.textContent).to.contain('children you look after')
    expect(stopped.querySelector('main a[href="/account#mails"]')).not.to.equal(null)
  })

  it('is listed for its person once more where it is from before the address was noted', async () => {
    const { storage, services } = family.stage.service
    const stops = storage.open(mailStopTable)
    const { mailStops } = services.issuing.unclaimed
    const places = async () => mailStops.placesOf(address)
    expect(await places()).to.have.length(1)
    const { rows } = await stops.find({ index: 'byAddress', limit: 9 })
    for (const { id } of rows) await stops.change(id, ({ addressHash: _hash, ...older }) => older)
    expect(await places()).to.deep.equal([])
    await stop()
    expect(await places()).to.have.length(1)
  })

  it('gets none about a child, and the page of the child says so and not that mails come', async () => {
    await family.stage.allow(learnerId, 'hold-badges')
    await family.services.worker.runDue()
    expect(await mailsAboutChild()).to.equal(0)
    const card = await mailsCard()
    expect(card?.textContent).to.contain('Museum of Rivers sends no mails about badges to')
    expect(card?.textContent).to.contain(address)
    expect(card?.textContent).not.to.contain('we tell you of new badges')
    const { mails, mailsStopped } = await family.guardianship.family.child(
      family.guardian,
      learnerId,
    )
    expect({ mails, mailsStopped }).to.deep.equal({ mails: true, mailsStopped: true })
  })

  it('of whom nobody else is told: another guardian reads that mails come', async () => {
    const other = await family.stage.person('other@consents.example')
    await family.guardianship.guardians.claimedBy(other.accountId, learnerId, 'slip')
    const { mailsStopped } = await family.guardianship.family.child(other, learnerId)
    expect(mailsStopped).to.equal(false)
  })

  it('takes it back there by one press, and mails about the child come again', async () => {
    const { path } = await visitor.press(
      `/family/${learnerId}`,
      `/family/${learnerId}/mails/resumption`,
    )
    expect(path).to.equal(`/family/${learnerId}`)
    expect((await mailsCard())?.textContent).to.contain('we tell you of new badges')
    const before = await mailsAboutChild()
    await awardChild('Second')
    // Both guardians.
    expect(await mailsAboutChild()).to.equal(before + 2)
  })

  it('reads both where mails about the child alone are off as well, and that those stay off', async () => {
    const { family: families } = family.guardianship
    await families.setMails(family.guardian, learnerId, false)
    await stop()
    const both = await mailsCard()
    expect(both?.textContent)
      .to.contain('sends no mails about badges to')
      .and.contain('about Ida Rivera alone')
    await families.resumeMails(family.guardian, learnerId)
    expect((await mailsCard())?.textContent).to.contain('We send you no mails about badges of Ida')
    await families.setMails(family.guardian, learnerId, true)
  })

  it('is told so by the account page, place by place, and gets mails again from there', async () => {
    await stop()
    const card = (await look('/account')).querySelector('#mails')
    expect(card?.textContent).to.contain('Museum of Rivers')
    const { museum } = family.stage
    await visitor.press('/account', `/account/mails/${museum}/resumption`)
    expect((await look('/account')).querySelector('#mails')).to.equal(null)
    const { mailStops } = family.services.issuing.unclaimed
    expect(await mailStops.isStopped(museum, address)).to.equal(false)
  })

  it('stopped them at that place alone, and in no other', async () => {
    const library = await family.stage.organization('Library')
    await stop()
    const { accountId } = family.guardian
    const { mailStops } = family.services.issuing.unclaimed
    expect(await mailStops.placesOf(address)).to.deep.equal([family.stage.museum])
    await mailStops.resumeFor({ organizationId: library, accountId })
    expect(await mailStops.placesOf(address.toUpperCase())).to.deep.equal([family.stage.museum])
    const stranger = await family.stage.person('stranger@consents.example')
    await mailStops.resumeFor({ organizationId: family.stage.museum, ...stranger })
    expect(await mailStops.placesOf(address)).to.have.length(1)
    expect(await mailStops.placesOf('stranger@consents.example')).to.deep.equal([])
    await expectRefusal(family.guardianship.family.resumeMails(stranger, learnerId), 'not-found')
  })

  it('of somebody who decides for themselves says on their page whether answers come, as the mails about these promise', async () => {
    const youth = (await family.stage.award({ name: 'Ada Rivera', ageBand: 'minor' })).learnerId
    const { guardians } = family.guardianship
    await guardians.claimedBy(family.guardian.accountId, youth, 'slip')
    await family.threshold(youth, family.dayIn(-1), family.dayIn(700))
    await family.guardianship.family.resumeMails(family.guardian, youth)
    const card = async () => (await look(`/family/${youth}`)).querySelector('#mails')?.textContent
    expect(await card()).to.contain('we tell you of the answer by mail')
    await visitor.press(`/family/${youth}`, `/family/${youth}/mails`, { wanted: 'false' })
    expect(await card()).to.contain('We send you no mails about badges of Ada Rivera')
    await stop()
    expect(await card()).to.contain('sends no mails about badges to')
  })

  it('reads and takes back the same through the API', async () => {
    const key = await family.stage.key(family.guardian, ['family:read', 'family:write'])
    const call = async (method: string, path: string) => {
      const headers = { authorization: `Bearer ${key}` }
      const url = `${family.stage.service.base}/api/v1/family/${learnerId}${path}`
      const response = await fetch(url, { method, headers })
      return { status: response.status, text: await response.text() }
    }
    const read = async () => JSON.parse((await call('GET', '/mails')).text) as unknown
    expect(await read()).to.deep.equal({ wanted: true, stopped: true })
    expect((await call('DELETE', '/mails/stop')).status).to.equal(204)
    expect(await read()).to.deep.equal({ wanted: true, stopped: false })
    expect((await call('DELETE', '/mails/stop')).status).to.equal(204)
  })
})
