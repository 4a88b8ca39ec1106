import { expect } from 'chai'
import request from 'supertest'
import type { Visitor } from '../../scripts/demo/visitor.ts'
import { onEveryEngine, startTestService, type TestService } from '../support/service.ts'
import * as people from './people.ts'

onEveryEngine('a badge that is shown to a college', (engine) => {
  let service: TestService
  let staff: Visitor
  let museum: string
  let achievementId: string
  let zoe: Visitor
  let held: string
  let share: string

  before(async function () {
    this.timeout(60_000)
    service = await startTestService(engine)
    staff = await people.setUp(service)
    museum = await people.makeOrganization(staff, 'Museum of Rivers')
    achievementId = await people.publishAchievement(staff, museum)
    await people.award(staff, museum, achievementId, {
      'learner[name]': 'Zoë Núñez',
      'learner[email]': 'zoe@sharing.example',
      'learner[ageBand]': 'adult',
      'learner[language]': 'en',
    })
    zoe = service.visitor()
    const claim = await service.linkMailedTo('zoe@sharing.example', '/claim/')
    const backpack = await zoe.submit(claim, {})
    held = /href="(\/backpack\/[\w-]{22})"/.exec(backpack.html)?.[1] ?? ''
  })
  after(() => service.stop())

  const inDays = (days: number) =>
    new Date(service.services.world.now().getTime() + days * 864e5).toISOString().slice(0, 10)
  const path = () => new URL(share).pathname
  const own = () => `${held}/shares/${people.lastPart(path())}`
  const look = (end = '', accept = 'text/html') => fetch(`${share}${end}`, { headers: { accept } })
  /** Every form that leaves by this address. */
  const statuses = async () =>
    Promise.all(
      ['', '.json', '.jwt', '.png', '.svg', '.pdf'].map(async (end) => (await look(end)).status),
    )
  const all = (status: number) => Array.from({ length: 6 }, () => status)

  it('is opened for one place until a day, under a name of the learner’s choice', async () => {
    const form = { audience: 'third-party', endsOn: inDays(30), nameForm: 'nickname' }
    const unsaid = await zoe.submit(held, form)
    expect(unsaid.status, 'a place and a nickname are asked for').to.equal(422)
    const shown = await zoe.submit(held, {
      ...form,
      preparedFor: 'River College',
      nickname: 'River Otter',
    })
    share = people.shareIn(shown.html)
    const page = await service.visitor().open(path())
    expect(page.html).to.contain('River College').and.contain('River Otter')
    expect(page.html).not.to.contain('Zoë').and.not.contain('Núñez')
    expect(await statuses()).to.deep.equal(all(200))
  })

  it('is told to search engines by nobody, and stands in no frame of another page', async () => {
    for (const end of ['', '.json', '.png']) {
      expect((await look(end)).headers.get('x-robots-tag'), end).to.contain('noindex')
    }
    expect(await (await look()).text()).to.match(/<meta[^>]*robots[^>]*noindex/)
    expect((await look('/embed')).status).to.equal(404)
    const asked = await fetch(`${service.base}/oembed?url=${encodeURIComponent(share)}`)
    expect(asked.status).to.equal(404)
  })

  it('tells the learner when somebody looked, and nobody else', async () => {
    // As a browser asks, which the fetch() of Node does not: it says of itself that it goes to no page.
    await request(service.base).get(path()).set({ accept: 'text/html', 'user-agent': 'A phone' })
    const { html } = await zoe.open(own())
    expect(html).to.contain('A person').and.contain('A program')
    const stranger = await people.signIn(service, 'stranger@sharing.example')
    expect((await stranger.open(own())).status).to.equal(404)
    expect((await staff.open(own())).status).to.equal(404)
  })

  it('is changed: another end, for everybody, by initials; the address stays', async () => {
    const form = { audience: 'public', endsOn: inDays(10), nameForm: 'initials' }
    expect((await zoe.submit(own(), form)).status).to.equal(200)
    const page = await service.visitor().open(path())
    expect(page.html).to.contain('Z. N.').and.not.contain('River College')
    expect((await look('/embed')).status).to.equal(200)
    expect((await zoe.submit(own(), { ...form, endsOn: inDays(900) })).status).to.equal(422)
    expect((await zoe.open(own())).html).to.contain(inDays(10))
  })

  it('is hidden with all others by one switch, and shown again by it', async () => {
    await zoe.press('/backpack', '/sharing/pausing')
    expect(await statuses()).to.deep.equal(all(410))
    const over = await service.visitor().open(path())
    expect(over.html).not.to.contain('Z. N.').and.not.contain('Water Quality')
    await zoe.press('/backpack', '/sharing/resuming')
    expect(await statuses()).to.deep.equal(all(200))
  })

  it('ends by itself on its day, in every form', async () => {
    service.pass(12 * 864e5)
    expect(await statuses()).to.deep.equal(all(410))
  })

  it('of a child ends in the moment in which the guardian takes the consent back, and opens no more', async function () {
    this.timeout(60_000)
    const award = await people.award(staff, museum, achievementId, {
      'learner[name]': 'Ida Rivera',
      'learner[ageBand]': 'minor',
      'learner[language]': 'en',
    })
    const { issuing } = service.services
    const { learnerId = '' } = (await issuing.byId(people.lastPart(award))) ?? {}
    const family = `/console/${museum}/learners/${learnerId}/guardianship`
    const code = /<code>([^<]+)<\/code>/.exec(
      (await staff.press(`${family}/guardians/new`, `${family}/codes/guardian`)).html,
    )?.[1]
    const rosa = await people.signIn(service, 'rosa@sharing.example')
    await rosa.submit('/family/join', { code: code ?? '' })
    const purposes = ['hold-badges', 'show-publicly', 'show-evidence']
    const noted = Object.fromEntries(purposes.map((one, place) => [`purposes[${place}]`, one]))
    await staff.submit(family, { ...noted, method: 'paper-seen' })
    const badge = `/backpack/${people.lastPart(award)}`
    const form = { audience: 'public', endsOn: inDays(30), nameForm: 'first' }
    share = people.shareIn((await rosa.submit(badge, form)).html)
    expect(await statuses()).to.deep.equal(all(200))
    const child = `/family/${learnerId}`
    await rosa.press(child, `${child}/consents/show-publicly/withdrawal`)
    expect(await statuses()).to.deep.equal(all(410))
    await staff.submit(family, { 'purposes[0]': 'show-publicly', method: 'paper-seen' })
    expect(await statuses(), 'a new consent opens no old address').to.deep.equal(all(410))
  })
})
