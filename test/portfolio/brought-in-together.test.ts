import { expect } from 'chai'
import { membersOf } from '../../scripts/demo/api.ts'
import type { Caller } from '../../src/caller.ts'
import { importedCredentialTable } from '../../src/portfolio/tables.ts'
import { expectRefusal, setStage, type Stage } from '../app/stage.ts'
import { signIn } from '../journeys/people.ts'
import { badgeOfAKey } from '../support/badge-of-a-key.ts'
import { fakeNetwork, type FakeNetwork } from '../support/foreign-issuer.ts'

describe('badges from elsewhere that are brought in together', function () {
  this.timeout(120_000)
  const network = fakeNetwork()
  /** While it is set, whoever asks for a badge of the page waits until so many are asked for. */
  let waitFor = 0
  const waiting: (() => void)[] = []
  const get: FakeNetwork['get'] = async (url, options) => {
    if (waitFor > 0 && url !== from) {
      await new Promise<void>((go) => {
        if (waiting.push(go) < waitFor) return
        waitFor = 0
        for (const one of waiting.splice(0)) one()
      })
    }
    return network.get(url, options)
  }
  let stage: Stage
  let people = 0
  before(async () => {
    stage = await setStage('sqlite', { network: { ...network, get } })
  })
  after(() => stage.stop())

  const imports = () => stage.service.services.imports
  const somebody = async () => {
    const email = `together-${String((people += 1))}@family.example`
    return { email, caller: await stage.person(email) }
  }
  const together = (...texts: readonly string[]) =>
    JSON.stringify({
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      type: ['VerifiablePresentation'],
      verifiableCredential: texts.map((text): unknown =>
        text.startsWith('{') ? JSON.parse(text) : text,
      ),
    })
  const badge = (name: string) => badgeOfAKey({ name })
  const changed = async () => (await badge('Barista')).replace('Barista', 'Surgeon')
  const from = 'https://folio.example/p/1'
  /** A page of somebody else's service: what is found at each of its addresses, or its status. */
  const serve = (...found: readonly (string | number)[]) => {
    const item = found.map((_, n) => ({ href: `${from}/${String(n + 1)}` }))
    network.served.set(from, { linkset: [{ anchor: from, item }] })
    found.forEach((one, n) => network.served.set(`${from}/${String(n + 1)}`, one))
    return from
  }
  const namesOf = async (caller: Caller) =>
    (await imports().list(caller))
      .map(({ report }) => report.credential.achievement?.name)
      .toSorted()

  it('come in, each by itself: one that is not genuine keeps no other out', async () => {
    const { caller } = await somebody()
    const handed = together(await badge('Welder'), await changed(), await badge('Baker'))
    const { kept, leftOut } = await imports().bringIn(caller, handed)
    expect(kept.map(({ report }) => report.credential.achievement?.name)).to.deep.equal([
      'Welder',
      'Baker',
    ])
    expect(leftOut.map(({ number, name, fault }) => [number, name, fault.code])).to.deep.equal([
      [2, 'Surgeon', 'badge-not-genuine'],
    ])
    expect(await namesOf(caller)).to.deep.equal(['Baker', 'Welder'])
  })

  it('of a page come in, and those that cannot be reached or read are told by their address', async () => {
    const { caller } = await somebody()
    const here = (await stage.award({ name: 'Somebody else' })).credential ?? ''
    const page = serve(404, await badge('Welder'), 'no badge', here)
    const { kept, leftOut } = await imports().bringIn(caller, page)
    expect(kept).to.have.length(1)
    expect(
      leftOut.map(({ number, address, fault }) => [number, address, fault.code]),
    ).to.deep.equal([
      [1, `${from}/1`, 'unreadable-credential'],
      [3, `${from}/3`, 'unreadable-credential'],
      [4, `${from}/4`, 'badge-from-here'],
    ])
    expect(leftOut[0]?.fault.values['found']).to.equal('not-reached')
  })

  it('once more, bring in what was missing, and tell what is there already', async () => {
    const { caller } = await somebody()
    const [welder, baker] = [await badge('Welder'), await badge('Baker')]
    await imports().bringIn(caller, serve(welder, 503))
    const again = await imports().bringIn(caller, serve(welder, baker))
    expect(again.kept).to.have.length(1)
    expect(again.leftOut.map(({ name, fault }) => [name, fault.code])).to.deep.equal([
      ['Welder', 'already-in-backpack'],
    ])
    const { kept, leftOut } = await imports().bringIn(caller, serve(welder, baker))
    expect([kept.length, leftOut.length]).to.deep.equal([0, 2])
    expect(await namesOf(caller)).to.deep.equal(['Baker', 'Welder'])
  })

  it('of which one is shown twice are there once, and none is told to be left out', async () => {
    const { caller } = await somebody()
    const welder = await badge('Welder')
    const { kept, leftOut } = await imports().bringIn(caller, together(welder, welder))
    expect([kept.length, leftOut.length]).to.deep.equal([1, 0])
  })

  it('that come to one, which is there already, are answered as one', async () => {
    const { caller } = await somebody()
    const welder = await badge('Welder')
    await imports().bringIn(caller, welder)
    await expectRefusal(imports().bringIn(caller, together(welder, welder)), 'already-in-backpack')
  })

  it('of a slow page come in whole: others are looked at while one is waited for', async () => {
    const { caller } = await somebody()
    const page = serve(...(await Promise.all(['Welder', 'Baker', 'Diver'].map(badge))))
    waitFor = 3
    const { kept } = await imports().bringIn(caller, page)
    expect(kept).to.have.length(3)
  })

  it('fill the backpack as far as there is room', async () => {
    const { caller } = await somebody()
    const { kept } = await imports().bringIn(caller, await badge('Welder'))
    const table = stage.service.storage.open(importedCredentialTable)
    const [only] = kept
    if (only === undefined) throw new Error('one was brought in')
    const { version: _, ...first } = only
    for (let n = 1; n < 299; n++) await table.insert({ ...first, id: `copy-${String(n)}` })
    const handed = together(await badge('Baker'), await badge('Diver'))
    const { kept: more, leftOut } = await imports().bringIn(caller, handed)
    expect(more.map(({ report }) => report.credential.achievement?.name)).to.deep.equal(['Baker'])
    expect(leftOut.map(({ name, fault }) => [name, fault.code])).to.deep.equal([
      ['Diver', 'backpack-full'],
    ])
    await expectRefusal(imports().bringIn(caller, await badge('Diver')), 'backpack-full')
  })

  describe('over the API', () => {
    const send = async (caller: Caller, body: unknown) => {
      const secret = await stage.key(caller, ['backpack:read', 'backpack:write'])
      const answer = await fetch(`${stage.service.base}/api/v1/backpack/imports`, {
        method: 'POST',
        headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      const told = membersOf(await answer.json())
      const { imported, leftOut } = told
      return {
        ...{ status: answer.status, code: told['code'], leftOut },
        imported: Array.isArray(imported) ? imported.length : undefined,
      }
    }

    it('are answered with what was kept, and with each that was left out and why', async () => {
      const { caller } = await somebody()
      const address = serve(await badge('Welder'), await changed(), 404)
      expect(await send(caller, { address })).to.deep.equal({
        ...{ status: 201, code: undefined, imported: 1 },
        leftOut: [
          { number: 2, name: 'Surgeon', address: `${from}/2`, code: 'badge-not-genuine' },
          {
            ...{ number: 3, address: `${from}/3`, code: 'unreadable-credential' },
            values: { found: 'not-reached', reason: 'HTTP 404' },
          },
        ],
      })
      const credential = await badge('Baker')
      expect(await send(caller, { credential })).to.deep.include({ imported: 1, leftOut: [] })
    })

    it('are refused where none is kept and all for one reason, and told one by one where reasons differ', async () => {
      const { caller } = await somebody()
      const welder = await badge('Welder')
      await imports().bringIn(caller, welder)
      const there = await send(caller, { credential: together(welder, welder) })
      expect([there.status, there.code]).to.deep.equal([409, 'already-in-backpack'])
      const mixed = await send(caller, { credential: together(welder, await changed()) })
      expect([mixed.status, mixed.imported]).to.deep.equal([200, 0])
      expect(mixed.leftOut).to.deep.equal([
        { number: 1, name: 'Welder', code: 'already-in-backpack' },
        { number: 2, name: 'Surgeon', code: 'badge-not-genuine' },
      ])
    })
  })

  describe('on the page', () => {
    const bringIn = async (email: string, pasted: string) =>
      (await signIn(stage.service, email)).submit('/backpack/import', { pasted })

    it('are shown: those that are in the backpack, and each of the others with its reason', async () => {
      const { email, caller } = await somebody()
      const address = serve(await badge('Welder'), await changed(), 404)
      const { html } = await bringIn(email, address)
      const [kept] = await imports().list(caller)
      expect(html).to.contain('1 of 3 badges came in').and.to.contain(kept?.id)
      expect(html).to.contain('Surgeon').and.to.contain('Not what its issuer signed')
      expect(html).to.contain('Badge 3').and.to.contain('Could not be reached')
      // Once more by one press, with what was typed.
      expect(html).to.contain('Try again').and.to.contain(`value="${address}"`)
    })

    it('lead to the backpack where all of them came in', async () => {
      const { email } = await somebody()
      const { html } = await bringIn(email, together(await badge('Welder'), await badge('Baker')))
      expect(html).to.contain('Welder').and.to.contain('Baker').and.not.to.contain('came in')
    })

    it('say that all of them are there already', async () => {
      const { email, caller } = await somebody()
      const handed = together(await badge('Welder'), await badge('Baker'))
      await imports().bringIn(caller, handed)
      const { html } = await bringIn(email, handed)
      expect(html).to.contain('You have these badges already')
      expect(html).not.to.contain('Try again')
    })
  })
})
