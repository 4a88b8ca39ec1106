import { expect } from 'chai'
import sharp from 'sharp'
import type { ConsentPurpose } from '../../schemas/requests/guardianship.ts'
import { membersOf } from '../../scripts/demo/api.ts'
import type { Caller } from '../../src/caller.ts'
import { readAttachments } from '../../src/credentials/pdf/attachments.ts'
import { readQr } from '../../src/images/read-qr.ts'
import { learnerTable } from '../../src/learners/tables.ts'
import { addToLinkedIn } from '../../src/portfolio/linked-in.ts'
import type { ShareChoices } from '../../src/portfolio/share-choices.ts'
import { timestamp } from '../../src/world.ts'
import { day, setStage, type Stage } from '../app/stage.ts'
import { framedOpenly } from '../support/framed.ts'
import { heardIn, picturesOf } from '../support/pdf-pictures.ts'

const browser = { accept: 'text/html', 'user-agent': 'a browser' }
const outlets = ['/embed', '/preview.png', '/signature.png', '.pdf'] as const

describe('what leaves from a badge', function () {
  this.timeout(120_000)
  let stage: Stage
  let owner: Caller
  before(async () => {
    stage = await setStage()
    owner = await stage.person('owner@outlets.example')
  })
  after(() => stage.stop())

  const portfolio = () => stage.service.services.portfolio
  const inDays = (days: number) =>
    timestamp(new Date(stage.service.services.world.now().getTime() + days * day))
  const share = async (more: Partial<ShareChoices> = {}) => {
    const { id } = await stage.held(owner, 'adult', 'Zoë Núñez')
    return portfolio().share(owner, id, { endsAt: inDays(10), nameForm: 'full', ...more })
  }
  const get = (path: string, headers: Record<string, string> = browser) =>
    fetch(`${stage.service.base}${path}`, { headers })
  const oembedOf = (token: string, more = '') =>
    get(`/oembed?url=${encodeURIComponent(`${stage.service.base}/s/${token}`)}${more}`)

  describe('the door', () => {
    it('is one for all: closed, ended, paused or unknown, nothing is shown anywhere', async () => {
      const closed = await share()
      await portfolio().close(owner, closed.id)
      const ended = await share({ endsAt: inDays(1) })
      const open = await share()
      stage.service.pass(2 * day)
      for (const { id } of [closed, ended]) {
        for (const outlet of outlets) expect((await get(`/s/${id}${outlet}`)).status).to.equal(410)
        expect((await oembedOf(id)).status).to.equal(410)
      }
      await portfolio().pause(owner, true)
      for (const outlet of outlets) {
        const answer = await get(`/s/${open.id}${outlet}`)
        expect(answer.status, outlet).to.equal(410)
        expect(await answer.text()).not.to.contain('River Watcher')
      }
      await portfolio().pause(owner, false)
      for (const outlet of outlets) {
        expect((await get(`/s/${open.id}${outlet}`)).status, outlet).to.equal(200)
        expect((await get(`/s/${'A'.repeat(22)}${outlet}`)).status, outlet).to.equal(404)
      }
      expect((await oembedOf('A'.repeat(22))).status).to.equal(404)
    })

    it('shows what was made for one college in no public place', async () => {
      const { id } = await share({ audience: 'third-party', preparedFor: 'River College' })
      for (const outlet of ['/embed', '/signature.png']) {
        expect((await get(`/s/${id}${outlet}`)).status, outlet).to.equal(404)
      }
      expect((await oembedOf(id)).status).to.equal(404)
      const html = await (await get(`/s/${id}`)).text()
      expect(html).not.to.contain('json+oembed')
      expect((await get(`/s/${id}.pdf`)).status).to.equal(200)
    })

    it('hands out no certificate where the credential in it would say too much', async () => {
      const child = await stage.person('child@outlets.example')
      const { id, learnerId } = await stage.award(
        { name: 'Lin Mara', ageBand: 'minor' },
        { narrative: 'Counted herons.', evidence: [{ url: 'https://example.org/herons' }] },
      )
      const { issuing } = stage.service.services
      await stage.allow(learnerId, 'hold-badges')
      const code = (await issuing.claimCode(stage.operator, stage.museum, id)) ?? ''
      const claimed = await issuing.claims.claimCode(code, child.accountId)
      await consents(claimed.learnerId, 'hold-badges', 'show-publicly')
      const choices = { endsAt: inDays(5), nameForm: 'first' } as const
      const { id: token } = await portfolio().share(child, id, choices)
      expect((await get(`/s/${token}.pdf`)).status).to.equal(404)
      const embed = await (await get(`/s/${token}/embed`)).text()
      expect(embed).to.contain('Lin').and.not.to.contain('Mara')
      await consents(claimed.learnerId, 'hold-badges')
      for (const outlet of outlets) {
        expect((await get(`/s/${token}${outlet}`)).status, outlet).to.equal(410)
      }
    })

    const consents = (learnerId: string, ...purposes: readonly ConsentPurpose[]) =>
      stage.service.storage.open(learnerTable).change(learnerId, (learner) => ({
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
          givenBy: { role: 'guardian', accountId: owner.accountId },
        })),
      }))
  })

  describe('a certificate', () => {
    it('holds the credential of the share, and its code leads back to the share', async () => {
      const { id } = await share({ nameForm: 'initials' })
      const shown = await get(`/s/${id}.pdf?paper=letter`)
      // A browser shows it in a page that it makes itself: what holds for our pages would leave that empty.
      expect(shown.headers.get('content-security-policy')).to.contain("object-src 'self'")
      expect(shown.headers.get('content-disposition')).to.equal(
        'inline; filename="certificate.pdf"',
      )
      const pdf = Buffer.from(await shown.arrayBuffer())
      const answer = await readAttachments(pdf, { milliseconds: 60_000 })
      if (!answer.ok) expect.fail(answer.fault)
      const signed = await (await get(`/s/${id}.json`)).text()
      expect(answer.attachments.map((one) => Buffer.from(one).toString())).to.deep.equal([signed])
      const [picture] = await picturesOf(pdf)
      expect(await readQr(picture!)).to.equal(`${stage.service.base}/s/${id}`)
      const { pages } = await heardIn(pdf)
      expect(pages[0]).to.contain('Z. N.').and.not.to.contain('Núñez')
    })

    it('is one’s own without a share too: then its code leads to where files are checked', async () => {
      const { id } = await stage.held(owner, 'adult', 'Zoë Núñez')
      const key = await stage.key(owner, ['backpack:read'])
      const own = { authorization: `Bearer ${key}` }
      const path = `/backpack/${id}/certificate.pdf`
      const pdf = Buffer.from(await (await get(path, own)).arrayBuffer())
      const [picture] = await picturesOf(pdf)
      expect(await readQr(picture!)).to.equal(`${stage.service.base}/verify`)
      expect((await heardIn(pdf)).pages[0]).to.contain('Zoë Núñez')
      expect((await get(path, {})).status).to.equal(401)
      const stranger = await stage.key(await stage.person('no@outlets.example'), ['backpack:read'])
      const other = { authorization: `Bearer ${stranger}` }
      expect((await get(path, other)).status).to.equal(404)
      const { id: foreign } = await share()
      expect((await get(`${path}?share=${foreign}`, own)).status).to.equal(404)
    })
  })

  describe('within another page', () => {
    it('may be framed by anybody, and holds no script, no form and no cookie', async () => {
      const { id } = await share()
      const html = await framedOpenly(await get(`/s/${id}/embed`))
      expect(html).to.contain('River Watcher').and.to.contain('<bdi>Zoë Núñez</bdi>')
      const page = await get(`/s/${id}`)
      expect(page.headers.get('content-security-policy')).to.contain("frame-ancestors 'none'")
    })

    it('says in its place that it is over, in a frame too', async () => {
      const { id } = await share()
      await portfolio().close(owner, id)
      const answer = await get(`/s/${id}/embed?lang=es`)
      expect(answer.status).to.equal(410)
      expect(answer.headers.get('content-security-policy')).to.contain('frame-ancestors *')
      expect(await answer.text()).to.contain('ya no se muestra')
    })

    it('is found by its address (oEmbed), in the room that there is', async () => {
      const { id } = await share()
      const html = await (await get(`/s/${id}`)).text()
      const [, address = ''] = /href="([^"]+)"[^>]*/.exec(
        /<link rel="alternate"[^>]*>/.exec(html)?.[0] ?? '',
      ) ?? ['', '']
      const answer = membersOf(await (await fetch(address.replaceAll('&amp;', '&'))).json())
      expect(answer).to.include({ type: 'rich', version: '1.0', title: 'River Watcher' })
      expect(answer['html']).to.contain(`<iframe src="${stage.service.base}/s/${id}/embed"`)
      const small = membersOf(await (await oembedOf(id, '&maxwidth=300&maxheight=200')).json())
      expect(small).to.include({ width: 280, height: 200 })
      expect((await oembedOf(id, '&format=xml')).status).to.equal(406)
      const own = `${stage.service.base}/s/${id}`
      for (const url of [
        '',
        `https://elsewhere.example/s/${id}`,
        'javascript:alert(1)',
        `/s/${id}`,
        `${own}&url=${own}`,
      ]) {
        expect((await get(`/oembed?url=${url}`)).status, url).to.equal(404)
      }
    })
  })

  describe('a picture', () => {
    it('stands beside the address in messages: 1200 by 630, told of in the head of the page', async () => {
      const { id } = await share()
      const html = await (await get(`/s/${id}`)).text()
      const address = `${stage.service.base}/s/${id}/preview.png`
      expect(html).to.contain(`<meta property="og:image" content="${address}"/>`)
      expect(html).to.contain('Museum of Rivers awarded this badge to Zoë Núñez on')
      const answer = await fetch(address)
      expect(answer.headers.get('cache-control')).to.equal('no-store')
      const { width, height, format } = await sharp(await answer.arrayBuffer()).metadata()
      expect({ width, height, format }).to.deep.equal({ width: 1200, height: 630, format: 'png' })
    })

    it('names nobody where the share does not, and is another when the name is', async () => {
      const { id } = await share({ nameForm: 'none' })
      const html = await (await get(`/s/${id}`)).text()
      expect(html).not.to.contain('Zoë').and.not.to.contain('Núñez')
      const drawn = async (outlet: string) =>
        Buffer.from(await (await get(`/s/${id}${outlet}`)).arrayBuffer())
      for (const outlet of ['/preview.png', '/signature.png']) {
        const nobody = await drawn(outlet)
        expect(await drawn(outlet)).to.deep.equal(nobody)
        await portfolio().changeShare(owner, id, { nameForm: 'full' })
        expect(await drawn(outlet)).not.to.deep.equal(nobody)
        await portfolio().changeShare(owner, id, { nameForm: 'none' })
      }
    })

    it('in a mail tells nobody that the mail was opened; the others are looks as any', async () => {
      const { id } = await share()
      for (const outlet of outlets) await get(`/s/${id}${outlet}`)
      const { views } = await portfolio().readShare(owner, id)
      const formats = views.map(({ format }) => format).toSorted()
      expect(formats).to.deep.equal(['embed', 'pdf', 'preview'])
    })
  })

  it('is drawn whatever the words: markup, other scripts, hundreds of letters', async () => {
    const names = [
      '<script>alert(1)</script> & "]]>',
      'محمد 王小明 प्रिया',
      'W'.repeat(200),
      '\u{12000}',
    ]
    for (const name of names) {
      const { id } = await stage.held(owner, 'adult', name)
      const { id: token } = await portfolio().share(owner, id, {
        endsAt: inDays(3),
        nameForm: 'full',
      })
      for (const outlet of outlets) {
        expect((await get(`/s/${token}${outlet}`)).status, name + outlet).to.equal(200)
      }
      const embed = await (await get(`/s/${token}/embed`)).text()
      expect(embed).not.to.contain('<script>')
    }
  })

  it('LinkedIn’s form is filled in by its address alone', () => {
    const address = new URL(
      addToLinkedIn({
        name: 'River & Creek Watcher',
        organizationName: 'Museum of Rivers',
        awardedAt: '2026-03-20T10:00:00Z',
        validUntil: '2028-11-20T10:00:00Z',
        address: 'https://badges.example.org/s/abc',
        credentialId: 'urn:uuid:1',
      }),
    )
    expect(`${address.origin}${address.pathname}`).to.equal('https://www.linkedin.com/profile/add')
    expect(address.search).not.to.contain('+')
    expect(Object.fromEntries(address.searchParams)).to.deep.equal({
      startTask: 'CERTIFICATION_NAME',
      name: 'River & Creek Watcher',
      organizationName: 'Museum of Rivers',
      issueYear: '2026',
      issueMonth: '3',
      expirationYear: '2028',
      expirationMonth: '11',
      certUrl: 'https://badges.example.org/s/abc',
      certId: 'urn:uuid:1',
    })
  })
})
