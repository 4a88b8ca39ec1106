import { expect } from 'chai'
import { createTexts } from '../../src/text/text.ts'
import { inChromium } from '../support/browser.ts'
import type { TestService } from '../support/service.ts'
import { standAtTheConsole } from './at-the-console.ts'
import type { Walker } from './walker.ts'

for (const isScripted of [true, false]) {
  inChromium(
    `designing and looking after badges in Chromium, ${isScripted ? 'with' : 'without'} JavaScript`,
    (browsing) => {
      const text = createTexts().textFor('en')
      let service: TestService
      let staff: Walker
      let home: string

      before(async function () {
        this.timeout(120_000)
        const there = await standAtTheConsole(browsing, { isScripted })
        service = there.service
        staff = there.staff
        home = there.home
      })
      after(() => service.stop())

      const tile = (group: string, name: string) =>
        staff.group(group).getByRole('radio', { name, exact: true }).check({ force: true })
      const shown = () => staff.page.locator('img[data-art]').first().getAttribute('src')
      /** With a script it is drawn by itself, without one at the press of a button. */
      const seen = async (part: string) => {
        if (!isScripted) await staff.press(text('educators.designer.show'))
        await staff.page.locator(`img[data-art][src*="${part}"]`).first().waitFor()
      }

      it('a beginner is led from the empty console to a badge that is begun for them', async function () {
        this.timeout(120_000)
        await staff.open(home)
        expect(await staff.text()).to.contain(text('educators.home.first.title'))
        await staff.press(text('organizations.home.design'), 'link')
        await staff.press(text('educators.starts.questions.name'), 'link')
        expect(await staff.field(text('achievements.edit.name')).inputValue()).to.equal(
          text('educators.starts.questions.name'),
        )
      })

      it('each part is chosen as a tile and seen at once, and hard colours are told', async function () {
        this.timeout(120_000)
        await tile(text('educators.designer.outline'), text('educators.designer.outlines.shield'))
        await tile(text('educators.designer.mark'), text('educators.designer.marks.rocket'))
        await seen('mark=rocket')
        expect(await shown()).to.contain('outline=shield')
        const folded = text('educators.designer.ownColours')
        await staff.page.locator('.designer-choices summary', { hasText: folded }).click()
        await staff.field(text('educators.designer.markColour')).fill('#20403a')
        if (!isScripted) await tile(text('educators.designer.palette'), folded)
        await seen('palette=own')
        const note = staff.page.locator('.design-note', { hasText: '3 to 1 is needed' })
        await note.first().locator('svg').waitFor()
        await tile(text('educators.designer.palette'), text('educators.designer.palettes.dusk'))
        await seen('palette=dusk')
        const good = text('educators.designer.notes.allGood')
        await staff.page.locator('[data-notes]', { hasText: good }).waitFor()
      })

      it('chance chooses another look and leaves the words', async function () {
        this.timeout(120_000)
        const before = await shown()
        const press = staff.page.getByRole('button', { name: text('educators.designer.surprise') })
        if (isScripted) {
          await press.click()
          await staff.page
            .locator(`img[data-art]:not([src="${before ?? ''}"])`)
            .first()
            .waitFor()
        } else await staff.press(text('educators.designer.surprise'))
        expect(await shown()).not.to.equal(before)
        const mark = staff.page.locator('input[name="design[mark]"]:checked')
        expect(await mark.inputValue()).to.equal('')
        expect(await staff.field(text('achievements.edit.name')).inputValue()).to.equal(
          text('educators.starts.questions.name'),
        )
      })

      it('it is saved, published, and its versions stand side by side', async function () {
        this.timeout(120_000)
        await staff.press(text('achievements.edit.save'))
        await staff.press(text('achievements.show.publish'))
        await staff.press(text('achievements.show.edit'), 'link')
        await staff.fill(text('achievements.edit.name'), 'Asked Great Questions')
        await staff.press(text('achievements.edit.save'))
        await staff.press(text('educators.versions.link'), 'link')
        expect(await staff.text())
          .to.contain(text('educators.versions.now'))
          .and.contain(text('educators.versions.draft'))
      })

      if (isScripted) {
        it('what is typed survives a closed window, and can be thrown away', async function () {
          this.timeout(120_000)
          await staff.open(`${home}/achievements/new`)
          await staff.fill(text('achievements.edit.name'), 'Half a badge')
          const kept = text('educators.drafts.kept')
          await staff.page.locator('[role=status]', { hasText: kept }).waitFor()
          await staff.open(home)
          expect(await staff.text()).to.contain('Half a badge')
          await staff.press('Half a badge', 'link')
          expect(await staff.field(text('achievements.edit.name')).inputValue()).to.equal(
            'Half a badge',
          )
          const other = await staff.page.context().newPage()
          await other.goto(`${service.base}${home}/achievements/new`)
          await other.locator('[name=name]').fill('Another window')
          await other.locator('[role=status]', { hasText: kept }).waitFor()
          await other.close()
          browsing.takeProblems()
          await staff.fill(text('achievements.edit.name'), 'Half a badge more')
          const elsewhere = text('educators.drafts.elsewhere')
          await staff.page.locator('[role=status]', { hasText: elsewhere }).waitFor()
          // The answer that tells it is a conflict, and the browser notes it.
          browsing.takeProblems()
          await staff.open(`${home}/achievements/new`)
          await staff.press(text('educators.drafts.drop'))
          expect(await staff.field(text('achievements.edit.name')).inputValue()).to.equal('')
        })
      }

      it('awards are looked after from their list', async function () {
        this.timeout(120_000)
        await staff.open(`${home}/awards/new`)
        await staff.fill(text('learners.name'), 'Kim')
        await staff.choose(text('learners.age'), text('learners.ages.adult'))
        await staff.press(text('issuing.award.submit'))
        await staff.open(`${home}/awards`)
        await staff.page.getByRole('checkbox').first().check()
        await staff.page.locator('.chosen-deeds').scrollIntoViewIfNeeded()
        await staff.press(text('educators.recipients.suspend'))
        await staff.expectHeading(text('educators.recipients.confirm.suspend'))
        expect(await staff.press(text('educators.recipients.confirm.suspendSubmit'))).to.equal(422)
        await staff.fill(text('educators.recipients.confirm.reason'), 'To be looked at again.')
        await staff.press(text('educators.recipients.confirm.suspendSubmit'))
        expect(await staff.text()).to.contain(
          text('educators.recipients.done.suspend', { count: 1 }),
        )
        await staff.open(home)
        expect(await staff.text()).to.contain('Kim')
      })
    },
  )
}
