import { expect } from 'chai'
import sharp from 'sharp'
import { membersOf } from '../../scripts/demo/api.ts'
import type { ConsentPurpose } from '../../schemas/requests/guardianship.ts'
import type { Caller } from '../../src/caller.ts'
import { bakePng, unbakePng } from '../../src/credentials/baking/png.ts'
import { isJsonObject, type JsonObject } from '../../src/credentials/json.ts'
import type { NewFacedShare } from '../../src/portfolio/share-making.ts'
import { timestamp } from '../../src/world.ts'
import { day, expectRefusal, setStage, type Stage } from '../app/stage.ts'
import { createForeignIssuer, fakeNetwork } from '../support/foreign-issuer.ts'
import { hashedIdentity } from '../support/hashed-identity.ts'
import { onEveryEngine } from '../support/service.ts'
import { onePixelPng } from '../support/tiny-png.ts'

const browser = { accept: 'text/html', 'user-agent': 'a browser' }
const badgeName = 'Tide pool ecologist'
const narrative = 'Zoë Núñez counted limpets for a year.'

onEveryEngine('a shared badge from elsewhere', (engine) => {
  const network = fakeNetwork()
  let stage: Stage
  let issuer: Awaited<ReturnType<typeof createForeignIssuer>>
  let people = 0
  before(async () => {
    stage = await setStage(engine, { network })
    issuer = await createForeignIssuer()
    await issuer.serve(network)
    for (const purpose of ['revocation', 'suspension'] as const) {
      const dates = { validFrom: inDays(-1), validUntil: inDays(800) }
      network.served.set(issuer.listUrl(purpose), await issuer.statusList(purpose, [], dates))
    }
  })
  after(() => stage.stop())

  const services = () => stage.service.services
  const portfolio = () => services().portfolio
  const inDays = (days: number) =>
    timestamp(new Date(services().world.now().getTime() + days * day))
  const look = (path: string, headers: Record<string, string> = browser) =>
    fetch(`${stage.service.base}${path}`, { headers })
  const htmlOf = async (token: string) => (await look(`/s/${token}`)).text()
  const pasted = (token: string) =>
    services().verification.verifyPasted(`${stage.service.base}/s/${token}`)

  /** Somebody whom a place knows, with an award of that place in their backpack. */
  const known = async (ageBand: 'adult' | 'minor' = 'adult', ...consents: ConsentPurpose[]) => {
    const caller = await stage.person(`person-${(people += 1)}@elsewhere.example`)
    const { learnerId } = await stage.held(caller, ageBand, 'Zoë Núñez')
    if (consents.length > 0) await stage.allow(learnerId, ...consents)
    return { caller, learnerId }
  }
  const signed = async (changes: JsonObject = {}, toEmail?: string) => {
    const { credentialSubject } = issuer.unsigned()
    if (!isJsonObject(credentialSubject)) throw new Error('the sample badge has no subject')
    const { identifier: _identifier, ...subject } = credentialSubject
    return issuer.sign(
      issuer.unsigned({
        id: `https://badges.elsewhere.org/credentials/${String((people += 1))}`,
        validUntil: inDays(300),
        credentialSubject: {
          ...subject,
          narrative,
          ...(toEmail === undefined ? {} : { identifier: [hashedIdentity(toEmail)] }),
        },
        ...changes,
      }),
    )
  }
  const bringIn = async (caller: Caller, handed?: Uint8Array | string) => {
    const {
      kept: [one],
    } = await services().imports.bringIn(caller, handed ?? (await signed()))
    if (one === undefined) throw new Error('it was brought in')
    return one
  }
  const share = async (caller: Caller, importId: string, more: Partial<NewFacedShare> = {}) =>
    portfolio().shareImport(caller, importId, { endsAt: inDays(30), nameForm: 'full', ...more })
  const shared = async (more: Partial<NewFacedShare> = {}) => {
    const { caller, learnerId } = await known()
    const one = await bringIn(caller)
    const { id: token } = await share(caller, one.id, more)
    return { caller, learnerId, one, token }
  }

  const doors = ['', '.json', '.png', '/picture', '/embed', '/preview.png', '/signature.png']
  const statuses = async (token: string) =>
    Promise.all(doors.map(async (door) => (await look(`/s/${token}${door}`)).status))
  const oembedOf = (token: string) =>
    look(`/oembed?url=${encodeURIComponent(`${stage.service.base}/s/${token}`)}`)

  describe('shows a stranger', () => {
    it('what it is, who gave it, who shows it, who checked it and when', async () => {
      const { one, token } = await shared({ preparedFor: 'River College', audience: 'third-party' })
      const html = await htmlOf(token)
      for (const said of [
        badgeName,
        one.report.credential.issuer?.name ?? 'no name',
        'Shown by',
        'Zoë Núñez',
        'River College',
        'Valid on',
        'This service last checked it on',
        'Analyzing and Interpreting Data',
        'counted limpets',
      ]) {
        expect(html, said).to.contain(said)
      }
      expect(html).not.to.contain('Awarded to')
    })

    it('whether it names the address of whoever shows it, and never more than is known', async () => {
      const { caller } = await known()
      const own = `person-${String(people)}@elsewhere.example`
      const said = async (toEmail?: string) => {
        const one = await bringIn(caller, await signed({}, toEmail))
        return htmlOf((await share(caller, one.id)).id)
      }
      expect(await said(own)).to.contain('It names the e-mail address of the account')
      expect(await said('old@school.example')).to.contain('It names an e-mail address other')
      expect(await said()).to.contain('cannot tell whether it was given to whoever shows it')
    })

    it('the badge itself, letter for letter, and the same in its picture', async () => {
      const { caller } = await known()
      const text = await signed()
      const one = await bringIn(caller, bakePng(onePixelPng(), text))
      const { id: token } = await share(caller, one.id)
      const json = await look(`/s/${token}.json`)
      expect(json.headers.get('content-type')).to.equal('application/vc')
      expect(json.headers.get('cache-control')).to.equal('no-store')
      expect(await json.text()).to.equal(text)
      const png = await look(`/s/${token}.png`)
      expect(unbakePng(new Uint8Array(await png.arrayBuffer()))).to.equal(text)
      for (const ending of ['.jwt', '.svg', '.pdf', '.vc-jwt', '/assertion.json']) {
        expect((await look(`/s/${token}${ending}`)).status, ending).to.equal(404)
      }
    })

    it('a JWT as a JWT', async () => {
      const { caller } = await known()
      const jwt = issuer.jwt(
        issuer.unsigned({
          id: `https://badges.elsewhere.org/credentials/${String((people += 1))}`,
        }),
      )
      const one = await bringIn(caller, jwt)
      const { id: token } = await share(caller, one.id)
      expect(await (await look(`/s/${token}.jwt`)).text()).to.equal(jwt)
      expect((await look(`/s/${token}.json`)).status).to.equal(404)
      const asked = await look(`/s/${token}`, { accept: 'application/jwt' })
      expect(await asked.text()).to.equal(jwt)
      expect(
        unbakePng(new Uint8Array(await (await look(`/s/${token}.png`)).arrayBuffer())),
      ).to.equal(jwt)
    })

    it('by its address what is asked for: a page to people, the badge to programs', async () => {
      const { token } = await shared()
      const typeFor = async (accept: string) => {
        const answer = await look(`/s/${token}`, { accept })
        return answer.ok ? answer.headers.get('content-type') : answer.status
      }
      expect(await typeFor('text/html,*/*;q=0.8')).to.contain('text/html')
      expect(await typeFor('*/*')).to.contain('text/html')
      expect(await typeFor('application/vc')).to.equal('application/vc')
      expect(await typeFor('application/ld+json, */*;q=0.1')).to.equal('application/vc')
      expect(await typeFor('image/png')).to.equal('image/png')
      expect(await typeFor('application/pdf')).to.equal(406)
    })
  })

  describe('is checked', () => {
    it('by its address, also with an ending, also by one press on its page', async () => {
      const { token, one } = await shared()
      expect((await pasted(token)).verdict).to.equal('valid')
      const address = `${stage.service.base}/s/${token}.json`
      expect((await services().verification.verifyPasted(address)).verdict).to.equal('valid')
      const { html } = await stage.service.visitor().press(`/s/${token}`, '/verify')
      expect(html).to.contain(`Yes: ${one.report.credential.issuer?.name ?? ''}`)
    })

    it('as it is today: what its issuer says by now is what the answer says', async () => {
      const { caller } = await known()
      const short = await bringIn(caller, await signed({ validUntil: inDays(3) }))
      const { id } = await share(caller, short.id)
      expect(await htmlOf(id)).to.contain('Valid')
      stage.service.pass(4 * day)
      expect((await pasted(id)).verdict).to.equal('expired')
      expect(await htmlOf(id))
        .to.contain('Expired')
        .and.not.to.contain('it counted then')
    })
  })

  describe('by another form of the name', () => {
    it('keeps back what may hold the whole name: its file, its check, what was said of the work', async () => {
      for (const nameForm of ['first', 'initials', 'none'] as const) {
        const { token } = await shared({ nameForm })
        const html = await htmlOf(token)
        expect(html, nameForm).to.contain(badgeName).and.to.contain('last checked it on')
        expect(html, nameForm).not.to.contain('Núñez')
        expect(html, nameForm).not.to.contain('limpets')
        expect(html, nameForm).not.to.contain('/verify" method')
        expect(await statuses(token)).to.deep.equal([200, 404, 404, 200, 200, 200, 200])
        const asked = await look(`/s/${token}`, { accept: 'application/vc' })
        expect(asked.status, nameForm).to.equal(404)
        await expectRefusal(pasted(token), 'unreadable-credential')
      }
    })

    it('says it everywhere: in frames, in messages, in the answer of oEmbed', async () => {
      const { token } = await shared({ nameForm: 'nickname', nickname: 'Limpet' })
      const embed = await (await look(`/s/${token}/embed`)).text()
      expect(embed).to.contain('Shown by Limpet').and.not.to.contain('Zoë')
      const html = await htmlOf(token)
      expect(/og:description" content="([^"]*)"/.exec(html)?.[1]).to.contain('shown by Limpet')
    })

    it('can be changed, and then holds at once', async () => {
      const { caller, token } = await shared({ nameForm: 'first' })
      expect((await look(`/s/${token}.json`)).status).to.equal(404)
      await portfolio().changeShare(caller, token, { nameForm: 'full' })
      expect((await look(`/s/${token}.json`)).status).to.equal(200)
      expect((await pasted(token)).verdict).to.equal('valid')
    })
  })

  describe('in other places', () => {
    it('stands in frames and messages by its name, its giver and its picture', async () => {
      const { one, token } = await shared()
      const giver = one.report.credential.issuer?.name ?? 'no name'
      const embed = await look(`/s/${token}/embed`)
      expect(embed.headers.get('content-security-policy')).to.contain('frame-ancestors *')
      expect(await embed.text())
        .to.contain(badgeName)
        .and.to.contain(giver)
        .and.to.contain(`/s/${token}/picture`)
      for (const [door, width] of [
        ['preview', 1200],
        ['signature', 720],
      ] as const) {
        const picture = Buffer.from(await (await look(`/s/${token}/${door}.png`)).arrayBuffer())
        expect((await sharp(picture).metadata()).width).to.equal(width)
      }
      const told = membersOf(await (await oembedOf(token)).json())
      const author = `${giver} (badges.elsewhere.org)`
      expect(told).to.include({ title: badgeName, author_name: author })
      expect(told['html']).to.contain(`/s/${token}/embed`)
    })

    it('stands in none of them where it was made for one college', async () => {
      const { token } = await shared({ preparedFor: 'River College', audience: 'third-party' })
      for (const door of ['/embed', '/signature.png']) {
        expect((await look(`/s/${token}${door}`)).status, door).to.equal(404)
      }
      expect((await oembedOf(token)).status).to.equal(404)
      expect(await htmlOf(token)).not.to.contain('json+oembed')
    })
  })

  describe('shows nothing through any door', () => {
    type Shared = Awaited<ReturnType<typeof shared>>
    const endings: Readonly<Record<string, (one: Shared) => Promise<unknown>>> = {
      closed: ({ caller, token }) => portfolio().close(caller, token),
      paused: ({ caller }) => portfolio().pause(caller, true),
      'brought in no more': ({ caller, one }) => services().imports.remove(caller, one.id),
      'of somebody of age no more': ({ learnerId }) =>
        services().learners.change(stage.operator, stage.museum, learnerId, {
          name: 'Zoë Núñez',
          ageBand: 'minor',
        }),
    }
    for (const [name, end] of Object.entries(endings)) {
      it(`once it is ${name}`, async () => {
        const one = await shared()
        expect(await statuses(one.token)).to.deep.equal([200, 200, 200, 200, 200, 200, 200])
        await end(one)
        expect(await statuses(one.token)).to.deep.equal([410, 410, 410, 410, 410, 410, 410])
        expect((await oembedOf(one.token)).status).to.equal(410)
        expect(await htmlOf(one.token)).not.to.contain(badgeName)
        await expectRefusal(pasted(one.token), 'unreadable-credential')
      })
    }

    it('once it has ended', async () => {
      const { token } = await shared({ endsAt: inDays(1) })
      stage.service.pass(2 * day)
      expect(await statuses(token)).to.deep.equal([410, 410, 410, 410, 410, 410, 410])
    })

    it('and leaves nothing of itself once the learner or the account is gone', async () => {
      const removed = await shared()
      await portfolio().forgetShares(removed.learnerId)
      expect((await look(`/s/${removed.token}`)).status).to.equal(404)
      const left = await shared()
      await htmlOf(left.token)
      await portfolio().forgetSharesOfAccount(left.caller.accountId)
      for await (const { row } of stage.service.storage.dump()) {
        const stored = JSON.stringify(row)
        if (stored.includes('share.')) continue
        expect(stored).not.to.contain(left.token)
      }
    })
  })

  describe('of a child', () => {
    it('is not shared without consent, and closes for good when that is taken back', async () => {
      const { caller, learnerId } = await known('minor')
      const one = await bringIn(caller)
      await expectRefusal(share(caller, one.id), 'not-shareable-yet')
      await stage.allow(learnerId, 'show-publicly', 'show-evidence')
      const { id: token } = await share(caller, one.id)
      expect((await look(`/s/${token}.json`)).status).to.equal(200)
      const { consents } = services().guardianship
      await consents.recordTakenBack(stage.operator, stage.museum, learnerId, 'show-publicly')
      expect(await statuses(token)).to.deep.equal([410, 410, 410, 410, 410, 410, 410])
      await stage.allow(learnerId, 'show-publicly')
      expect((await look(`/s/${token}`)).status).to.equal(410)
    })

    it('hands out no file without the consent to show the work, whatever the form of the name', async () => {
      const { caller } = await known('minor', 'show-publicly')
      const { id: token } = await share(caller, (await bringIn(caller)).id)
      expect(await statuses(token)).to.deep.equal([200, 404, 404, 200, 200, 200, 200])
    })

    it('is for those whom the consent is for', async () => {
      const { caller } = await known('minor', 'share-with-third-party')
      const one = await bringIn(caller)
      await expectRefusal(share(caller, one.id), 'not-shareable-yet')
      const forCollege = { audience: 'third-party', preparedFor: 'River College' } as const
      const { id: token } = await share(caller, one.id, forCollege)
      expect(await htmlOf(token)).to.contain('River College')
    })

    it('is seen among all that is shared by a guardian, who closes it and learns who looked', async () => {
      const { caller, learnerId } = await known('minor', 'show-publicly')
      const guardian = await stage.person(`guardian-${String((people += 1))}@elsewhere.example`)
      await services().guardianship.guardians.claimedBy(guardian.accountId, learnerId, 'slip')
      const one = await bringIn(caller)
      const { id: token } = await share(caller, one.id)
      await htmlOf(token)
      for (const viewer of [caller, guardian]) {
        const { views, imported } = await portfolio().readShare(viewer, token)
        expect(views.map(({ format, count }) => [format, count])).to.deep.equal([['page', 1]])
        expect(imported?.id).to.equal(one.id)
      }
      expect((await portfolio().sharing(guardian, learnerId))[0]?.shares).to.have.length(1)
      await expectRefusal(portfolio().shareImport(guardian, one.id, choices()), 'not-found')
      await portfolio().close(guardian, token)
      expect((await look(`/s/${token}`)).status).to.equal(410)
    })
  })

  const choices = () => ({ endsAt: inDays(3), nameForm: 'full' }) as const

  it('is shared by whose it is, as somebody whom a place here knows, and by nobody else', async () => {
    const { caller, one } = await shared()
    const other = await known()
    for (const somebody of [other.caller, stage.operator]) {
      await expectRefusal(portfolio().shareImport(somebody, one.id, choices()), 'not-found')
      await expectRefusal(portfolio().sharesOfImport(somebody, one.id), 'not-found')
    }
    const asAnother = { ...choices(), learnerId: other.learnerId }
    await expectRefusal(portfolio().shareImport(caller, one.id, asAnother), 'not-found')
    const unknown = await stage.person('nobody-knows@elsewhere.example')
    const theirs = await bringIn(unknown)
    await expectRefusal(portfolio().shareImport(unknown, theirs.id, choices()), 'not-shareable-yet')
  })

  it('is shown as the record that was chosen, by its consents and its name', async () => {
    const { caller } = await known('minor')
    const grown = await stage.held(caller, 'adult', 'Zoë N. Núñez')
    const one = await bringIn(caller)
    const chosen = await share(caller, one.id, { learnerId: grown.learnerId })
    expect(chosen.learnerId).to.equal(grown.learnerId)
    expect(await htmlOf(chosen.id)).to.contain('Zoë N. Núñez')
  })

  it('shows the newer copy once that was brought in', async () => {
    const { caller } = await known()
    const id = 'https://badges.elsewhere.org/credentials/renewed'
    const older = await signed({ id, validFrom: '2025-03-01T10:00:00Z' })
    const one = await bringIn(caller, older)
    const { id: token } = await share(caller, one.id)
    const newer = await signed({ id, validFrom: '2025-04-01T10:00:00Z' })
    await bringIn(caller, newer)
    expect(await (await look(`/s/${token}.json`)).text()).to.equal(newer)
  })

  it('stands in no log of an organization', async () => {
    const { one, token } = await shared()
    const entries = JSON.stringify(await services().audit.list(stage.museum))
    expect(entries).not.to.contain(one.id).and.not.to.contain(token)
  })

  it('over the API: opened once however often it is asked for, listed, changed, closed', async () => {
    const { caller } = await known()
    const one = await bringIn(caller)
    const secret = await stage.key(caller, ['backpack:read', 'shares:write'])
    const call = async (method: string, path: string, body?: unknown, key?: string) => {
      const answer = await fetch(`${stage.service.base}/api/v1${path}`, {
        method,
        headers: {
          authorization: `Bearer ${secret}`,
          'content-type': 'application/json',
          ...(key === undefined ? {} : { 'idempotency-key': key }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      return { status: answer.status, body: membersOf(await answer.json()) }
    }
    const shares = `/backpack/imports/${one.id}/shares`
    const asked = choices()
    const made = await call('POST', shares, asked, 'once')
    expect(made.status).to.equal(201)
    expect(made.body).to.include({ importId: one.id, audience: 'public', nameForm: 'full' })
    const token = String(made.body['token'])
    expect(made.body['url']).to.equal(`${stage.service.base}/s/${token}`)
    expect((await call('POST', shares, asked, 'once')).body['token']).to.equal(token)
    expect((await call('GET', shares)).body['shares']).to.have.length(1)
    expect((await call('PATCH', `/shares/${token}`, { nameForm: 'none' })).status).to.equal(200)
    expect((await call('DELETE', `/shares/${token}`)).body).to.have.property('closedAt')
    expect((await call('POST', shares, { nameForm: 'full' })).status).to.equal(400)
    expect((await call('GET', '/backpack/imports/none/shares')).status).to.equal(404)
  })
})
