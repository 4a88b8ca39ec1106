import { expect } from 'chai'
import { gatherCrowd } from '../../scripts/screenshots/crowd.ts'
import { lookAround } from '../../scripts/screenshots/look-around.ts'
import { inChromium } from '../support/browser.ts'
import { startTestService, type TestService } from '../support/service.ts'
import { createExamine } from '../browser/examine.ts'
import { countTransferred } from '../browser/transferred.ts'

const mostBytes = 100_000

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
    for await (const { name, person: who, go } of lookAround(service)) {
      if (only?.includes(name) === false) continue
      const page = await crowd.pageOf(who)
      const transferred = await countTransferred(page)
      await go(page)
      await page.waitForLoadState('load')
      await page.evaluate('document.fonts.ready.then(() => undefined)')
      sizes.push([name, await transferred.bytes()])
      await examine(page).catch((error: unknown) => faults.push(`${name}: ${String(error)}`))
      faults.push(...takeProblems().map((problem) => `${name}: ${problem}`))
      await page.close()
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
