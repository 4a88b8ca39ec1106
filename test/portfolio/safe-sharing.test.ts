import { expect } from 'chai'
import request from 'supertest'
import { membersOf } from '../../scripts/demo/api.ts'
import type { ConsentPurpose } from '../../schemas/requests/guardianship.ts'
import type { Caller } from '../../src/caller.ts'
import { learnerTable } from '../../src/learners/tables.ts'
import type { ShareChoices } from '../../src/portfolio/share-choices.ts'
import { timestamp } from '../../src/world.ts'
import { onEveryEngine } from '../support/service.ts'
import { day, expectRefusal, minute, setStage, type Stage } from '../app/stage.ts'

const browser = { accept: 'text/html', 'user-agent': 'a browser' }

onEveryEngine('safe sharing', (engine) => {
  let stage: Stage
  let owner: Caller
  before(async () => {
    stage = await setStage(engine)
    owner = await stage.person('owner@safe.example')
  })
  after(() => stage.stop())

  const portfolio = () => stage.service.services.portfolio
  const inDays = (days: number) =>
    timestamp(new Date(stage.service.services.world.now().getTime() + days * day))
  const share = async (more: Partial<ShareChoices> = {}, caller = owner) => {
    const { id } = await stage.held(caller, 'adult', 'Zoë Núñez')
    return portfolio().share(caller, id, { endsAt: inDays(10), nameForm: 'full', ...more })
  }
  const look = (token: string, headers: Record<string, string> = browser, ending = '') =>
    fetch(`${stage.service.base}/s/${token}${ending}`, { headers })
  const page = async (token: string) => (await look(token)).text()
  const viewsOf = async (token: string) =>
    (await portfolio().readShare(owner, token)).views.map(({ viewer, format, count }) =>
      [viewer, format, count].join(' '),
    )

  describe('an audience', () => {
    it('is everybody, or somebody who is named on the page', async () => {
      const { id } = await share({ audience: 'third-party', preparedFor: 'River College' })
      expect(await page(id)).to.contain('River College')
      const open = await share()
      expect(await page(open.id)).not.to.contain('Prepared for')
    })

    it('needs a name when it is a third party, and forgets it when it is everybody', async () => {
      await expectRefusal(share({ audience: 'third-party' }), 'invalid-request')
      const { preparedFor } = await share({ audience: 'public', preparedFor: 'River College' })
      expect(preparedFor).to.equal(undefined)
    })

    it('decides what may be seen: a share for a college opens nothing for everybody', async () => {
      const { id, learnerId } = await share({ audience: 'third-party', preparedFor: 'College' })
      expect((await look(id)).status).to.equal(200)
      const { learners } = stage.service.services
      const said = { name: 'Zoë Núñez', ageBand: 'minor' } as const
      await learners.change(stage.operator, stage.museum, learnerId, said)
      for (const ending of ['', '.json', '.jwt', '.vc-jwt', '.png', '.svg']) {
        expect((await look(id, browser, ending)).status, ending).to.equal(410)
      }
    })
  })

  describe('a name', () => {
    it('is shown in the form that was chosen, and in no other', async () => {
      const forms = [
        ['full', 'Zoë Núñez'],
        ['first', 'Zoë'],
        ['initials', 'Z. N.'],
        ['nickname', 'River Otter'],
        ['none', undefined],
      ] as const
      for (const [nameForm, shown] of forms) {
        const { id } = await share({ nameForm, nickname: 'River Otter' })
        const html = await page(id)
        if (shown !== undefined) expect(html, nameForm).to.contain(`<bdi>${shown}</bdi>`)
        for (const [, other] of forms) {
          if (other === undefined || shown?.startsWith(other) === true) continue
          expect(html, nameForm).not.to.contain(`<bdi>${other}</bdi>`)
        }
      }
    })

    it('needs the nickname where there is to be one', async () => {
      await expectRefusal(share({ nameForm: 'nickname' }), 'invalid-request')
    })
  })

  describe('a change', () => {
    it('moves the end, the audience and the name, and keeps the address', async () => {
      const { id } = await share({ nameForm: 'full' })
      const changed = await portfolio().changeShare(owner, id, {
        endsAt: inDays(100),
        audience: 'third-party',
        preparedFor: 'River College',
        nameForm: 'initials',
      })
      expect(changed).to.include({ id, nameForm: 'initials', preparedFor: 'River College' })
      stage.service.pass(20 * day)
      expect(await page(id))
        .to.contain('River College')
        .and.to.contain('Z. N.')
    })

    it('of one thing leaves the others as they are', async () => {
      const { id } = await share({ audience: 'third-party', preparedFor: 'River College' })
      const changed = await portfolio().changeShare(owner, id, { nameForm: 'none' })
      expect(changed).to.include({ audience: 'third-party', preparedFor: 'River College' })
    })

    it('is refused when it is closed, too long, or somebody else asks', async () => {
      const { id } = await share()
      const tooLong = { endsAt: inDays(400) }
      await expectRefusal(portfolio().changeShare(owner, id, tooLong), 'invalid-request')
      const other = await stage.person('other@safe.example')
      await expectRefusal(portfolio().changeShare(other, id, { nameForm: 'none' }), 'not-found')
      await portfolio().close(owner, id)
      await expectRefusal(portfolio().changeShare(owner, id, { nameForm: 'none' }), 'gone')
    })
  })

  describe('the one switch', () => {
    it('hides every share in every form at once, says no more than of a closed one, and shows them again', async () => {
      const youth = await stage.person('switch@safe.example')
      const one = await share({}, youth)
      const two = await share({ audience: 'third-party', preparedFor: 'College' }, youth)
      const closed = await share({}, youth)
      await portfolio().close(youth, closed.id)
      await portfolio().pause(youth, true)
      const told = async (token: string, ending = '') => {
        const answer = await look(token, { accept: 'application/json' }, ending)
        const body: unknown = await answer.json()
        return { status: answer.status, body: { ...membersOf(body), requestId: '' } }
      }
      for (const { id } of [one, two]) {
        for (const ending of ['', '.json', '.jwt', '.vc-jwt', '.png', '.svg']) {
          expect(await told(id, ending)).to.deep.equal(await told(closed.id, ending))
          expect((await told(id, ending)).status).to.equal(410)
        }
      }
      const api = stage.service.api()
      const address = { address: `${stage.service.base}/s/${one.id}` }
      const checked = await api
        .call('POST', '/api/v1/verifications', address)
        .then(JSON.stringify, String)
      expect(checked).to.contain('share-closed').and.not.to.contain('River Watcher')
      await portfolio().pause(youth, false)
      for (const { id } of [one, two]) expect((await look(id)).status).to.equal(200)
      expect((await look(closed.id)).status).to.equal(410)
    })

    it('holds for what is shared later: no new link is opened while it is off', async () => {
      const youth = await stage.person('later@safe.example')
      await share({}, youth)
      await portfolio().pause(youth, true)
      const again = portfolio().pause(youth, true)
      expect(await again).to.have.length(1)
      const [first] = await portfolio().backpack(youth)
      const more = { endsAt: inDays(3), nameForm: 'none' } as const
      await expectRefusal(portfolio().share(youth, first?.award.id ?? '', more), 'sharing-paused')
    })

    it('is for whoever may act for the learner', async () => {
      const { learnerId } = await share()
      const other = await stage.person('else@safe.example')
      await expectRefusal(portfolio().pause(other, true, learnerId), 'not-found')
      await expectRefusal(portfolio().sharing(other, learnerId), 'not-found')
      const key = { ...owner, scopes: new Set(['backpack:read'] as const) }
      await expectRefusal(portfolio().pause(key, true), 'not-allowed')
    })

    it('twice in the same moment is as once', async () => {
      const youth = await stage.person('moment@safe.example')
      const { learnerId } = await share({}, youth)
      await Promise.all([1, 2, 3].map(() => portfolio().pause(youth, true, learnerId)))
      expect((await portfolio().sharing(youth))[0]?.paused).to.equal(true)
    })
  })

  describe('a child', () => {
    let child: Caller
    let guardian: Caller
    let awardId: string
    let learnerId: string
    const consent = async (...purposes: readonly ConsentPurpose[]) => {
      const learners = stage.service.storage.open(learnerTable)
      await learners.change(learnerId, (learner) => ({
        ...learner,
        consents: purposes.map((purpose) => ({
          id: purpose,
          purpose,
          givenAt: inDays(0),
          textVersion: '1',
          language: 'en',
          method: 'mail-plus',
          legalBasis: 'parental-consent',
          controller: 'Museum',
          givenBy: { role: 'guardian', accountId: guardian.accountId },
        })),
      }))
    }
    const publicly = { nameForm: 'initials', audience: 'public' } as const
    const toCollege = {
      nameForm: 'first',
      audience: 'third-party',
      preparedFor: 'River College',
    } as const
    const open = (caller: Caller, choices: Omit<ShareChoices, 'endsAt'>) =>
      portfolio().share(caller, awardId, { endsAt: inDays(5), ...choices })

    before(async () => {
      child = await stage.person('child@safe.example')
      guardian = await stage.person('guardian@safe.example')
      const { id, learnerId: waiting } = await stage.award(
        { name: 'Lin Mara', ageBand: 'minor' },
        { narrative: 'Counted herons.', evidence: [{ url: 'https://example.org/herons' }] },
      )
      const { issuing, guardianship } = stage.service.services
      await stage.allow(waiting, 'hold-badges')
      const code = (await issuing.claimCode(stage.operator, stage.museum, id)) ?? ''
      const claimed = await issuing.claims.claimCode(code, child.accountId)
      awardId = claimed.id
      learnerId = claimed.learnerId
      await guardianship.guardians.claimedBy(guardian.accountId, learnerId, 'slip')
    })

    it('shares with whom a consent is for, and with nobody else', async () => {
      await expectRefusal(open(child, publicly), 'not-shareable-yet')
      await consent('share-with-third-party')
      await expectRefusal(open(child, publicly), 'not-shareable-yet')
      const { id } = await open(child, toCollege)
      expect((await look(id)).status).to.equal(200)
      const wider = portfolio().changeShare(child, id, { audience: 'public' })
      await expectRefusal(wider, 'not-shareable-yet')
    })

    it('shows no evidence without a consent for it: not on the page, in no file, not to a verifier', async () => {
      await consent('share-with-third-party')
      const { id } = await open(child, toCollege)
      const html = await page(id)
      expect(html).to.contain('Lin').and.not.to.contain('herons"')
      expect(html).not.to.contain(`/s/${id}.png`)
      for (const ending of ['.json', '.jwt', '.vc-jwt', '.png', '.svg']) {
        expect((await look(id, browser, ending)).status, ending).to.equal(404)
      }
      await consent('share-with-third-party', 'show-evidence')
      expect(await page(id)).to.contain('https://example.org/herons')
      expect((await look(id, browser, '.json')).status).to.equal(200)
    })

    it('is never for search engines, and its address goes into nothing', async () => {
      await consent('show-publicly', 'show-evidence')
      await expectRefusal(open(child, { ...publicly, searchable: true }), 'invalid-request')
    })

    it('has a guardian who sees, opens, closes and pauses for them', async () => {
      await consent('share-with-third-party', 'show-evidence')
      const { id } = await open(child, toCollege)
      await look(id, { ...browser, 'user-agent': 'the college' })
      expect((await portfolio().readShare(guardian, id)).views).to.have.length(1)
      const [shown] = await portfolio().sharing(guardian, learnerId)
      expect(shown?.shares.map(({ share: { id: token } }) => token)).to.include(id)
      await portfolio().pause(guardian, true, learnerId)
      expect((await look(id)).status).to.equal(410)
      await portfolio().pause(child, false)
      expect((await look(id)).status).to.equal(200)
      const own = await open(guardian, toCollege)
      await portfolio().close(guardian, id)
      expect((await look(id)).status).to.equal(410)
      expect((await portfolio().close(child, own.id)).closedAt).to.be.a('string')
    })

    it('closes every form of every share by the withdrawal of the consent', async () => {
      await consent('share-with-third-party', 'show-evidence')
      const { id } = await open(child, toCollege)
      expect((await look(id, browser, '.json')).status).to.equal(200)
      await consent('show-evidence')
      for (const ending of ['', '.json', '.jwt', '.vc-jwt', '.png', '.svg']) {
        expect((await look(id, browser, ending)).status, ending).to.equal(410)
      }
    })
  })

  describe('the log of views', () => {
    /** As browsers ask, which fetch() of Node does not: it says of itself that it goes to no page. */
    const visit = (token: string, headers: Record<string, string> = browser) =>
      request(stage.service.base).get(`/s/${token}`).set(headers)

    it('tells person and machine, the form and the hour, and counts a visit once', async () => {
      const { id } = await share()
      for (let time = 0; time < 3; time += 1) await visit(id)
      await visit(id, { ...browser, 'user-agent': 'another browser' })
      await visit(id, { accept: '*/*', 'user-agent': 'a messenger' })
      await look(id, { 'user-agent': 'a program' }, '.json')
      expect(await viewsOf(id)).to.have.members([
        'person page 2',
        'machine page 1',
        'machine json 1',
      ])
      expect((await portfolio().find(id))?.views).to.equal(4)
      const [view] = (await portfolio().readShare(owner, id)).views
      expect(view?.hour).to.match(/^\d{4}-\d\d-\d\dT\d\d:00:00Z$/)
    })

    it('counts whoever comes again after a while as another visit', async () => {
      const { id } = await share()
      await look(id)
      stage.service.pass(31 * minute)
      await look(id)
      expect((await portfolio().find(id))?.views).to.equal(2)
    })

    it('notes a check here, and nothing of refused looks, of HEAD and of those who may close it', async () => {
      const { id } = await share()
      const check = { address: `${stage.service.base}/s/${id}` }
      await stage.service.api().call('POST', '/api/v1/verifications', check)
      expect(await viewsOf(id)).to.deep.equal(['machine check 1'])
      const key = await stage.key(owner, ['backpack:read'])
      await look(id, { ...browser, authorization: `Bearer ${key}` })
      await fetch(`${stage.service.base}/s/${id}`, { method: 'HEAD', headers: browser })
      await look(id, browser, '.exe')
      await portfolio().close(owner, id)
      await look(id, { ...browser, 'user-agent': 'late' })
      expect(await viewsOf(id)).to.deep.equal(['machine check 1'])
    })

    it('is kept for a year, and knows no address and no browser', async () => {
      const { id } = await share()
      await look(id, { accept: 'text/html', 'user-agent': 'Telltale/1.0' })
      const rows: string[] = []
      for await (const { table, row } of stage.service.storage.dump()) {
        if (table === 'shareViews') rows.push(JSON.stringify(row))
      }
      expect(rows.join('\n'))
        .to.contain(id)
        .and.not.to.match(/Telltale|127\.0\.0\.1|::1/)
      stage.service.pass(366 * day)
      await stage.service.storage.sweep(stage.service.services.world.now())
      expect(await viewsOf(id)).to.deep.equal([])
    })

    it('is not for others', async () => {
      const { id } = await share()
      const other = await stage.person('curious@safe.example')
      for (const caller of [other, stage.operator]) {
        await expectRefusal(portfolio().readShare(caller, id), 'not-found')
      }
    })
  })

  describe('a search engine', () => {
    const robots = async (token: string) => {
      const answer = await look(token)
      const meta = /<meta name="robots" content="([^"]*)"/.exec(await answer.text())?.[1]
      return [answer.headers.get('x-robots-tag'), meta]
    }

    it('lists nothing unless an adult chose so, for everybody', async () => {
      expect(await robots((await share()).id)).to.deep.equal(['noindex', 'noindex'])
      const { id, learnerId } = await share({ searchable: true })
      expect(await robots(id)).to.deep.equal([null, 'index'])
      expect((await look(id, browser, '.json')).headers.get('x-robots-tag')).to.equal('noindex')
      const narrower = { audience: 'third-party', preparedFor: 'College' } as const
      expect((await portfolio().changeShare(owner, id, narrower)).searchable).to.equal(undefined)
      expect(await robots(id)).to.deep.equal(['noindex', 'noindex'])
      expect(learnerId).to.be.a('string')
    })

    it('may read that a share is not for it, and stays out of what is somebody’s own', async () => {
      const rules = await (await fetch(`${stage.service.base}/robots.txt`)).text()
      expect(rules).to.contain('Disallow: /backpack').and.not.to.match(/\/s\b/)
    })

    it('is never asked in for a share to one party', async () => {
      const one = { audience: 'third-party', preparedFor: 'College', searchable: true } as const
      await expectRefusal(share(one), 'invalid-request')
    })
  })
})
