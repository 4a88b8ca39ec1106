import { expect } from 'chai'
import { createTexts } from '../../src/text/text.ts'
import { inChromium } from '../support/browser.ts'
import type { TestService } from '../support/service.ts'
import { content } from '../app/stage.ts'
import { standAtTheConsole } from './at-the-console.ts'
import type { Walker } from './walker.ts'

const pasted = [
  'Name,Email,Pet',
  'Ana Flores,ana@class.example,cat',
  'ليلى محمود,,',
  'Cem,cem at class,dog',
  'Ana Flores,ana@class.example,cat',
  ...Array.from({ length: 56 }, (_, place) => `Camper ${String(place)},,`),
].join('\n')

for (const isScripted of [true, false]) {
  inChromium(
    `a class is awarded in Chromium, ${isScripted ? 'with' : 'without'} JavaScript`,
    (browsing) => {
      const text = createTexts().textFor('en')
      let service: TestService
      let staff: Walker
      let home: string

      before(async function () {
        this.timeout(60_000)
        const there = await standAtTheConsole(browsing, { isScripted })
        service = there.service
        staff = there.staff
        home = there.home
        const { achievements } = service.services
        const badge = await achievements.create(there.caller, there.organizationId, { ...content })
        await achievements.publish(there.caller, there.organizationId, badge.id)
      })
      after(() => service.stop())

      const runOnce = () => service.services.worker.runDue()
      const work = async () => {
        while ((await runOnce()) > 0);
      }
      /** By itself where there is a script; by a link where there is none. */
      const expectSoon = async (words: string) => {
        if (!isScripted) await staff.press(text('batches.show.lookAgain'), 'link')
        const found = staff.page.locator('main').getByText(words, { exact: true }).first()
        await found.waitFor({ timeout: 20_000 })
      }
      const howFar = (done: number, count: number) => text('batches.show.howFar', { done, count })

      it('sixty rows are pasted and looked through, without a reload where there is a script', async () => {
        await staff.open(`${home}/batches`)
        await staff.press(text('batches.create'), 'link')
        await staff.fill(text('batches.new.pasted'), pasted)
        await staff.fill(text('batches.new.name'), 'Class 7b')
        await staff.press(text('batches.new.submit'))
        await staff.expectHeading(text('batchColumns.title'))
        expect(await staff.text()).to.contain(text('batchColumns.lead', { count: 60 }))
      })

      it('a column that nobody knows is named, and the page says what is missing and how it is read', async () => {
        const meaning = (one: 'ignored' | 'email' | 'givenName') =>
          text(`batchColumns.meanings.${one}`)
        /** By itself where there is a script; by a button where there is none. */
        const expectRead = async (words: string) => {
          if (!isScripted) await staff.press(text('batchColumns.again'))
          await staff.page.locator('[data-read]').getByText(words).first().waitFor()
        }
        expect(await staff.text()).to.contain('cat · dog')
        await staff.choose('Pet', meaning('email'))
        await expectRead(text('fields.said-twice'))
        await staff.press(text('batchColumns.submit'))
        expect(await staff.text()).to.contain(text('form.problems', { count: 1 }))
        await staff.choose('Pet', meaning('ignored'))
        await staff.choose('Name', meaning('ignored'))
        await expectRead(text('fields.who-missing'))
        await staff.choose('Name', meaning('givenName'))
        await expectRead(text('batchColumns.enough'))
        await staff.press(text('batchColumns.submit'))
        await staff.expectHeading('Class 7b')
        expect(await staff.text()).to.contain(howFar(0, 60))
        await work()
        await expectSoon(text('batches.states.ready'))
        const said = await staff.text()
        expect(said).to.contain(text('batchColumns.leftOut', { columns: 'Pet' }))
        expect(said).to.contain(
          text('batches.problems.format', { column: text('batches.columns.email') }),
        )
        expect(said).to.contain(text('batches.duplicateOfRow', { number: 1 }))
        expect(said).to.contain(text('batches.show.willAward', { count: 58 }))
      })

      it('the mail and the badge of a row are seen before anything is sent', async () => {
        await staff.press(text('batchPreview.openFirst'), 'link')
        await staff.expectHeading(text('batchPreview.title'))
        const said = await staff.text()
        expect(said).to.contain('ana@class.example').and.contain(text('batchPreview.nothingSent'))
        await staff.press(text('batchPreview.after'), 'link')
        expect(await staff.text()).to.contain(text('batchPreview.noMail.no-address.title'))
        await staff.press(text('batchPreview.back'), 'link')
        await staff.expectHeading('Class 7b')
      })

      it('a row is mended in place, and keeps what was typed until it fits', async () => {
        await staff.press('Row 3 · Cem', 'link')
        const email = text('batches.columns.email')
        await staff.fill(email, 'cem at')
        await staff.press(text('batches.row.save'))
        expect(await staff.text()).to.contain(text('batches.rowStates.invalid'))
        expect(await staff.field(email).inputValue()).to.equal('cem at')
        await staff.fill(email, 'cem@class.example')
        await staff.press(text('batches.row.save'))
        expect(await staff.text()).to.contain(text('batches.rowStates.valid'))
        await staff.press('Class 7b', 'link')
        expect(await staff.text()).to.contain(text('batches.show.willAward', { count: 59 }))
      })

      it('it is started from the keyboard, and the page tells how far it is, after a reload too', async () => {
        const { page } = staff
        await staff.field(text('batches.show.hold')).focus()
        await page.keyboard.press('Tab')
        await page.keyboard.press('Enter')
        await page.getByText(text('batches.show.running')).waitFor()
        expect(await staff.text()).to.contain(howFar(0, 59))
        const pause = page.getByRole('button', { name: text('batches.show.pause') })
        await pause.focus()
        await runOnce()
        await expectSoon(howFar(40, 59))
        if (isScripted) {
          const focused = await page.evaluate<string>('document.activeElement.textContent')
          expect(focused, 'the focus stays').to.equal(text('batches.show.pause'))
        }
        await staff.open(page.url())
        expect(await staff.text()).to.contain(howFar(40, 59))
      })

      it('it is paused, stands still, and goes on to its end', async () => {
        await staff.press(text('batches.show.pause'))
        await work()
        expect(await staff.text()).to.contain(text('batches.states.paused'))
        await staff.press(text('batches.show.resume'))
        expect(await staff.text()).to.contain(howFar(40, 59))
        await work()
        await expectSoon(text('batches.states.done'))
        expect(await staff.text()).to.contain(text('batches.rowStates.held'))
      })

      it('a row says what became of it, and the whole is undone in time', async () => {
        const id = new URL(staff.page.url()).pathname
        await staff.open(`${id}/rows/1`)
        expect(await staff.text()).to.contain(text('batches.next.held'))
        await staff.open(`${id}/rows?state=issued`)
        await staff.expectHeading(text('batches.rowStates.issued'))
        await staff.open(id)
        await staff.press(text('batches.show.undo'), 'link')
        expect(await staff.text()).to.contain(text('batches.undo.inTime'))
        await staff.press(text('batches.undo.submit'))
        await staff.fill(text('batches.undo.reason'), 'The wrong class.')
        await staff.press(text('batches.undo.submit'))
        expect(await staff.text()).to.contain(text('batches.show.undoing'))
        await work()
        await expectSoon(text('batches.rowStates.undone'))
        await staff.open(id)
        expect(await staff.text()).not.to.contain(text('batches.show.undoing'))
        service.pass(3_600_000)
        await work()
        expect(
          await service.linkMailedTo('ana@class.example', '/claim/').catch(() => 'no mail'),
        ).to.equal('no mail')
      })
    },
  )
}
