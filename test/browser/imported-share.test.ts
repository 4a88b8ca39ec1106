import { expect } from 'chai'
import { createTexts } from '../../src/text/text.ts'
import { inChromium } from '../support/browser.ts'
import { badgeOfAKey } from '../support/badge-of-a-key.ts'
import { standOnStage, type OnStage } from './on-stage.ts'
import type { Walker } from './walker.ts'

const email = 'zoe@elsewhere.example'
const badge = 'Tide pool ecologist'

for (const isScripted of [true, false]) {
  inChromium(
    `a badge from elsewhere, ${isScripted ? 'with' : 'without'} JavaScript`,
    (browsing) => {
      const text = createTexts().textFor('en')
      let place: OnStage
      let zoe: Walker
      let college: Walker
      let address = ''

      before(async function () {
        this.timeout(240_000)
        place = await standOnStage(browsing, { isScripted })
        await place.stage.held(await place.stage.person(email), 'adult', 'Zoë Núñez')
        zoe = await place.signedIn(email)
        college = await place.somebody()
      })
      after(() => place.stage.stop())

      const linkOn = async ({ page }: Walker) =>
        page.locator('#shares .share input').first().inputValue()

      it('is brought in, and a link to it alone is made on its page', async () => {
        await zoe.open('/backpack/import')
        await zoe.page.locator('[name="pasted"]').fill(await badgeOfAKey())
        await zoe.press(text('imports.submit'))
        await zoe.expectHeading(badge)
        await zoe.press(text('backpack.share.open'))
        address = await linkOn(zoe)
        expect(address).to.match(/\/s\/[\w-]{22}$/)
        const ways = zoe.page.locator('#take-along')
        expect(await ways.getByLabel(text('takeAlong.web.embed')).inputValue()).to.contain(
          `${address}/embed`,
        )
      })

      it('tells a stranger who gave it, who shows it and when it was checked, and is checked at one press', async () => {
        expect(await college.open(address)).to.equal(200)
        await college.expectHeading(badge)
        const shown = await college.text()
        for (const said of [
          'Naturkundemuseum',
          text('importedShare.shown'),
          'Zoë Núñez',
          text('importedShare.checked'),
          text('importedShare.names.another'),
        ]) {
          expect(shown).to.contain(said)
        }
        expect(await college.press(text('shared.verify'))).to.equal(200)
        expect(await college.text()).to.contain(badge)
      })

      it('stands in a frame of somebody else’s page', async () => {
        expect(await college.open(`${address}/embed`)).to.equal(200)
        await college.expectHeading(badge)
      })

      it('shows less by initials, and says why there is nothing to check', async () => {
        await zoe.open(new URL(zoe.page.url()).pathname)
        await zoe.press(text('backpack.share.change'), 'link')
        await zoe.page.locator('[name="nameForm"]').selectOption('initials')
        await zoe.press(text('sharing.link.save'))
        await college.open(address)
        const shown = await college.text()
        expect(shown).to.contain('Z. N.').and.to.contain(text('importedShare.partOnly'))
        expect(shown).not.to.contain('Núñez').and.not.to.contain('limpets')
        const buttons = college.page.getByRole('button', { name: text('shared.verify') })
        expect(await buttons.count()).to.equal(0)
      })

      it('is closed among all that is shared', async () => {
        await zoe.open('/backpack')
        await zoe.press(text('sharing.link.title', { badge }), 'link')
        await zoe.press(text('backpack.share.close'))
        expect(await college.open(address)).to.equal(410)
        expect(await college.text()).not.to.contain(badge)
      })

      it('comes in among several, and whoever brings them in reads why the others do not', async () => {
        const handed = [
          await badgeOfAKey({ name: 'Welder' }),
          (await badgeOfAKey({ name: 'Baker' })).replace('Baker', 'Surgeon'),
        ].map((one): unknown => JSON.parse(one))
        await zoe.open('/backpack/import')
        await zoe.page.locator('[name="pasted"]').fill(JSON.stringify(handed))
        expect(await zoe.press(text('imports.submit'))).to.equal(200)
        await zoe.expectHeading(text('broughtIn.sum', { kept: 1, total: 2 }))
        expect(await zoe.text())
          .to.contain('Surgeon')
          .and.to.contain(text('broughtIn.reasons.not-genuine.title'))
        await zoe.press('Welder', 'link')
        await zoe.expectHeading('Welder')
      })
    },
  )
}
