import { expect } from 'chai'
import { membersOf, textOf } from '../../scripts/demo/api.ts'
import type { Visitor } from '../../scripts/demo/visitor.ts'
import { scopes } from '../../src/caller.ts'
import type { VerificationReport } from '../../schemas/requests/verification.ts'
import { idOf, isJsonObject, parseJsonObject } from '../../src/credentials/json.ts'
import { createNetwork } from '../../src/network/guarded-fetch.ts'
import { createVerification } from '../../src/verification/verification.ts'
import { onEveryEngine, startTestService, type TestService } from '../support/service.ts'
import * as people from './people.ts'

onEveryEngine('a badge with a typo', (engine) => {
  let service: TestService
  let owner: Visitor
  let learner: Visitor
  let award = ''
  let organization = ''
  let held = ''
  let share = ''
  let old = ''

  before(async function () {
    this.timeout(60_000)
    service = await startTestService(engine)
    owner = await people.setUp(service)
    organization = await people.makeOrganization(owner, 'River Museum')
    const achievement = await people.publishAchievement(owner, organization)
    award = await people.award(owner, organization, achievement, {
      'learner[name]': 'Ada Okafor',
      'learner[email]': 'ada@learners.example',
      'learner[ageBand]': 'adult',
      narrative: 'Tested at three plaices along the river.',
    })
    learner = service.visitor()
    const claim = await service.linkMailedTo('ada@learners.example', '/claim/')
    const { html } = await learner.submit(claim, {})
    held = /href="(\/backpack\/[\w-]{22})"/.exec(html)?.[1] ?? ''
    const endsOn = new Date(Date.now() + 864e6).toISOString().slice(0, 10)
    share = people.shareIn((await learner.submit(held, { endsOn, nameForm: 'full' })).html)
    old = await (await fetch(`${share}.json`)).text()
  })
  after(() => service.stop())

  it('is corrected on a page where all that it says stands already', async () => {
    const shown = await owner.open(award)
    expect(shown.html).to.contain(`${award}/correction`)
    const form = await owner.open(`${award}/correction`)
    expect(form.html).to.contain('three plaices').and.contain('value="Field notes"')
    expect(form.html).to.contain('value="2026-05-20"')
    service.pass(2000)
    const done = await owner.submit(`${award}/correction`, {
      level: '1',
      narrative: 'Tested at three places along the river.',
      'evidence[0][url]': 'https://example.org/work/river-test',
      'evidence[0][name]': 'Field notes',
      activityEnd: '2026-05-20',
      reason: 'Fish do not belong here.',
    })
    expect(done.path).to.equal(award)
    expect(done.html).to.contain('three places').and.contain('Fish do not belong here.')
  })

  it('says why where nothing was changed', async () => {
    const again = await owner.submit(`${award}/correction`, {
      level: '1',
      narrative: 'Tested at three places along the river.',
      'evidence[0][url]': 'https://example.org/work/river-test',
      'evidence[0][name]': 'Field notes',
      activityEnd: '2026-05-20',
      reason: 'Nothing.',
    })
    expect(again.status).to.equal(409)
    expect(again.html).to.contain('This changes nothing').and.contain('value="Nothing."')
  })

  it('is the new copy wherever its holder shows it, never beside the old one', async () => {
    const places = [held, new URL(share).pathname, '/backpack']
    for (const path of places) {
      const { html } = await learner.open(path)
      expect(html, path).not.to.contain('plaices')
    }
    const own = Buffer.from(old).length
    for (const ending of ['json', 'jwt', 'png', 'svg']) {
      const bytes = Buffer.from(await (await fetch(`${share}.${ending}`)).arrayBuffer())
      expect(bytes.length).to.be.greaterThan(own / 2)
      const text =
        ending === 'jwt' ? Buffer.from(bytes.toString().split('.')[1] ?? '', 'base64url') : bytes
      expect(text.includes('three places'), ending).to.equal(true)
      expect(text.includes('plaices'), ending).to.equal(false)
    }
    const backpack = await learner.open('/backpack')
    expect(backpack.html.match(/"\/backpack\/[\w-]{22}"/g)).to.have.length(1)
  })

  it('whoever checks the old copy is told that it is outdated, and what the new one says', async () => {
    const { verification } = service.services
    const codeOf = ({ checks }: VerificationReport) =>
      checks.find(({ name }) => name === 'refresh')?.code
    const newest = await verification.verifyBody({ address: share })
    expect([newest.verdict, codeOf(newest)]).to.deep.equal(['valid', 'newest-copy'])
    const before = await verification.verifyPasted(old)
    expect([before.verdict, codeOf(before)]).to.deep.equal(['valid', 'newer-copy-used'])
    expect(before.credential.narrative).to.contain('three places')
    const page = await service.visitor().submit('/verify', { pasted: old })
    expect(page.html).to.contain('three places').and.not.to.contain('plaices')
  })

  it('is outdated, not revoked, to whoever cannot ask for the new copy', async () => {
    const { refreshService } = parseJsonObject(old)
    const refresh = isJsonObject(refreshService) ? String(idOf(refreshService)) : ''
    const verification = createVerification({
      ...service.services.world,
      network: createNetwork({ allowHosts: [] }),
      resolveOwn: service.services.documents.resolve,
      ownShare: (address) =>
        Promise.resolve({ kind: address === refresh ? 'closed' : 'not-ours' } as const),
      revocationReason: () => Promise.resolve(undefined),
      readQr: () => Promise.resolve(undefined),
    })
    const report = await verification.verifyPasted(old)
    expect(report.verdict).not.to.equal('revoked')
    expect(report.checks.find(({ name }) => name === 'status')?.code).to.equal('newer-copy-exists')
    expect(report.credential.narrative).to.contain('plaices')
  })

  it('is mailed to its learner once', async () => {
    const link = await service.linkMailedTo('ada@learners.example', '/backpack')
    expect(link).to.equal('/backpack')
  })

  it('is corrected through the API the same way; a bad body is told what is wrong', async () => {
    const key = await people.makeKey(owner, scopes)
    const api = service.api(key)
    const one = `/api/v1/organizations/${organization}/awards/${people.lastPart(award)}`
    const statement = membersOf((await api.call('GET', one))['statement'])
    const correct = (body: object) => api.call('POST', `${one}/corrections`, body)
    const answer = await correct({
      reason: 'The day was wrong.',
      statement: { ...statement, activityEnd: '2026-05-21' },
    })
    expect(answer['corrections']).to.have.length(2)
    expect(answer['statement']).to.deep.equal({ ...statement, activityEnd: '2026-05-21' })
    const bodies = [
      { reason: 'x' },
      { statement: {} },
      { reason: ' ', statement: {} },
      { reason: 'x', statement: { level: 'two' } },
    ]
    for (const body of bodies) {
      const refused = await correct(body).catch((error: unknown) => String(error))
      expect(refused, JSON.stringify(body)).to.contain('400').and.contain('invalid-request')
    }
    expect(textOf(answer, 'state')).to.equal('issued')
  })
})
