import { expect } from 'chai'
import { createTexts, type Text } from '../../src/text/text.ts'
import { phonePicture } from '../applications/applying.ts'
import { inChromium } from '../support/browser.ts'
import type { TestService } from '../support/service.ts'
import { standAtTheConsole } from './at-the-console.ts'
import { createExamine } from './examine.ts'
import { walk, type Walker } from './walker.ts'

for (const isScripted of [true, false]) {
  inChromium(
    `applying for a badge in Chromium, ${isScripted ? 'with' : 'without'} JavaScript`,
    (browsing) => {
      const language = isScripted ? 'en' : 'es'
      const text = createTexts().textFor(language)
      let service: TestService
      let staff: Walker
      let learner: Walker
      let home: string
      let achievementId: string

      before(async function () {
        this.timeout(90_000)
        const there = await standAtTheConsole(browsing, { isScripted, language })
        service = there.service
        staff = there.staff
        home = there.home
        const { achievements } = service.services
        const { id } = await achievements.create(there.caller, there.organizationId, {
          name: 'River Keeper',
          description: 'Keeps a river.',
          criteria: '- come for a year',
          achievementType: 'Badge',
          language: 'en',
          tags: [],
          alignments: [],
          rubric: { name: 'How far', levels: [{ name: 'Starting out' }, { name: 'Guide' }] },
        })
        await achievements.publish(there.caller, there.organizationId, id)
        achievementId = id
        const page = await browsing.person(service.base, {
          baseURL: service.base,
          locale: language,
          javaScriptEnabled: isScripted,
        })
        learner = walk(page, {
          examine: createExamine({ isScripted }),
          optional: text('common.optional'),
        })
      })
      after(() => service.stop())

      it('staff open the badge, and a learner finds the way from its page', async function () {
        this.timeout(90_000)
        await staff.open(`${home}/achievements/${achievementId}`)
        await staff.press(text('applications.opening.link'), 'link')
        await staff.page.getByLabel(text('applications.opening.anybody')).check()
        await staff.fill(text('applications.opening.words'), 'Your **notes**, please.')
        await staff.press(text('common.save'))
        expect(await staff.text()).to.contain(text('applications.opening.isOpen'))
        await learner.open(`/achievements/${achievementId}/versions/1`)
        await learner.press(text('applications.onPage.link'), 'link')
        expect(await learner.text()).to.contain('Your notes, please.')
        await learner.press(text('applications.apply.signIn'), 'link')
        await learner.fill(text('accounts.email'), 'kai@youth.example')
        await learner.press(text('accounts.signIn.submit'))
        await learner.open(await service.linkMailedTo('kai@youth.example', '/sign-in/'))
        await learner.press(text('accounts.useLink.submit'))
        await learner.expectHeading(
          text('applications.apply.title', { achievement: 'River Keeper' }),
        )
      })

      it('the learner hands in words, a link and a picture; what is wrong is kept and told', async function () {
        this.timeout(90_000)
        await learner.fill(text('applications.apply.nickname'), 'Kai')
        await learner.press(text('applications.apply.begin'))
        await learner.expectHeading('River Keeper')
        await learner.fill(text('applications.work.words'), 'I came every week.')
        await learner.field(text('applications.work.url')).first().fill('my page')
        const buffer = Buffer.from(await phonePicture())
        await learner.page
          .locator('input[type=file]')
          .setInputFiles({ name: 'creek.jpg', mimeType: 'image/jpeg', buffer })
        expect(await learner.press(text('applications.work.send'))).to.equal(422)
        const url = learner.field(text('applications.work.url')).first()
        expect(await url.inputValue()).to.equal('my page')
        expect(await learner.text()).to.contain('creek')
        await url.fill('https://example.org/notes')
        await learner.choose('How far', 'Starting out')
        await learner.press(text('applications.work.keep'))
        expect(await learner.text()).to.contain(text('applications.work.saved'))
        await learner.press(text('applications.work.send'))
        expect(await learner.text()).to.contain(text('applications.state.waiting'))
        const drawn = await learner.page.locator('.handed-in img').getAttribute('src')
        expect((await learner.page.request.get(drawn ?? '')).status()).to.equal(200)
        expect((await fetch(service.base + (drawn ?? ''))).status).to.equal(404)
      })

      it('staff print a poster for the wall, whose code leads there when it is typed', async function () {
        this.timeout(90_000)
        await staff.open(`${home}/achievements/${achievementId}/applications`)
        const poster = staff.page.locator('form[target=_blank]')
        const asked = new URL((await poster.getAttribute('action')) ?? '', service.base)
        asked.searchParams.set('paper', await poster.locator('[name=paper]').inputValue())
        asked.searchParams.set('language', await poster.locator('[name=language]').inputValue())
        expect(asked.searchParams.get('language')).to.equal(language)
        const answer = await staff.page.request.get(asked.href)
        expect(answer.headers()['content-type']).to.equal('application/pdf')
        const code = await staff.page.locator('input.copy').last().inputValue()
        await learner.open('/apply')
        await learner.fill(text('join.code'), code)
        await learner.press(text('join.typeSubmit'))
        await learner.expectHeading(
          text('applications.apply.title', { achievement: 'River Keeper' }),
        )
      })

      it('staff see it first thing, send it back with a word, and approve what comes again', async function () {
        this.timeout(90_000)
        await staff.open(home)
        await staff.press(text('applications.desk.attention'), 'link')
        await staff.press('Kai', 'link')
        expect(await staff.press(text('applications.desk.return'))).to.equal(422)
        await staff.fill(text('applications.desk.words'), 'Which weeks?')
        await staff.press(text('applications.desk.return'))
        expect(await staff.text()).to.contain(text('applications.desk.states.returned'))
        await learner.open('/backpack')
        await learner.press('River Keeper', 'link')
        expect(await learner.text()).to.contain('Which weeks?')
        await learner.fill(text('applications.work.words'), 'Every week of May.')
        await learner.press(text('applications.work.send'))
        await staff.open(`${home}/applications`)
        await staff.press('Kai', 'link')
        await staff.choose(text('applications.desk.level', { name: 'How far' }), 'Guide')
        await staff.press(text('applications.desk.approve'))
        expect(await staff.text()).to.contain(text('applications.desk.states.given'))
        await learner.page.reload()
        await learner.press(text('applications.toBadge'), 'link')
        expect(await learner.text()).to.contain('Guide')
      })

      it('whoever types loses nothing: neither by going away, nor by a session that has ended', async function () {
        this.timeout(90_000)
        await learner.open(`/apply/${achievementId}`)
        await learner.press(text('applications.apply.begin'))
        const words = () => learner.field(text('applications.work.words'))
        if (isScripted) {
          await words().pressSequentially('A long story.')
          await learner.page.getByText(text('applications.work.kept')).waitFor()
          await learner.page.reload()
          expect(await words().inputValue()).to.equal('A long story.')
        }
        if (isScripted) {
          await losesNothingWhileTyping(learner, text)
          // The other window was told.
          expect(browsing.takeProblems().map((problem) => problem.slice(0, 4))).to.deep.equal([
            '409 ',
          ])
          await addsPhotoElsewhere(learner, text)
        }
        await words().fill('A longer story.')
        const cookies = await learner.page.context().cookies()
        await learner.page.context().clearCookies()
        expect(await learner.press(text('applications.work.keep'))).to.equal(401)
        browsing.takeProblems()
        await learner.page.context().addCookies(cookies)
        await learner.press(text('signedOutForm.again'))
        expect(await words().inputValue()).to.equal('A longer story.')
        browsing.takeProblems()
        await learner.press(text('applications.work.keep'))
        await learner.page.reload()
        expect(await words().inputValue()).to.equal('A longer story.')
      })

      it('staff do not decide on what is their own', async function () {
        this.timeout(90_000)
        await staff.open(`/apply/${achievementId}`)
        await staff.fill(text('applications.apply.nickname'), 'Robin')
        await staff.press(text('applications.apply.begin'))
        await staff.fill(text('applications.work.words'), 'I do it every day.')
        await staff.press(text('applications.work.send'))
        await staff.open(`${home}/applications`)
        await staff.page.locator('.row-link', { hasText: 'Robin' }).click()
        expect(await staff.text()).to.contain(text('applications.desk.own.title'))
        expect(await staff.page.locator('button[name=decision]').count()).to.equal(0)
      })
    },
  )
}

/** A photo that comes from another window takes nobody's turn to type, and is there at the next save. */
async function addsPhotoElsewhere(learner: Walker, text: Text): Promise<void> {
  const { page, field } = learner
  const words = field(text('applications.work.words'))
  const kept = () => page.getByText(text('applications.work.kept')).waitFor()
  const phone = await page.context().newPage()
  await phone.goto(page.url())

  await words.fill('A story of the laptop.')
  await kept()
  const picture = { name: 'pond.jpg', mimeType: 'image/jpeg' }
  const buffer = Buffer.from(await phonePicture())
  await phone.locator('input[type=file]').setInputFiles({ ...picture, buffer })
  await phone.getByRole('button', { name: text('applications.work.keep') }).click()
  await phone.getByText(text('severalDevices.newer')).waitFor()
  expect(await phone.getByLabel(text('applications.work.words')).inputValue()).to.equal(
    'A story of the laptop.',
  )
  await phone.close()

  await words.fill('A story of the laptop, with a photo.')
  await kept()
  await learner.press(text('applications.work.keep'))
  expect(await page.locator('.handed-in-row').count()).to.equal(1)
  expect(await words.inputValue()).to.equal('A story of the laptop, with a photo.')
}

/** Newer words are not told to be saved before they are; going away saves them; another window is told. */
async function losesNothingWhileTyping({ page, field }: Walker, text: Text): Promise<void> {
  const words = field(text('applications.work.words'))
  const status = page.locator('[data-keeps]')
  const told = (key: 'kept' | 'notKept' | 'elsewhere') =>
    page.getByText(text(`applications.work.${key}`)).waitFor({ timeout: 20_000 })
  const other = await page.context().newPage()
  await other.goto(page.url())

  await words.fill('A story that goes on.')
  await told('kept')
  await words.pressSequentially(' And')
  expect(await status.innerText()).to.equal('')
  await page.goto('/applications')
  await page.goBack()
  await page.reload()
  expect(await words.inputValue()).to.equal('A story that goes on. And')

  await page.route('**/applications/*', (route) => route.abort(), { times: 1 })
  await words.fill('A story that the network loses.')
  await told('notKept')
  await told('kept')
  await page.reload()
  expect(await words.inputValue()).to.equal('A story that the network loses.')

  await other.bringToFront()
  await other.getByLabel(text('applications.work.words')).fill('An older story.')
  await other.getByText(text('applications.work.elsewhere')).waitFor()
  await other.close()
  await page.reload()
  expect(await words.inputValue()).to.equal('A story that the network loses.')
}
