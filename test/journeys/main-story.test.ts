import { expect } from 'chai'
import { textOf } from '../../scripts/demo/api.ts'
import { achievementTable } from '../../src/achievements/tables.ts'
import { scopes } from '../../src/caller.ts'
import { onEveryEngine, startTestService, type TestService } from '../support/service.ts'
import type { Visitor } from '../../scripts/demo/visitor.ts'
import * as people from './people.ts'

onEveryEngine('the main story through pages', (engine) => {
  let service: TestService
  let operator: Visitor
  let awarder: Visitor
  let organizationId: string
  let achievementId: string

  before(async function () {
    this.timeout(60_000)
    service = await startTestService(engine)
    operator = await people.setUp(service)
    organizationId = await people.makeOrganization(operator, 'Riverside Science Museum')
    awarder = await people.joinStaff(service, operator, organizationId, {
      email: 'guide@museum.example',
      name: 'Amara Okafor',
      role: 'editor',
    })
    achievementId = await people.publishAchievement(awarder, organizationId)
  })
  after(() => service.stop())

  const awardTo = (fields: Readonly<Record<string, string>>) =>
    people.award(awarder, organizationId, achievementId, fields)

  const zoe = {
    'learner[name]': "Zoë Núñez-O'Brien",
    'learner[email]': 'zoe@learners.example',
    'learner[ageBand]': 'adult',
    'learner[language]': 'es',
  }

  const verdict = async (body: unknown) => {
    const report = await service.api().call('POST', '/api/v1/verifications', body)
    return report['verdict']
  }

  it('the set-up link works once', async () => {
    expect(await service.services.accounts.settingUp.freshToken()).to.equal(undefined)
  })

  it('a learner takes a mailed award, shares it, and a stranger finds it valid until the share is closed', async function () {
    this.timeout(60_000)
    await awardTo(zoe)
    const learner = service.visitor()
    const claim = await service.linkMailedTo('zoe@learners.example', '/claim/')
    expect((await learner.open(claim)).html).to.contain('Water Quality Explorer')
    const backpack = await learner.submit(claim, {})
    const held = /href="(\/backpack\/[\w-]{22})"/.exec(backpack.html)?.[1] ?? ''
    const ends = new Date(Date.now() + 864e6).toISOString().slice(0, 10)
    const share = people.shareIn(
      (await learner.submit(held, { endsOn: ends, nameForm: 'full' })).html,
    )

    const page = await service.visitor().open(new URL(share).pathname)
    expect(page.html).to.contain('Zoë')
    expect(await verdict({ address: share })).to.equal('valid')
    for (const [ending, type] of [
      ['.json', 'application/vc'],
      ['.jwt', 'text/plain'],
      ['.png', 'image/png'],
      ['.svg', 'image/svg+xml'],
    ] as const) {
      const response = await fetch(share + ending)
      expect(response.headers.get('content-type'), ending).to.contain(type)
      expect(response.headers.get('access-control-allow-origin')).to.equal('*')
      const file = Buffer.from(await response.arrayBuffer()).toString('base64')
      expect(await verdict({ file }), ending).to.equal('valid')
    }

    const token = people.lastPart(new URL(share).pathname)
    await learner.press(held, `${held}/shares/${token}/closing`)
    expect((await fetch(share, { headers: { accept: 'application/json' } })).status).to.equal(410)
    expect((await service.visitor().open(new URL(share).pathname)).status).to.equal(410)
  })

  it('a share is over when its end date has passed', async () => {
    const own = await startTestService(engine)
    try {
      const boss = await people.setUp(own)
      const organization = await people.makeOrganization(boss, 'Club', 'afterschool')
      const achievement = await people.publishAchievement(boss, organization)
      await people.award(boss, organization, achievement, zoe)
      const learner = own.visitor()
      const page = await learner.submit(
        await own.linkMailedTo('zoe@learners.example', '/claim/'),
        {},
      )
      const held = /href="(\/backpack\/[\w-]{22})"/.exec(page.html)?.[1] ?? ''
      const ends = new Date(Date.now() + 2 * 864e5).toISOString().slice(0, 10)
      const share = people.shareIn(
        (await learner.submit(held, { endsOn: ends, nameForm: 'none' })).html,
      )
      expect((await fetch(`${share}.json`)).status).to.equal(200)
      own.pass(4 * 864e5)
      expect((await fetch(`${share}.json`)).status).to.equal(410)
    } finally {
      await own.stop()
    }
  })

  it('a learner without an address takes an award with a code that works once, and cannot share it while their age is unknown', async () => {
    const path = await awardTo({ 'learner[name]': 'Starfish 7' })
    const code = /<code>([\w-]{16})<\/code>/.exec((await awarder.open(path)).html)?.[1] ?? ''
    const child = await people.signIn(service, 'family@learners.example')
    const claimed = await child.submit('/claim', { code: code.toLowerCase().replaceAll('-', ' ') })
    expect(claimed.path).to.match(/^\/backpack\//)
    expect(claimed.html).to.contain('That keeps you safe')
    const refused = await child.submit(claimed.path, { endsOn: '2026-12-31', nameForm: 'full' })
    expect(refused.status).to.equal(403)

    const other = await people.signIn(service, 'other@learners.example')
    expect((await other.submit('/claim', { code })).status).to.equal(409)
  })

  it('a revoked award verifies as revoked, with the reason, and stays revoked', async () => {
    const path = await awardTo({ ...zoe, 'learner[email]': 'rev@learners.example' })
    const award = await service.services.issuing.byId(people.lastPart(path))
    const file = Buffer.from(award?.credential ?? '').toString('base64')
    expect(await verdict({ file })).to.equal('valid')
    await awarder.submit(path, { reason: 'Awarded to the wrong person.' })
    const report = await service.api().call('POST', '/api/v1/verifications', { file })
    expect(report['verdict']).to.equal('revoked')
    expect(JSON.stringify(report['checks'])).to.contain('Awarded to the wrong person.')
    expect((await awarder.submit(path, { reason: 'Again.' })).status).to.equal(409)
  })

  it('a new version leaves what was awarded as it was', async () => {
    const id = await people.publishAchievement(awarder, organizationId, { name: 'First name' })
    const path = await people.award(awarder, organizationId, id, zoe)
    const editing = `/console/${organizationId}/achievements/${id}`
    await awarder.submit(`${editing}/edit`, {
      name: 'Second name',
      description: 'Changed.',
      criteria: 'Changed.',
      achievementType: 'Badge',
      language: 'en',
    })
    await awarder.press(editing, `${editing}/publication`)
    const again = await people.award(awarder, organizationId, id, { ...zoe, level: '' })
    const before = await service.services.issuing.byId(people.lastPart(path))
    const after = await service.services.issuing.byId(people.lastPart(again))
    expect(before?.credential).to.contain('First name').and.contain(`${id}/versions/1`)
    expect(after?.credential).to.contain('Second name').and.contain(`${id}/versions/2`)
  })

  it('the id of a credential opens nothing: 404 to machines, a neutral page to people', async () => {
    const path = await awardTo(zoe)
    const award = await service.services.issuing.byId(people.lastPart(path))
    const address = `/credentials/${award?.credentialId ?? ''}`
    const machine = await fetch(service.base + address, { headers: { accept: 'application/json' } })
    expect(machine.status).to.equal(404)
    const page = await service.visitor().open(address)
    expect(page.html).not.to.contain('Zoë').and.not.to.contain('Water Quality')
  })

  it('a form that is not right is shown again with everything that was typed', async () => {
    const { status, html } = await awarder.submit(`/console/${organizationId}/awards/new`, {
      achievementId,
      'learner[name]': 'Kept name',
      'learner[email]': 'not an address',
      narrative: 'Kept narrative',
    })
    expect(status).to.equal(422)
    expect(html).to.contain('Kept name').and.contain('not an address').and.contain('Kept narrative')
  })

  it('an award whose end has passed is refused, and one that has ended is called expired', async () => {
    const page = `/console/${organizationId}/awards/new`
    const fields = { achievementId, 'learner[name]': 'Late', validUntil: '2020-01-01' }
    expect((await awarder.submit(page, fields)).status).to.equal(422)
    const tomorrow = new Date(Date.now() + 864e5).toISOString().slice(0, 10)
    const path = await awardTo({
      ...zoe,
      'learner[email]': 'end@learners.example',
      validUntil: tomorrow,
    })
    expect((await awarder.open(path)).html)
      .to.contain('Valid')
      .and.not.to.contain('Expired')
    service.pass(3 * 864e5)
    try {
      expect((await awarder.open(path)).html).to.contain('Expired')
      const award = await service.services.issuing.byId(people.lastPart(path))
      const file = Buffer.from(award?.credential ?? '').toString('base64')
      expect(await verdict({ file })).to.equal('expired')
    } finally {
      service.pass(-3 * 864e5)
    }
  })

  it('evidence is no address of the badge itself, and each address stands once', async () => {
    const page = `/console/${organizationId}/awards/new`
    const own = `${service.base}/achievements/${achievementId}/versions/1`
    for (const evidence of [
      { 'evidence[0][url]': own },
      { 'evidence[0][url]': 'https://example.org/a', 'evidence[1][url]': 'https://example.org/a' },
    ]) {
      const sent = await awarder.submit(page, { achievementId, 'learner[name]': 'E', ...evidence })
      expect(sent.status).to.equal(422)
    }
  })

  it('one person renamed is still one person', async () => {
    const path = await awardTo({ ...zoe, 'learner[email]': 'one@learners.example' })
    const first = await service.services.issuing.byId(people.lastPart(path))
    const learner = `/console/${organizationId}/learners/${first?.learnerId ?? ''}`
    await awarder.submit(learner, { name: 'Zoë Renamed', ageBand: 'adult' })
    const again = await awardTo({
      'learner[name]': 'Zoë Renamed',
      'learner[email]': 'one@learners.example',
    })
    const second = await service.services.issuing.byId(people.lastPart(again))
    expect(second?.learnerId).to.equal(first?.learnerId)
  })

  it('an edit on the page keeps what only the API can say', async () => {
    const key = await people.makeKey(operator, scopes)
    const alignment = {
      targetName: 'Practice',
      targetUrl: 'https://example.org/practice',
      targetType: 'CFItem',
      targetDescription: 'Kept.',
    }
    const made = await service
      .api(key)
      .call('POST', `/api/v1/organizations/${organizationId}/achievements`, {
        name: 'By API',
        description: 'D',
        criteria: 'C',
        achievementType: 'ext:Robotics',
        language: 'en',
        tags: [],
        alignments: [alignment],
      })
    const editing = `/console/${organizationId}/achievements/${textOf(made, 'id')}/edit`
    expect((await operator.open(editing)).html).to.contain('value="ext:Robotics"')
    await operator.submit(editing, {
      name: 'By page',
      description: 'D',
      criteria: 'C',
      achievementType: 'ext:Robotics',
      language: 'en',
      'alignments[0][targetName]': 'Practice, renamed',
      'alignments[0][targetUrl]': alignment.targetUrl,
    })
    const stored = await service.storage.open(achievementTable).get(textOf(made, 'id'))
    expect(stored?.content.alignments).to.deep.equal([
      { ...alignment, targetName: 'Practice, renamed' },
    ])
  })

  it('viewers look and change nothing; strangers find no console', async () => {
    const viewer = await people.joinStaff(service, operator, organizationId, {
      email: 'viewer@museum.example',
      name: 'Vera',
      role: 'viewer',
    })
    expect((await viewer.open(`/console/${organizationId}`)).status).to.equal(200)
    expect((await viewer.open(`/console/${organizationId}/awards/new`)).status).to.equal(403)
    expect((await viewer.open(`/console/${organizationId}/audit`)).status).to.equal(403)
    const stranger = await people.signIn(service, 'stranger@learners.example')
    expect((await stranger.open(`/console/${organizationId}`)).status).to.equal(404)
  })

  it('owners read who did what in the log', async () => {
    const { html } = await operator.open(`/console/${organizationId}/audit`)
    expect(html).to.contain('award.revoked').and.contain('Amara Okafor')
  })

  it('signing out everywhere ends every session', async () => {
    const here = await people.signIn(service, 'twice@learners.example')
    const there = await people.signIn(service, 'twice@learners.example')
    await here.press('/account', '/sign-out-everywhere')
    expect((await there.open('/account')).path).to.match(/^\/sign-in/)
  })

  it('a sign-in link works once', async () => {
    const visitor = service.visitor()
    await visitor.submit('/sign-in', { email: 'once@learners.example' })
    const link = await service.linkMailedTo('once@learners.example', '/sign-in/')
    await visitor.open(link)
    await visitor.submit(link, {})
    expect((await service.visitor().open(link)).status).to.equal(410)
  })

  it('no log line holds a name, an address or a token', () => {
    const log = service.logLines.join('')
    expect(log).to.contain('/console/:organizationId')
    for (const secret of ['@', 'Zoë', 'Starfish', organizationId]) {
      expect(log).not.to.contain(secret)
    }
    // The whole form of a key: a request's id may well begin as one does.
    expect(log).not.to.match(/wmk_[\w-]{22}_[\w-]{43}/)
  })
})
