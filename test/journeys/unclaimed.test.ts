import { expect } from 'chai'
import type { Visitor } from '../../scripts/demo/visitor.ts'
import { onEveryEngine, startTestService, type TestService } from '../support/service.ts'
import * as people from './people.ts'

const day = 864e5
const ana = 'ana@unclaimed.example'

onEveryEngine('a badge that nobody takes', (engine) => {
  let service: TestService
  let staff: Visitor
  let museum: string
  let award: string
  let other: string
  let page: string

  before(async function () {
    this.timeout(60_000)
    service = await startTestService(engine)
    staff = await people.setUp(service)
    museum = await people.makeOrganization(staff, 'Museum of Rivers')
    page = `/console/${museum}/unclaimed`
    const achievementId = await people.publishAchievement(staff, museum)
    const person = (name: string, email: string) => ({
      'learner[name]': name,
      'learner[email]': email,
      'learner[ageBand]': 'adult',
      'learner[language]': 'en',
    })
    award = await people.award(staff, museum, achievementId, person('Ana', ana))
    other = await people.award(staff, museum, achievementId, person('Ben', 'ben@unclaimed.example'))
    await run()
  })
  after(() => service.stop())

  const awardId = () => people.lastPart(award)
  const run = async () => {
    while ((await service.services.worker.runDue()) > 0);
  }
  const remind = () => {
    const all = { 'awardIds[0]': awardId(), 'awardIds[1]': people.lastPart(other) }
    return staff.press(page, `${page}/reminders`, all)
  }
  const rowOf = (html: string, name: string) =>
    html.split('<tr').find((row) => row.includes(name)) ?? ''

  it('stands in the list, and its mail can be sent again', async () => {
    const { html } = await staff.open(page)
    expect(html).to.contain('Ana').and.contain('Ben')
    const first = await service.linkMailedTo(ana, '/claim/')
    service.pass(3_600_000)
    const again = await staff.press(award, `${award}/mails`)
    expect(again.status).to.equal(200)
    await run()
    expect(await service.linkMailedTo(ana, '/claim/')).to.equal(first)
  })

  it('is reminded of by hand after some days, twice at the most, by a mail with the link and a way to stop', async () => {
    expect((await remind()).path).to.contain('reminded=0')
    for (const turn of [1, 2]) {
      service.pass(8 * day)
      expect((await remind()).path, `reminder ${turn}`).to.contain('reminded=2')
      await run()
    }
    expect(await service.linkMailedTo(ana, '/mails/stop/')).to.match(/^\/mails\/stop\//)
    expect(rowOf((await staff.open(page)).html, 'Ana')).to.contain('2')
    service.pass(8 * day)
    expect((await remind()).path).to.contain('reminded=0')
  })

  it('is over when the time that owners chose has passed: link and list say so, the badge stays good', async () => {
    const link = await service.linkMailedTo(ana, '/claim/')
    const kept = await staff.submit(page, { remindAfterDays: '0', expireAfterDays: '10' })
    expect(kept.status).to.equal(200)
    service.pass(11 * day)
    const visitor = service.visitor()
    const over = await visitor.open(link)
    expect(over.status).to.equal(410)
    expect(over.html).not.to.contain('Ana')
    expect((await staff.open(`${page}?filter=over`)).html).to.contain('Ana')
    expect(await service.services.issuing.byId(awardId())).to.include({ state: 'issued' })
  })

  it('is given more time by staff, taken by the old link, and is gone from the list', async function () {
    this.timeout(60_000)
    const link = await service.linkMailedTo(ana, '/claim/')
    await staff.press(page, `${page}/${awardId()}/renewal`)
    await run()
    const visitor = await people.signIn(service, ana)
    expect((await visitor.open(link)).status).to.equal(200)
    const taken = await visitor.submit(link, {})
    expect(taken.html).to.contain('Water Quality Explorer')
    const { html } = await staff.open(page)
    expect(html).to.contain('Ben').and.not.contain('Ana')
  })
})
