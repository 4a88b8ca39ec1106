import { setTimeout } from 'node:timers/promises'
import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { gatherCrowd } from '../../scripts/screenshots/crowd.ts'
import { lookAround } from '../../scripts/screenshots/look-around.ts'
import type { Look } from '../../scripts/screenshots/look.ts'
import { inChromium } from '../support/browser.ts'
import { startTestService, type TestService } from '../support/service.ts'
import { createExamine } from '../browser/examine.ts'
import { countTransferred } from '../browser/transferred.ts'

const mostBytes = 100_000
const longestVisit = 90_000

/** PAGES=home,verify looks at these alone, and goes no further than the last of them. */
const only = process.env['PAGES']?.split(',')

inChromium('every page that pictures are taken of', ({ person, takeProblems }) => {
  let service: TestService
  before(async () => {
    service = await startTestService()
  })
  after(() => service.stop())

  it('is light, stands on a phone, can be used by everybody and asks nobody else', async function () {
    this.timeout(2_400_000)
    const examine = createExamine({ isScripted: true })
    const crowd = gatherCrowd(service, async () =>
      (await person(service.base, { baseURL: service.base })).context(),
    )
    const faults: string[] = []
    const sizes: (readonly [string, number])[] = []
    const visit = async (page: Page, { name, go }: Look) => {
      const transferred = await countTransferred(page)
      await go(page)
      await page.waitForLoadState('load')
      // A picture that is opened by itself is shown by a page of the browser's own.
      if ((await page.evaluate<string>('document.contentType')) !== 'text/html') {
        takeProblems()
        return
      }
      await page.evaluate('document.fonts.ready.then(() => undefined)')
      sizes.push([name, await transferred.bytes()])
      await examine(page)
    }
    const visitAs = async (who: string, look: Look) => {
      const page = await crowd.pageOf(who)
      try {
        await visit(page, look)
      } finally {
        await page.close()
      }
    }
    for await (const look of lookAround(service)) {
      const { name, person: who } = look
      if (only?.includes(name) === false) continue
      await inTime(visitAs(who, look)).catch((error: unknown) =>
        faults.push(`${name}: ${String(error)}`),
      )
      faults.push(...takeProblems().map((problem) => `${name}: ${problem}`))
      if (sizes.length === only?.length) break
    }
    const heavy = sizes.filter(([, bytes]) => bytes === 0 || bytes > mostBytes)
    faults.push(
      ...heavy.map(([name, bytes]) => `${name}: ${bytes} bytes, ${mostBytes} at the most`),
    )
    expect(faults, 'faults of pages').to.deep.equal([])
    expect(sizes.length, 'pages looked at').to.be.at.least(only?.length ?? 80)
  })
})

/** Some of what a browser is asked has no end of its own: a page that stands still is a fault, and the walk goes on. */
async function inTime(visit: Promise<void>): Promise<void> {
  const over = new AbortController()
  const late = setTimeout(longestVisit, undefined, { signal: over.signal }).then(() => {
    throw new Error(`it stood still for ${longestVisit / 1000} seconds`)
  })
  try {
    await Promise.race([visit, late])
  } finally {
    over.abort()
    late.catch(() => undefined)
  }
}
