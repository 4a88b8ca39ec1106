import { expect } from 'chai'
import type { Page } from 'playwright-core'
import * as people from '../journeys/people.ts'
import { inChromium } from '../support/browser.ts'
import { startTestService, type TestService } from '../support/service.ts'

/** "River" or the like, in thirteen scripts beyond Latin. */
const words = {
  Cyrillic: 'річка',
  Greek: 'ποτάμι',
  Arabic: 'النهر',
  Hebrew: 'נהר',
  Devanagari: 'नदी',
  Bengali: 'নদী',
  Tamil: 'ஆறு',
  Thai: 'แม่น้ำ',
  Ethiopic: 'ወንዝ',
  Armenian: 'գետ',
  Georgian: 'მდინარე',
  Hangul: '강물',
  Han: '河流',
  Kana: 'かわ',
  Vietnamese: 'sông Cửu Long',
}

inChromium('names of every script on a device that has no fonts for them', ({ person }) => {
  let service: TestService
  let page: Page
  let address = ''

  before(async () => {
    service = await startTestService()
    const robin = await people.setUp(service)
    const { path } = await robin.submit('/organizations/new', {
      name: 'Museum',
      sector: 'museum',
      email: 'badges@museum.example',
      url: 'https://museum.example/',
      description: Object.values(words).join(' '),
    })
    address = `/organizations/${people.lastPart(path)}`
  })
  after(() => service.stop())
  beforeEach(async () => {
    page = await person(service.base, { baseURL: service.base })
  })

  it('are drawn by fonts that the service brings', async () => {
    await page.goto(address)
    await page.evaluate('document.fonts.ready')
    const fonts = await fontsOf(page, `p:has-text("${words.Greek}")`)
    const fromDevice = fonts.filter(({ isCustomFont }) => !isCustomFont)
    // Signs are large, so a device that has them draws its own.
    expect(
      fromDevice.filter(({ familyName }) => !/CJK|Gothic|Hira/.test(familyName)),
    ).to.deep.equal([])
    const names = fonts.map(({ familyName }) => familyName).join(' ')
    for (const script of [
      'Arabic',
      'Hebrew',
      'Bengali',
      'Tamil',
      'Thai',
      'Ethiopic',
      'Armenian',
      'Georgian',
    ]) {
      expect(names).to.contain(script)
    }
  })

  it('cost nothing where there are none', async () => {
    const html = await (await fetch(`${service.base}/`)).text()
    expect(html).to.not.contain('typefaces')
    await page.goto('/')
    await page.evaluate('document.fonts.ready')
    const loaded = await page.evaluate<number>(
      `[...document.fonts].filter(({ status }) => status === 'loaded').length`,
    )
    expect(loaded).to.equal(1)
  })
})

interface UsedFont {
  readonly familyName: string
  readonly isCustomFont: boolean
}

/** What really draws the letters of an element. */
async function fontsOf(page: Page, selector: string): Promise<readonly UsedFont[]> {
  await page
    .locator(selector)
    .first()
    .evaluate((one) => one.setAttribute('data-asked', ''))
  const session = await page.context().newCDPSession(page)
  await session.send('DOM.enable')
  await session.send('CSS.enable')
  const { root } = await session.send('DOM.getDocument')
  const { nodeId } = await session.send('DOM.querySelector', {
    nodeId: root.nodeId,
    selector: '[data-asked]',
  })
  const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId })
  return fonts
}
