import { expect } from 'chai'
import type { Caller } from '../../src/caller.ts'
import { createTexts } from '../../src/text/text.ts'
import { timestamp } from '../../src/world.ts'
import { day, type Stage } from '../app/stage.ts'
import { inChromium } from '../support/browser.ts'
import { standOnStage, type OnStage } from './on-stage.ts'
import type { Walker } from './walker.ts'

const email = 'zoe@home.example'

for (const isScripted of [true, false]) {
  inChromium(
    `deleting an account in Chromium, ${isScripted ? 'with' : 'without'} JavaScript`,
    (browsing) => {
      const en = createTexts().textFor('en')
      let there: OnStage
      let stage: Stage
      let owner: Caller
      let zoe: Walker
      let share: string

      before(async function () {
        this.timeout(60_000)
        there = await standOnStage(browsing, { isScripted })
        stage = there.stage
        owner = await stage.person(email)
        const award = await stage.held(owner, 'adult', 'Zoë')
        const { portfolio, world, guardianship } = stage.service.services
        const endsAt = timestamp(new Date(world.now().getTime() + 30 * day))
        share = (await portfolio.share(owner, award.id, { endsAt, nameForm: 'first' })).id
        const child = await stage.award({ name: 'Ida', ageBand: 'minor' })
        await guardianship.guardians.claimedBy(owner.accountId, child.learnerId, 'slip')
        zoe = await there.signedIn(email)
      })
      after(() => stage.stop())

      it('leads from the account to what goes and what stays, by name', async () => {
        await zoe.open('/account')
        await zoe.press(en('deletion.title'), 'link')
        await zoe.expectHeading(en('deletion.title'))
        const said = await zoe.text()
        expect(said)
          .to.contain(en('deletion.goes.child', { name: 'Ida' }))
          .and.contain(en('deletion.stays.place', { place: 'Museum of Rivers' }))
          .and.contain(en('deletion.takeLead', { count: 1 }))
      })

      it('offers the whole backpack as one file first', async () => {
        const link = zoe.page.getByRole('link', { name: en('deletion.takeAll') })
        const file = await zoe.page.request.get((await link.getAttribute('href')) ?? '')
        expect(file.status()).to.equal(200)
        expect(await file.text()).to.contain('ClrCredential')
      })

      it('deletes nothing where another address was typed, and keeps what was chosen', async () => {
        await zoe.page.getByRole('checkbox').check()
        await zoe.fill(en('deletion.confirm'), 'somebody@else.example')
        expect(await zoe.press(en('deletion.submit'))).to.equal(422)
        expect(await zoe.page.getByRole('checkbox').isChecked()).to.equal(true)
        expect(await zoe.field(en('deletion.confirm')).inputValue()).to.contain('else')
        browsing.takeProblems()
        expect(await zoe.open('/backpack')).to.equal(200)
      })

      it('deletes it by the right one: signed out, the link closed, the address free', async () => {
        await zoe.open('/account/deletion')
        await zoe.fill(en('deletion.confirm'), email)
        await zoe.press(en('deletion.submit'))
        await zoe.expectHeading(en('deletion.doneTitle'))
        await zoe.open('/backpack')
        expect(new URL(zoe.page.url()).pathname).to.equal('/sign-in')
        const stranger = await there.somebody()
        expect([404, 410]).to.include(await stranger.open(`/s/${share}`))
        browsing.takeProblems()
        const again = await there.signedIn(email)
        await again.open('/backpack')
        expect(await again.text()).not.to.contain('River Watcher')
      })
    },
  )
}
