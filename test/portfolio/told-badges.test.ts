import { expect } from 'chai'
import { membersOf } from '../../scripts/demo/api.ts'
import type { Visitor } from '../../scripts/demo/visitor.ts'
import type { ConsentPurpose } from '../../schemas/requests/guardianship.ts'
import type { Caller } from '../../src/caller.ts'
import { isJsonObject } from '../../src/credentials/json.ts'
import type { AgeBand } from '../../src/learners/tables.ts'
import type { NewFacedShare } from '../../src/portfolio/share-making.ts'
import { importedCredentialTable, type ImportedCredential } from '../../src/portfolio/tables.ts'
import { timestamp } from '../../src/world.ts'
import { day, expectRefusal, setStage, type Stage } from '../app/stage.ts'
import { signIn } from '../journeys/people.ts'
import { badgeOfAKey } from '../support/badge-of-a-key.ts'
import { createForeignIssuer, fakeNetwork } from '../support/foreign-issuer.ts'

const browser = { accept: 'text/html', 'user-agent': 'a browser' }

describe('what is told of a badge from elsewhere', function () {
  this.timeout(120_000)
  const network = fakeNetwork()
  let stage: Stage
  let people = 0
  const visitors = new Map<string, Visitor>()
  before(async () => {
    stage = await setStage(undefined, { network })
  })
  after(() => stage.stop())

  const services = () => stage.service.services
  const inDays = (days: number) =>
    timestamp(new Date(services().world.now().getTime() + days * day))
  const textOf = async (path: string, headers: Record<string, string> = browser) =>
    (await fetch(`${stage.service.base}${path}`, { headers })).text()
  const oembedOf = async (token: string) => {
    const address = encodeURIComponent(`${stage.service.base}/s/${token}`)
    return membersOf(JSON.parse(await textOf(`/oembed?url=${address}`)))
  }
  const toldIn = (html: string) => /og:description" content="([^"]*)"/.exec(html)?.[1]
  const known = async (ageBand: AgeBand = 'adult', ...consents: ConsentPurpose[]) => {
    const caller = await stage.person(`told-${String((people += 1))}@elsewhere.example`)
    const { learnerId } = await stage.held(caller, ageBand, 'Zoë Núñez')
    if (consents.length > 0) await stage.allow(learnerId, ...consents)
    return { caller, learnerId }
  }
  const bringIn = async (caller: Caller, handed: string) => {
    const {
      kept: [one],
    } = await services().imports.bringIn(caller, handed)
    if (one === undefined) throw new Error('it was brought in')
    return one
  }
  const share = async (caller: Caller, importId: string, more: Partial<NewFacedShare> = {}) =>
    (
      await services().portfolio.shareImport(caller, importId, {
        ...{ endsAt: inDays(30), nameForm: 'full' },
        ...more,
      })
    ).id
  const shared = async (handed: string, more: Partial<NewFacedShare> = {}) => {
    const { caller } = await known()
    const one = await bringIn(caller, handed)
    return { caller, one, token: await share(caller, one.id, more) }
  }
  /** A page with nothing but this badge on it. */
  const onPage = async (caller: Caller, importId: string, more: Partial<NewFacedShare> = {}) => {
    const { id: pageId } = await services().portfolioPages.make(caller, {
      title: 'What I build',
      parts: [{ kind: 'imported', importId }],
    })
    const { id: token } = await services().portfolio.sharePage(caller, pageId, {
      ...{ endsAt: inDays(30), nameForm: 'full' },
      ...more,
    })
    return { pageId, token }
  }
  const ownPage = async ({ accountId }: Caller, path: string) => {
    const email = (await services().accounts.people.byId(accountId))?.email ?? ''
    const visitor = visitors.get(accountId) ?? (await signIn(stage.service, email))
    visitors.set(accountId, visitor)
    return (await visitor.open(path)).html
  }
  const change = (one: ImportedCredential, report: Partial<ImportedCredential['report']>) =>
    stage.service.storage
      .open(importedCredentialTable)
      .change(one.id, (kept) => ({ ...kept, report: { ...kept.report, ...report } }))

  describe('whose giver is only a key', () => {
    it('never says that the one whose name it bears gave it', async () => {
      const { caller, one, token } = await shared(await badgeOfAKey())
      const giver = one.report.credential.issuer?.name ?? 'no name'
      const html = await textOf(`/s/${token}`)
      expect(html).to.contain('It says that it was awarded by')
      expect(html).to.contain(`${giver} (only a key)`).and.to.contain('does not show who gave')
      expect(html).not.to.contain('Yes:').and.not.to.contain('Awarded by')
      expect(toldIn(html)).to.contain('(only a key)')
      expect(await textOf(`/s/${token}/embed`)).to.contain(`${giver} (only a key)`)
      const told = await oembedOf(token)
      expect(told).not.to.have.property('author_name')
      expect(told).not.to.have.property('author_url')
      const { token: page } = await onPage(caller, one.id)
      expect(await textOf(`/p/${page}`)).to.contain(`${giver} (only a key)`)
    })
  })

  describe('whose giver could not be looked up', () => {
    it('names no giver in other places, and nobody as its author', async () => {
      network.served.clear()
      const unreached = await createForeignIssuer()
      const { one, token } = await shared(await unreached.sign(unreached.unsigned()))
      expect(one.report.verdict).to.equal('could-not-check')
      const giver = one.report.credential.issuer?.name ?? 'no name'
      const html = await textOf(`/s/${token}`)
      expect(toldIn(html)).to.equal('A badge from another service, shown by Zoë Núñez.')
      expect(await textOf(`/s/${token}/embed`))
        .to.contain('Nobody is shown to have given it')
        .and.not.to.contain(giver)
      const told = await oembedOf(token)
      expect(told).not.to.have.property('author_name')
      expect(told).not.to.have.property('author_url')
    })
  })

  describe('whose time is over since it was checked', () => {
    it('counts nowhere as good: on pages, in their frames and pictures, in the backpack', async () => {
      const { caller } = await known()
      const one = await bringIn(caller, await badgeOfAKey({ validUntil: inDays(3) }))
      const { pageId, token } = await onPage(caller, one.id)
      const preview = async () => textOf(`/p/${token}/preview.png`)
      expect(await textOf(`/p/${token}`)).not.to.contain('Expired')
      expect(await textOf(`/p/${token}/embed`)).to.contain('last checked on')
      const before = await preview()
      stage.service.pass(4 * day)
      expect(await textOf(`/p/${token}`)).to.contain('Expired')
      expect(await textOf(`/p/${token}/embed`)).to.contain('Expired')
      expect(await preview()).not.to.equal(before)
      for (const path of [
        '/backpack',
        `/backpack/imported/${one.id}`,
        `/portfolio/${pageId}/preview`,
      ]) {
        expect(await ownPage(caller, path), path).to.contain('Expired')
      }
    })
  })

  describe('by a part of the name', () => {
    it('shows no words of the badge, which may hold the whole one, and offers no check', async () => {
      const { one, token } = await shared(await badgeOfAKey(), { nameForm: 'first' })
      const { achievement } = one.report.credential
      const words = [achievement?.description, achievement?.criteria, ...one.competencies]
      expect(words.length).to.be.greaterThan(2)
      const html = await textOf(`/s/${token}`)
      for (const said of words) expect(html).not.to.contain(said ?? 'no words')
      expect(html).not.to.contain('check the badge')
      expect(await textOf(`/s/${token}/embed`))
        .to.contain('See it<')
        .and.not.to.contain('check it')
      const { token: unnamed } = await shared(await badgeOfAKey(), { nameForm: 'none' })
      expect(toldIn(await textOf(`/s/${unnamed}`))).not.to.contain('check')
    })
  })

  it('is offered to LinkedIn where its giver is known, as long as its time is not over', async () => {
    const issuer = await createForeignIssuer()
    await issuer.serve(network)
    const dates = { validFrom: inDays(-1), validUntil: inDays(400) }
    for (const purpose of ['revocation', 'suspension'] as const) {
      network.served.set(issuer.listUrl(purpose), await issuer.statusList(purpose, [], dates))
    }
    const { credentialSubject } = issuer.unsigned()
    if (!isJsonObject(credentialSubject)) throw new Error('the sample badge has no subject')
    const { identifier: _identifier, ...subject } = credentialSubject
    const told = { credentialSubject: subject, validUntil: inDays(3) }
    const fromSomebody = await shared(await issuer.sign(issuer.unsigned(told)))
    const fromAKey = await shared(await badgeOfAKey({ namesNobody: true }))
    const isOffered = async ({ caller, one }: typeof fromAKey) =>
      (await ownPage(caller, `/backpack/imported/${one.id}`)).includes('linkedin.com/profile')
    expect(fromAKey.one).to.have.property('recipient', 'not-told')
    expect(await isOffered(fromSomebody)).to.equal(true)
    expect(await isOffered(fromAKey)).to.equal(false)
    stage.service.pass(4 * day)
    expect(await isOffered(fromSomebody)).to.equal(false)
  })

  it('that has no name is called a badge without a name', async () => {
    const { caller, one, token } = await shared(await badgeOfAKey())
    const { achievement: _achievement, name: _name, ...credential } = one.report.credential
    await change(one, { credential })
    const { token: page } = await onPage(caller, one.id)
    for (const path of [`/s/${token}`, `/s/${token}/embed`, `/p/${page}`, `/p/${page}/embed`]) {
      expect(await textOf(path), path)
        .to.contain('A badge without a name')
        .and.not.to.contain('somebody who is not named')
    }
    expect((await oembedOf(token))['title']).to.equal('A badge without a name')
    expect(await ownPage(caller, '/backpack')).not.to.contain('somebody who is not named')
  })

  describe('is shown as', () => {
    it('the record that may show it to those for whom it is wanted', async () => {
      const { caller, learnerId } = await known('unknown', 'share-with-third-party')
      const grown = await stage.held(caller, 'adult', 'Zoë N. Núñez')
      const one = await bringIn(caller, await badgeOfAKey())
      const faces = await services().portfolio.facesOfImport(caller)
      const firstFor = async (more: Partial<NewFacedShare> = {}) =>
        (await services().portfolio.find(await share(caller, one.id, more)))?.learnerId
      expect(faces.map(({ id }) => id)).to.have.members([learnerId, grown.learnerId])
      expect(await firstFor()).to.equal(grown.learnerId)
      const forCollege = { audience: 'third-party', preparedFor: 'River College' } as const
      expect(await firstFor(forCollege)).to.equal(faces[0]?.id)
    })

    it('no other record by itself, where one is a child’s who may not show it', async () => {
      const { caller } = await known('minor')
      const grown = await stage.held(caller, 'adult', 'Zoë N. Núñez')
      const one = await bringIn(caller, await badgeOfAKey())
      await expectRefusal(share(caller, one.id), 'not-shareable-yet')
      await expectRefusal(onPage(caller, one.id), 'not-shareable-yet')
      const { learnerId } = grown
      expect(await textOf(`/s/${await share(caller, one.id, { learnerId })}`)).to.contain('Zoë N.')
      expect(await ownPage(caller, `/backpack/imported/${one.id}`)).to.contain('name="learnerId"')
      const { pageId } = await onPage(caller, one.id, { learnerId })
      expect(await ownPage(caller, `/portfolio/${pageId}/shares`)).to.contain('name="learnerId"')
    })
  })
})
