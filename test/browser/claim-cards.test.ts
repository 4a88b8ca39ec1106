import { expect } from 'chai'
import { createTexts } from '../../src/text/text.ts'
import { setStage, type Stage } from '../app/stage.ts'
import { inChromium } from '../support/browser.ts'
import { createExamine } from './examine.ts'
import { walk, type Walker } from './walker.ts'

inChromium('a class at the door in Chromium', (browsing) => {
  const examine = createExamine({ isScripted: true })
  const en = createTexts().textFor('en')
  const name = 'River Watcher'
  let stage: Stage
  let teacher: Walker
  let home: string

  before(async function () {
    this.timeout(60_000)
    stage = await setStage()
    home = `/console/${stage.museum}`
    for (const one of ['Otter', 'محمد عبد الرحمن']) await stage.award({ name: one })
    teacher = await somebody()
    await signIn(teacher, 'operator@service.example')
  })
  after(() => stage.stop())

  async function somebody(): Promise<Walker> {
    const { base } = stage.service
    const page = await browsing.person(base, { baseURL: base, locale: 'en' })
    return walk(page, { examine, optional: en('common.optional') })
  }

  async function signIn(walker: Walker, email: string): Promise<void> {
    await walker.open('/sign-in')
    await walker.fill(en('accounts.email'), email)
    await walker.press(en('accounts.signIn.submit'))
    await walker.open(await stage.service.linkMailedTo(email, '/sign-in/'))
    await walker.press(en('accounts.useLink.submit'))
  }

  it('the teacher makes cards, and a family takes one', async () => {
    await teacher.open(`${home}/claim-cards`)
    await teacher.press(en('cards.forLearners'), 'link')
    await teacher.page.getByRole('checkbox', { name: 'Otter' }).check()
    await teacher.fill(en('cards.new.name'), 'Class 4b')
    await teacher.press(en('cards.new.submit'))
    await teacher.expectHeading('Class 4b')
    const { claiming, issuing } = stage.service.services
    const { rows } = await claiming.batches.list(stage.operator, stage.museum, {})
    const { cards } = await claiming.batches.read(stage.operator, stage.museum, rows[0]!.id)
    const code = issuing.claimCodes.codeOf('claim-card', cards[0]!.id)

    const family = await somebody()
    await family.open('/claim')
    await family.fill(en('claim.code.label'), code.toLowerCase())
    await family.press(en('claim.code.submit'))
    await family.press(en('claim.card.laterLink'), 'link')
    await family.expectHeading(en('claim.laterPage.title'))
    await signIn(family, 'family@home.example')
    await family.open(`/claim/code/${code}`)
    await family.page.getByRole('radio', { name: en('forWhom.self') }).check()
    await family.press(en('claim.card.submit'))
    expect(await family.text()).to.contain(name)
    expect(await family.open(`/claim/code/${code}`)).to.equal(410)
  })

  it('a class link is opened, joined by a nickname and approved; a kiosk gives a card', async () => {
    await teacher.open(`${home}/claim-links`)
    await teacher.press(en('links.open'), 'link')
    await teacher.choose(en('links.new.achievement'), name)
    await teacher.fill(en('links.new.name'), 'Camp week 2')
    await teacher.press(en('links.new.submit'))
    await teacher.expectHeading('Camp week 2')
    const code = await teacher.page.locator('#code, #field-code, input.copy').first().inputValue()

    const child = await somebody()
    await child.open('/join')
    await child.fill(en('join.code'), code)
    await child.press(en('join.typeSubmit'))
    await child.fill(en('join.nickname'), 'ثعلب ٧')
    await child.press(en('join.submit'))
    const own = child.page.url()
    await teacher.open(teacher.page.url())
    await teacher.press(en('links.show.approveAll'))
    await child.open(own)
    expect(await child.text()).to.contain(en('join.codeLabel'))

    await teacher.press(en('kiosk.startSubmit'))
    await teacher.expectHeading(en('kiosk.hello', { achievement: name }))
    const offered = teacher.page.locator('.nickname').first()
    const nickname = await offered.innerText()
    await teacher.press(nickname)
    await teacher.expectHeading(en('kiosk.cardTitle', { name: nickname }))
    await teacher.press(en('kiosk.next'), 'link')
    expect(await teacher.text()).not.to.contain(nickname)
    await teacher.open(home)
    expect(new URL(teacher.page.url()).pathname).to.equal('/sign-in')
  })
})
