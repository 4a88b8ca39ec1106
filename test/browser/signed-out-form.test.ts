import { expect } from 'chai'
import { createTexts } from '../../src/text/text.ts'
import * as people from '../journeys/people.ts'
import { inChromium } from '../support/browser.ts'
import { startTestService, type TestService } from '../support/service.ts'
import { createExamine } from './examine.ts'
import { walk, type Walker } from './walker.ts'

inChromium('a form that was sent after its session had ended', (browsing) => {
  const text = createTexts().textFor('en')
  let service: TestService
  let organizationId: string
  let walker: Walker

  before(async function () {
    this.timeout(60_000)
    service = await startTestService()
    const robin = await people.setUp(service)
    organizationId = await people.makeOrganization(robin, 'Riverside Science Museum')
    const page = await browsing.person(service.base, {
      baseURL: service.base,
      javaScriptEnabled: false,
      viewport: { width: 320, height: 800 },
    })
    walker = walk(page, {
      examine: createExamine({ isScripted: false }),
      optional: text('common.optional'),
    })
    await signIn(walker)
  })
  after(() => service.stop())

  async function signIn(visitor: Walker) {
    await visitor.open('/sign-in')
    await visitor.fill(text('accounts.email'), 'robin@ecosystem.example')
    await visitor.press(text('accounts.signIn.submit'))
    await visitor.open(await service.linkMailedTo('robin@ecosystem.example', '/sign-in/'))
    await visitor.press(text('accounts.useLink.submit'))
  }

  it('waits in the page until the person has signed in, and is shown once more before it counts', async () => {
    await walker.open(`/console/${organizationId}/achievements/new`)
    await walker.fill(text('achievements.edit.name'), 'River watcher')
    await walker.fill(text('achievements.edit.description'), 'Watches a river for a year.')
    await walker.fill(text('achievements.edit.criteria'), '- a note each week')
    await walker.page.context().clearCookies()
    expect(await walker.press(text('achievements.edit.save'))).to.equal(401)
    await walker.expectHeading(text('signedOutForm.title'))

    const [tab] = await Promise.all([
      walker.page.context().waitForEvent('page'),
      walker.page.getByRole('link', { name: text('signedOutForm.signIn') }).click(),
    ])
    await signIn(
      walk(tab, {
        examine: createExamine({ isScripted: false }),
        optional: text('common.optional'),
      }),
    )

    await walker.press(text('signedOutForm.again'))
    expect(await walker.field(text('achievements.edit.name')).inputValue()).to.equal(
      'River watcher',
    )
    await walker.press(text('achievements.edit.save'))
    await walker.expectHeading('River watcher')
  })
})
