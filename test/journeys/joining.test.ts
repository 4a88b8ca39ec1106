import { expect } from 'chai'
import type { Visitor } from '../../scripts/demo/visitor.ts'
import type { Learner } from '../../src/learners/tables.ts'
import { onEveryEngine, startTestService, type TestService } from '../support/service.ts'
import * as people from './people.ts'

onEveryEngine('a class joins by the code on a poster', (engine) => {
  let service: TestService
  let museum: string
  let home: string
  let achievementId: string
  let teacher: Visitor

  before(async function () {
    this.timeout(60_000)
    service = await startTestService(engine)
    teacher = await people.setUp(service)
    museum = await people.makeOrganization(teacher, 'Museum of Rivers')
    home = `/console/${museum}`
    achievementId = await people.publishAchievement(teacher, museum)
  })
  after(() => service.stop())

  const day = (days: number) => new Date(Date.now() + days * 864e5).toISOString().slice(0, 10)
  /** Opens a class link on the page; answers its page and where its QR code leads. */
  const open = async (fields: Readonly<Record<string, string>> = {}) => {
    const { path, html } = await teacher.submit(`${home}/claim-links/new`, {
      name: 'Camp week 2',
      achievementId,
      startsOn: day(0),
      endsOn: day(7),
      limit: '30',
      who: 'nickname',
      language: 'en',
      ...fields,
    })
    const code = /value="([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z])"/.exec(html)?.[1] ?? ''
    return { path, code, join: `/join/${code.replaceAll('-', '')}` }
  }
  const ask = async (body: unknown, key?: string): Promise<Record<string, unknown>> => {
    const answer = await fetch(`${service.base}/api/v1/joins`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      },
      body: JSON.stringify(body),
    })
    const told: unknown = await answer.json()
    return { status: answer.status, ...Object.fromEntries(Object.entries(told as object)) }
  }
  const childrenOf = async (email: string): Promise<readonly Learner[]> => {
    const account = await service.services.accounts.people.byEmail(email)
    return service.services.guardianship.guardians.childrenOf(account?.id ?? '')
  }
  const badgesOf = async (learner: Learner | undefined) =>
    (await service.services.issuing.ofLearner(learner?.id ?? '')).length

  it('opens and closes by its days, and says so to whoever scans too early or too late', async () => {
    const later = await open({ startsOn: day(2), endsOn: day(3) })
    const early = await service.visitor().open(later.join)
    expect(early.status).to.equal(200)
    expect(early.html).to.contain('You are early').and.not.contain('name="nickname"')
    const { join } = await open({ endsOn: day(0) })
    service.pass(864e5)
    const late = await service.visitor().open(join)
    expect(late.status).to.equal(410)
    expect(late.html).to.contain('Ask a member of staff if you were there too')
    service.pass(-864e5)
  })

  it('gives as many as it says and no more; a no makes room again', async () => {
    const { path, join } = await open({ limit: '2', approval: 'true' })
    const first = await service.visitor().submit(join, { nickname: 'Red Fox 3' })
    const second = await service.visitor().submit(join, { nickname: 'Grey Owl 4' })
    expect(first.path).to.match(/^\/joined\//)
    const third = await service.visitor().open(join)
    expect(third.status).to.equal(410)
    expect(third.html).to.contain('Everybody who could get this badge has it')
    const page = await teacher.open(path)
    const refusal = new RegExp(`action="(${path}/requests/[\\w-]+/refusal)"`).exec(page.html)?.[1]
    await teacher.press(path, refusal ?? '')
    expect((await service.visitor().open(join)).status).to.equal(200)
    expect((await teacher.open(path)).html).to.contain('1 of 2 used')
    await teacher.press(path, `${path}/approvals`)
    const told = await Promise.all(
      [first, second].map(async (one) => (await service.visitor().open(one.path)).html),
    )
    expect(told.filter((html) => html.includes('Not this time'))).to.have.length(1)
    expect(told.filter((html) => html.includes('class="big-code"'))).to.have.length(1)
  })

  it('a guardian who is signed in asks for a new child, and then for one whom the museum knows', async () => {
    const email = 'rosa@family.example'
    const rosa = await people.signIn(service, email)
    const { join } = await open()
    const form = await rosa.open(join)
    expect(form.html).to.contain('For my child').and.not.contain('another child')
    const done = await rosa.submit(join, { as: 'guardian', nickname: 'Mila' })
    expect(done.html).to.contain('It is with the badges of your child')
    expect(done.html).not.to.contain('class="big-code"')
    const [mila] = await childrenOf(email)
    expect(mila?.name).to.equal('Mila')
    expect(mila?.accountId).to.equal(undefined)
    expect((await rosa.open('/backpack')).html).not.to.contain('Water Quality Explorer')
    expect((await rosa.open(`/family/${mila?.id ?? ''}`)).html).to.contain('Water Quality Explorer')
    expect((await service.visitor().open(done.path)).html).not.to.contain(mila?.id)
    // Nobody said that she is a child, so nobody is told of her badges by mail.
    expect((await rosa.open(`/family/${mila?.id ?? ''}`)).html)
      .to.contain('Where you applied for a badge for Mila')
      .and.not.contain('we tell you of new badges')

    const again = await rosa.submit(join, { as: 'guardian', nickname: 'Mila' })
    expect(again.path).to.equal(done.path)
    const brother = await rosa.submit(join, { as: 'guardian', nickname: 'Leo' })
    expect(brother.path).not.to.equal(done.path)
    expect(await childrenOf(email)).to.have.length(2)

    const another = await people.publishAchievement(teacher, museum, { name: 'Heron Counter' })
    const second = await open({ achievementId: another })
    expect((await rosa.open(second.join)).html)
      .to.contain('For Mila')
      .and.contain('For Leo')
    const forMila = await rosa.submit(second.join, { as: mila?.id ?? '' })
    expect(forMila.html).to.contain('Mila')
    expect(await childrenOf(email)).to.have.length(2)
    expect(await badgesOf(mila)).to.equal(2)
  })

  it('the page of a child whom the museum knows says their full name to nobody but the guardian who asked', async () => {
    const email = 'carla@family.example'
    const carla = await people.signIn(service, email)
    const { join } = await open()
    await carla.submit(join, { as: 'guardian', nickname: 'Teo' })
    const [teo] = await childrenOf(email)
    await service.services.learners.amend(teo?.id ?? '', (found) => ({
      ...found,
      name: 'Teo Quiroga',
    }))
    const another = await people.publishAchievement(teacher, museum, { name: 'Otter Counter' })
    const second = await open({ achievementId: another, approval: 'true' })
    const { path, html } = await carla.submit(second.join, { as: teo?.id ?? '' })
    expect(html).to.contain('Teo Quiroga')
    expect((await teacher.open(second.path)).html).to.contain('Teo Quiroga')
    const read = await fetch(`${service.base}/api/v1/joins/${people.lastPart(path)}`)
    for (const told of [(await service.visitor().open(path)).html, await read.text()]) {
      expect(told).to.contain('Teo').and.not.contain('Quiroga')
    }
  })

  it('nobody asks in the name of somebody else’s child, and a guardian has an account', async () => {
    // Brother and sister came in the same second, so either may be the first.
    const mila = (await childrenOf('rosa@family.example')).find(({ name }) => name === 'Mila')
    const { code, join } = await open()
    const stranger = await people.signIn(service, 'stranger@family.example')
    expect((await stranger.submit(join, { as: mila?.id ?? '' })).status).to.equal(404)
    expect((await stranger.submit(join, { as: 'guardian' })).status).to.equal(422)
    const key = await people.makeKey(stranger, ['backpack:write'])
    const child = { code, as: 'guardian', childId: mila?.id }
    expect(await ask(child, key)).to.include({ status: 404, code: 'not-found' })
    expect(await ask(child)).to.include({ status: 401, code: 'not-signed-in' })
    expect(await badgesOf(mila)).to.equal(2)
  })

  it('by the API: by a nickname alone, with a code to take away; signed in, into the backpack', async () => {
    const { code } = await open()
    const asked = await ask({ code: code.toLowerCase(), nickname: 'Blue Otter 7' })
    expect(asked).to.include({ status: 201, state: 'done', nickname: 'Blue Otter 7' })
    const read = await fetch(`${service.base}/api/v1/joins/${String(asked['token'])}`)
    const told = (await read.json()) as Record<string, unknown>
    expect(told['code']).to.match(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$/)
    expect((await service.visitor().open(new URL(String(told['url'])).pathname)).html).to.contain(
      told['code'],
    )

    const zoe = await people.signIn(service, 'zoe@youth.example')
    const key = await people.makeKey(zoe, ['backpack:write'])
    expect(await ask({ code, nickname: 'Zoe' }, key)).to.include({ state: 'in-backpack' })
    expect((await zoe.open('/backpack')).html).to.contain('Water Quality Explorer')

    expect(await ask({ code: 'ABCD-EFGH-JKMN-P', nickname: 'X' })).to.include({ status: 404 })
    expect(await ask({ code, nickname: 'me@example.org' })).to.include({ status: 400 })
    const staff = await people.makeKey(teacher, ['learners:read'])
    expect(await ask({ code, nickname: 'X' }, staff)).to.include({ code: 'not-allowed' })
  })

  it('whoever tries to use all places up is slowed down', async () => {
    const { code } = await open()
    let last = 0
    for (let time = 0; time < 130 && last !== 429; time += 1) {
      last = Number((await ask({ code: `${code}X`, nickname: 'X' }))['status'])
    }
    expect(last).to.equal(429)
  })
})
