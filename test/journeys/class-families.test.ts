import { expect } from 'chai'
import sharp from 'sharp'
import type { Visitor } from '../../scripts/demo/visitor.ts'
import { consentPurposes } from '../../schemas/requests/guardianship.ts'
import { readQr } from '../../src/images/read-qr.ts'
import { picturesOf } from '../support/pdf-pictures.ts'
import { onEveryEngine, startTestService, type TestService } from '../support/service.ts'
import * as people from './people.ts'

onEveryEngine('the families of a class', (engine) => {
  let service: TestService
  let museum: string
  let teacher: Visitor
  let key: string
  let group: string
  let ids: readonly string[]

  before(async function () {
    this.timeout(60_000)
    service = await startTestService(engine)
    const operator = await people.setUp(service)
    museum = await people.makeOrganization(operator, 'Museum of Rivers')
    teacher = operator
    key = await people.makeKey(teacher, ['learners:write', 'learners:read', 'awards:write'])
    ids = await Promise.all(
      ['Ada', 'Ben', 'Cleo'].map((name) => learner({ name, ageBand: 'minor' })),
    )
    const adult = await learner({ name: 'Grown Up', ageBand: 'adult' })
    const made = await teacher.submit(`/console/${museum}/groups`, { name: 'Field trip' })
    group = people.lastPart(made.path)
    const added = await call('POST', `groups/${group}/learners`, { learnerIds: [...ids, adult] })
    expect(added.status).to.be.below(300)
  })
  after(() => service.stop())

  const call = (method: string, path: string, body?: unknown) =>
    fetch(`${service.base}/api/v1/organizations/${museum}/${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  const learner = async (body: object): Promise<string> => {
    const answer = await call('POST', 'learners', body)
    const { id } = (await answer.json()) as { id: string }
    return id
  }
  const page = (end: string) => `/console/${museum}/groups/${group}/${end}`
  const given = async (id: string | undefined) => {
    const found = await service.services.learners.byId(id ?? '')
    return (found?.consents ?? [])
      .filter(({ withdrawn }) => withdrawn === undefined)
      .map(({ purpose }) => purpose)
  }

  describe('their papers', () => {
    it('a column is ticked at once and one unticked again, without a script, and nothing is noted before', async () => {
      const consents = page('consents')
      const blank = await teacher.open(consents)
      expect(blank.html).to.contain('Ada').and.contain('Cleo').and.not.contain('Grown Up')
      const own = `${ids[0] ?? ''} show-publicly`
      const all = await teacher.submit(consents, {
        method: 'paper-seen',
        'ticks[0]': own,
        mark: 'hold-badges',
      })
      const ticked = [...all.html.matchAll(/<input(?=[^>]*checked)[^>]*value="([^" ]+ [^"]+)"/g)]
      expect(ticked.map(([, value]) => value)).to.have.members([
        own,
        ...ids.map((id) => `${id} hold-badges`),
      ])
      for (const id of ids) expect(await given(id)).to.deep.equal([])
      const none = await teacher.submit(consents, {
        method: 'paper-seen',
        'ticks[0]': own,
        mark: 'none',
      })
      expect(none.html).not.to.match(/<input(?=[^>]*checked)[^>]*name="ticks"/)
    })

    it('notes for each what is ticked, lets what waited go on, and shows what is there', async () => {
      const achievementId = await people.publishAchievement(teacher, museum)
      const answer = await call('POST', 'awards', { achievementId, learner: { id: ids[0] } })
      const { id } = (await answer.json()) as { id: string }
      const done = await teacher.submit(page('consents'), {
        method: 'paper-seen',
        'ticks[0]': `${ids[0] ?? ''} hold-badges`,
        'ticks[1]': `${ids[0] ?? ''} show-publicly`,
        'ticks[2]': `${ids[1] ?? ''} hold-badges`,
      })
      expect(done.path).to.equal(page('consents'))
      expect(done.html.match(/Given/g)).to.have.length(3)
      expect(await given(ids[0])).to.deep.equal(['hold-badges', 'show-publicly'])
      expect(await given(ids[1])).to.deep.equal(['hold-badges'])
      expect(await given(ids[2])).to.deep.equal([])
      expect((await service.services.issuing.byId(id))?.state).to.equal('issued')
      const found = await service.services.learners.byId(ids[0] ?? '')
      expect(found?.consents?.[0]).to.deep.include({
        method: 'paper-seen',
        legalBasis: 'parental-consent',
        language: 'en',
        controller: 'Museum of Rivers',
      })
    })

    it('without a tick, or with too weak a proof, says so, keeps what was ticked and notes nothing', async () => {
      const nothing = await teacher.submit(page('consents'), { method: 'paper-seen' })
      expect(nothing.status).to.equal(422)
      expect(nothing.html).to.contain('Tick what the papers say first')
      const weak = await teacher.submit(page('consents'), {
        method: 'school-authorised',
        'ticks[0]': `${ids[2] ?? ''} hold-badges`,
        'ticks[1]': `${ids[2] ?? ''} show-publicly`,
      })
      expect(weak.status).to.equal(409)
      expect(weak.html).to.match(/<input(?=[^>]*checked)[^>]*show-publicly/)
      expect(await given(ids[2])).to.deep.equal([])
    })

    it('by the API: for everybody, and more for some; nobody outside the group', async () => {
      const papers = { method: 'identity-checked', everybody: ['be-contacted'] }
      const learners = [{ learnerId: ids[2], purposes: ['hold-badges'] }]
      const noted = await call('POST', `groups/${group}/consents`, { ...papers, learners })
      const told = (await noted.json()) as { learners: readonly unknown[] }
      expect(noted.status).to.equal(200)
      expect(told.learners).to.have.length(3)
      expect(await given(ids[2])).to.have.members(['hold-badges', 'be-contacted'])
      expect(await given(ids[1])).to.have.members(['hold-badges', 'be-contacted'])
      const other = await learner({ name: 'Not in it', ageBand: 'minor' })
      const wrong = [{ learnerId: other, purposes: ['hold-badges'] }]
      const refused = await call('POST', `groups/${group}/consents`, { ...papers, learners: wrong })
      expect(refused.status).to.equal(404)
      const empty = await call('POST', `groups/${group}/consents`, { method: 'paper-seen' })
      expect(empty.status).to.equal(400)
    })

    it('of a large school, where everybody said yes to everything, are noted in one go', async function () {
      this.timeout(120_000)
      // What stands in for MongoDB where these tests run may need a second for three learners.
      const length = engine === 'sqlite' ? 205 : 5
      const pupils = await Promise.all(
        Array.from({ length }, (_, place) => learner({ name: `Pupil ${place}`, ageBand: 'minor' })),
      )
      const made = await teacher.submit(`/console/${museum}/groups`, { name: 'Whole school' })
      const school = people.lastPart(made.path)
      await call('POST', `groups/${school}/learners`, { learnerIds: pupils })
      const ticks = pupils.flatMap((id) => consentPurposes.map((purpose) => `${id} ${purpose}`))
      const done = await teacher.submit(`/console/${museum}/groups/${school}/consents`, {
        method: 'paper-seen',
        ...Object.fromEntries(ticks.map((tick, place) => [`ticks[${place}]`, tick])),
      })
      expect(done.status).to.equal(200)
      expect(await given(pupils.at(-1))).to.have.members([...consentPurposes])
    })

    it('are for staff of this place alone', async () => {
      const stranger = await people.signIn(service, 'stranger@class.example')
      for (const end of ['consents', 'guardian-slips']) {
        expect((await stranger.open(page(end))).status, end).to.equal(404)
      }
    })
  })

  describe('their slips', () => {
    const sheet = (query: string) => call('GET', `groups/${group}/guardian-slips?${query}`)
    /** Where the QR codes of the first page lead. */
    const scanned = async (query: string) => {
      const answer = await sheet(query)
      expect(answer.status).to.equal(200)
      const pictures = await picturesOf(new Uint8Array(await answer.arrayBuffer()))
      const found = await Promise.all(
        pictures.map(async (picture) => {
          const { width, height } = await sharp(picture).metadata()
          const halves = [0, Math.floor(height / 2)].map((top) =>
            sharp(picture)
              .extract({ left: 0, top, width, height: Math.floor(height / 2) })
              .png()
              .toBuffer(),
          )
          return Promise.all(halves.map(async (half) => readQr(await half)))
        }),
      )
      return found.flat().flatMap((text) => (text === undefined ? [] : [new URL(text).pathname]))
    }

    it('are made once for everybody who has no guardian, printed in two languages, and bring a guardian in', async function () {
      this.timeout(60_000)
      expect((await sheet('language=en')).status).to.equal(404)
      const made = await teacher.submit(page('guardian-slips'), {})
      expect(made.html).to.contain('Print the slips that are open')
      const slips = await scanned('language=both&paper=letter')
      expect(slips).to.have.length(3)
      await teacher.submit(page('guardian-slips'), {})
      expect(await scanned('language=es')).to.deep.equal(slips)

      const signedOut = await service.visitor().open(slips[0] ?? '')
      expect(signedOut.path).to.match(/^\/sign-in/)
      const rosa = await people.signIn(service, 'rosa@class.example')
      const typed = await rosa.open(slips[0] ?? '')
      expect(typed.html).not.to.contain('Ada')
      const code = /name="code"[^>]*value="([^"]+)"|value="([0-9A-Z]{13})"/.exec(typed.html)
      const child = await rosa.submit('/family/join', { code: code?.[1] ?? code?.[2] ?? '' })
      expect(child.path).to.equal(`/family/${ids[0] ?? ''}`)
      expect(child.html).to.contain('Ada').and.contain('name="wanted"')
      expect(await scanned('language=en')).to.deep.equal(slips.slice(1))
      const again = await teacher.submit(page('guardian-slips'), {})
      expect(again.html).to.match(/With a guardian here already[^]*?1[^]*?nobody has used[^]*?2/)
    })

    it('their codes stand in no log line', () => {
      expect(service.logLines.join('')).not.to.match(/slips\/[0-9A-Z]{13}/)
    })
  })
})
