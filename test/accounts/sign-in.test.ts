import { expect } from 'chai'
import { sessionTable } from '../../src/accounts/tables.ts'
import { day, expectRefusal, lastPart, minute, setStage, type Stage } from '../app/stage.ts'

describe('signing in', () => {
  let stage: Stage
  before(async () => void (stage = await setStage()))
  after(() => stage.stop())

  const link = async (email: string) => {
    const { signIn } = stage.service.services.accounts
    await signIn.requestLink({ email, language: 'en', next: '/' })
    return lastPart(await stage.service.linkMailedTo(email, '/sign-in/'))
  }

  it('a link signs in once', async () => {
    const { signIn } = stage.service.services.accounts
    const token = await link('once@people.example')
    await signIn.useLink(token)
    expect(await signIn.isOpen(token)).to.equal(false)
    await expectRefusal(signIn.useLink(token), 'link-used-or-expired')
  })

  it('of two who use a link in the same moment one is signed in', async () => {
    const { signIn } = stage.service.services.accounts
    const token = await link('twice@people.example')
    const answers = await Promise.allSettled([signIn.useLink(token), signIn.useLink(token)])
    expect(answers.filter(({ status }) => status === 'fulfilled')).to.have.length(1)
  })

  it('looking at a link does not use it, since mail scanners look', async () => {
    const { signIn } = stage.service.services.accounts
    const token = await link('scanned@people.example')
    expect(await signIn.isOpen(token)).to.equal(true)
    await stage.service.visitor().open(`/sign-in/${token}`)
    expect(await signIn.isOpen(token)).to.equal(true)
  })

  it('a link is over after twenty minutes', async () => {
    const { signIn } = stage.service.services.accounts
    const token = await link('late@people.example')
    stage.service.pass(19 * minute)
    expect(await signIn.isOpen(token)).to.equal(true)
    stage.service.pass(2 * minute)
    await expectRefusal(signIn.useLink(token), 'link-used-or-expired')
  })

  it('a link that was changed by one letter opens nothing', async () => {
    const token = await link('tampered@people.example')
    const other = token.startsWith('A') ? `B${token.slice(1)}` : `A${token.slice(1)}`
    const { signIn } = stage.service.services.accounts
    await expectRefusal(signIn.useLink(other), 'link-used-or-expired')
  })

  it('an address with an account and one without are answered alike', async () => {
    await stage.person('known@people.example')
    const known = stage.service.visitor()
    const unknown = stage.service.visitor()
    const one = await known.submit('/sign-in', { email: 'known@people.example' })
    const other = await unknown.submit('/sign-in', { email: 'unknown@people.example' })
    expect([one.status, one.path]).to.deep.equal([other.status, other.path])
    const plain = (html: string) => html.replaceAll(/value="[\w-]{86}"/g, '')
    expect(plain(one.html)).to.equal(plain(other.html))
  })

  it('one address is one account, however it is written', async () => {
    const one = await stage.person('Zoë@People.example')
    const other = await stage.person(' zoe\u0308@people.EXAMPLE ')
    expect(one.accountId).to.equal(other.accountId)
  })

  it('an address that signs in twice in the same moment is one account', async () => {
    const [one, other] = await Promise.all([
      stage.person('race@people.example'),
      stage.person('race@people.example'),
    ])
    expect(one.accountId).to.equal(other.accountId)
  })

  it('after signing in only paths of our own are followed', async () => {
    const hostile = [
      '//evil.example',
      'https://evil.example',
      '/\\evil.example',
      '/.//evil.example',
      '/\t/evil.example',
    ]
    for (const [number, next] of hostile.entries()) {
      const visitor = stage.service.visitor()
      const email = `next${String(number)}@people.example`
      await visitor.submit('/sign-in', { email, next })
      const token = await stage.service.linkMailedTo(email, '/sign-in/')
      const shown = await visitor.submit(token, {})
      expect(shown.path, next).to.equal('/backpack')
    }
  })

  it('whoever is signed in and comes to sign in again is led on as after signing in', async () => {
    const visitor = stage.service.visitor()
    await visitor.submit('/sign-in', { email: 'again@people.example' })
    await visitor.submit(await stage.service.linkMailedTo('again@people.example', '/sign-in/'), {})
    for (const [next, path] of [
      ['', '/backpack'],
      ['?next=%2F', '/backpack'],
      ['?next=%2Fverify', '/verify'],
      ['?next=%2F%2Fevil.example', '/backpack'],
      ['?next=%2F.%2F%2Fevil.example', '/backpack'],
    ] as const) {
      expect((await visitor.open(`/sign-in${next}`)).path, next).to.equal(path)
    }
  })

  it('no more than five links go to one address in a quarter of an hour', async () => {
    const statuses: number[] = []
    for (let asked = 0; asked < 6; asked += 1) {
      const { status } = await stage.service
        .visitor()
        .submit('/sign-in', { email: 'flooded@people.example' })
      statuses.push(status)
    }
    expect(statuses).to.deep.equal([200, 200, 200, 200, 200, 429])
  })
})

describe('sessions', () => {
  let stage: Stage
  before(async () => void (stage = await setStage()))
  after(() => stage.stop())

  it('a session that was ended everywhere is not brought back by a request that began before', async () => {
    const { accounts } = stage.service.services
    const caller = await stage.person('everywhere@people.example')
    const session = {
      accountId: caller.accountId,
      data: '{"cookie":{}}',
      expiresAt: new Date(Date.now() + day).toISOString(),
    }
    await accounts.sessions.save('one', session)
    await accounts.sessions.save('two', session)
    await accounts.signOutEverywhere(caller)
    await accounts.sessions.save('one', session)
    expect(await accounts.sessions.load('one')).to.equal(undefined)
    expect(await accounts.sessions.load('two')).to.equal(undefined)
    expect(await accounts.sessions.removeAll(caller.accountId)).to.equal(0)
  })

  it('signing out everywhere leaves other people signed in', async () => {
    const { accounts } = stage.service.services
    const caller = await stage.person('leaving@people.example')
    const other = await stage.person('staying@people.example')
    const expiresAt = new Date(Date.now() + day).toISOString()
    await accounts.sessions.save('staying', {
      accountId: other.accountId,
      data: '{"a":1}',
      expiresAt,
    })
    await accounts.signOutEverywhere(caller)
    expect((await accounts.sessions.load('staying'))?.accountId).to.equal(other.accountId)
  })

  it('what is stored of a session cannot be used as its cookie', async () => {
    const visitor = stage.service.visitor()
    await visitor.submit('/sign-in', { email: 'cookie@people.example' })
    await visitor.submit(await stage.service.linkMailedTo('cookie@people.example', '/sign-in/'), {})
    const { accountId } = await stage.person('cookie@people.example')
    const sessions = stage.service.storage.open(sessionTable)
    const { rows } = await sessions.find({ index: 'byAccount', equals: { accountId }, limit: 1 })
    const id = rows[0]?.id ?? ''
    expect(id).to.match(/^[\w-]{43}$/)
    for (const value of [id, `s:${id}`, `s%3A${id}.x`]) {
      const answer = await fetch(`${stage.service.base}/account`, {
        headers: { cookie: `waymark=${value}`, accept: 'text/html' },
        redirect: 'manual',
      })
      expect(answer.status).to.equal(303)
    }
  })
})

describe('setting up', () => {
  let stage: Stage
  before(async () => void (stage = await setStage()))
  after(() => stage.stop())

  const person = { email: 'first@service.example', name: 'First', language: 'en' }

  it('each start makes a new link and ends the one before; a used one is dead for good', async () => {
    const { settingUp } = stage.service.services.accounts
    const first = (await settingUp.freshToken()) ?? ''
    const second = (await settingUp.freshToken()) ?? ''
    expect(await settingUp.isOpen(first)).to.equal(false)
    await expectRefusal(settingUp.complete(first, person), 'link-used-or-expired')
    expect((await settingUp.complete(second, person)).operator).to.equal(true)
    await expectRefusal(settingUp.complete(second, person), 'link-used-or-expired')
    expect(await settingUp.freshToken()).to.equal(undefined)
    expect(await settingUp.isOpen(second)).to.equal(false)
  })
})
