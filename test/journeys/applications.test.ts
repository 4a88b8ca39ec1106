import { expect } from 'chai'
import type { Visitor } from '../../scripts/demo/visitor.ts'
import { onEveryEngine, startTestService, type TestService } from '../support/service.ts'
import { phonePicture } from '../applications/applying.ts'
import * as people from './people.ts'

onEveryEngine('learners apply for a badge, through pages and the API', (engine) => {
  let service: TestService
  let operator: Visitor
  let museum: string
  let home: string
  let achievementId: string
  let staffKey: string

  before(async function () {
    this.timeout(120_000)
    service = await startTestService(engine)
    operator = await people.setUp(service)
    museum = await people.makeOrganization(operator, 'Museum of Rivers')
    home = `/console/${museum}`
    achievementId = await people.publishAchievement(operator, museum)
    staffKey = await people.makeKey(operator, ['awards:read', 'awards:write'])
  })
  after(() => service.stop())

  const ask = async (
    key: string,
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ) => {
    const isBytes = body instanceof Uint8Array
    const answer = await fetch(`${service.base}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined || isBytes ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isBytes ? Buffer.from(body) : JSON.stringify(body) }),
    })
    const text = await answer.text()
    const told: unknown = text === '' ? {} : JSON.parse(text)
    return {
      status: answer.status,
      ...Object.fromEntries(Object.entries(told as object)),
    } as Record<string, unknown>
  }
  const apply = (who: Visitor, fields: Readonly<Record<string, string>>) =>
    who.submit(`/apply/${achievementId}`, fields)
  const inConsole = (path: string) => `${home}${path}`

  it('staff open a badge, and its public page leads to whoever wants to apply', async () => {
    const page = `/achievements/${achievementId}/versions/1`
    expect((await service.visitor().open(page)).html).not.to.contain('/apply/')
    expect((await service.visitor().open(`/apply/${achievementId}`)).status).to.equal(404)
    const opening = inConsole(`/achievements/${achievementId}/applications`)
    const { html } = await operator.submit(opening, {
      state: 'open',
      who: 'anybody',
      words: 'Bring your **notes**.',
    })
    expect(html).to.contain('Open now').and.contain(`/apply/${achievementId}`)
    expect((await service.visitor().open(page)).html).to.contain(`/apply/${achievementId}`)
    const seen = await service.visitor().open(`/apply/${achievementId}`)
    expect(seen.html).to.contain('<strong>notes</strong>').and.contain('Sign in to apply')
  })

  it('somebody applies, is asked for more, adds it, and has the badge; mails say only that there is an answer', async function () {
    this.timeout(60_000)
    const zoe = await people.signIn(service, 'zoe@youth.example')
    const { path: own } = await apply(zoe, { as: 'self', nickname: 'Zoe' })
    expect(own).to.match(/^\/applications\/[\w-]{22}$/)
    expect((await apply(zoe, { as: 'self', nickname: 'Zoe' })).path).to.equal(own)

    const typed = { words: 'I *tested* it.', 'links[0][url]': 'my page', 'levels[0][level]': '0' }
    const wrong = await zoe.submit(own, { ...typed, then: 'send' })
    expect(wrong.status).to.equal(422)
    expect(wrong.html).to.contain('I *tested* it.').and.contain('value="my page"')
    expect((await zoe.open(own)).html).to.contain('value="my page"')
    expect((await operator.open(inConsole('/applications'))).html).to.contain('Nobody waits')

    const right = { ...typed, 'links[0][url]': 'https://example.org/notes' }
    const sent = await zoe.submit(own, { ...right, then: 'send' })
    expect(sent.html).to.contain('Waiting for an answer')
    expect((await zoe.open('/backpack')).html).to.contain(own)
    expect((await operator.open(home)).html).to.contain('Applications wait for an answer')

    const desk = inConsole(`/applications/${people.lastPart(own)}`)
    expect((await operator.open(inConsole('/applications'))).html).to.contain(desk)
    const decide = await operator.open(desk)
    expect(decide.html)
      .to.contain('<em>tested</em>')
      .and.contain('https://example.org/notes')
      .and.contain('They see themselves at: Starting out')
    const silent = await operator.submit(desk, { decision: 'return' })
    expect(silent.status).to.equal(422)
    await operator.submit(desk, { decision: 'return', words: 'Zqwhenzq was it?' })
    const mail = await service.linkMailedTo('zoe@youth.example', '/applications/')
    expect(mail).to.equal(own)

    const returned = await zoe.open(own)
    expect(returned.html).to.contain('Sent back to you').and.contain('Zqwhenzq')
    await zoe.submit(own, { ...right, words: 'I tested it on Monday.', then: 'send' })
    await operator.submit(desk, {
      decision: 'approve',
      narrative: 'Careful work.',
      'levels[0][level]': '1',
      evidence: 'link-0',
    })
    expect((await zoe.open(own)).html).to.contain('See the badge')
    const badge = /href="(\/backpack\/[\w-]{22})"/.exec((await zoe.open(own)).html)?.[1] ?? ''
    expect((await zoe.open(badge)).html)
      .to.contain('Careful work.')
      .and.contain('https://example.org/notes')
      .and.contain('Guide')
  })

  it('a guardian applies for a child: approved, the badge waits until they agree', async function () {
    this.timeout(60_000)
    const rosa = await people.signIn(service, 'rosa@family.example')
    const { path: own } = await apply(rosa, { as: 'guardian', nickname: 'Mila' })
    await rosa.submit(own, { words: 'Mila measured the creek.', then: 'send' })
    const desk = inConsole(`/applications/${people.lastPart(own)}`)
    expect((await operator.open(desk)).html).to.contain('A guardian applies for them')
    await operator.submit(desk, { decision: 'approve' })
    const approved = await rosa.open(own)
    expect(approved.html).to.contain('waits until a guardian agrees')
    const family = /href="(\/family\/[\w-]{22})"/.exec(approved.html)?.[1] ?? ''
    const { guardianship, accounts, issuing } = service.services
    const account = await accounts.people.byEmail('rosa@family.example')
    const [mila] = await guardianship.guardians.childrenOf(account?.id ?? '')
    expect(family).to.equal(`/family/${mila?.id ?? ''}`)
    const [award] = await issuing.ofLearner(mila?.id ?? '')
    expect(award?.state).to.equal('waiting')
    expect((await rosa.open(family)).status).to.equal(200)
    expect((await apply(rosa, { as: mila?.id ?? '' })).path).not.to.equal(own)
  })

  it('the whole of it by the API, safe to repeat', async function () {
    this.timeout(60_000)
    const kim = await people.signIn(service, 'kim@youth.example')
    const key = await people.makeKey(kim, ['backpack:read', 'backpack:write'])
    const begin = { achievementId, nickname: 'Kim' }
    const begun = await ask(key, 'POST', '/applications', begin)
    expect(begun).to.include({ status: 201, state: 'draft', name: 'Kim' })
    const path = `/applications/${String(begun['id'])}`
    expect(await ask(key, 'POST', `${path}/sendings`)).to.include({ code: 'invalid-request' })
    const work = { words: 'I did it.', levels: [{ key: 'rubric', level: 1 }] }
    expect(await ask(key, 'PUT', path, work)).to.include({ status: 200, words: 'I did it.' })
    const type = { 'content-type': 'image/jpeg' }
    const file = await ask(key, 'POST', `${path}/files?title=Creek`, await phonePicture(), type)
    expect(file).to.include({ status: 201, title: 'Creek', mediaType: 'image/jpeg' })
    const gone = await ask(key, 'POST', `${path}/files`, await phonePicture(), type)
    const removed = await ask(key, 'DELETE', `${path}/files/${String(gone['id'])}`)
    expect(removed).to.deep.equal({ status: 204 })
    const once = { 'idempotency-key': 'send-1' }
    for (let time = 0; time < 2; time += 1) {
      const sent = await ask(key, 'POST', `${path}/sendings`, undefined, once)
      expect(sent).to.include({ status: 200, state: 'waiting' })
    }

    const staff = `/organizations/${museum}/applications`
    const list = await ask(staffKey, 'GET', `${staff}?state=waiting`)
    expect(JSON.stringify(list)).to.contain(String(begun['id'])).and.contain('Creek')
    const decision = { decision: 'approve', levels: [{ key: 'rubric', level: 1 }], words: 'Good.' }
    const decide = () =>
      ask(staffKey, 'POST', `/organizations/${museum}${path}/decisions`, decision, {
        'idempotency-key': 'decide-1',
      })
    const given = await decide()
    expect(given).to.include({ status: 200, state: 'given' })
    expect(await decide()).to.deep.equal(given)
    const evidence = new URL(String(file['url'])).pathname
    expect((await kim.open(evidence)).status).to.equal(200)
    expect((await service.visitor().open(evidence)).status).to.equal(404)
    expect(await ask(key, 'POST', `${path}/withdrawal`)).to.include({ status: 409 })
    expect(await ask(staffKey, 'POST', '/applications', begin)).to.include({ status: 403 })
  })

  it('closed again, it takes nobody, and what was begun is kept', async () => {
    const lee = await people.signIn(service, 'lee@youth.example')
    const { path: own } = await apply(lee, { as: 'self', nickname: 'Lee' })
    await lee.submit(own, { words: 'Half of it.', then: 'keep' })
    const opening = inConsole(`/achievements/${achievementId}/applications`)
    await operator.submit(opening, { state: 'closed', who: 'anybody' })
    const page = await lee.open(`/apply/${achievementId}`)
    expect(page.html).to.contain('No applications at the moment')
    const sent = await lee.submit(own, { words: 'Half of it.', then: 'send' })
    expect(sent.status).to.equal(410)
    expect((await lee.open(own)).html).to.contain('Half of it.')
    await lee.press(own, `${own}/withdrawal`)
    expect((await lee.open(own)).html).to.contain('Withdrawn')
  })
})
