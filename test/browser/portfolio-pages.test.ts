import { expect } from 'chai'
import { createTexts } from '../../src/text/text.ts'
import type { Language } from '../../src/text/languages.ts'
import { setStage, type Stage } from '../app/stage.ts'
import { inChromium, type Browsing } from '../support/browser.ts'
import { onePixelPng } from '../support/tiny-png.ts'
import { createExamine } from './examine.ts'
import { walk, type Walker } from './walker.ts'

const email = 'zoe@folio.example'

async function signedIn(
  browsing: Browsing,
  stage: Stage,
  { isScripted, language = 'en' }: { isScripted: boolean; language?: Language },
): Promise<Walker> {
  const text = createTexts().textFor(language)
  const page = await browsing.person(stage.service.base, {
    baseURL: stage.service.base,
    locale: language,
    javaScriptEnabled: isScripted,
  })
  const walker = walk(page, {
    examine: createExamine({ isScripted }),
    optional: text('common.optional'),
  })
  // How people sign in is looked at elsewhere.
  await stage.service.services.accounts.signIn.requestLink({ email, language, next: '/' })
  await page.goto(await stage.service.linkMailedTo(email, '/sign-in/'))
  await page.getByRole('button', { name: text('accounts.useLink.submit') }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  return walker
}

/** The parts of the page in their order, as they stand on the screen. */
async function namesIn({ page }: Walker): Promise<readonly string[]> {
  return page.locator('.folio-order > li strong').allInnerTexts()
}

inChromium('a portfolio page', (browsing) => {
  for (const isScripted of [true, false]) {
    describe(isScripted ? 'with scripts' : 'without scripts', () => {
      const text = createTexts().textFor('en')
      let stage: Stage
      let zoe: Walker
      let base = ''

      before(async function () {
        this.timeout(120_000)
        stage = await setStage()
        await stage.held(await stage.person(email), 'adult', 'Zoë Núñez')
        zoe = await signedIn(browsing, stage, { isScripted })
      })
      after(() => stage.stop())

      it('is made, and filled with whatever there is', async () => {
        await zoe.open('/portfolio')
        await zoe.press(text('portfolioPages.new'), 'link')
        await zoe.fill(text('portfolioPages.name'), 'What I build')
        await zoe.press(text('portfolioPages.make'))
        base = new URL(zoe.page.url()).pathname
        await zoe.press(text('portfolioPages.kinds.heading'), 'link')
        await zoe.press(text('portfolioPages.put'))
        expect(await zoe.text()).to.contain(text('fields.required'))
        await zoe.fill(text('portfolioPages.fields.heading'), 'By the river')
        await zoe.press(text('portfolioPages.put'))
        await zoe.press(text('portfolioPages.kinds.badge'), 'link')
        await zoe.page.getByRole('checkbox').first().check()
        await zoe.press(text('portfolioPages.put'))
        await zoe.press(text('portfolioPages.kinds.picture'), 'link')
        const file = { name: 'bridge.png', mimeType: 'image/png', buffer: onePixelPng() }
        await zoe.page.locator('input[type=file]').setInputFiles(file)
        await zoe.fill(text('portfolioPages.fields.alt'), 'A bridge of balsa wood')
        await zoe.press(text('portfolioPages.put'))
        expect(await namesIn(zoe)).to.deep.equal([
          'By the river',
          'River Watcher',
          'A bridge of balsa wood',
        ])
      })

      it('is put in order by arrows, which keep the keyboard where it was and say the new place', async () => {
        await zoe.open(base)
        const name = `${text('portfolioPages.move.up')} A bridge of balsa wood`
        await zoe.page.getByRole('button', { name }).focus()
        await zoe.page.keyboard.press('Enter')
        await zoe.page.waitForURL('**moved=**')
        expect(await namesIn(zoe)).to.deep.equal([
          'By the river',
          'A bridge of balsa wood',
          'River Watcher',
        ])
        const focused = zoe.page.locator('button:focus')
        expect(await focused.innerText()).to.equal(name)
        const said = await focused.getAttribute('aria-describedby')
        expect(await zoe.page.locator(`#${said ?? ''}`).textContent()).to.contain('place 2 of 3')
      })

      it('is looked at as a college sees it, shared, and checked by one press', async () => {
        await zoe.open(base)
        await zoe.press(text('portfolioPages.look'), 'link')
        expect(await zoe.text()).to.contain(text('portfolioPages.preview.as.third-party'))
        await zoe.press(text('portfolioPages.preview.back'), 'link')
        await zoe.press(text('portfolioPages.share'), 'link')
        await zoe.press(text('backpack.share.open'))
        const address = await zoe.field(text('backpack.share.address')).inputValue()
        const college = walk(
          await browsing.person(stage.service.base, {
            baseURL: stage.service.base,
            javaScriptEnabled: isScripted,
          }),
          { examine: createExamine({ isScripted }), optional: text('common.optional') },
        )
        expect(await college.open(address)).to.equal(200)
        await college.expectHeading('What I build')
        const picture = college.page.getByRole('img', { name: 'A bridge of balsa wood' })
        await picture.scrollIntoViewIfNeeded()
        await college.press(text('portfolioPages.shared.checkAll', { count: 1 }))
        expect(await college.text()).to.contain(text('verify.verdicts.valid.word'))
        await college.open(address)
        await college.press('River Watcher', 'link')
        await college.expectHeading('River Watcher')
        await college.press(text('portfolioPages.shared.backToPage'), 'link')
      })

      it('is renamed, its parts are changed and taken off', async () => {
        await zoe.open(base)
        await zoe.press(`${text('portfolioPages.change')} By the river`, 'link')
        await zoe.fill(text('portfolioPages.fields.heading'), 'At the river')
        await zoe.press(text('portfolioPages.save'))
        expect(await namesIn(zoe)).to.include('At the river')
        await zoe.press(`${text('portfolioPages.change')} At the river`, 'link')
        await zoe.unfold(text('portfolioPages.removePart.title'))
        await zoe.press(text('portfolioPages.removePart.submit'))
        expect(await namesIn(zoe)).to.have.length(2)
        await zoe.press(text('portfolioPages.settings'), 'link')
        await zoe.fill(text('portfolioPages.name'), 'What I measure')
        await zoe.press(text('portfolioPages.save'))
        await zoe.expectHeading('What I measure')
      })
    })
  }

  describe('in Spanish', () => {
    const text = createTexts().textFor('es')
    let stage: Stage
    before(async () => {
      stage = await setStage()
    })
    after(() => stage.stop())

    it('begins with an empty list, and with what to do', async () => {
      await stage.held(await stage.person(email))
      const zoe = await signedIn(browsing, stage, { isScripted: true, language: 'es' })
      await zoe.open('/portfolio')
      await zoe.press(text('portfolioPages.new'), 'link')
      await zoe.fill(text('portfolioPages.name'), 'Lo que construyo')
      await zoe.press(text('portfolioPages.make'))
      expect(await zoe.text()).to.contain(text('portfolioPages.emptyNext'))
    })
  })

  describe('under a pointer', () => {
    const text = createTexts().textFor('en')
    let stage: Stage
    let zoe: Walker
    let base = ''
    before(async () => {
      stage = await setStage()
      const caller = await stage.person(email)
      const parts = ['one', 'two', 'three'].map(
        (word) => ({ kind: 'heading', text: word }) as const,
      )
      const { portfolioPages } = stage.service.services
      base = `/portfolio/${(await portfolioPages.make(caller, { title: 'Mine', parts })).id}`
      zoe = await signedIn(browsing, stage, { isScripted: true })
    })
    after(() => stage.stop())

    const carry = async (from: string, onto: string) => {
      const rowOf = (name: string) => zoe.page.locator('.folio-order > li', { hasText: name })
      const handle = await rowOf(from).locator('.folio-handle').boundingBox()
      const target = await rowOf(onto).boundingBox()
      if (handle === null || target === null) throw new Error('the rows are not in sight')
      await zoe.page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2)
      await zoe.page.mouse.down()
      await zoe.page.mouse.move(target.x + 20, target.y + target.height / 2, { steps: 8 })
      await zoe.page.mouse.move(target.x + 20, target.y + 2, { steps: 4 })
    }
    const drag = async (from: string, onto: string) => {
      await carry(from, onto)
      await zoe.page.mouse.up()
    }

    const saidSomething = () =>
      zoe.page.locator('#part-order-said:not(:empty)').waitFor({ state: 'attached' })

    it('is put in order by dragging, which is said and kept', async () => {
      await zoe.open(base)
      await drag('three', 'one')
      const said = zoe.page.locator('#part-order-said')
      await saidSomething()
      expect(await said.textContent()).to.equal(
        text('portfolioPages.movedTo', { name: 'three', place: 1, count: 3 }),
      )
      expect(await namesIn(zoe)).to.deep.equal(['three', 'one', 'two'])
      expect(await zoe.page.locator('button:disabled').allInnerTexts()).to.deep.equal([
        `${text('portfolioPages.move.up')} three`,
        `${text('portfolioPages.move.down')} two`,
      ])
      await zoe.open(base)
      expect(await namesIn(zoe)).to.deep.equal(['three', 'one', 'two'])
    })

    it('puts a part back where the browser takes the pointer away, and saves nothing', async () => {
      await zoe.open(base)
      const before = await namesIn(zoe)
      const [last = '', first = ''] = [before.at(-1), before[0]]
      const isSaving = { told: false }
      zoe.page.on('request', (request) => {
        if (request.method() === 'POST') isSaving.told = true
      })
      await carry(last, first)
      expect(await namesIn(zoe)).not.to.deep.equal(before)
      await zoe.page.evaluate('document.dispatchEvent(new PointerEvent("pointercancel"))')
      expect(await namesIn(zoe)).to.deep.equal(before)
      await zoe.page.mouse.up()
      await zoe.open(base)
      expect(await namesIn(zoe)).to.deep.equal(before)
      expect(isSaving.told).to.equal(false)
    })

    it('says so and puts things back where another device was faster', async () => {
      await zoe.open(base)
      const { portfolioPages } = stage.service.services
      const caller = await stage.person(email)
      await portfolioPages.add(caller, base.split('/').at(-1) ?? '', [
        {
          kind: 'heading',
          text: 'new',
        },
      ])
      await drag('two', 'three')
      await saidSomething()
      expect(await zoe.page.locator('#part-order-said').textContent()).to.equal(
        text('portfolioPages.notMoved'),
      )
      expect(await namesIn(zoe)).to.deep.equal(['three', 'one', 'two'])
      browsing.takeProblems()
    })
  })
})
