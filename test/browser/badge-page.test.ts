import { expect } from 'chai'
import { createTexts } from '../../src/text/text.ts'
import { timestamp } from '../../src/world.ts'
import { content, day, setStage, type Stage } from '../app/stage.ts'
import { inChromium } from '../support/browser.ts'
import { createExamine } from './examine.ts'
import { walk, type Walker } from './walker.ts'

for (const isScripted of [true, false]) {
  inChromium(`the page of a badge, ${isScripted ? 'with' : 'without'} JavaScript`, (browsing) => {
    const text = createTexts().textFor('en')
    let stage: Stage
    let award: string
    let address: string
    let college: Walker
    let learner: Walker

    const somebody = async () =>
      walk(
        await browsing.person(stage.service.base, {
          baseURL: stage.service.base,
          javaScriptEnabled: isScripted,
          viewport: { width: 320, height: 800 },
          permissions: ['clipboard-read', 'clipboard-write'],
        }),
        { examine: createExamine({ isScripted }), optional: text('common.optional') },
      )

    before(async function () {
      this.timeout(240_000)
      stage = await setStage()
      const { achievements, issuing, portfolio, accounts, world } = stage.service.services
      const { id } = await achievements.create(stage.operator, stage.museum, {
        ...content,
        tags: ['water'],
        alignments: [
          {
            targetName: 'Analyzing Data',
            targetUrl: 'https://example.org/sep4',
            targetCode: 'SEP4',
            targetFramework: 'Science Practices',
          },
        ],
        rubric: { name: 'How far along', levels: [{ name: 'Explorer' }, { name: 'Guide' }] },
      })
      await achievements.publish(stage.operator, stage.museum, id)
      const zoe = await stage.person('zoe@badge.example')
      const given = await issuing.award(stage.operator, stage.museum, {
        achievementId: id,
        learner: { name: 'Zoë Núñez', language: 'en', ageBand: 'adult' },
        statement: {
          narrative: 'Tested the creek at **three places**.',
          level: 1,
          evidence: [{ name: 'Field notebook', url: 'https://example.org/notebook' }],
          hashedIdentity: false,
        },
      })
      award = given.id
      const code = (await issuing.claimCode(stage.operator, stage.museum, award)) ?? ''
      await issuing.claims.claimCode(code, zoe.accountId)
      const endsAt = timestamp(new Date(world.now().getTime() + 30 * day))
      const share = await portfolio.share(zoe, award, { endsAt, nameForm: 'first' })
      address = `/s/${share.id}`
      college = await somebody()
      learner = await somebody()
      await accounts.signIn.requestLink({ email: 'zoe@badge.example', language: 'en', next: '/' })
      await learner.page.goto(await stage.service.linkMailedTo('zoe@badge.example', '/sign-in/'))
      await learner.page.getByRole('button', { name: text('accounts.useLink.submit') }).click()
      await learner.page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
    })
    after(() => stage.stop())

    it('tells what was done, how well, by which measure and who gave it', async () => {
      expect(await college.open(address)).to.equal(200)
      await college.expectHeading('River Watcher')
      const shown = await college.text()
      for (const said of ['Zoë', 'three places', 'Field notebook', 'SEP4', 'Science Practices']) {
        expect(shown).to.contain(said)
      }
      expect(shown).not.to.contain('Núñez')
      const reached = college.page.locator('li', { hasText: text('badgePage.reached') })
      expect(await reached.innerText())
        .to.contain('Guide')
        .and.not.to.contain('Explorer')
    })

    it('answers whether it is real at one press', async () => {
      expect(await college.press(text('shared.verify'))).to.equal(200)
      expect(await college.text()).to.contain('River Watcher')
    })

    it('prints with a code in the place of its buttons', async () => {
      await college.page.goto(address)
      await college.page.emulateMedia({ media: 'print' })
      const code = college.page.locator('.printed-code img')
      expect(await code.isVisible()).to.equal(true)
      const button = college.page.getByRole('button', { name: text('shared.verify') })
      expect(await button.isVisible()).to.equal(false)
      await college.page.emulateMedia({ media: 'screen' })
    })

    it('stands in somebody else’s page, on its own page, by day and by night', async () => {
      expect(await college.open(`${address}/embed`)).to.equal(200)
      const { page } = await somebody()
      const body = `<!doctype html><iframe src="${address}/embed" width="480" height="210"></iframe>`
      await page.route('**/somebodys-page', (route) =>
        route.fulfill({ contentType: 'text/html', body }),
      )
      await page.goto('/somebodys-page')
      const frame = page.frameLocator('iframe')
      await frame.getByRole('heading', { name: 'River Watcher' }).waitFor()
      expect(await frame.getByRole('link').getAttribute('target')).to.equal('_blank')
    })

    it('its owner finds every way out of here in one place', async () => {
      await learner.open(`/backpack/${award}`)
      const { page } = learner
      const all = page.locator('#take-along')
      for (const heading of ['paper', 'web', 'files'] as const) {
        const name = text(`takeAlong.${heading}.title`)
        expect(await all.getByRole('heading', { name }).count()).to.equal(1)
      }
      const linkedIn = all.getByRole('link', { name: text('takeAlong.web.linkedIn') })
      expect(await linkedIn.getAttribute('href')).to.contain('www.linkedin.com/profile/add?')
      const code = all.getByLabel(text('takeAlong.web.embed'))
      expect(await code.inputValue()).to.contain(`${address}/embed`)
      const buttons = all.getByRole('button', { name: text('copying.copy') })
      expect(await buttons.count()).to.equal(isScripted ? 2 : 0)
      if (!isScripted) return
      await buttons.first().click()
      await all.getByText(text('copying.copied')).waitFor()
      const copied = await page.evaluate<string>('navigator.clipboard.readText()')
      expect(copied).to.equal(await code.inputValue())
    })
  })
}
