import { expect } from 'chai'
import { membersOf } from '../../scripts/demo/api.ts'
import type { Caller } from '../../src/caller.ts'
import { unbakePng } from '../../src/credentials/baking/png.ts'
import { createNetwork, type Network } from '../../src/network/guarded-fetch.ts'
import type { ShareChoices } from '../../src/portfolio/share-choices.ts'
import { timestamp } from '../../src/world.ts'
import { day, expectRefusal, setStage, type Stage } from '../app/stage.ts'
import { createForeignIssuer, fakeNetwork } from '../support/foreign-issuer.ts'

/** The services of a test speak http, and the addresses of their keys are read by https as everywhere. */
function asIfByHttps(network: Network): Network {
  return {
    ...network,
    async get(url, options) {
      const isOurs = url.startsWith('https://localhost:')
      const answer = await network.get(isOurs ? url.replace('https:', 'http:') : url, options)
      return isOurs && answer.ok ? { ...answer, finalUrl: url } : answer
    },
  }
}

describe('a portfolio page whose address is checked', function () {
  this.timeout(120_000)
  const network = fakeNetwork()
  /** Milliseconds that each answer of the network takes. */
  let slow = 0
  let stage: Stage
  let elsewhere: Stage
  let zoe: Caller
  before(async () => {
    const slowly: Network = {
      ...network,
      async get(...asked) {
        stage.service.pass(slow)
        return network.get(...asked)
      },
    }
    stage = await setStage('sqlite', { network: slowly })
    const allowHosts = [new URL(stage.service.base).host]
    elsewhere = await setStage('sqlite', { network: asIfByHttps(createNetwork({ allowHosts })) })
    zoe = await stage.person('zoe@checked.example')
  })
  after(async () => {
    await stage.stop()
    await elsewhere.stop()
  })

  const services = () => stage.service.services
  const inDays = (days: number) =>
    timestamp(new Date(services().world.now().getTime() + days * day))
  let brought: Promise<{ readonly importId: string; readonly text: string }> | undefined
  const bringIn = () => (brought ??= fromElsewhere())
  const fromElsewhere = async () => {
    const issuer = await createForeignIssuer()
    await issuer.serve(network)
    const dates = { validFrom: inDays(-1), validUntil: inDays(400) }
    for (const purpose of ['revocation', 'suspension'] as const) {
      network.served.set(issuer.listUrl(purpose), await issuer.statusList(purpose, [], dates))
    }
    const text = await issuer.sign(issuer.unsigned({ validUntil: inDays(300) }))
    const {
      kept: [one],
    } = await services().imports.bringIn(zoe, text)
    return { importId: one?.id ?? '', text }
  }
  /** A page of words and of so many badges, some of them with a story. */
  const share = async (
    badges: number,
    { importId, ...choices }: Partial<ShareChoices> & { readonly importId?: string } = {},
  ) => {
    const held = await Promise.all(
      Array.from({ length: badges }, async () => stage.held(zoe, 'adult', 'Zoë Núñez')),
    )
    const { id, parts } = await services().portfolioPages.make(zoe, {
      title: 'What I build',
      parts: [
        { kind: 'text', text: 'My words' },
        ...held.map(({ id: awardId }) => ({ kind: 'badge', awardId }) as const),
        ...(importId === undefined ? [] : [{ kind: 'imported', importId } as const]),
      ],
    })
    const { id: token } = await services().portfolio.sharePage(zoe, id, {
      endsAt: inDays(20),
      nameForm: 'full',
      ...choices,
    })
    const address = `${stage.service.base}/p/${token}`
    const addressOf = (kind: string) =>
      parts.filter((part) => part.kind === kind).map((part) => `${address}/${part.id}`)
    return { token, address, badges: addressOf('badge'), imported: addressOf('imported'), held }
  }
  const pasted = async (at: Stage, text: string) =>
    (await at.service.visitor().submit('/verify', { pasted: text })).html
  const words = (html: string) =>
    [...html.matchAll(/<summary><span class="pill[^"]*"><svg.*?<\/svg>([^<]*)</g)].map(
      ([, word]) => word,
    )
  const ask = (address: string, accept: string) => fetch(address, { headers: { accept } })

  it('has an answer for each of its badges, and one line for all of them', async () => {
    const page = await share(2)
    await services().issuing.state.revoke(stage.operator, stage.museum, page.held[0]!.id, 'Wrong.')
    const html = await pasted(stage, page.address)
    expect(words(html)).to.deep.equal(['Revoked', 'Valid'])
    expect(html).to.contain('1 of 2 are good').and.to.contain('Its words, pictures and links')
    for (const badge of page.badges) expect(html).to.contain(badge)
  })

  it('is checked by another service as by our own, badges from anywhere included', async () => {
    const { importId, text } = await bringIn()
    const page = await share(1, { importId })
    expect(words(await pasted(stage, page.address))).to.deep.equal(['Valid', 'Valid'])
    const html = await pasted(elsewhere, page.address)
    // Nobody but the network of the first service reaches whoever issued the other one.
    expect(words(html)).to.deep.equal(['Could not check', 'Valid'])
    expect(await (await ask(page.imported[0]!, 'application/vc')).text()).to.equal(text)
  })

  it('is one report for software, no better than its worst badge', async () => {
    const page = await share(2)
    const check = async (at: Stage) =>
      at.service.api().call('POST', '/api/v1/verifications', { address: page.address })
    for (const at of [stage, elsewhere]) {
      const report = await check(at)
      expect(report).to.include({ kind: 'presentation', verdict: 'valid', source: page.address })
      const inside = report['credentials']
      expect(Array.isArray(inside) && inside.map((one) => membersOf(one)['source'])).to.deep.equal(
        page.badges,
      )
    }
    await services().issuing.state.revoke(stage.operator, stage.museum, page.held[0]!.id, 'Wrong.')
    expect((await check(stage))['verdict']).to.equal('revoked')
  })

  it('tells software where its badges are, as a set of links, and browsers nothing but the page', async () => {
    const page = await share(2)
    const answer = await ask(page.address, 'application/linkset+json')
    expect(answer.headers.get('content-type')).to.equal('application/linkset+json')
    expect(answer.headers.get('access-control-allow-origin')).to.equal('*')
    expect(answer.headers.get('cache-control')).to.equal('no-store')
    expect(await answer.json()).to.deep.equal({
      linkset: [{ anchor: page.address, item: page.badges.map((href) => ({ href })) }],
    })
    const badge = page.badges[0]!
    expect((await ask(badge, 'application/vc')).headers.get('content-type')).to.equal(
      'application/vc',
    )
    for (const address of [page.address, badge]) {
      expect((await ask(address, 'text/html,*/*;q=0.8')).headers.get('content-type')).to.contain(
        'text/html',
      )
      expect((await ask(address, 'audio/ogg')).status).to.equal(406)
    }
  })

  it('names no badge that says more than the page may show', async () => {
    const { importId } = await bringIn()
    const page = await share(1, { importId, nameForm: 'first' })
    const { linkset } = membersOf(await (await ask(page.address, 'application/json')).json())
    expect(JSON.stringify(linkset)).to.contain(page.badges[0]!).and.not.to.contain(page.imported[0])
    expect((await ask(page.imported[0]!, 'application/vc')).status).to.equal(404)
    expect(words(await pasted(stage, page.address))).to.deep.equal(['Valid'])
  })

  it('hands out a badge from elsewhere as it came or in its picture, and says what else there is not', async () => {
    const { importId, text } = await bringIn()
    const address = (await share(0, { importId })).imported[0]!
    const typeOf = async (accept: string) => {
      const answer = await ask(address, accept)
      return `${answer.status} ${answer.headers.get('content-type')}`
    }
    expect(await (await ask(address, 'application/json')).text()).to.equal(text)
    expect(await typeOf('application/json')).to.equal('200 application/vc')
    expect(await typeOf('image/png')).to.equal('200 image/png')
    expect(await typeOf('audio/ogg')).to.match(/^406 /)
    expect(await typeOf('text/plain')).to.match(/^406 /)
  })

  it('hands out each badge by an ending, too, also one from elsewhere', async () => {
    const { importId, text } = await bringIn()
    const page = await share(1, { importId })
    const headersOf = async (address: string) => {
      const { status, headers } = await fetch(address)
      const told = [...headers.keys()].filter((name) => name !== 'x-request-id').toSorted()
      return {
        ...{ status, told },
        ...Object.fromEntries(
          ['content-type', 'cache-control', 'content-security-policy', 'x-robots-tag'].map(
            (name) => [name, headers.get(name)],
          ),
        ),
      }
    }
    for (const ending of ['.json', '.png']) {
      const [here, there] = [page.badges[0]! + ending, page.imported[0]! + ending]
      expect(await headersOf(there)).to.deep.equal(await headersOf(here))
    }
    expect(await (await fetch(`${page.imported[0]!}.json`)).text()).to.equal(text)
    const png = await (await fetch(`${page.imported[0]!}.png`)).arrayBuffer()
    expect(unbakePng(new Uint8Array(png))).to.equal(text)
    for (const ending of ['.jwt', '.svg', '.vc-jwt', '.pdf', '.exe']) {
      expect((await fetch(page.imported[0]! + ending)).status, ending).to.equal(404)
    }
    const report = await services().verification.verifyPasted(`${page.imported[0]!}.json`)
    expect(report.verdict).to.equal('valid')
    const { views } = await services().portfolio.readShare(zoe, page.token)
    expect(views.map(({ format, count }) => `${format} ${count}`).toSorted()).to.deep.equal([
      'check 1',
      'json 1',
      'png 1',
    ])
  })

  it('hands out no file of a badge from elsewhere where the page shows less than all of it', async () => {
    const { importId } = await bringIn()
    const page = await share(0, { importId, nameForm: 'first' })
    const asked = await ask(page.imported[0]!, 'application/vc')
    for (const ending of ['.json', '.png']) {
      const answer = await fetch(page.imported[0]! + ending)
      expect(answer.status).to.equal(404)
      expect(membersOf(await answer.json())['code']).to.equal(
        membersOf(await asked.clone().json())['code'],
      )
    }
    await services().portfolio.close(zoe, page.token)
    expect((await fetch(`${page.imported[0]!}.png`)).status).to.equal(410)
  })

  it('is where a browser is led by the address of a badge from elsewhere', async () => {
    const { importId } = await bringIn()
    const page = await share(0, { importId })
    const visit = async (path: string) =>
      fetch(page.address + path, { headers: { accept: 'text/html' }, redirect: 'manual' })
    const answer = await visit(`/${page.imported[0]!.split('/').at(-1)}`)
    expect(answer.status).to.equal(303)
    expect(answer.headers.get('location')).to.equal(`/p/${page.token}`)
    expect((await visit(`/${'x'.repeat(22)}`)).status).to.equal(404)
    expect((await visit('')).status).to.equal(200)
    const { views } = await services().portfolio.readShare(zoe, page.token)
    expect(views.map(({ format, count }) => `${format} ${count}`)).to.deep.equal(['page 1'])
  })

  it('tells its owner of whoever opens one badge only', async () => {
    const page = await share(1)
    const headers = { accept: 'text/html' }
    expect((await fetch(`${page.address}/${'x'.repeat(22)}`, { headers })).status).to.equal(404)
    expect((await services().portfolio.readShare(zoe, page.token)).views).to.deep.equal([])
    for (let n = 0; n < 2; n++) {
      expect((await fetch(page.badges[0]!, { headers })).status).to.equal(200)
    }
    const { views } = await services().portfolio.readShare(zoe, page.token)
    expect(views.map(({ format, count }) => `${format} ${count}`)).to.deep.equal(['page 1'])
  })

  it('without any badge says so', async () => {
    const page = await share(0)
    for (const at of [stage, elsewhere]) {
      const { verifyPasted } = at.service.services.verification
      await expectRefusal(verifyPasted(page.address), 'nothing-to-check')
      expect(await pasted(at, page.address)).to.contain('No badge on this page can be checked')
    }
  })

  it('that is closed, over or paused is not there for anybody', async () => {
    const page = await share(1)
    await services().portfolio.pause(zoe, true)
    const all = async () => {
      for (const address of [page.address, ...page.badges]) {
        expect((await ask(address, 'application/json')).status).to.equal(410)
      }
      for (const at of [stage, elsewhere]) {
        const { verifyPasted } = at.service.services.verification
        await expectRefusal(verifyPasted(page.address), 'unreadable-credential')
      }
    }
    await all()
    await services().portfolio.pause(zoe, false)
    await services().portfolio.close(zoe, page.token)
    await all()
  })

  it('is told to its owner as a check here, and as a machine that came from elsewhere', async () => {
    const page = await share(2)
    await pasted(stage, page.address)
    await pasted(elsewhere, page.address)
    const { views } = await services().portfolio.readShare(zoe, page.token)
    const told = views.map(({ viewer, format, count }) => `${viewer} ${format} ${count}`)
    expect(told.toSorted()).to.deep.equal(['machine check 1', 'machine json 1'])
  })

  it('counts with whatever else is checked at the same time', async () => {
    const page = await share(16)
    const other = await share(15)
    const both = await pasted(stage, `${page.address}\n${page.badges[0]}\n${page.badges[0]}`)
    expect(words(both)).to.have.length(17)
    expect(await pasted(stage, `${page.address}\n${other.address}`)).to.contain('at most 30')
  })

  it('brings its badges into a backpack elsewhere, all at once', async () => {
    const page = await share(2)
    const there = await elsewhere.person('zoe@elsewhere.example')
    const { kept } = await elsewhere.service.services.imports.bringIn(there, page.address)
    expect(kept).to.have.length(2)
    const grown = await share(1, { importId: (await bringIn()).importId })
    const { imports } = elsewhere.service.services
    expect((await imports.bringIn(there, grown.badges[0]!)).kept).to.have.length(1)
    const bringGrown = async () => {
      const { kept, leftOut } = await imports.bringIn(there, grown.address)
      return [kept.length, ...leftOut.map(({ fault }) => fault.code)]
    }
    expect(await bringGrown()).to.deep.equal([1, 'already-in-backpack'])
    expect(await bringGrown()).to.deep.equal([0, 'already-in-backpack', 'already-in-backpack'])
    const many = await share(21)
    expect((await imports.bringIn(there, many.address)).kept).to.have.length(21)
    const home = await services().imports.bringIn(zoe, page.address)
    expect(home.leftOut.map(({ fault }) => fault.code)).to.deep.equal([
      'badge-from-here',
      'badge-from-here',
    ])
  })

  it('is told to software three hundred times in ten minutes, and to people as often as they look', async () => {
    const page = await share(0)
    const statuses = new Set<number>()
    for (let n = 0; n < 301; n++) statuses.add((await ask(page.address, 'application/json')).status)
    expect([...statuses]).to.deep.equal([200, 429])
    expect((await ask(page.address, 'text/html')).status).to.equal(200)
  })

  describe('of a service that we do not know', () => {
    const from = 'https://folio.example/p/1'
    const listed = (...hrefs: readonly string[]) => ({
      linkset: [{ anchor: from, item: hrefs.map((href) => ({ href })) }],
    })
    const check = () => services().verification.verifyPasted(from)

    it('leads to no other service', async () => {
      network.served.set(from, listed('https://victim.example/a', 'http://folio.example/b'))
      network.asked.length = 0
      await expectRefusal(check(), 'nothing-to-check')
      expect(network.asked).to.deep.equal([from])
    })

    it('leads to no more than thirty badges, and no deeper', async () => {
      network.served.set(from, listed(...Array.from({ length: 31 }, (_, n) => `/p/1/${n}`)))
      await expectRefusal(check(), 'too-many-badges')
      expect(await pasted(stage, from)).to.contain('We look at 30 at most')
      network.served.set(from, listed(from, '/p/1/2'))
      network.served.set('https://folio.example/p/1/2', 404)
      const report = await check()
      expect(report.verdict).to.equal('could-not-check')
      expect(report.credentials).to.have.length(2)
      expect(words(await pasted(stage, from))).to.deep.equal([
        'Could not be read',
        'Could not be read',
      ])
    })

    it('sends us to nobody else by any of its badges, whoever asks', async () => {
      const victim = 'https://victim.example/a'
      const leading = 'https://folio.example/p/1/leads'
      network.served.set(from, listed(leading, '/p/1/says', '/p/1/own'))
      network.served.set(leading, { body: '{}', finalUrl: victim })
      network.served.set('https://folio.example/p/1/says', victim)
      network.served.set('https://folio.example/p/1/own', 'https://folio.example/p/1/further')
      network.asked.length = 0
      expect((await check()).credentials).to.have.length(3)
      expect(words(await pasted(stage, from))).to.have.length(3)
      const { kept, leftOut } = await services().imports.bringIn(zoe, from)
      expect([kept.length, leftOut.length]).to.deep.equal([0, 3])
      expect(network.asked).not.to.include(victim)
      expect(network.asked).not.to.include('https://folio.example/p/1/further')
    })

    it('takes no more than a minute, however slowly it answers', async () => {
      const badges = Array.from({ length: 30 }, (_, n) => `https://folio.example/p/1/${n}`)
      network.served.set(from, listed(...badges))
      for (const badge of badges) network.served.set(badge, 'no badge')
      const look = async (work: () => Promise<unknown>) => {
        network.asked.length = 0
        slow = 10_000
        await work().finally(() => (slow = 0))
        return network.asked.length - 1
      }
      // Some are asked at the same time as the one in which the minute ends.
      expect(await look(check)).to.be.within(6, 10)
      expect(await look(async () => pasted(stage, from))).to.be.within(6, 10)
      const [report] = (await check()).credentials ?? []
      expect(report?.verdict).to.equal('could-not-check')
    })
  })
})
