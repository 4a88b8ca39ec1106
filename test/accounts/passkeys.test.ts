import { expect } from 'chai'
import type { Caller, Scope } from '../../src/caller.ts'
import { passkeyTable } from '../../src/accounts/tables.ts'
import { expectRefusal, minute, setStage, type Stage } from '../app/stage.ts'
import { createAuthenticator, type Misdeed } from '../support/authenticator.ts'
import { onEveryEngine } from '../support/service.ts'
import { signIn } from '../journeys/people.ts'

onEveryEngine('a passkey', (engine) => {
  let stage: Stage
  let people = 0
  before(async () => void (stage = await setStage(engine)))
  after(() => stage.stop())

  const passkeys = () => stage.service.services.accounts.passkeys
  const somebody = () => stage.person(`somebody-${String((people += 1))}@passkeys.example`)
  const asked = async (caller: Caller) => {
    const question = await passkeys().askToAdd(caller)
    if (question === undefined) throw new Error('there is room')
    return question
  }
  const made = async (caller: Caller, misdeed?: Misdeed) => {
    const device = createAuthenticator(stage.service.base)
    const { ticket, options } = await asked(caller)
    const credential = device.make(options, misdeed)
    const kept = await passkeys().add(caller, { ticket, credential, name: 'My phone' })
    return { kept, ...device }
  }

  it('signs its person in, again and again, and says when it did last', async () => {
    const caller = await somebody()
    const { use, kept } = await made(caller)
    for (let time = 0; time < 2; time += 1) {
      const { ticket, options } = passkeys().askToSignIn()
      const account = await passkeys().signIn({ ticket, credential: use(options) })
      expect(account.id).to.equal(caller.accountId)
    }
    const [listed] = await passkeys().list(caller)
    expect(listed?.id).to.equal(kept.id)
    expect(listed?.usedAt).to.be.a('string')
  })

  it('is told to its person by mail when it is made, once', async () => {
    const email = 'told@passkeys.example'
    await made(await stage.person(email))
    const { worker } = stage.service.services
    await worker.runDue()
    await worker.runDue()
    const mails = await stage.mails()
    const told = mails.filter((mail) => mail.includes(email) && mail.includes('A new passkey'))
    expect(told).to.have.length(1)
  })

  it('answers a question once, and within the hour', async () => {
    const { use } = await made(await somebody())
    const once = passkeys().askToSignIn()
    const sent = { ticket: once.ticket, credential: use(once.options) }
    const answers = await Promise.allSettled([passkeys().signIn(sent), passkeys().signIn(sent)])
    expect(answers.filter(({ status }) => status === 'fulfilled')).to.have.length(1)
    const late = passkeys().askToSignIn()
    stage.service.pass(61 * minute)
    const answer = { ticket: late.ticket, credential: use(late.options) }
    await expectRefusal(passkeys().signIn(answer), 'passkey-failed')
  })

  for (const [what, misdeed] of Object.entries({
    'for another site': { origin: 'https://waymark.example' },
    'under another host': { host: 'waymark.example' },
    'to another question': { challenge: 'AAAAAAAAAAAAAAAAAAAAAA' },
    'by a device that did not ask who is there': { isUnverified: true },
    'of the other kind': { kind: 'webauthn.other' },
    'while nobody is there': { isAbsent: true },
    'inside a page of somebody else’s': { isFramed: true },
  } satisfies Record<string, Misdeed>)) {
    it(`does not sign in where it answers ${what}, and is not kept either`, async () => {
      const caller = await somebody()
      const { use } = await made(caller)
      const { ticket, options } = passkeys().askToSignIn()
      const answer = { ticket, credential: use(options, misdeed) }
      await expectRefusal(passkeys().signIn(answer), 'passkey-failed')
      await expectRefusal(made(caller, misdeed), 'passkey-failed')
      expect(await passkeys().list(caller)).to.have.length(1)
    })
  }

  it('is known by its signature, and by whose it is: its id alone signs nobody in', async () => {
    const caller = await somebody()
    const { use, id, device } = await made(caller)
    const forger = createAuthenticator(stage.service.base, id)
    forger.device.userHandle = device.userHandle
    const { ticket, options } = passkeys().askToSignIn()
    const forged = { ticket, credential: forger.use(options) }
    await expectRefusal(passkeys().signIn(forged), 'passkey-failed')
    const other = passkeys().askToSignIn()
    const userHandle = Buffer.from((await somebody()).accountId).toString('base64url')
    const ofAnother = { ticket: other.ticket, credential: use(other.options, { userHandle }) }
    await expectRefusal(passkeys().signIn(ofAnother), 'passkey-failed')
    const good = passkeys().askToSignIn()
    const answer = { ticket: good.ticket, credential: use(good.options) }
    expect((await passkeys().signIn(answer)).id).to.equal(caller.accountId)
  })

  it('that nobody made here signs nobody in', async () => {
    await made(await somebody())
    const stranger = createAuthenticator(stage.service.base)
    stranger.device.userHandle = 'AAAA'
    const { ticket, options } = passkeys().askToSignIn()
    const answer = { ticket, credential: stranger.use(options) }
    await expectRefusal(passkeys().signIn(answer), 'passkey-failed')
    for (const credential of ['', 'no JSON', '{}', '[]', 'null', '{"id":1}']) {
      const again = passkeys().askToSignIn()
      await expectRefusal(passkeys().signIn({ ticket: again.ticket, credential }), 'passkey-failed')
    }
  })

  it('whose device was copied is told by its counter', async () => {
    const { use, device } = await made(await somebody())
    const signed = async (counter: number) => {
      device.counter = counter
      const { ticket, options } = passkeys().askToSignIn()
      return passkeys().signIn({ ticket, credential: use(options) })
    }
    await signed(7)
    await expectRefusal(signed(7), 'passkey-failed')
    await expectRefusal(signed(3), 'passkey-failed')
    await signed(8)
  })

  it('is made for whoever was asked, and by nobody with an API key', async () => {
    const [one, other] = [await somebody(), await somebody()]
    const device = createAuthenticator(stage.service.base)
    const { ticket, options } = await asked(one)
    const sent = { ticket, credential: device.make(options), name: 'Not mine' }
    await expectRefusal(passkeys().add(other, sent), 'passkey-failed')
    const { ticket: ofAnybody } = passkeys().askToSignIn()
    await expectRefusal(passkeys().add(one, { ...sent, ticket: ofAnybody }), 'passkey-failed')
    const program = { ...one, scopes: new Set<Scope>(['backpack:read']) }
    await expectRefusal(passkeys().askToAdd(program), 'not-allowed')
    await expectRefusal(passkeys().add(program, sent), 'not-allowed')
  })

  it('that comes with a certificate is not kept, however good it is: none was asked for', async () => {
    await expectRefusal(made(await somebody(), { isCertified: true }), 'passkey-failed')
  })

  it('is one of ten at most', async () => {
    const caller = await somebody()
    const early = await asked(caller)
    for (let number = 0; number < 10; number += 1) await made(caller)
    expect(await passkeys().askToAdd(caller)).to.equal(undefined)
    const credential = createAuthenticator(stage.service.base).make(early.options)
    const eleventh = { ticket: early.ticket, credential, name: 'The eleventh' }
    await expectRefusal(passkeys().add(caller, eleventh), 'passkeys-full')
  })

  it('that is removed, by its own person alone, signs in no more', async () => {
    const [caller, other] = [await somebody(), await somebody()]
    const { use, kept } = await made(caller)
    await expectRefusal(passkeys().remove(other, kept.id), 'not-found')
    await passkeys().remove(caller, kept.id)
    const { ticket, options } = passkeys().askToSignIn()
    const answer = { ticket, credential: use(options) }
    await expectRefusal(passkeys().signIn(answer), 'passkey-failed')
  })

  it('goes with the account', async () => {
    const email = 'leaving@passkeys.example'
    const caller = await stage.person(email)
    const { use, kept } = await made(caller)
    await stage.service.services.accountDeletion.remove(caller, {
      confirm: email,
      asksRemoval: false,
    })
    const { ticket, options } = passkeys().askToSignIn()
    const answer = { ticket, credential: use(options) }
    await expectRefusal(passkeys().signIn(answer), 'passkey-failed')
    expect(await stage.service.storage.open(passkeyTable).get(kept.id)).to.equal(undefined)
  })

  it('that fails leaves the page there, with the mailed link and a new question', async () => {
    const visitor = stage.service.visitor()
    const { html } = await visitor.open('/sign-in')
    const ticket = /name="ticket" value="([^"]+)"/.exec(html)?.[1] ?? ''
    const answer = await visitor.submit('/sign-in/passkey', { ticket, credential: '{}' })
    expect(answer.status).to.equal(422)
    expect(answer.html).to.contain('That passkey did not work').and.to.contain('Mail me a link')
    expect(answer.html).not.to.contain(ticket)
  })

  it('has a page where it is named and removed, and is nowhere told by its key', async () => {
    const email = 'pages@passkeys.example'
    const visitor = await signIn(stage.service, email)
    const { kept } = await made(await stage.person(email))
    const page = await visitor.open('/account/passkeys')
    expect(page.html).to.contain('My phone').and.not.to.contain(kept.publicKey)
    const left = await visitor.press('/account/passkeys', `/account/passkeys/${kept.id}/removal`)
    expect(left.html).to.contain('No passkey yet')
  })
})
