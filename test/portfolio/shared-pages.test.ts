import { expect } from 'chai'
import type { ConsentPurpose } from '../../schemas/requests/guardianship.ts'
import type { PartBody } from '../../schemas/requests/portfolio-pages.ts'
import type { Caller } from '../../src/caller.ts'
import { evidenceKey } from '../../src/portfolio/portfolio-pages/evidence-key.ts'
import type { NewFacedShare } from '../../src/portfolio/share-making.ts'
import { timestamp } from '../../src/world.ts'
import { onEveryEngine } from '../support/service.ts'
import { createForeignIssuer, fakeNetwork } from '../support/foreign-issuer.ts'
import { onePixelPng } from '../support/tiny-png.ts'
import { day, expectRefusal, setStage, type Stage } from '../app/stage.ts'

const browser = { accept: 'text/html', 'user-agent': 'a browser' }
const evidence = { name: 'The notebook', url: 'https://example.org/notebook' }

onEveryEngine('shared portfolio pages', (engine) => {
  const network = fakeNetwork()
  let stage: Stage
  let people = 0
  before(async () => {
    stage = await setStage(engine, { network })
  })
  after(() => stage.stop())

  const services = () => stage.service.services
  const portfolio = () => services().portfolio
  const inDays = (days: number) =>
    timestamp(new Date(services().world.now().getTime() + days * day))
  const person = () => stage.person(`person-${(people += 1)}@folio.example`)
  const look = (path: string, headers: Record<string, string> = browser) =>
    fetch(`${stage.service.base}${path}`, { headers })
  const htmlOf = async (token: string) => (await look(`/p/${token}`)).text()

  /** An award with a story and proof, in somebody's backpack. */
  const held = async (
    caller: Caller,
    ageBand: 'adult' | 'minor',
    ...consents: ConsentPurpose[]
  ) => {
    const award = await stage.award(
      { name: 'Zoë Núñez', ageBand },
      { narrative: 'Measured the river for a month.', evidence: [evidence] },
    )
    if (ageBand === 'minor') await stage.allow(award.learnerId, 'hold-badges', ...consents)
    await services().worker.runDue()
    const code = (await services().issuing.claimCode(stage.operator, stage.museum, award.id)) ?? ''
    return services().issuing.claims.claimCode(code, caller.accountId)
  }

  /** A page of everything that there is, and a share of it. */
  const compose = async (
    caller: Caller,
    awardId: string,
    share: Partial<NewFacedShare> = {},
    more: readonly PartBody[] = [],
  ) => {
    const award = await services().issuing.byId(awardId)
    const [proof] = award?.statement.evidence ?? []
    const { id, parts } = await services().portfolioPages.make(caller, {
      title: 'What I build',
      parts: [
        { kind: 'heading', text: 'My heading' },
        { kind: 'text', text: 'My **own** words' },
        { kind: 'badge', awardId },
        ...(proof === undefined
          ? []
          : [{ kind: 'award-evidence', awardId, evidence: evidenceKey(proof) } as const]),
        { kind: 'link', title: 'My workshop', url: 'https://workshop.example/zoe' },
        ...more,
      ],
    })
    const words = { alt: 'A bridge of balsa wood' }
    const picture = await services().portfolioPages.addPicture(caller, id, onePixelPng(), words)
    const { id: token } = await portfolio().sharePage(caller, id, {
      endsAt: inDays(30),
      nameForm: 'full',
      ...share,
    })
    const badge = parts.find(({ kind }) => kind === 'badge')?.id ?? ''
    return { pageId: id, token, badge, picture: picture.id }
  }
  const everyDoor = ({ token, badge, picture }: Awaited<ReturnType<typeof compose>>) => [
    `/p/${token}`,
    `/p/${token}/${badge}`,
    `/p/${token}/${badge}.json`,
    `/p/${token}/${badge}.png`,
    `/p/${token}/${badge}.pdf`,
    `/p/${token}/${picture}/picture`,
  ]
  const statuses = async (paths: readonly string[]) =>
    Promise.all(paths.map(async (path) => (await look(path)).status))

  it('show a stranger everything on them, and each badge by itself', async () => {
    const zoe = await person()
    const page = await compose(zoe, (await held(zoe, 'adult')).id)
    const html = await htmlOf(page.token)
    for (const shown of [
      'What I build',
      'Zoë Núñez',
      'My heading',
      'My <strong>own</strong> words',
      'River Watcher',
      'Museum of Rivers',
      'The notebook',
      'https://workshop.example/zoe',
      'alt="A bridge of balsa wood"',
    ]) {
      expect(html).to.contain(shown)
    }
    expect(await statuses(everyDoor(page))).to.deep.equal([200, 200, 200, 200, 200, 200])
  })

  it('are checked whole by one press, without an account', async () => {
    const zoe = await person()
    const second = await held(zoe, 'adult')
    const more = [{ kind: 'badge', awardId: second.id }] as const
    const page = await compose(zoe, (await held(zoe, 'adult')).id, {}, more)
    const stranger = stage.service.visitor()
    const { html } = await stranger.press(`/p/${page.token}`, '/verify')
    expect(html).to.contain('2 answers').and.to.contain(`/p/${page.token}/${page.badge}`)
    expect(html).not.to.contain('We found no badge in this')
    const report = await services().verification.verifyPasted(
      `${stage.service.base}/p/${page.token}/${page.badge}`,
    )
    expect(report.verdict).to.equal('valid')
  })

  it('show nothing through any door once they are closed, paused, ended or deleted', async () => {
    const endings: readonly ((
      caller: Caller,
      page: Awaited<ReturnType<typeof compose>>,
    ) => Promise<unknown>)[] = [
      (caller, { token }) => portfolio().close(caller, token),
      (caller) => portfolio().pause(caller, true),
      (caller, { pageId }) => services().portfolioPages.remove(caller, pageId),
    ]
    for (const end of endings) {
      const zoe = await person()
      const page = await compose(zoe, (await held(zoe, 'adult')).id)
      await end(zoe, page)
      expect(await statuses(everyDoor(page))).to.deep.equal([410, 410, 410, 410, 410, 410])
      const pasted = `${stage.service.base}/p/${page.token}/${page.badge}`
      await expectRefusal(services().verification.verifyPasted(pasted), 'unreadable-credential')
    }
  })

  it('are not for those whom nobody says to be of age, and cannot be shown by whom nobody knows', async () => {
    const child = await person()
    const award = await held(child, 'minor')
    await expectRefusal(compose(child, award.id), 'not-shareable-yet')
    const unknown = await person()
    const { id } = await services().portfolioPages.make(unknown, { title: 'Mine' })
    const share = { endsAt: inDays(3), nameForm: 'full' } as const
    await expectRefusal(portfolio().sharePage(unknown, id, share), 'not-shareable-yet')
  })

  describe('of a child', () => {
    it('show work and pictures only with the consent for evidence', async () => {
      const child = await person()
      const page = await compose(child, (await held(child, 'minor', 'show-publicly')).id)
      const html = await htmlOf(page.token)
      expect(html).to.contain('My heading').and.to.contain('River Watcher')
      for (const hidden of ['The notebook', 'workshop.example', 'balsa wood', '/picture']) {
        expect(html, hidden).not.to.contain(hidden)
      }
      expect(await statuses(everyDoor(page))).to.deep.equal([200, 200, 404, 404, 404, 404])
    })

    it('are for those whom the consent is for, and for nobody else', async () => {
      const child = await person()
      const award = await held(child, 'minor', 'share-with-third-party', 'show-evidence')
      await expectRefusal(compose(child, award.id), 'not-shareable-yet')
      const forCollege = { audience: 'third-party', preparedFor: 'River College' } as const
      const page = await compose(child, award.id, forCollege)
      expect(await htmlOf(page.token))
        .to.contain('River College')
        .and.to.contain('balsa wood')
    })

    it('close in the moment in which the consent is taken back', async () => {
      const child = await person()
      const award = await held(child, 'minor', 'show-publicly', 'show-evidence')
      const page = await compose(child, award.id)
      expect((await look(`/p/${page.token}`)).status).to.equal(200)
      const { consents } = services().guardianship
      await consents.recordTakenBack(stage.operator, stage.museum, award.learnerId, 'show-publicly')
      expect(await statuses(everyDoor(page))).to.deep.equal([410, 410, 410, 410, 410, 410])
    })

    it('stand on a parent’s page as far as the child’s own consents go', async () => {
      const parent = await person()
      const own = await held(parent, 'adult')
      const childs = await held(parent, 'minor')
      const more = [{ kind: 'badge', awardId: childs.id }] as const
      const page = await compose(parent, own.id, { learnerId: own.learnerId }, more)
      const html = await htmlOf(page.token)
      expect(html.match(/class="folio-badge"/g)).to.have.length(1)
      await stage.allow(childs.learnerId, 'show-publicly')
      expect((await htmlOf(page.token)).match(/class="folio-badge"/g)).to.have.length(2)
    })
  })

  describe('tell how a badge stands today', () => {
    it('say of a revoked one that it was taken back', async () => {
      const zoe = await person()
      const award = await held(zoe, 'adult')
      const page = await compose(zoe, award.id)
      await services().issuing.state.revoke(stage.operator, stage.museum, award.id, 'A mistake.')
      expect(await htmlOf(page.token)).to.contain('has taken it back')
    })

    it('leave a gap for one that is gone, which only the owner sees', async () => {
      const zoe = await person()
      const staying = await held(zoe, 'adult')
      const going = await held(zoe, 'adult')
      const more = [{ kind: 'badge', awardId: going.id }] as const
      const page = await compose(zoe, staying.id, {}, more)
      await stage.meddle(going.id, (award) => ({ ...award, erasedAt: award.createdAt }))
      const html = await htmlOf(page.token)
      expect(html.match(/class="folio-badge"/g)).to.have.length(1)
      expect(html).not.to.contain('Not there any more')
      const one = await services().portfolioPages.read(zoe, page.pageId)
      const shown = await services().showPage.toOwner(one, { picture: () => '' })
      expect(shown.filter((part) => part.shown === undefined)).to.have.length(1)
    })
  })

  it('count who looked, and not their owner; a guardian sees it too', async () => {
    const child = await person()
    const award = await held(child, 'minor', 'show-publicly')
    const guardian = await person()
    await services().guardianship.guardians.claimedBy(guardian.accountId, award.learnerId, 'slip')
    const page = await compose(child, award.id)
    await htmlOf(page.token)
    for (const caller of [child, guardian]) {
      const { views, share } = await portfolio().readShare(caller, page.token)
      expect(views.map(({ format, count }) => [format, count])).to.deep.equal([['page', 1]])
      expect(share.views).to.equal(1)
    }
    const [sharing] = await portfolio().sharing(guardian, award.learnerId)
    expect(sharing?.shares).to.have.length(1)
    await portfolio().close(guardian, page.token)
    expect((await look(`/p/${page.token}`)).status).to.equal(410)
  })

  it('are listed by search engines only where an adult chose so, and no child stands on them', async () => {
    const zoe = await person()
    const own = await held(zoe, 'adult')
    const robots = async (token: string) =>
      /name="robots" content="(\w+)"/.exec(await htmlOf(token))?.[1]
    const quiet = await compose(zoe, own.id)
    expect(await robots(quiet.token)).to.equal('noindex')
    const loud = await compose(zoe, own.id, { searchable: true })
    expect(await robots(loud.token)).to.equal('index')
    const childs = await held(zoe, 'minor', 'show-publicly')
    const more = [{ kind: 'badge', awardId: childs.id }] as const
    const mixed = await compose(zoe, own.id, { searchable: true, learnerId: own.learnerId }, more)
    expect(await robots(mixed.token)).to.equal('noindex')
  })

  it('stand in no log of an organization', async () => {
    const zoe = await person()
    const page = await compose(zoe, (await held(zoe, 'adult')).id)
    const entries = JSON.stringify(await services().audit.list(stage.museum))
    expect(entries).not.to.contain(page.pageId).and.not.to.contain(page.token)
  })

  it('go with the learner who is removed', async () => {
    const zoe = await person()
    const award = await held(zoe, 'adult')
    const page = await compose(zoe, award.id)
    await portfolio().forgetShares(award.learnerId)
    expect((await look(`/p/${page.token}`)).status).to.equal(404)
    expect(await portfolio().find(page.token)).to.equal(undefined)
  })

  describe('with a badge from elsewhere', () => {
    const bringIn = async (caller: Caller) => {
      const issuer = await createForeignIssuer()
      await issuer.serve(network)
      const dates = { validFrom: inDays(-1), validUntil: inDays(400) }
      for (const purpose of ['revocation', 'suspension'] as const) {
        network.served.set(issuer.listUrl(purpose), await issuer.statusList(purpose, [], dates))
      }
      const text = await issuer.sign(issuer.unsigned({ validUntil: inDays(300) }))
      const {
        kept: [one],
      } = await services().imports.bringIn(caller, text)
      if (one === undefined) throw new Error('it was brought in')
      return one
    }

    it('show it with its issuer, and let it be checked where the page shows the full name', async () => {
      const zoe = await person()
      const one = await bringIn(zoe)
      const more = [{ kind: 'imported', importId: one.id }] as const
      const award = await held(zoe, 'adult')
      const page = await compose(zoe, award.id, {}, more)
      const { parts } = await services().portfolioPages.read(zoe, page.pageId)
      const part = parts.find(({ kind }) => kind === 'imported')?.id ?? ''
      const html = await htmlOf(page.token)
      expect(html).to.contain(one.report.credential.issuer?.name ?? 'no name')
      expect((await look(`/p/${page.token}/${part}/picture`)).status).to.equal(200)
      const address = `${stage.service.base}/p/${page.token}/${part}`
      expect((await services().verification.verifyPasted(address)).verdict).to.equal('valid')
      await portfolio().changeShare(zoe, page.token, { nameForm: 'first' })
      await expectRefusal(services().verification.verifyPasted(address), 'unreadable-credential')
      expect(await htmlOf(page.token)).to.contain(one.report.credential.issuer?.name ?? 'no name')
    })
  })
})
