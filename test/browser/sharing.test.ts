import { expect } from 'chai'
import { createTexts } from '../../src/text/text.ts'
import { day, setStage, type Stage } from '../app/stage.ts'
import { inChromium } from '../support/browser.ts'
import { createExamine } from './examine.ts'
import { walk, type Walker } from './walker.ts'

inChromium('what is shared, and what waits to be taken', (browsing) => {
  const text = createTexts().textFor('en')
  let stage: Stage
  let learner: Walker
  let college: Walker
  let robin: Walker
  let award: string
  let address: string

  const somebody = async () =>
    walk(
      await browsing.person(stage.service.base, {
        baseURL: stage.service.base,
        viewport: { width: 320, height: 800 },
      }),
      { examine: createExamine({ isScripted: true }), optional: text('common.optional') },
    )
  const signedIn = async (email: string) => {
    const walker = await somebody()
    // How people sign in is looked at elsewhere.
    const { signIn } = stage.service.services.accounts
    await signIn.requestLink({ email, language: 'en', next: '/' })
    await walker.page.goto(await stage.service.linkMailedTo(email, '/sign-in/'))
    await walker.page.getByRole('button', { name: text('accounts.useLink.submit') }).click()
    await walker.page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
    return walker
  }

  before(async function () {
    this.timeout(120_000)
    stage = await setStage()
    const zoe = await stage.person('zoe@sharing.example')
    award = (await stage.held(zoe, 'adult', 'Zoë Núñez')).id
    learner = await signedIn('zoe@sharing.example')
    robin = await signedIn('operator@service.example')
    college = await somebody()
  })
  after(() => stage.stop())

  it('a learner makes a link for a college, under a nickname', async () => {
    await learner.open(`/backpack/${award}`)
    await learner.page.getByLabel(text('backpack.share.audiences.third-party')).check()
    await learner.choose(text('backpack.share.nameForm'), text('backpack.share.nameForms.nickname'))
    await learner.press(text('backpack.share.open'))
    expect(await learner.text()).to.contain(text('backpack.share.preparedFor'))
    await learner.fill(text('backpack.share.preparedFor'), 'River College')
    await learner.fill(text('backpack.share.nickname'), 'River Otter')
    await learner.press(text('backpack.share.open'))
    address = await learner.field(text('backpack.share.address')).inputValue()
  })

  it('the college sees whom it was made for, and the name as it was chosen', async () => {
    expect(await college.open(address)).to.equal(200)
    const shown = await college.text()
    expect(shown).to.contain(text('shared.preparedFor', { name: 'River College' }))
    expect(shown).to.contain('River Otter').and.not.to.contain('Núñez')
  })

  it('the learner sees that a person looked, and chooses another name', async () => {
    await learner.open('/backpack')
    expect(await learner.text()).to.contain(text('sharing.preparedFor', { name: 'River College' }))
    await learner.press(text('sharing.link.title', { badge: 'River Watcher' }), 'link')
    await learner.expectHeading(text('sharing.link.title', { badge: 'River Watcher' }))
    expect(await learner.text()).to.contain(text('sharing.link.viewers.person'))
    await learner.choose(text('backpack.share.nameForm'), text('backpack.share.nameForms.initials'))
    await learner.press(text('sharing.link.save'))
    await college.open(address)
    expect(await college.text()).to.contain('Z. N.')
  })

  it('one switch hides everything, and shows it again', async () => {
    await learner.open('/backpack')
    await learner.press(text('sharing.pause'))
    expect(await learner.text()).to.contain(text('sharing.paused'))
    expect(await college.open(address)).to.equal(410)
    await college.expectHeading(text('errors.gone.title'))
    await learner.press(text('sharing.resume'))
    expect(await college.open(address)).to.equal(200)
  })

  it('staff see what waits to be taken, and remind; whoever wants no mails says so once', async () => {
    await stage.award({ name: 'Ana', email: 'ana@sharing.example', ageBand: 'adult' })
    await stage.award({ name: 'Ben', email: 'ben@sharing.example', ageBand: 'adult' })
    await stage.service.services.worker.runDue()
    stage.service.pass(4 * day)
    await robin.open(`/console/${stage.museum}`)
    await robin.press(text('organizations.home.unclaimed'), 'link')
    await robin.expectHeading(text('unclaimed.title'))
    await robin.press(text('unclaimed.remindAll', { count: 2 }))
    expect(await robin.text()).to.contain(text('unclaimed.reminded', { count: 2 }))
    const stop = await stage.service.linkMailedTo('ana@sharing.example', '/mails/stop/')
    const ana = await somebody()
    await ana.open(stop)
    await ana.press(text('mailStop.stop'))
    expect(await ana.text()).to.contain(
      text('mailStop.stopped', { organization: 'Museum of Rivers' }),
    )
    await robin.open(`/console/${stage.museum}/unclaimed`)
    expect(await robin.text())
      .to.contain(text('unclaimed.mails.stopped'))
      .and.contain(text('unclaimed.times', { count: 1 }))
  })

  it('an owner says when links end, and gives more time', async () => {
    await robin.fill(text('unclaimed.policy.expire'), '2')
    await robin.press(text('unclaimed.policy.save'))
    expect(await robin.text()).to.contain(text('unclaimed.over'))
    await robin.page
      .getByRole('button', { name: text('unclaimed.renew') })
      .first()
      .click()
    await robin.page.waitForLoadState('load')
    await robin.page.getByLabel(text('unclaimed.filter')).selectOption('over')
    await robin.press(text('unclaimed.show'))
    expect(await robin.page.getByRole('row').count()).to.equal(2)
  })
})
