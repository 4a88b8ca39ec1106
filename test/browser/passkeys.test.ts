import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { createTexts } from '../../src/text/text.ts'
import type { Stage } from '../app/stage.ts'
import { inChromium } from '../support/browser.ts'
import { standOnStage, type OnStage } from './on-stage.ts'
import type { Walker } from './walker.ts'

const email = 'zoe@home.example'
const en = createTexts().textFor('en')

/** A device that knows its person at once, as a phone does that was just unlocked. */
async function putIntoHand(page: Page): Promise<void> {
  const devices = await page.context().newCDPSession(page)
  await devices.send('WebAuthn.enable')
  await devices.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

inChromium('a passkey in Chromium', (browsing) => {
  let there: OnStage
  let stage: Stage
  let zoe: Walker
  before(async function () {
    this.timeout(60_000)
    there = await standOnStage(browsing, { isScripted: true })
    stage = there.stage
    await stage.person(email)
    zoe = await there.signedIn(email)
    await putIntoHand(zoe.page)
  })
  after(() => stage.stop())

  it('is made on the page of the account, under a name', async () => {
    await zoe.open('/account')
    await zoe.press(en('passkeys.open'), 'link')
    await zoe.expectHeading(en('passkeys.title'))
    expect(await zoe.text()).not.to.contain(en('passkeys.without'))
    await zoe.fill(en('passkeys.name'), 'My phone')
    await zoe.page.getByRole('button', { name: en('passkeys.submit') }).click()
    await zoe.page.getByText('My phone', { exact: true }).waitFor()
    expect(
      await stage.service.services.accounts.passkeys.list(await stage.person(email)),
    ).to.have.length(1)
  })

  it('asks for the name before it asks for a finger', async () => {
    await zoe.fill(en('passkeys.name'), ' ')
    expect(await zoe.press(en('passkeys.submit'))).to.equal(422)
    expect(await zoe.text()).to.contain(en('passkeys.name'))
  })

  it('is not made twice on one device', async () => {
    await zoe.open('/account/passkeys')
    await zoe.fill(en('passkeys.name'), 'My phone again')
    await zoe.page.getByRole('button', { name: en('passkeys.submit') }).click()
    await zoe.page.getByText(en('passkeys.known')).waitFor()
  })

  it('signs in without a mail, and leads where somebody was going', async () => {
    await zoe.open('/account')
    await zoe.press(en('accounts.sessions.here'))
    await zoe.open('/backpack')
    await zoe.page.getByRole('button', { name: en('passkeys.signIn') }).click()
    await zoe.page.waitForURL('**/backpack')
    await zoe.expectHeading(en('backpack.title'))
  })

  it('that is gone signs in no more, and the page says what works', async () => {
    await zoe.open('/account/passkeys')
    await zoe.page.getByRole('button', { name: /^Remove ?: My phone$/ }).click()
    await zoe.page.getByText(en('passkeys.none')).waitFor()
    await zoe.open('/account')
    await zoe.press(en('accounts.sessions.here'))
    await zoe.open('/sign-in')
    await zoe.page.getByRole('button', { name: en('passkeys.signIn') }).click()
    await zoe.page.getByText(en('errors.passkey-failed.next')).waitFor()
    expect(
      await zoe.page.getByRole('button', { name: en('accounts.signIn.submit') }).isVisible(),
    ).to.equal(true)
    browsing.takeProblems()
  })
})

inChromium('a passkey in Chromium, without JavaScript', (browsing) => {
  let stage: Stage
  let zoe: Walker
  before(async function () {
    this.timeout(60_000)
    const there = await standOnStage(browsing, { isScripted: false })
    stage = there.stage
    await stage.person(email)
    zoe = await there.signedIn(email)
  })
  after(() => stage.stop())

  it('is not offered: the mailed link is, and the page of the account says so', async () => {
    await zoe.open('/account/passkeys')
    expect(await zoe.text()).to.contain(en('passkeys.without'))
    expect(await zoe.page.getByRole('button', { name: en('passkeys.submit') }).count()).to.equal(0)
    await zoe.open('/account')
    await zoe.press(en('accounts.sessions.here'))
    await zoe.open('/sign-in')
    expect(await zoe.page.getByRole('button', { name: en('passkeys.signIn') }).count()).to.equal(0)
    expect(
      await zoe.page.getByRole('button', { name: en('accounts.signIn.submit') }).isVisible(),
    ).to.equal(true)
  })
})
