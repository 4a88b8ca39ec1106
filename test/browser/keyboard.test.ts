import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { createTexts } from '../../src/text/text.ts'
import * as people from '../journeys/people.ts'
import { inChromium } from '../support/browser.ts'
import { startTestService, type TestService } from '../support/service.ts'

inChromium('the pages with nothing but a keyboard', (browsing) => {
  const text = createTexts().textFor('en')
  let service: TestService
  let organizationId: string
  let page: Page

  before(async function () {
    this.timeout(60_000)
    service = await startTestService()
    const robin = await people.setUp(service)
    organizationId = await people.makeOrganization(robin, 'Riverside Science Museum')
    await people.publishAchievement(robin, organizationId)
    page = await browsing.person(service.base, { baseURL: service.base })
    await page.goto('/sign-in')
    await press('Tab', 'Enter')
    await goTo('email')
    await page.keyboard.type('robin@ecosystem.example')
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/mail-sent/)
    await page.goto(await service.linkMailedTo('robin@ecosystem.example', '/sign-in/'))
    await goTo(text('accounts.useLink.submit'))
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  })
  after(() => service.stop())

  it('the first stop of a page leads over the menu to its main part', async () => {
    await page.goto('/verify')
    await page.keyboard.press('Tab')
    expect(await nameOfFocused()).to.equal(text('common.skip'))
    await expectFocusSeen()
    await page.keyboard.press('Enter')
    expect(await page.evaluate<string>('document.activeElement.id')).to.equal('main')
  })

  it('an award is filled in and sent, and every stop on the way is seen', async () => {
    await page.goto(`/console/${organizationId}/awards/new`)
    await press('Tab', 'Enter')
    await goTo('learner[name]')
    await page.keyboard.type('Starfish 7')
    await goTo('learner[ageBand]')
    await page.keyboard.type(text('learners.ages.minor').slice(0, 5))
    await goTo('level')
    await page.keyboard.type('Guide')
    await goTo('narrative')
    await page.keyboard.type('Tested at three places along the river.')
    await goTo('evidence[0][url]')
    await page.keyboard.type('https://example.org/work/river-test')
    await goTo(text('issuing.award.dates'))
    await page.keyboard.press('Enter')
    await goTo('activityEnd')
    await page.keyboard.type('05202026')
    await goTo(text('issuing.award.submit'))
    await page.keyboard.press('Enter')
    await page.waitForURL(({ pathname }) => /\/awards\/[\w-]{22}$/.test(pathname))

    const id = people.lastPart(new URL(page.url()).pathname)
    const award = await service.services.issuing.byId(id)
    expect(award?.statement).to.deep.include({
      level: 1,
      narrative: 'Tested at three places along the river.',
      activityEnd: '2026-05-20T00:00:00Z',
    })
    const learner = await service.services.learners.byId(award?.learnerId ?? '')
    expect(learner).to.include({ name: 'Starfish 7', ageBand: 'minor' })
  })

  it('the summary of problems leads to the field that needs another look', async () => {
    await page.goto(`/console/${organizationId}/awards/new`)
    await goTo('learner[email]')
    await page.keyboard.type('not an address')
    await page.keyboard.press('Enter')
    await page.waitForSelector('#problems')
    await page.locator('#problems a[href*="email"]').focus()
    await page.keyboard.press('Enter')
    await expectFocusOn('learner[email]')
    await expectFocusSeen()
  })

  async function press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await page.keyboard.press(key)
  }

  /** Tabs on until a control with this name, or these words, has the focus. @throws after a hundred stops */
  async function goTo(name: string): Promise<void> {
    for (let stops = 0; stops < 100; stops += 1) {
      await page.keyboard.press('Tab')
      await expectFocusSeen()
      if ((await nameOfFocused()) === name) return
    }
    throw new Error(`the keyboard does not reach ${name}`)
  }

  /** Asked from outside again and again: a page under our policy does not let itself be asked from inside. */
  async function expectFocusOn(name: string): Promise<void> {
    for (let asked = 0; asked < 50; asked += 1) {
      if ((await nameOfFocused()) === name) return
      await page.waitForTimeout(100)
    }
    throw new Error(`the focus does not come to ${name}`)
  }

  async function nameOfFocused(): Promise<string> {
    return page.evaluate<string>(
      'document.activeElement.getAttribute("name") ?? document.activeElement.innerText.trim()',
    )
  }

  /** A ring of at least two pixels, on something that lies in the window. */
  async function expectFocusSeen(): Promise<void> {
    const seen = await page.evaluate<{ name: string; ring: boolean; inSight: boolean }>(`(() => {
      const one = document.activeElement
      const { outlineStyle, outlineWidth } = getComputedStyle(one)
      const box = one.getBoundingClientRect()
      return {
        name: one.outerHTML.slice(0, 120),
        ring: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2,
        inSight: box.bottom > 0 && box.top < innerHeight && box.width > 0,
      }
    })()`)
    const { name, ...state } = seen
    expect(state, name).to.deep.equal({ ring: true, inSight: true })
  }
})
