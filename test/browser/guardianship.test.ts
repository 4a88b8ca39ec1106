import { expect } from 'chai'
import { learnerTable } from '../../src/learners/tables.ts'
import { createTexts } from '../../src/text/text.ts'
import { timestamp } from '../../src/world.ts'
import { day, setStage, type Stage } from '../app/stage.ts'
import { inChromium } from '../support/browser.ts'
import { createExamine } from './examine.ts'
import { walk, type Walker } from './walker.ts'

inChromium('a family in Chromium', (browsing) => {
  const examine = createExamine({ isScripted: true })
  const en = createTexts().textFor('en')
  let stage: Stage
  let rosa: Walker
  let staff: Walker
  let awardId: string
  let learnerId: string
  let share: string

  before(async function () {
    this.timeout(60_000)
    stage = await setStage()
    const award = await stage.award(
      { name: 'Ida Rivera', ageBand: 'minor' },
      { narrative: 'Counted the birds of a whole river.' },
    )
    awardId = award.id
    learnerId = award.learnerId
    // Thirteen already: a mailed page is enough to be shown, and a guardian still decides about that.
    await years('2020-01-01')
    rosa = await somebody()
    staff = await signedIn('operator@service.example')
  })
  after(() => stage.stop())

  const years = async (consentsFrom: string) =>
    stage.service.storage
      .open(learnerTable)
      .change(learnerId, (found) => ({ ...found, consentsFrom, adultFrom: '2099-01-01' }))

  async function somebody(): Promise<Walker> {
    const { base } = stage.service
    const page = await browsing.person(base, { baseURL: base, locale: 'en' })
    return walk(page, { examine, optional: en('common.optional') })
  }

  async function signedIn(email: string): Promise<Walker> {
    const walker = await somebody()
    await walker.open('/sign-in')
    await walker.fill(en('accounts.email'), email)
    await walker.page.locator('main form .button.primary').click()
    await walker.open(await stage.service.linkMailedTo(email, '/sign-in/'))
    await walker.page.locator('main form .button.primary').click()
    await walker.page.waitForLoadState('load')
    return walker
  }

  const tick = (walker: Walker, purpose: string) =>
    walker.page.locator(`main input[value="${purpose}"]`).check()

  it('staff ask a guardian by mail', async () => {
    await staff.open(`/console/${stage.museum}/learners/${learnerId}/guardianship`)
    await staff.press(en('guardianship.staff.ask'), 'link')
    await staff.fill(en('guardianship.ask.email'), 'rosa@family.example')
    await staff.press(en('guardianship.ask.submit'))
    expect(await staff.text()).to.contain('No answer yet')
  })

  it('a guardian on a phone reads who asks, gives three consents, and reads what the child did', async () => {
    await rosa.open(await stage.service.linkMailedTo('rosa@family.example', '/guardian/'))
    await rosa.fill(en('guardianship.invitation.name'), 'Rosa Rivera')
    await rosa.press(en('guardianship.invitation.submit'))
    for (const purpose of ['show-publicly', 'show-evidence', 'share-with-third-party']) {
      await tick(rosa, purpose)
    }
    await rosa.press(en('guardianship.child.submit'))
    const text = await rosa.text()
    expect(text.match(/Allowed on/g)).to.have.length(3)
    expect(text).to.contain('Counted the birds of a whole river.')
    expect(await rosa.page.evaluate('document.scrollingElement.scrollWidth')).to.be.at.most(1280)
    await rosa.open('/family')
    expect(await rosa.text()).to.contain('Ida Rivera')
  })

  it('a link that the guardian opened closes the moment the consent is taken back', async () => {
    const { portfolio, accounts, world } = stage.service.services
    const account = await accounts.people.byEmail('rosa@family.example')
    const guardian = await accounts.callerOfAccount(account?.id ?? '')
    if (guardian === undefined) throw new Error('the guardian has no account')
    const endsAt = timestamp(new Date(world.now().getTime() + 10 * day))
    const { id } = await portfolio.share(guardian, awardId, { endsAt, nameForm: 'first' })
    share = `/s/${id}`
    const stranger = await somebody()
    expect(await stranger.open(share)).to.equal(200)
    await rosa.open(`/family/${learnerId}`)
    const title = 'Show badges to anybody'
    await rosa.press(en('guardianship.child.takeBack', { purpose: title }))
    expect(browsing.takeProblems()).to.deep.equal([])
    expect(await stranger.open(share)).to.equal(410)
    // The browser itself complains of the 410 that was asked for.
    browsing.takeProblems()
  })

  it('a youth takes over with a code and chooses what goes on', async () => {
    await rosa.open(`/family/${learnerId}`)
    await rosa.unfold(en('guardianship.child.handOver', { name: 'Ida Rivera' }))
    await rosa.press(en('guardianship.child.handOverSubmit'))
    const code = await rosa.page.locator('main code').innerText()
    const ida = await signedIn('ida@youth.example')
    await ida.open('/hand-over')
    await ida.fill(en('guardianship.family.code'), code)
    await ida.press(en('guardianship.handOver.codeSubmit'))
    await ida.expectHeading(en('guardianship.handOver.title'))
    await ida.press(en('guardianship.handOver.submit'))
    await ida.expectHeading(en('guardianship.own.at', { organization: 'Museum of Rivers' }))
    expect(await rosa.open(`/family/${learnerId}`)).to.equal(404)
    browsing.takeProblems()
    await ida.open('/consents')
  })

  it('the rules, the slip and the class list fit a phone', async () => {
    await staff.open(`/console/${stage.museum}/guardianship`)
    await stage.award({ name: 'Somebody who waits', ageBand: 'minor' })
    await staff.open(`/console/${stage.museum}/consents`)
    expect(await staff.text()).to.contain('Somebody who waits')
    await staff.open(`/console/${stage.museum}/learners/${learnerId}/guardianship`)
  })
})
