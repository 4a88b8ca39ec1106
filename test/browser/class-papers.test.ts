import { expect } from 'chai'
import { createTexts } from '../../src/text/text.ts'
import { inChromium } from '../support/browser.ts'
import type { TestService } from '../support/service.ts'
import { standAtTheConsole } from './at-the-console.ts'
import type { Walker } from './walker.ts'

const names = ['Ada Lovelace-Featherstonehaugh', 'محمد عبد الرحمن', '王小明']

for (const isScripted of [true, false]) {
  inChromium(
    `the papers of a class in Chromium, ${isScripted ? 'with' : 'without'} JavaScript`,
    (browsing) => {
      const en = createTexts().textFor('en')
      let service: TestService
      let staff: Walker
      let group: string
      let ids: readonly string[]

      before(async function () {
        this.timeout(60_000)
        const there = await standAtTheConsole(browsing, { isScripted })
        service = there.service
        staff = there.staff
        const { learners } = service.services
        const made = await learners.groups.create(there.caller, there.organizationId, 'Class 4b')
        const people = await Promise.all(
          names.map((name) =>
            learners.add(there.caller, there.organizationId, {
              name,
              language: 'en',
              ageBand: 'minor',
            }),
          ),
        )
        ids = people.map(({ id }) => id)
        await learners.groups.add(there.caller, there.organizationId, made.id, ids)
        group = `${there.home}/groups/${made.id}`
      })
      after(() => service.stop())

      const tick = (place: number, purpose: 'hold-badges' | 'show-publicly') =>
        staff.page.getByRole('checkbox', {
          name: en('classConsents.tick', {
            purpose: en(`guardianship.purposes.${purpose}`),
            name: names[place] ?? '',
          }),
          exact: true,
        })
      const given = async (place: number) => {
        const found = await service.services.learners.byId(ids[place] ?? '')
        return (found?.consents ?? []).map(({ purpose }) => purpose)
      }

      it('a teacher comes to the table from the group', async () => {
        await staff.open(group)
        await staff.press(en('classConsents.forGroup'), 'link')
        await staff.expectHeading(en('classConsents.title', { group: 'Class 4b' }))
        for (const name of names) expect(await staff.text()).to.contain(name)
      })

      it('nothing ticked is nothing noted, and it says so', async () => {
        expect(await staff.press(en('classConsents.submit'))).to.equal(422)
        expect(await staff.text()).to.contain(en('classConsents.nothing'))
        browsing.takeProblems()
      })

      it('a column is ticked at once, one is unticked, one more ticked, and all is noted together', async () => {
        const all = en('classConsents.all', { purpose: en('guardianship.purposes.hold-badges') })
        await staff.press(all)
        for (const place of [0, 1, 2]) {
          expect(await tick(place, 'hold-badges').isChecked()).to.equal(true)
          expect(await given(place), 'nothing is noted before').to.deep.equal([])
        }
        await tick(2, 'hold-badges').uncheck()
        await tick(0, 'show-publicly').check()
        await staff.press(en('classConsents.submit'))
        expect(await staff.page.getByText(en('classConsents.given'), { exact: true }).count())
          .to //
          .equal(3)
        expect(await given(0)).to.have.members(['hold-badges', 'show-publicly'])
        expect(await given(1)).to.deep.equal(['hold-badges'])
        expect(await given(2)).to.deep.equal([])
      })

      it('the slips of the class are made once and fetched as one PDF', async () => {
        await staff.open(group)
        await staff.press(en('slips.forGroup'), 'link')
        await staff.expectHeading(en('slips.title', { group: 'Class 4b' }))
        await staff.press(en('slips.make'))
        const link = staff.page.getByRole('link', {
          name: en('slips.a4', { which: en('slips.inBoth') }),
        })
        const sheet = await staff.page.request.get((await link.getAttribute('href')) ?? '')
        expect(sheet.status()).to.equal(200)
        expect(sheet.headers()['content-type']).to.equal('application/pdf')
        const pdf = await sheet.body()
        expect(pdf.subarray(0, 5).toString('latin1')).to.equal('%PDF-')
        // Two slips on a page.
        expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)).to.have.length(2)
      })
    },
  )
}
