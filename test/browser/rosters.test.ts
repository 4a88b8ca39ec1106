import { expect } from 'chai'
import { createTexts } from '../../src/text/text.ts'
import { inChromium } from '../support/browser.ts'
import { schoolZip } from '../support/one-roster.ts'
import type { TestService } from '../support/service.ts'
import { standAtTheConsole } from './at-the-console.ts'
import type { Walker } from './walker.ts'

const pasted = ['ליאור כהן', ...Array.from({ length: 29 }, (_, place) => `Camper ${place + 1}`)]
const csv = [
  'Nombre completo;Correo electrónico;Grupo;Fecha de nacimiento',
  'Íñigo Núñez;inigo@family.example;Clase 5.º B;9/3/2014',
  'ليلى محمود;;Clase 5.º B;',
  '山田 花子;;Clase 5.º B;2012-09-21',
  'Sin Correo;not an address;Clase 5.º B;',
].join('\n')

for (const isScripted of [true, false]) {
  inChromium(
    `bringing in lists in Chromium, ${isScripted ? 'with' : 'without'} JavaScript`,
    (browsing) => {
      const text = createTexts().textFor('es')
      let service: TestService
      let staff: Walker
      let home: string

      before(async function () {
        this.timeout(60_000)
        const there = await standAtTheConsole(browsing, { isScripted, language: 'es' })
        service = there.service
        staff = there.staff
        home = there.home
      })
      after(() => service.stop())

      it('thirty names are pasted for a group and found in it', async function () {
        this.timeout(60_000)
        await staff.open(`${home}/groups`)
        await staff.fill(text('groups.name'), 'Semana 1')
        await staff.press(text('groups.addSubmit'))
        await staff.expectHeading('Semana 1')
        await staff.press(text('groups.bringIn'), 'link')
        expect(await staff.field(text('rosters.group')).inputValue()).to.equal('Semana 1')
        await staff.fill(text('rosters.pasted'), pasted.join('\n'))
        await staff.press(text('rosters.submit'))
        await staff.expectHeading(text('rosters.title'))
        expect(await staff.text()).to.contain(text('rosters.foundCounts.new', { count: 30 }))
        await staff.press(text('rosters.confirm'))
        await staff.expectHeading(text('rosters.doneTitle'))
        await staff.press(text('groups.title'), 'link')
        await staff.press('Semana 1', 'link')
        expect(await staff.text())
          .to.contain('ליאור כהן')
          .and.contain('Camper 29')
      })

      it('a file with names of three scripts is looked at, and one line is told what is wrong', async function () {
        this.timeout(60_000)
        await staff.open(`${home}/roster-imports/new`)
        const file = { name: 'lista.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) }
        await staff.page.locator('input[type=file]').setInputFiles(file)
        await staff.press(text('rosters.submit'))
        const said = await staff.text()
        for (const name of ['Íñigo Núñez', 'ليلى محمود', '山田 花子']) expect(said).to.contain(name)
        expect(said).to.contain(text('rosters.problems.email'))
        await staff.unfold(text('rosters.columns'))
        await staff.choose('Grupo', text('rosters.meanings.ignored'))
        await staff.press(text('rosters.again'))
        expect(await staff.text()).not.to.contain('Grupos nuevos')
        await staff.press(text('rosters.confirm'))
        expect(await staff.text()).to.contain(text('rosters.results.added', { count: 3 }))
      })

      it('the archive of a school brings its students with their classes', async function () {
        this.timeout(60_000)
        await staff.open(`${home}/roster-imports/new`)
        const buffer = Buffer.from(schoolZip())
        const file = { name: 'oneroster.zip', mimeType: 'application/zip', buffer }
        await staff.page.locator('input[type=file]').setInputFiles(file)
        await staff.press(text('rosters.submit'))
        await staff.press(text('rosters.confirm'))
        await staff.open(`${home}/learners`)
        await staff.fill(text('learners.search'), 'anita')
        await staff.press(text('common.search'))
        expect(await staff.text())
          .to.contain('Anita Ruiz')
          .and.contain('Biology (BIO-1)')
      })
    },
  )
}
