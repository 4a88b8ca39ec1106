import { expect } from 'chai'
import type { Caller } from '../../src/caller.ts'
import { defaultPolicy } from '../../src/guardianship/policy.ts'
import { learnerTable } from '../../src/learners/tables.ts'
import { createTexts } from '../../src/text/text.ts'
import { timestamp } from '../../src/world.ts'
import { day, type Stage } from '../app/stage.ts'
import { inChromium } from '../support/browser.ts'
import { standOnStage, type OnStage } from './on-stage.ts'
import type { Walker } from './walker.ts'

for (const isScripted of [true, false]) {
  inChromium(
    `taking over in Chromium, ${isScripted ? 'with' : 'without'} JavaScript`,
    (browsing) => {
      const en = createTexts().textFor('en')
      let there: OnStage
      let stage: Stage
      let guardian: Caller
      let rosa: Walker
      let ida: Walker
      let learnerId: string
      let stays: string
      let ends: string
      let code: string

      before(async function () {
        this.timeout(60_000)
        there = await standOnStage(browsing, { isScripted })
        stage = there.stage
        const award = await stage.award({ name: 'Ida Rivera', ageBand: 'minor' })
        learnerId = award.learnerId
        guardian = await stage.person('rosa@family.example')
        const { guardians, policies } = stage.service.services.guardianship
        await guardians.claimedBy(guardian.accountId, learnerId, 'slip')
        // A place where whoever is old enough decides alone what is shown.
        const { purposes } = defaultPolicy
        const shown = { ...purposes['show-publicly'], guardianUntil: 'consent-age' } as const
        const policy = { ...defaultPolicy, purposes: { ...purposes, 'show-publicly': shown } }
        await policies.change(stage.operator, stage.museum, policy)
        await stage.allow(learnerId, 'hold-badges', 'show-publicly', 'show-evidence')
        stays = await opened(award.id, 30)
        ends = await opened(award.id, 60)
        await stage.service.storage.open(learnerTable).change(learnerId, (found) => ({
          ...found,
          consentsFrom: '2020-01-01',
          adultFrom: '2099-01-01',
        }))
        rosa = await there.signedIn('rosa@family.example')
        ida = await there.signedIn('ida@youth.example')
      })
      after(() => stage.stop())

      const opened = async (awardId: string, days: number) => {
        const { portfolio, world } = stage.service.services
        const endsAt = timestamp(new Date(world.now().getTime() + days * day))
        return (await portfolio.share(guardian, awardId, { endsAt, nameForm: 'first' })).id
      }
      const statusOf = async (share: string) => {
        const stranger = await there.somebody()
        const status = await stranger.open(`/s/${share}`)
        // The browser itself complains of an answer that was asked for.
        browsing.takeProblems()
        return status
      }
      const box = (value: string) => ida.page.locator(`main input[value="${value}"]`)

      it('staff print a code for a youth who has no account yet', async () => {
        const staff = await there.signedIn('operator@service.example')
        await staff.open(`/console/${stage.museum}/learners/${learnerId}/guardianship`)
        await staff.press(en('guardianship.staff.handOver'))
        code = await staff.page.locator('main code').innerText()
        expect(await staff.text()).to.contain(`${stage.service.base}/hand-over`)
      })

      it('a code that is not right says so, and stays to be mended', async () => {
        await ida.open('/hand-over')
        await ida.expectHeading(en('guardianship.handOver.codeTitle'))
        await ida.fill(en('guardianship.family.code'), 'ABCD-EFGH-JKMN-P')
        expect(await ida.press(en('guardianship.handOver.codeSubmit'))).to.equal(404)
        expect(await ida.field(en('guardianship.family.code')).inputValue()).to.contain('ABCD')
        browsing.takeProblems()
      })

      it('the right one leads to what was allowed, the links that are open, and the guardians; nothing has changed yet', async () => {
        await ida.fill(en('guardianship.family.code'), code.toLowerCase())
        await ida.press(en('guardianship.handOver.codeSubmit'))
        await ida.expectHeading(en('guardianship.handOver.title'))
        const said = await ida.text()
        expect(said)
          .to.contain(en('guardianship.purposes.hold-badges'))
          .and.contain(en('guardianship.purposes.show-publicly'))
          .and.contain(en('guardianship.handOver.shares'))
          .and.contain(en('guardianship.handOver.guardiansHint'))
        expect(await ida.page.locator('main input[type=checkbox]:checked').count()).to.equal(0)
        expect(await statusOf(ends)).to.equal(200)
        expect(await rosa.open(`/family/${learnerId}`)).to.equal(200)
      })

      it('what is ticked goes on as their own, what is not ends, and the guardian sees nothing any more', async () => {
        for (const kept of ['hold-badges', 'show-publicly', stays]) await box(kept).check()
        await ida.press(en('guardianship.handOver.submit'))
        await ida.expectHeading(en('guardianship.own.at', { organization: 'Museum of Rivers' }))
        expect(await statusOf(stays)).to.equal(200)
        expect(await statusOf(ends)).to.equal(410)
        expect(await rosa.open(`/family/${learnerId}`)).to.equal(404)
        await rosa.open('/family')
        expect(await rosa.text()).not.to.contain('Ida')
        browsing.takeProblems()
        const learner = await stage.service.services.learners.byId(learnerId)
        const standing = learner?.consents?.filter(({ withdrawn }) => withdrawn === undefined)
        expect(standing?.map(({ purpose }) => purpose)).to.have.members([
          'hold-badges',
          'show-publicly',
        ])
      })

      it('from then on the badge is in their backpack, and they end the link themselves', async () => {
        await ida.open('/backpack')
        expect(await ida.text()).to.contain('River Watcher')
        await ida.open(`/consents/${learnerId}`)
        const purpose = en('guardianship.purposes.show-publicly')
        await ida.press(en('guardianship.child.takeBack', { purpose }))
        expect(await statusOf(stays)).to.equal(410)
      })

      it('the code works once', async () => {
        const other = await there.signedIn('somebody@else.example')
        await other.open('/hand-over')
        await other.fill(en('guardianship.family.code'), code)
        expect(await other.press(en('guardianship.handOver.codeSubmit'))).to.equal(404)
        browsing.takeProblems()
      })
    },
  )
}
