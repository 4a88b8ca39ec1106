import { expect } from 'chai'
import { createTexts } from '../../src/text/text.ts'
import { inChromium } from '../support/browser.ts'
import { schoolZip } from '../support/one-roster.ts'
import { startTestService, type TestService } from '../support/service.ts'
import { createExamine } from './examine.ts'
import { walk, type Walker } from './walker.ts'

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
      const examine = createExamine({ isScripted })
      const text = createTexts().textFor('es')
      let service: TestService
      let staff: Walker
      let home: string

      before(async function () {
        this.timeout(60_000)
        service = await startTestService()
        const { accounts, organizations } = service.services
        const { people } = accounts
        const email = 'amara@museum.example'
        const { id } = await people.ofEmail(email, { name: 'Amara', language: 'es' })
        await people.makeOperator(id)
        const caller = await accounts.callerOfAccount(id)
        if (caller === undefined) throw new Error('there is no such account')
        const facts = { name: 'Museum', sector: 'museum', email: 'hello@museum.example' } as const
        home = `/console/${(await organizations.create(caller, facts)).id}`
        const page = await browsing.person(service.base, {
          baseURL: service.base,
          locale: 'es',
          javaScriptEnabled: isScripted,
        })
        staff = walk(page, { examine, optional: text('common.optional') })
        await staff.open('/sign-in')
        await staff.fill(text('accounts.email'), email)
        await page.locator('main form button').click()
        await staff.open(await service.linkMailedTo(email, '/sign-in/'))
        await page.locator('main form button').click()
        await page.waitForURL(/console|backpack|account/)
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
        await staff.press(text('learners.title'), 'link')
        await staff.fill(text('learners.search'), 'anita')
        await staff.press(text('common.search'))
        expect(await staff.text())
          .to.contain('Anita Ruiz')
          .and.contain('Biology (BIO-1)')
      })
    },
  )
}
