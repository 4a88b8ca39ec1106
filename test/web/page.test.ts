import { createHash } from 'node:crypto'
import { expect } from 'chai'
import request, { type Response } from 'supertest'
import { at } from './at.ts'
import { sampleApp } from './sample-app.ts'

const unescape = (html: string) =>
  html
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

/** What the sample pages print: facts, or the draft of a form. */
function printed(answer: Response): unknown {
  const json = /<pre>(.*)<\/pre>/s.exec(answer.text)?.[1]
  if (json === undefined) throw new Error(`nothing printed: ${answer.status} ${answer.text}`)
  return JSON.parse(unescape(json))
}

function tokenIn(answer: Response): string {
  const token = /name="_csrf" value="([^"]+)"/.exec(answer.text)?.[1]
  if (token === undefined) throw new Error(`no token: ${answer.status} ${answer.text}`)
  return token
}

async function signedIn({ app }: ReturnType<typeof sampleApp>) {
  const agent = request.agent(app)
  const token = tokenIn(await agent.get('/sign-in'))
  await agent.post('/sign-in').type('form').send({ _csrf: token, account: 'anna' }).expect(303)
  return agent
}

describe('pages', () => {
  const sample = sampleApp()
  const { app } = sample
  let agent: ReturnType<typeof request.agent>
  before(async () => {
    agent = await signedIn(sample)
  })
  const fresh = async () => tokenIn(await agent.get('/things/new'))
  const post = async (values: Record<string, string | string[]>) => {
    const body = new URLSearchParams([
      ['_csrf', await fresh()],
      ...Object.entries(values).flatMap(([name, value]) =>
        [value].flat().map((one) => [name, one]),
      ),
    ])
    return agent.post('/things/new').type('form').send(body.toString())
  }

  it('shows a page to anyone without setting a cookie', async () => {
    const answer = await request(app).get('/')
    expect(answer.status).to.equal(200)
    expect(answer.text).to.contain('hello')
    expect(answer.headers['set-cookie']).to.equal(undefined)
    expect(answer.headers['cache-control']).to.equal('no-cache')
    const head = await request(app).head('/')
    expect(head.status).to.equal(200)
    expect(head.text).to.equal(undefined)
  })

  it('leads whoever is not signed in to sign-in and says where to come back', async () => {
    const answer = await request(app).get('/mine/abc?limit=3')
    expect(answer.status).to.equal(303)
    expect(answer.headers['location']).to.equal('/sign-in?next=%2Fmine%2Fabc%3Flimit%3D3')
    expect((await request(app).head('/mine/abc')).status).to.equal(303)
  })

  it('checks the address of a page and drops parameters that others put on links', async () => {
    expect(printed(await agent.get('/mine/abc?limit=3&utm_source=mail'))).to.deep.equal({
      by: 'anna',
      thingId: 'abc',
      limit: 3,
    })
    expect((await agent.get('/mine/ABC')).status).to.equal(404)
    expect((await agent.get('/mine/abc?limit=x')).status).to.equal(400)
  })

  it('does not let a signed-in page be kept', async () => {
    const answer = await agent.get('/mine/abc')
    expect(answer.headers['cache-control']).to.equal('private, no-store')
  })

  it('reads a form as its schema: empty is absent, checkbox, number, one for a list, sparse rows', async () => {
    const answer = await post({
      name: '  Compass ',
      email: '',
      size: '3',
      kind: 'b',
      'parts[1][label]': '',
      'parts[4][label]': 'needle',
      'parts[7][label]': 'dial',
      agreed: 'on',
      tags: 'one',
    })
    expect(answer.status).to.equal(200)
    expect(at(printed(answer), 'form')).to.deep.equal({
      name: 'Compass',
      size: 3,
      kind: 'b',
      parts: [{ label: 'needle' }, { label: 'dial' }],
      agreed: true,
      tags: ['one'],
    })
  })

  it('takes an unchecked box for no and fills in defaults', async () => {
    expect(at(printed(await post({ name: 'x' })), 'form')).to.deep.equal({
      name: 'x',
      kind: 'a',
      parts: [],
      agreed: false,
    })
  })

  it('shows the form again with everything typed when something does not fit', async () => {
    const typed = {
      name: ' ',
      email: 'not one',
      size: 'many',
      'parts[2][label]': 'needle',
      'parts[3][other]': '<b>',
      agreed: 'on',
      'tags[]': ['far too long', 'b'],
    }
    const answer = await post(typed)
    expect(answer.status).to.equal(422)
    const draft = printed(answer)
    expect(at(draft, 'values')).to.deep.equal({
      name: ' ',
      email: 'not one',
      size: 'many',
      parts: [{ label: 'needle' }, { other: '<b>' }],
      agreed: 'on',
      tags: ['far too long', 'b'],
    })
    expect(at(draft, 'error', 'code')).to.equal('invalid-request')
    expect(at(draft, 'problems')).to.have.deep.members([
      { path: '/name', rule: 'required' },
      { path: '/email', rule: 'format', expected: 'email' },
      { path: '/size', rule: 'type', expected: 'integer' },
      { path: '/parts/1/label', rule: 'required' },
      { path: '/parts/1/other', rule: 'unknown' },
      { path: '/tags/0', rule: 'too-long', expected: 5 },
    ])
  })

  it('shows the form again with everything typed when the service refuses', async () => {
    const answer = await post({ name: 'taken', email: 'a@example.org' })
    expect(answer.status).to.equal(409)
    const draft = printed(answer)
    expect(at(draft, 'values')).to.deep.equal({ name: 'taken', email: 'a@example.org' })
    expect(at(draft, 'error')).to.deep.equal({ code: 'already-exists', values: {} })
  })

  it('takes a file with a form, and none where none was chosen', async () => {
    const send = async (size: number) =>
      agent
        .post('/things/new')
        .field('_csrf', await fresh())
        .field('name', 'Compass')
        .field('parts[9][label]', 'needle')
        .attach('picture', Buffer.alloc(size, 1), 'me.png')
    const taken = printed(await send(10))
    expect(at(taken, 'file')).to.deep.equal({ name: 'me.png', size: 10 })
    expect(at(taken, 'form', 'parts')).to.deep.equal([{ label: 'needle' }])
    expect(at(printed(await send(0)), 'file')).to.equal(undefined)
  })

  it('shows the form again with everything typed when the file is too large', async () => {
    const answer = await agent
      .post('/things/new')
      .field('_csrf', await fresh())
      .attach('picture', Buffer.alloc(1001, 1), 'me.png')
      .field('name', 'Compass')
    expect(answer.status).to.equal(413)
    const draft = printed(answer)
    expect(at(draft, 'values')).to.deep.equal({ name: 'Compass' })
    expect(at(draft, 'problems')).to.deep.equal([
      { path: '/picture', rule: 'too-large', expected: 1000 },
    ])
  })

  it('refuses at once a name that would make a list of four thousand million places', async () => {
    for (const name of [
      'parts[4000000000][label]',
      'name[0][4000000000]',
      `name${'[0]'.repeat(11)}`,
    ]) {
      const answer = await agent
        .post('/things/new')
        .field('_csrf', await fresh())
        .field(name, 'x')
        .field('parts[a]', 'y')
      expect(answer.status, name).to.equal(413)
    }
  }).timeout(5_000)

  it('answers a broken multipart form, or a file where none belongs, with 400', async () => {
    const broken = await agent
      .post('/things/new')
      .set('Content-Type', 'multipart/form-data; boundary=x')
      .send('--x\r\nnonsense')
    expect(broken.status).to.equal(400)
    const stray = await agent
      .post('/things/new')
      .field('_csrf', await fresh())
      .attach('other', Buffer.alloc(1), 'x')
    expect(stray.status).to.equal(400)
  })

  it('keeps what was typed when the form is an old one, and acts on nothing', async () => {
    const answer = await agent
      .post('/things/new')
      .type('form')
      .send({ _csrf: 'old', name: 'Compass' })
    expect(answer.status).to.equal(403)
    const draft = printed(answer)
    expect(at(draft, 'error', 'code')).to.equal('form-expired')
    expect(at(draft, 'values')).to.deep.equal({ name: 'Compass' })
    expect(tokenIn(answer)).to.have.length(86)
  })

  it('refuses a form without a token, with the token of another session, or of a visitor', async () => {
    const other = await signedIn(sample)
    const visitor = tokenIn(await request(app).get('/sign-in'))
    const foreign = tokenIn(await other.get('/things/new'))
    for (const _csrf of [undefined, '', foreign, visitor]) {
      const answer = await agent.post('/things/new').type('form').send({ _csrf, name: 'x' })
      expect(answer.status).to.equal(403)
    }
  })

  it('refuses a visitor whose token and cookie do not belong together', async () => {
    const one = await request(app).get('/sign-in')
    const cookies = (await request(app).get('/sign-in')).get('Set-Cookie') ?? []
    const answer = await request(app)
      .post('/sign-in')
      .set('Cookie', cookies)
      .type('form')
      .send({ _csrf: tokenIn(one), account: 'mallory' })
    expect(answer.status).to.equal(403)
    expect(answer.get('Set-Cookie')).to.equal(undefined)
  })

  it('refuses a form that a page of another origin sent, even with a good token', async () => {
    const _csrf = await fresh()
    for (const [name, value] of [
      ['Origin', 'https://evil.example'],
      ['Sec-Fetch-Site', 'cross-site'],
    ] as const) {
      const answer = await agent
        .post('/things/new')
        .set(name, value)
        .set('Accept', 'text/html')
        .type('form')
        .send({ _csrf, name: 'x' })
      expect(answer.status).to.equal(403)
      expect(answer.text).to.contain('form-expired')
    }
    const own = await agent
      .post('/things/new')
      .set('Origin', 'null')
      .set('Sec-Fetch-Site', 'same-origin')
      .type('form')
      .send({ _csrf, name: 'x' })
    expect(own.status).to.equal(200)
  })

  it('masks the token differently in every page', async () => {
    expect(await fresh()).not.to.equal(await fresh())
  })

  it('only ever redirects to a path of its own', async () => {
    const next = async (target: string) => {
      const visitor = request.agent(app)
      const _csrf = tokenIn(await visitor.get('/sign-in'))
      const answer = await visitor
        .post('/sign-in')
        .type('form')
        .send({ _csrf, account: 'anna', next: target })
      return answer.headers['location']
    }
    expect(await next('/mine/abc?limit=3')).to.equal('/mine/abc?limit=3')
    for (const target of [
      'https://evil.example/',
      '//evil.example',
      '/\\evil.example',
      '/.//evil.example',
      '/\t/evil.example',
      'javascript:alert(1)',
      'mine',
    ]) {
      expect(await next(target), target).to.equal('/')
    }
  })

  it('answers a method that a page does not take with 405', async () => {
    const answer = await agent.get('/sign-out').set('Accept', 'text/html')
    expect(answer.status).to.equal(405)
    expect(answer.headers['allow']).to.equal('OPTIONS, POST')
  })

  it('does not act on a posted form of somebody who is not signed in', async () => {
    const answer = await request(app)
      .post('/things/new')
      .set('Accept', 'text/html')
      .type('form')
      .send({ name: 'x' })
    expect(answer.status).to.equal(401)
  })

  it('gives people a page and machines a problem document for the same trouble', async () => {
    const browser = 'text/html,application/xhtml+xml,*/*;q=0.8'
    const shown = await request(app).get('/nowhere').set('Accept', browser)
    expect(shown.status).to.equal(404)
    expect(shown.type).to.equal('text/html')
    expect(shown.text).to.contain('404 not-found')
    const machine = await request(app).get('/nowhere').set('Accept', '*/*')
    expect(machine.type).to.equal('application/problem+json')
    const undecodable = await request(app).get('/mine/%ff').set('Accept', browser)
    expect(undecodable.status).to.equal(404)
  })
})

describe('sessions', () => {
  it('set no cookie and store nothing before sign-in, and never for a key', async () => {
    const { app, stored } = sampleApp()
    await request(app).get('/sign-in')
    const byKey = await request(app).get('/api/v1/things/abc').set('Authorization', 'Bearer reader')
    expect(byKey.headers['set-cookie']).to.equal(undefined)
    expect(stored.size).to.equal(0)
  })

  it('go on behind a proxy that asks for a password, and forged requests stay refused', async () => {
    const sample = sampleApp()
    const agent = await signedIn(sample)
    const password = ['Authorization', 'Basic YW5uYTpzZWNyZXQ='] as const
    const mine = () => agent.get('/mine/abc').set('Accept', 'text/html')
    expect((await mine()).status).to.equal(200)
    expect((await mine().set(...password)).status).to.equal(200)
    expect((await mine().set('Authorization', 'Bearer nobody')).status).not.to.equal(200)
    const forged = agent.delete('/api/v1/things/abc').set('Origin', 'https://evil.example')
    expect((await forged.set(...password)).body).to.include({ code: 'form-expired' })
  })

  it('are kept under a hash of their id, with the account beside them', async () => {
    const sample = sampleApp()
    const agent = await signedIn(sample)
    const [[id, session] = []] = [...sample.stored]
    expect(session?.accountId).to.equal('anna')
    expect(session?.expiresAt).to.equal('2026-03-31T12:00:00Z')
    sample.clock.now = new Date('2026-03-01T13:00:00Z')
    const cookie = (await agent.get('/mine/abc')).get('Set-Cookie')?.[0] ?? ''
    const sessionId = /^waymark=s%3A([^.]+)\./.exec(cookie)?.[1] ?? ''
    expect(sessionId).to.have.length.above(20)
    expect(id).to.equal(createHash('sha256').update(sessionId).digest('base64url'))
    expect(JSON.stringify([...sample.stored])).not.to.contain(sessionId)
  })

  it('cannot be taken over by planting an id before sign-in', async () => {
    const sample = sampleApp()
    const agent = await signedIn(sample)
    const before = [...sample.stored.keys()][0]
    const _csrf = tokenIn(await agent.get('/sign-in'))
    await agent.post('/sign-in').type('form').send({ _csrf, account: 'bea' }).expect(303)
    expect([...sample.stored.keys()]).to.have.length(1)
    expect([...sample.stored.keys()][0]).not.to.equal(before)
  })

  it('move their end when they are used, at most once in ten minutes', async () => {
    const sample = sampleApp()
    const agent = await signedIn(sample)
    const saves = sample.saves()
    sample.clock.now = new Date('2026-03-01T12:09:00Z')
    const soon = await agent.get('/mine/abc')
    expect(soon.get('Set-Cookie')).to.equal(undefined)
    expect(sample.saves()).to.equal(saves)
    sample.clock.now = new Date('2026-03-01T12:11:00Z')
    const later = await agent.get('/mine/abc')
    expect(later.get('Set-Cookie')?.[0]).to.match(/^waymark=.*Expires=/)
    expect(sample.saves()).to.equal(saves + 1)
    expect([...sample.stored.values()][0]?.expiresAt).to.equal('2026-03-31T12:11:00Z')
  })

  it('end at sign-out, with the cookie', async () => {
    const sample = sampleApp()
    const agent = await signedIn(sample)
    const _csrf = tokenIn(await agent.get('/things/new'))
    const out = await agent.post('/sign-out').type('form').send({ _csrf })
    expect(out.status).to.equal(303)
    expect(out.get('Set-Cookie')?.join()).to.match(/waymark=;/)
    expect(sample.stored.size).to.equal(0)
    expect((await agent.get('/mine/abc')).status).to.equal(303)
  })

  it('use Secure cookies that only this host can have set when people come by https', async () => {
    const { app } = sampleApp('https://badges.example.org')
    const https = { 'X-Forwarded-Proto': 'https' }
    const shown = await request(app).get('/sign-in').set(https)
    const [form = ''] = shown.get('Set-Cookie') ?? []
    expect(form).to.match(/^__Host-waymark-form=.*Path=\/; HttpOnly; Secure; SameSite=Lax$/)
    const answer = await request(app)
      .post('/sign-in')
      .set(https)
      .set('Cookie', form)
      .type('form')
      .send({ _csrf: tokenIn(shown), account: 'anna' })
    const [session = ''] = answer.get('Set-Cookie') ?? []
    expect(session).to.match(/^__Host-waymark=.*Path=\/;.*HttpOnly; Secure; SameSite=Lax$/)
  })

  it('with a forged or foreign cookie are nobody', async () => {
    const sample = sampleApp()
    await signedIn(sample)
    for (const value of ['s%3Aabc.def', 'abc', '%ff', '']) {
      const answer = await request(sample.app).get('/mine/abc').set('Cookie', `waymark=${value}`)
      expect(answer.status).to.equal(303)
    }
  })
})
