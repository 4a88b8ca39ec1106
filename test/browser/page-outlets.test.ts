import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect } from 'chai'
import { createTexts } from '../../src/text/text.ts'
import { timestamp } from '../../src/world.ts'
import { day, setStage, type Stage } from '../app/stage.ts'
import { inChromium } from '../support/browser.ts'
import { createExamine } from './examine.ts'
import { countTransferred } from './transferred.ts'
import { walk, type Walker } from './walker.ts'

/** Somebody else's website, on an origin of its own; browsers let none that is far away frame what is on this machine. */
async function startWebsite(frame: string) {
  const body = `<!doctype html><html lang="en"><title>My blog</title><h1>My blog</h1>${frame}</html>`
  const server = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8').end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { website: `http://127.0.0.1:${port}/`, stop: () => void server.close() }
}

for (const isScripted of [true, false]) {
  inChromium(
    `a portfolio page elsewhere, ${isScripted ? 'with' : 'without'} JavaScript`,
    (browsing) => {
      const text = createTexts().textFor('en')
      let stage: Stage
      let pageId: string
      let token: string
      let college: Walker
      let learner: Walker
      let stopWebsite: (() => void) | undefined

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
        const { portfolioPages, portfolio, accounts, world } = stage.service.services
        const zoe = await stage.person('zoe@elsewhere.example')
        const badges = [await stage.held(zoe), await stage.held(zoe), await stage.held(zoe)]
        const page = await portfolioPages.make(zoe, {
          title: 'What the river taught me · நதி',
          parts: badges.map(({ id: awardId }) => ({ kind: 'badge', awardId }) as const),
        })
        pageId = page.id
        const endsAt = timestamp(new Date(world.now().getTime() + 30 * day))
        token = (await portfolio.sharePage(zoe, pageId, { endsAt, nameForm: 'first' })).id
        college = await somebody()
        learner = await somebody()
        const mail = { email: 'zoe@elsewhere.example', language: 'en', next: '/' } as const
        await accounts.signIn.requestLink(mail)
        await learner.page.goto(await stage.service.linkMailedTo(mail.email, '/sign-in/'))
        await learner.page.getByRole('button', { name: text('accounts.useLink.submit') }).click()
        await learner.page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
      })
      after(async () => {
        stopWebsite?.()
        await stage.stop()
      })

      it('stands in somebody else’s website by the code that its owner copies, and leads to the page', async () => {
        await learner.open(`/portfolio/${pageId}/shares`)
        await learner.page.getByText(text('pageOutlets.web.title')).click()
        const code = learner.page.getByLabel(text('pageOutlets.web.code'))
        const frame = await code.inputValue()
        const { website, stop } = await startWebsite(frame)
        stopWebsite = stop
        const { page } = await somebody()
        await page.route(`${website}**`, (route) => route.continue())
        const transferred = await countTransferred(page)
        await page.setViewportSize({ width: 800, height: 600 })
        await page.goto(website)
        const inside = page.frameLocator('iframe')
        await inside.getByRole('heading', { name: 'What the river taught me' }).waitFor()
        expect(await inside.getByRole('listitem').count()).to.equal(3)
        expect(await transferred.bytes()).to.be.below(100_000)
        const opened = page.context().waitForEvent('page')
        await inside.getByRole('link', { name: text('pageOutlets.embed.open') }).click()
        const beside = await opened
        await beside.waitForLoadState()
        expect(new URL(beside.url()).pathname).to.equal(`/p/${token}`)
        expect(page.url()).to.equal(website)
      })

      it('can be used by everybody in its frame, on a phone, by day and by night', async () => {
        expect(await college.open(`/p/${token}/embed`)).to.equal(200)
        await college.expectHeading('What the river taught me · நதி')
      })

      it('is checked by its address at one press, each badge with its answer', async () => {
        await college.open('/verify')
        await college.fill(text('verify.pasted'), `${stage.service.base}/p/${token}`)
        expect(await college.press(text('verify.submit'))).to.equal(200)
        await college.expectHeading(text('verify.several.sum', { good: 3, total: 3 }))
        expect(await college.text()).to.contain(text('verify.page.from'))
      })
    },
  )
}
