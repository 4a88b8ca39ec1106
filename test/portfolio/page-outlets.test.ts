import { expect } from 'chai'
import sharp from 'sharp'
import { membersOf } from '../../scripts/demo/api.ts'
import type { Caller } from '../../src/caller.ts'
import type { ShareChoices } from '../../src/portfolio/share-choices.ts'
import { timestamp } from '../../src/world.ts'
import { day, setStage, type Stage } from '../app/stage.ts'
import { framedOpenly } from '../support/framed.ts'

const browser = { accept: 'text/html', 'user-agent': 'a browser' }
const outlets = ['/embed', '/preview.png'] as const

describe('what leaves from a portfolio page', function () {
  this.timeout(120_000)
  let stage: Stage
  let zoe: Caller
  before(async () => {
    stage = await setStage()
    zoe = await stage.person('zoe@outside.example')
  })
  after(() => stage.stop())

  const services = () => stage.service.services
  const inDays = (days: number) =>
    timestamp(new Date(services().world.now().getTime() + days * day))
  const get = (path: string, headers: Record<string, string> = browser) =>
    fetch(`${stage.service.base}${path}`, { headers })
  const textOf = async (path: string) => (await get(path)).text()
  const oembedOf = (token: string, more = '') =>
    get(`/oembed?url=${encodeURIComponent(`${stage.service.base}/p/${token}`)}${more}`)
  const share = async (
    {
      title = 'What I build',
      badges = 2,
      ...choices
    }: Partial<ShareChoices> & {
      readonly title?: string
      readonly badges?: number
    } = {},
    caller = zoe,
  ) => {
    const held = []
    for (let one = 0; one < badges; one += 1) {
      held.push(await stage.held(caller, 'adult', 'Zoë Núñez'))
    }
    const { id: pageId } = await services().portfolioPages.make(caller, {
      title,
      parts: [
        { kind: 'text', text: 'My words' },
        ...held.map(({ id: awardId }) => ({ kind: 'badge', awardId }) as const),
      ],
    })
    const { id: token } = await services().portfolio.sharePage(caller, pageId, {
      endsAt: inDays(10),
      nameForm: 'full',
      ...choices,
    })
    return { token, pageId, held }
  }

  describe('the door', () => {
    it('is one for all: closed, ended, paused, deleted or unknown, nothing is shown anywhere', async () => {
      const paused = await stage.person('paused@outside.example')
      const [closed, ended, deleted, open] = [
        await share(),
        await share({ endsAt: inDays(1) }),
        await share(),
        await share({}, paused),
      ]
      await services().portfolio.close(zoe, closed.token)
      await services().portfolioPages.remove(zoe, deleted.pageId)
      await services().portfolio.pause(paused, true)
      stage.service.pass(2 * day)
      for (const { token } of [closed, ended, deleted, open]) {
        for (const outlet of outlets) {
          const answer = await get(`/p/${token}${outlet}`)
          expect(answer.status, outlet).to.equal(410)
          expect(await answer.text())
            .not.to.contain('What I build')
            .and.not.to.contain('River Watcher')
        }
        expect((await oembedOf(token)).status).to.equal(410)
      }
      await services().portfolio.pause(paused, false)
      for (const outlet of outlets) {
        expect((await get(`/p/${open.token}${outlet}`)).status, outlet).to.equal(200)
        expect((await get(`/p/${'A'.repeat(22)}${outlet}`)).status, outlet).to.equal(404)
      }
      expect((await oembedOf('A'.repeat(22))).status).to.equal(404)
    })

    it('shows what was made for one college in no public place', async () => {
      const { token } = await share({ audience: 'third-party', preparedFor: 'River College' })
      expect((await get(`/p/${token}/embed`)).status).to.equal(404)
      expect((await oembedOf(token)).status).to.equal(404)
      expect(await textOf(`/p/${token}`)).not.to.contain('json+oembed')
      expect((await get(`/p/${token}/preview.png`)).status).to.equal(200)
    })

    it('shows of a child what was allowed, and nothing from the moment in which it is not', async () => {
      const child = await stage.person('child@outside.example')
      const { id: awardId, learnerId } = await stage.award({ name: 'Lin Mara', ageBand: 'minor' })
      const { consents } = services().guardianship
      await stage.allow(learnerId, 'hold-badges', 'show-publicly')
      const code = (await services().issuing.claimCode(stage.operator, stage.museum, awardId)) ?? ''
      await services().issuing.claims.claimCode(code, child.accountId)
      const { id } = await services().portfolioPages.make(child, {
        title: 'My river',
        parts: [{ kind: 'badge', awardId }],
      })
      const choices = { endsAt: inDays(5), nameForm: 'first' } as const
      const { id: token } = await services().portfolio.sharePage(child, id, choices)
      expect(await textOf(`/p/${token}/embed`))
        .to.contain('Lin')
        .and.to.contain('River Watcher')
        .and.not.to.contain('Mara')
      await consents.recordTakenBack(stage.operator, stage.museum, learnerId, 'show-publicly')
      for (const outlet of outlets) {
        expect((await get(`/p/${token}${outlet}`)).status, outlet).to.equal(410)
      }
    })
  })

  describe('within another page', () => {
    it('may be framed by anybody, and holds no script, no form and no cookie', async () => {
      const { token } = await share()
      const html = await framedOpenly(await get(`/p/${token}/embed`))
      for (const shown of ['What I build', 'Zoë Núñez', 'River Watcher', 'Every badge can be']) {
        expect(html).to.contain(shown)
      }
      // A page in short: what was written on it stays on it.
      expect(html).not.to.contain('My words')
      const page = await get(`/p/${token}`)
      expect(page.headers.get('content-security-policy')).to.contain("frame-ancestors 'none'")
    })

    it('tells how a badge stands today, and names those that there is room for', async () => {
      const { token, held } = await share({ badges: 8 })
      await services().issuing.state.revoke(stage.operator, stage.museum, held[0]!.id, 'Wrong.')
      const html = await textOf(`/p/${token}/embed`)
      expect(html.match(/River Watcher/g)).to.have.length(6)
      expect(html).to.contain('and 2 more').and.to.contain('8 badges')
      expect(html.match(/class="pill bad"/g)).to.have.length(1)
    })

    it('says in its place that it is over, in a frame too', async () => {
      const { token } = await share()
      await services().portfolio.close(zoe, token)
      const answer = await get(`/p/${token}/embed?lang=es`)
      expect(answer.status).to.equal(410)
      expect(answer.headers.get('content-security-policy')).to.contain('frame-ancestors *')
      expect(await answer.text()).to.contain('ya no se muestra')
    })

    it('brings fonts for its letters, whatever their script; so does a badge by itself', async () => {
      const asha = await stage.person('asha@outside.example')
      const { id } = await stage.held(asha, 'adult', 'आशा')
      const choices = { endsAt: inDays(5), nameForm: 'full' } as const
      const { id: badge } = await services().portfolio.share(asha, id, choices)
      const { token } = await share({ title: 'நதி' }, asha)
      expect(await textOf(`/s/${badge}/embed`)).to.match(/href="[^"]*typefaces[^"]*devanagari/)
      const page = await textOf(`/p/${token}/embed`)
      expect(page).to.match(/href="[^"]*typefaces[^"]*tamil/)
      expect(await textOf(`/p/${(await share()).token}/embed`)).not.to.contain('typefaces')
    })

    it('is found by its address (oEmbed), in the room that there is', async () => {
      const { token } = await share()
      const html = await textOf(`/p/${token}`)
      const [, address = ''] = /href="([^"]+)"/.exec(
        /<link rel="alternate"[^>]*>/.exec(html)?.[0] ?? '',
      ) ?? ['', '']
      const answer = membersOf(await (await fetch(address.replaceAll('&amp;', '&'))).json())
      expect(answer).to.include({ type: 'rich', version: '1.0', title: 'What I build' })
      expect(answer['html']).to.contain(`<iframe src="${stage.service.base}/p/${token}/embed"`)
      expect(answer['thumbnail_url']).to.equal(`${stage.service.base}/p/${token}/preview.png`)
      expect(JSON.stringify(answer)).not.to.contain('Zoë')
      const small = membersOf(await (await oembedOf(token, '&maxwidth=330')).json())
      expect(small).to.include({ width: 320 })
      expect((await oembedOf(token, '&format=xml')).status).to.equal(406)
    })

    it('is offered to its owner as code, where the link is for everybody', async () => {
      const key = await stage.person('code@outside.example')
      const open = await share({}, key)
      const visitor = stage.service.visitor()
      await services().accounts.signIn.requestLink({
        email: 'code@outside.example',
        language: 'en',
        next: '/',
      })
      const link = await stage.service.linkMailedTo('code@outside.example', '/sign-in/')
      await visitor.submit(link, {})
      const { html } = await visitor.open(`/portfolio/${open.pageId}/shares`)
      expect(html).to.contain(`/p/${open.token}/embed`)
      const forOne = { audience: 'third-party', preparedFor: 'River College' } as const
      const closer = await share(forOne, key)
      const other = await visitor.open(`/portfolio/${closer.pageId}/shares`)
      expect(other.html).to.contain(`/p/${closer.token}`).and.not.to.contain('/embed')
    })
  })

  describe('a picture', () => {
    it('stands beside the address in messages: 1200 by 630, told of in the head of the page', async () => {
      const { token } = await share()
      const html = await textOf(`/p/${token}`)
      const address = `${stage.service.base}/p/${token}/preview.png`
      expect(html).to.contain(`<meta property="og:image" content="${address}"/>`)
      expect(html).to.contain('A portfolio page of Zoë Núñez with 2 badges.')
      const answer = await fetch(address)
      expect(answer.headers.get('cache-control')).to.equal('no-store')
      const { width, height, format } = await sharp(await answer.arrayBuffer()).metadata()
      expect({ width, height, format }).to.deep.equal({ width: 1200, height: 630, format: 'png' })
    })

    it('names nobody where the share does not, and is another when anything on it is', async () => {
      const { token, pageId, held } = await share({ nameForm: 'none' })
      expect(await textOf(`/p/${token}`)).not.to.contain('Zoë')
      const drawn = async () =>
        Buffer.from(await (await get(`/p/${token}/preview.png`)).arrayBuffer())
      const nobody = await drawn()
      expect(await drawn()).to.deep.equal(nobody)
      await services().portfolio.changeShare(zoe, token, { nameForm: 'full' })
      expect(await drawn()).not.to.deep.equal(nobody)
      await services().portfolio.changeShare(zoe, token, { nameForm: 'none' })
      expect(await drawn()).to.deep.equal(nobody)
      await services().issuing.state.revoke(stage.operator, stage.museum, held[0]!.id, 'Wrong.')
      expect(await drawn()).not.to.deep.equal(nobody)
      expect((await services().portfolioPages.read(zoe, pageId)).parts).to.have.length(3)
    })

    it('is drawn whatever the words: markup, other scripts, hundreds of letters, no badge', async () => {
      for (const title of ['<script>alert(1)</script>', 'محمد 王小明 प्रिया', 'W'.repeat(100)]) {
        const { token } = await share({ title, badges: 0 })
        for (const outlet of outlets) {
          expect((await get(`/p/${token}${outlet}`)).status, title + outlet).to.equal(200)
        }
        expect(await textOf(`/p/${token}/embed`)).not.to.contain('<script>')
      }
    })
  })

  it('is told to its owner: the frame, and the picture in a message', async () => {
    const { token } = await share()
    for (const outlet of outlets) await get(`/p/${token}${outlet}`)
    await oembedOf(token)
    const { views } = await services().portfolio.readShare(zoe, token)
    expect(views.map(({ format }) => format).toSorted()).to.deep.equal(['embed', 'preview'])
  })
})
