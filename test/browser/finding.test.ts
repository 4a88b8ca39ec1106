import { expect } from 'chai'
import type { Locator, Page } from 'playwright-core'
import { createTexts } from '../../src/text/text.ts'
import { content } from '../app/stage.ts'
import { inChromium } from '../support/browser.ts'
import { standAtTheConsole, type AtTheConsole } from './at-the-console.ts'
import { createExamine } from './examine.ts'

const known = ['Maya López', 'Maya Lo', 'Ana Maya Lindqvist', 'ليلى محمود']
/** So many that no list holds them. */
const others = Array.from({ length: 50 }, (_, place) => `Starfish ${String(place)}`)
const words = 'Measured at three places, and twice at each.'

for (const isScripted of [true, false]) {
  const how = isScripted ? 'with' : 'without'
  inChromium(`one of many learners is found in Chromium, ${how} JavaScript`, (browsing) => {
    const text = createTexts().textFor('en')
    const examine = createExamine({ isScripted })
    const asked: string[] = []
    const ids = new Map<string, string>()
    let there: AtTheConsole
    let page: Page
    let form: string

    before(async function () {
      this.timeout(60_000)
      there = await standAtTheConsole(browsing, { isScripted })
      const { caller, organizationId, service } = there
      const { achievements, learners } = service.services
      const badge = await achievements.create(caller, organizationId, { ...content })
      await achievements.publish(caller, organizationId, badge.id)
      for (const name of [...known, ...others]) {
        const person = { name, language: 'en', ageBand: 'adult' } as const
        ids.set(name, (await learners.add(caller, organizationId, person)).id)
      }
      const group = await learners.groups.create(caller, organizationId, 'Class 7b')
      await learners.groups.add(caller, organizationId, group.id, [ids.get('Maya López') ?? ''])
      form = `${there.home}/awards/new?achievement=${badge.id}`
      page = there.staff.page
      page.on('request', (request) => asked.push(request.url()))
    })
    after(() => there.service.stop())
    beforeEach(async () => {
      await there.staff.open(form)
      await there.staff.fill(text('issuing.award.narrative'), words)
    })

    const field = (): Locator => there.staff.field(text('finding.label'))
    const chosen = (): Locator => page.locator('input[name="learnerId"]:checked')
    const awardTo = async (name: string) => {
      expect(await chosen().inputValue()).to.equal(ids.get(name))
      const narrative = there.staff.field(text('issuing.award.narrative'))
      expect(await narrative.inputValue()).to.equal(words)
      await there.staff.press(text('issuing.award.submit'))
      const id = new URL(page.url()).pathname.split('/').at(-1) ?? ''
      const award = await there.service.services.issuing.byId(id)
      expect(award?.learnerId).to.equal(ids.get(name))
      expect(award?.statement.narrative).to.equal(words)
    }
    const expectNobodyInAddresses = () => {
      const told = asked.filter((address) =>
        /maya|l[oó]pez|lindqvist|class.7b|[?&]search/i.test(decodeURI(address)),
      )
      expect(told).to.deep.equal([])
    }

    if (isScripted) {
      const list = () => page.getByRole('listbox')
      const told = () => page.locator('[data-told]')
      const type = async (typed: string) => {
        await field().fill(typed)
        await told().filter({ hasText: /\S/ }).waitFor()
      }
      /** What the arrows came to, as a screen reader is told of it. */
      const active = async () => {
        const id = (await field().getAttribute('aria-activedescendant')) ?? 'none'
        const option = page.locator(`#${id}`)
        if ((await option.count()) === 0) return 'none'
        expect(await option.getAttribute('aria-selected')).to.equal('true')
        return (await option.innerText()).split('\n')[0]
      }

      it('by nothing but a keyboard, the likeliest first', async () => {
        await field().focus()
        await page.keyboard.type('maya')
        await list().waitFor()
        expect(await told().innerText()).to.equal(text('finding.found', { count: 3 }))
        expect(await field().getAttribute('aria-expanded')).to.equal('true')
        await examine(page)
        expect(await active()).to.equal('none')
        await page.keyboard.press('ArrowDown')
        expect(await active()).to.equal('Maya Lo')
        await page.keyboard.press('ArrowUp')
        expect(await active()).to.equal('Ana Maya Lindqvist')
        await page.keyboard.press('ArrowDown')
        await page.keyboard.press('ArrowDown')
        expect(await active()).to.equal('Maya López')
        await page.keyboard.press('Enter')
        expect(await list().isVisible()).to.equal(false)
        expect(await told().innerText()).to.equal(text('finding.chose', { name: 'Maya López' }))
        expect(await field().inputValue()).to.equal('')
        await examine(page)
        await awardTo('Maya López')
        expectNobodyInAddresses()
      })

      it('by a touch on a phone', async () => {
        await page.setViewportSize({ width: 320, height: 600 })
        await type('ليلى')
        await page.getByRole('option', { name: 'ليلى محمود' }).click()
        expect(await there.staff.field(text('learners.name')).isVisible()).to.equal(false)
        await awardTo('ليلى محمود')
      })

      it('and Escape closes the list, then empties the field; an arrow opens it again', async () => {
        await type('maya')
        await list().waitFor()
        await page.keyboard.press('Escape')
        expect(await list().isVisible()).to.equal(false)
        expect(await field().inputValue()).to.equal('maya')
        await page.keyboard.press('ArrowDown')
        await list().waitFor()
        await page.keyboard.press('Escape')
        await page.keyboard.press('Escape')
        expect(await field().inputValue()).to.equal('')
        expect(await told().innerText()).to.equal('')
      })

      it('and Enter sends no form that is not finished', async () => {
        await field().focus()
        await page.keyboard.type('maya lo')
        await page.keyboard.press('Enter')
        await list().waitFor()
        expect(new URL(page.url()).pathname).to.match(/\/awards\/new$/)
        expect(await chosen().count()).to.equal(0)
      })

      it('and Enter chooses nobody whom an arrow came to before somebody typed on', async () => {
        await type('maya')
        await list().waitFor()
        await page.keyboard.press('ArrowDown')
        expect(await active()).to.equal('Maya Lo')
        await page.keyboard.type(' lóp')
        await page.keyboard.press('Enter')
        await page.getByRole('option', { name: 'Maya López' }).waitFor()
        expect(await chosen().count()).to.equal(0)
        expect(await field().inputValue()).to.equal('maya lóp')
      })

      it('and whoever went on to the next field is told, with no list over it', async () => {
        await field().fill('maya')
        await page.keyboard.press('Tab')
        await told()
          .filter({ hasText: text('finding.found', { count: 3 }) })
          .waitFor()
        expect(await list().isVisible()).to.equal(false)
      })

      it('and an answer that comes late is not the one that is shown', async () => {
        let letGo = () => {}
        const held = new Promise<void>((resolve) => (letGo = resolve))
        await page.route('**/awards/new?*', async (route) => {
          const isFirst = route.request().postData()?.includes('search=starfish') === true
          if (isFirst) await held
          await route.continue().catch(() => undefined)
        })
        await field().fill('starfish')
        await page.waitForRequest((request) => request.postData()?.includes('starfish') === true)
        await field().fill('lindqvist')
        await page.getByRole('option', { name: 'Ana Maya Lindqvist' }).waitFor()
        letGo()
        await page.waitForTimeout(300)
        expect(await list().getByRole('option').count()).to.equal(1)
        await page.unroute('**/awards/new?*')
      })

      it('and who is not there is told, with a way on; what cannot be looked for as well', async () => {
        await type('Nobody Likethis')
        expect(await told().innerText()).to.equal(text('finding.nobodyNext'))
        await page.route('**/awards/new?*', (route) => route.abort())
        await field().fill('maya')
        await told()
          .filter({ hasText: text('finding.failed') })
          .waitFor()
        await page.unroute('**/awards/new?*')
        await there.staff.press(text('finding.submit'))
        await page.getByRole('radio', { name: 'Maya López' }).waitFor()
        browsing.takeProblems()
      })

      it('and a screen reader has to read no more than it takes', async () => {
        await type('lo')
        await page.keyboard.press('ArrowDown')
        const heard = await page.locator('.finder').ariaSnapshot()
        expect(heard.split('\n').map((line) => line.trim())).to.deep.equal([
          `- text: ${text('finding.label')}`,
          `- paragraph: ${text('finding.hint')}`,
          `- combobox "${text('finding.label')}" [expanded]: lo`,
          `- status: ${text('finding.found', { count: 2 })}`,
          `- listbox "${text('finding.list')}":`,
          '- option "Maya Lo" [selected]',
          '- option "Maya López Class 7b"',
        ])
      })
    } else {
      it('by a button, and everything that was typed stays', async () => {
        await field().fill('maya')
        await there.staff.press(text('finding.submit'))
        expect(await field().inputValue()).to.equal('maya')
        const names = await page.locator('.found [data-name]').allInnerTexts()
        expect(names).to.deep.equal(['Maya Lo', 'Maya López', 'Ana Maya Lindqvist'])
        expect(await there.staff.text()).to.contain(text('finding.found', { count: 3 }))
        await page.getByRole('radio', { name: 'Maya López' }).check()
        await awardTo('Maya López')
        expectNobodyInAddresses()
      })

      it('and whoever is not there leads on to somebody new', async () => {
        await field().fill('Nobody Likethis')
        await there.staff.press(text('finding.submit'))
        expect(await there.staff.text()).to.contain(text('finding.nobody'))
        await page.getByRole('link', { name: text('finding.addNew') }).click()
        await page.keyboard.type('Likethis')
        expect(await there.staff.field(text('learners.name')).inputValue()).to.equal('Likethis')
      })
    }
  })
}
