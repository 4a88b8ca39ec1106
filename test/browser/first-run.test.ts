import { expect } from 'chai'
import { readFile } from 'node:fs/promises'
import { createHand, difference } from '../../scripts/first-run/hand.ts'
import { walkAll } from '../../scripts/first-run/ways.ts'
import type { Language } from '../../src/text/languages.ts'
import { createTexts } from '../../src/text/text.ts'
import { inChromium } from '../support/browser.ts'
import { startTestService, type TestService } from '../support/service.ts'
import { createExamine } from './examine.ts'

/** The presses that docs/first-run.md tells of, by who and step. */
async function recorded(): Promise<ReadonlyMap<string, number>> {
  const doc = await readFile('docs/first-run.md', 'utf8')
  const rows = doc.matchAll(/^\| (\w+) \| ([\w ]+) \| \d+ \| (\d+) \|/gm)
  return new Map([...rows].map(([, who, step, clicks]) => [`${who}: ${step}`, Number(clicks)]))
}

const ways: readonly { isScripted: boolean; language: Language }[] = [
  { isScripted: true, language: 'en' },
  { isScripted: false, language: 'es' },
]

for (const { isScripted, language } of ways) {
  inChromium(
    `the first run in Chromium, ${isScripted ? 'with' : 'without'} JavaScript, in ${language}`,
    (browsing) => {
      const text = createTexts().textFor(language)
      const examine = createExamine({ isScripted })
      let service: TestService

      before(async () => {
        service = await startTestService()
        service.services.worker.start(200)
      })
      after(() => service.stop())

      it('what the pages offer leads everybody to their end, with no more presses than are recorded', async function () {
        // Thirty pages, each looked at in several ways.
        this.timeout(400_000)
        const most = await recorded()
        const taken: string[] = []
        const token = (await service.services.accounts.settingUp.freshToken()) ?? ''
        const person = async () => {
          const page = await browsing.person(service.base, {
            baseURL: service.base,
            locale: language,
            javaScriptEnabled: isScripted,
          })
          const optional = text('common.optional')
          return createHand(page, { optional, isScripted, onPage: examine })
        }
        const place = {
          setUpPath: `/set-up/${token}`,
          person,
          mailed: (address: string, prefix: string) => service.linkMailedTo(address, prefix),
        }
        await walkAll(place, text, async (who, step, hand, act) => {
          const before = hand.effort()
          await act()
          const { clicks } = difference(hand.effort(), before)
          expect(clicks, `presses of ${who}: ${step}`).to.be.at.most(
            most.get(`${who}: ${step}`) ?? 0,
          )
          taken.push(`${who}: ${step}`)
        })
        expect(taken).to.have.members([...most.keys()])
      })
    },
  )
}
