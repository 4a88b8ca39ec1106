import { expect } from 'chai'
import { inChromium } from '../support/browser.ts'
import { startTestService, type TestService } from '../support/service.ts'
import { createExamine } from './examine.ts'

/** The watchers themselves: one that never barks is none. */
inChromium('what the browser tests watch for', (browsing) => {
  let service: TestService
  before(async function () {
    this.timeout(60_000)
    service = await startTestService()
  })
  after(() => service.stop())

  const somebody = () => browsing.person(service.base, { baseURL: service.base })

  const whyBad = async (html: string): Promise<string> => {
    const page = await somebody()
    await page.goto('/verify')
    await page.evaluate(`document.querySelector('main').innerHTML = ${JSON.stringify(html)}`)
    return createExamine({ isScripted: true })(page).then(
      () => 'nothing found',
      (error: unknown) => String(error),
    )
  }

  it('a page that asks another origin is noticed', async () => {
    const page = await somebody()
    await page.goto('/')
    await page.evaluate(`new Promise((done) => {
      const picture = new Image()
      picture.onerror = done
      picture.src = 'https://elsewhere.example/pixel.png'
    })`)
    expect(browsing.takeProblems().join()).to.contain('content security policy: img-src')
    await page.evaluate(`location.assign('https://elsewhere.example/')`)
    await page.waitForTimeout(300)
    await page.close()
    expect(browsing.takeProblems().join()).to.contain('asked for https://elsewhere.example/')
  })

  it('a script that fails and a file that is missing are noticed', async () => {
    const page = await somebody()
    await page.goto('/')
    await page.evaluate(`setTimeout(() => { throw new Error('broken') })`)
    await page.evaluate(`fetch('/assets/nothing.css')`)
    await page.waitForTimeout(100)
    expect(browsing.takeProblems().join()).to.contain('broken').and.contain('404 for')
  })

  it('styles are loaded, from this service', async () => {
    const page = await somebody()
    await page.goto('/')
    expect(await page.evaluate<string>('getComputedStyle(document.body).fontFamily')).to.contain(
      'Inter',
    )
    expect(await page.evaluate<boolean>('document.fonts.check("16px Inter Variable")')).to.equal(
      true,
    )
  })

  it('something that runs out to the side is noticed, even where it is folded away', async () => {
    const wide = `<table><tr><td>${'wide\u00a0'.repeat(60)}</td></tr></table>`
    const why = await whyBad(`<details><summary>More</summary>${wide}</details>`)
    expect(why).to.contain('320 px is').and.contain('TABLE')
  })

  it('a picture without words and a field without a label are noticed', async () => {
    const why = await whyBad(
      '<h1>Page</h1><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><input name="nameless">',
    )
    expect(why).to.contain('image-alt').and.contain('label')
  })
})
