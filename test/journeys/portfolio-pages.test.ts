import { expect } from 'chai'
import type { Visitor } from '../../scripts/demo/visitor.ts'
import { onEveryEngine, startTestService, type TestService } from '../support/service.ts'
import * as people from './people.ts'

onEveryEngine('a portfolio page, from an empty backpack to a college that checks it', (engine) => {
  let service: TestService
  let zoe: Visitor
  let college: Visitor
  let badge = ''
  let page = ''
  let address = ''

  before(async function () {
    this.timeout(60_000)
    service = await startTestService(engine)
    const robin = await people.setUp(service)
    const museum = await people.makeOrganization(robin, 'Riverside Science Museum')
    const achievementId = await people.publishAchievement(robin, museum)
    await people.award(robin, museum, achievementId, {
      'learner[name]': 'Zoë Okafor',
      'learner[email]': 'zoe@learners.example',
      'learner[ageBand]': 'adult',
      'learner[language]': 'en',
    })
    zoe = service.visitor()
    const claim = await service.linkMailedTo('zoe@learners.example', '/claim/')
    const backpack = await zoe.submit(claim, {})
    badge = /href="\/backpack\/([\w-]{22})"/.exec(backpack.html)?.[1] ?? ''
    college = service.visitor()
  })
  after(() => service.stop())

  const partsIn = (html: string) =>
    [...html.matchAll(/data-part="([\w-]{22})"/g)].map(([, id = '']) => id)
  const choiceIn = async (kind: string) =>
    /name="chosen" value="([^"]+)"/.exec((await zoe.open(`${page}/parts/new/${kind}`)).html)?.[1] ??
    ''

  it('the backpack leads to the pages, where the first is made', async () => {
    expect((await zoe.open('/backpack')).html).to.contain('href="/portfolio"')
    const made = await zoe.submit('/portfolio/new', { title: 'What I measure' })
    page = made.path
    expect(made.html).to.contain('What I measure').and.to.contain('This page is still empty')
  })

  it('a heading, a badge, its proof, a text and a link are put on it', async () => {
    await zoe.submit(`${page}/parts/new/heading`, { text: 'By the river' })
    await zoe.submit(`${page}/parts/new/badge`, { chosen: await choiceIn('badge') })
    await zoe.submit(`${page}/parts/new/evidence`, { chosen: await choiceIn('evidence') })
    await zoe.submit(`${page}/parts/new/text`, { text: 'It took **four** weeks.' })
    const link = { title: 'My log', url: 'https://example.org/log', text: 'All numbers.' }
    await zoe.submit(`${page}/parts/new/link`, link)
    const { html } = await zoe.open(page)
    expect(partsIn(html)).to.have.length(5)
    for (const name of ['By the river', 'Water Quality Explorer', 'Field notes', 'My log']) {
      expect(html).to.contain(name)
    }
  })

  it('what does not fit is told, and what was typed stays', async () => {
    const typed = { title: 'My log', url: 'javascript:alert(1)', text: 'All numbers.' }
    const { status, html } = await zoe.submit(`${page}/parts/new/link`, typed)
    expect(status).to.equal(422)
    expect(html).to.contain('javascript:alert(1)').and.to.contain('All numbers.')
    const none = await zoe.submit(`${page}/parts/new/badge`, {})
    expect(none.status).to.equal(422)
  })

  it('an arrow moves a part, and the page says where it is now', async () => {
    const before = partsIn((await zoe.open(page)).html)
    const last = before.at(-1) ?? ''
    const moved = await zoe.press(page, `${page}/parts/${last}/moves`, { direction: 'up' })
    expect(moved.html).to.contain('is now in place 4 of 5').and.to.contain('autofocus')
    expect(partsIn(moved.html)).to.deep.equal([...before.slice(0, 3), last, before[3]])
  })

  it('whoever saves an older text is told of the newer one, and may save once more', async () => {
    const [heading = ''] = partsIn((await zoe.open(page)).html)
    const form = `${page}/parts/${heading}`
    const { html } = await zoe.open(form)
    const seen = /name="seen" value="([^"]+)"/.exec(html)?.[1] ?? ''
    await zoe.submit(form, { text: 'From the phone' })
    const late = await zoe.press(form, form, { text: 'From the desk', seen })
    expect(late.status).to.equal(409)
    expect(late.html).to.contain('From the phone').and.to.contain('From the desk')
    const again = /name="seen" value="([^"]+)"/.exec(late.html)?.[1] ?? ''
    const saved = await zoe.press(form, form, { text: 'From the desk', seen: again })
    expect(saved.html).to.contain('From the desk').and.not.to.contain('From the phone')
  })

  it('it is looked at as a college sees it, before anybody does', async () => {
    const { html } = await zoe.open(`${page}/preview`)
    expect(html).to.contain('This is what a college or company sees.')
    expect(html).to.contain('It took <strong>four</strong> weeks.')
    expect((await college.open(`${page}/preview`)).path).to.contain('/sign-in')
  })

  it('a link for a college shows it without an account', async () => {
    const endsOn = new Date(Date.now() + 30 * 864e5).toISOString().slice(0, 10)
    const shared = await zoe.submit(`${page}/shares`, {
      audience: 'third-party',
      preparedFor: 'River College',
      endsOn,
      nameForm: 'full',
    })
    address = /value="http[^"]*(\/p\/[\w-]{22})"/.exec(shared.html)?.[1] ?? ''
    const { status, html } = await college.open(address)
    expect(status).to.equal(200)
    for (const shown of ['What I measure', 'Zoë Okafor', 'Prepared for River College', 'My log']) {
      expect(html).to.contain(shown)
    }
  })

  it('one press checks its badges, and a badge has a page that leads to its check and back', async () => {
    const { html } = await college.press(address, '/verify')
    expect(html).to.contain('Water Quality Explorer').and.to.contain('Valid')
    const own = /href="(\/p\/[\w-]{22}\/[\w-]{22})"/.exec((await college.open(address)).html)?.[1]
    const one = await college.open(own ?? '')
    expect(one.html).to.contain('Tested at three places').and.to.contain(`href="${address}"`)
    expect((await college.press(own ?? '', '/verify')).html).to.contain('Valid')
  })

  it('the learner sees who looked, gives the page another name, and every link ends with one switch', async () => {
    const sharing = (await zoe.open('/backpack')).html
    const log = /href="(\/portfolio\/[\w-]{22}\/shares\/[\w-]{22})"/.exec(sharing)?.[1] ?? ''
    expect((await zoe.open(log)).html).to.contain('Read the page')
    await zoe.press('/backpack', '/sharing/pausing')
    expect((await college.open(address)).status).to.equal(410)
    await zoe.press('/backpack', '/sharing/resuming')
    expect((await college.open(address)).status).to.equal(200)
    await zoe.press(log, `${log}/closing`)
    expect((await college.open(address)).status).to.equal(410)
  })

  it('a copy is a page of its own; the first is deleted, and the badge stays', async () => {
    const copy = await zoe.press(`${page}/settings`, `${page}/copies`)
    expect(copy.html).to.contain('What I measure (copy)')
    await zoe.press(`${page}/settings`, `${page}/removal`)
    expect((await zoe.open(page)).status).to.equal(404)
    expect(partsIn((await zoe.open(copy.path)).html)).to.have.length(5)
    expect((await zoe.open(`/backpack/${badge}`)).status).to.equal(200)
  })
})
