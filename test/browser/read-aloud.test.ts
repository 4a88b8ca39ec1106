import { expect } from 'chai'
import type { Page } from 'playwright-core'
import type { Visitor } from '../../scripts/demo/visitor.ts'
import { readFile, writeFile } from 'node:fs/promises'
import * as people from '../journeys/people.ts'
import { inChromium } from '../support/browser.ts'
import { startTestService, type TestService } from '../support/service.ts'

/**
 * What a screen reader has to read of the main pages, kept in `read-aloud/` to be read by people: does it tell the story, in
 * order, without what only eyes need? READ_ALOUD=write keeps what is there now; look at the difference before it is committed.
 */
const isWriting = process.env['READ_ALOUD'] === 'write'

inChromium('the main pages, read aloud,', ({ person }) => {
  let service: TestService
  let zoe: Page
  let robin: Page
  let nobody: Page
  let share = ''
  let folio = ''
  let home = ''

  before(async () => {
    service = await startTestService()
    const operator = await people.setUp(service)
    const organizationId = await people.makeOrganization(operator, 'Riverside Science Museum')
    home = `/console/${organizationId}`
    const achievementId = await people.publishAchievement(operator, organizationId)
    await people.award(operator, organizationId, achievementId, {
      'learner[name]': 'Zoë Okafor',
      'learner[email]': 'zoe@learners.example',
      'learner[ageBand]': 'adult',
      'learner[language]': 'en',
    })
    const learner = service.visitor()
    const claim = await service.linkMailedTo('zoe@learners.example', '/claim/')
    const backpack = await learner.submit(claim, {})
    const badge = /href="(\/backpack\/[\w-]{22})"/.exec(backpack.html)?.[1] ?? ''
    const endsOn = new Date(Date.now() + 30 * 864e5).toISOString().slice(0, 10)
    share = people.shareIn((await learner.submit(badge, { endsOn, nameForm: 'full' })).html)
    // What is made within one second has no order.
    service.pass(2000)
    folio = await compose(learner, badge.split('/').at(-1) ?? '', endsOn)
    zoe = await signedIn('zoe@learners.example')
    robin = await signedIn('robin@ecosystem.example')
    nobody = await person(service.base, { baseURL: service.base })
  })
  after(() => service.stop())

  it('the start page says what this is and has a door for each', () => reads('home', nobody, '/'))
  it('the checking page asks one thing', () => reads('verify', nobody, '/verify'))
  it('the backpack tells what is in it', () => reads('backpack', zoe, '/backpack'))
  it('the shared badge tells who did what, and says who says so', () =>
    reads('share', nobody, share))
  it('the shared portfolio page tells it in the order of whoever composed it', () =>
    reads('portfolio-page', nobody, folio))
  it('the console begins with what to do', () => reads('console', robin, home))
  it('a page that is not there says so and leads on', () => reads('not-found', nobody, '/nowhere'))

  /** A page of a heading, a text, a badge and a link; answers the address of its share. */
  async function compose(learner: Visitor, awardId: string, endsOn: string): Promise<string> {
    const { path } = await learner.submit('/portfolio/new', { title: 'What I measure' })
    const put = (kind: string, fields: Record<string, string>) =>
      learner.submit(`${path}/parts/new/${kind}`, fields)
    await put('heading', { text: 'By the river' })
    await put('text', { text: 'It took **four** weeks.' })
    await put('badge', { chosen: `badge:${awardId}` })
    await put('link', { title: 'My log', url: 'https://example.org/log', text: 'All numbers.' })
    const shared = await learner.submit(`${path}/shares`, {
      ...{ audience: 'third-party', preparedFor: 'River College', endsOn, nameForm: 'full' },
    })
    return /value="(http[^"]*\/p\/[\w-]{22})"/.exec(shared.html)?.[1] ?? ''
  }

  async function signedIn(email: string): Promise<Page> {
    const page = await person(service.base, { baseURL: service.base })
    await page.goto('/sign-in')
    await page.locator('[name=email]').fill(email)
    await page.locator('main form .button.primary').click()
    await page.goto(await service.linkMailedTo(email, '/sign-in/'))
    await page.locator('main form .button.primary').click()
    return page
  }

  async function reads(name: string, page: Page, address: string): Promise<void> {
    await page.goto(address)
    const heard = alike(await page.locator('body').ariaSnapshot())
    const file = `test/browser/read-aloud/${name}.txt`
    if (isWriting) await writeFile(file, heard)
    expect(heard).to.equal(await readFile(file, 'utf8'))
  }
})

const month =
  '(?:January|February|March|April|May|June|July|August|September|October|November|December)'

/** Without what is different each time (days, addresses, ids) and what is not read out (where a link leads). */
function alike(heard: string): string {
  const lines = heard.split('\n').filter((line) => !/^\s*- \/url:/.test(line))
  const depth = (line: string | undefined) => line?.search(/\S/) ?? 0
  return `${lines
    .map((line, place) =>
      depth(lines[place + 1]) > depth(line) ? line : line.replace(/(["\]]'?|link|button):$/, '$1'),
    )
    .join('\n')
    .replaceAll(new RegExp(`${month} \\d{1,2}, \\d{4}`, 'g'), 'DAY')
    .replaceAll(/https?:\/\/localhost:\d+[\w/.-]*/g, 'ADDRESS')
    .replaceAll(/\d{4}-\d{2}-\d{2}(T[\d:]+Z)?/g, 'DAY')}\n`
}
