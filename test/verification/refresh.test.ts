import { expect } from 'chai'
import type { JsonObject } from '../../src/credentials/json.ts'
import { createIssuers, createWorld, type World } from '../support/broken.ts'
import { checkNamed, verificationOver } from '../support/verification.ts'
import { newer, refreshable, refreshAddress } from './broken/refresh.ts'

describe('Asking for a newer copy', () => {
  let issuers: Pick<World, 'issuer' | 'stranger'>
  let world: World
  before(async () => {
    issuers = await createIssuers()
  })
  beforeEach(async () => {
    world = await createWorld(issuers)
  })

  const old = (changes: JsonObject = {}) => world.issuer.sign(refreshable(world, changes))
  const report = (text: string) => verificationOver(world.network).verifyPasted(text)
  const asked = () => world.network.asked.filter((address) => address.includes('/refresh/'))

  it('shows the newer copy alone, and tells the holder of the old one that it is out of date', async () => {
    const mended = newer({
      credentialSubject: {
        ...(world.plain['credentialSubject'] as JsonObject),
        narrative: 'Counted whelks.',
      },
    })
    world.network.served.set(refreshAddress, await mended(world))
    const answer = await report(await old())
    expect(answer.verdict).to.equal('valid')
    expect(checkNamed(answer, 'refresh')).to.deep.include({
      result: 'passed',
      code: 'newer-copy-used',
      source: refreshAddress,
      values: { before: '2025-03-01T10:00:00.000Z', now: '2025-04-01T00:00:00.000Z' },
    })
    expect(answer.credential).to.include({
      narrative: 'Counted whelks.',
      validFrom: '2025-04-01T00:00:00Z',
    })
    expect(JSON.stringify(answer)).not.to.contain('limpets')
  })

  it('leaves no line where the badge names no service', async () => {
    const answer = await report(await world.issuer.sign(world.plain))
    expect(checkNamed(answer, 'refresh')).to.equal(undefined)
  })

  it('is done once, whatever the copies name: each other, themselves, or one after the other', async () => {
    const second = 'https://badges.elsewhere.org/refresh/2'
    const at = (address: string, month: string) =>
      newer({
        validFrom: `2025-${month}-01T00:00:00Z`,
        refreshService: { id: address, type: '1EdTechCredentialRefresh' },
      })(world)
    world.network.served.set(refreshAddress, await at(second, '04'))
    world.network.served.set(second, await at(refreshAddress, '05'))
    const circle = await report(await old())
    expect(asked()).to.deep.equal([refreshAddress])
    expect(circle.credential.validFrom).to.equal('2025-04-01T00:00:00Z')

    world.network.asked.length = 0
    world.network.served.set(refreshAddress, await at(refreshAddress, '04'))
    await report(await old())
    expect(asked()).to.deep.equal([refreshAddress])
  })

  it('asks one service where several are named, and nobody for what is not proven', async () => {
    const many = [1, 2, 3].map((number) => ({
      id: `https://badges.elsewhere.org/refresh/${number}`,
      type: '1EdTechCredentialRefresh',
    }))
    await report(await old({ refreshService: many }))
    expect(asked()).to.deep.equal([refreshAddress])
    world.network.asked.length = 0
    await report((await old()).replace('limpets', 'whales'))
    expect(asked()).to.deep.equal([])
  })

  it('takes our own copies in process, and asks the network for none that is ours', async () => {
    const copy = await newer()(world)
    const own = (kind: 'open' | 'closed') =>
      verificationOver(world.network, {
        ownShare: (address) =>
          Promise.resolve(
            address !== refreshAddress
              ? { kind: 'not-ours' }
              : kind === 'open'
                ? { kind, text: copy }
                : { kind },
          ),
      }).verifyPasted
    const open = await own('open')(await old())
    expect(checkNamed(open, 'refresh')).to.include({
      code: 'newer-copy-used',
      source: 'this service',
    })
    const closed = await own('closed')(await old())
    expect(checkNamed(closed, 'refresh')).to.include({ code: 'refresh-not-reached' })
    expect(closed.verdict).to.equal('valid')
    expect(asked()).to.deep.equal([])
  })

  it('judges the copy that was handed in where its issuer answers nonsense of any kind', async () => {
    const answers = ['', 'null', '[]', '{}', '{"type":"VerifiablePresentation"}', 'a.b.c', '"x"']
    const odd: JsonObject[] = [
      { '@context': { '@import': 'https://x.example' }, type: 'x', proof: {} },
      { ...refreshable(world), issuer: null, proof: [] },
      { ...refreshable(world), credentialSubject: [], validFrom: 3, proof: [null] },
    ]
    for (const answer of [...answers, ...odd, new Uint8Array([0xff, 0xfe, 0])]) {
      world.network.served.set(refreshAddress, answer)
      const judged = await report(await old())
      expect(judged.verdict, JSON.stringify(answer)).to.equal('valid')
      expect(checkNamed(judged, 'refresh')?.result).to.equal('unknown')
    }
  })
})
