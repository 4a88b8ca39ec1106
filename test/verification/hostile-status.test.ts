import { gzipSync } from 'node:zlib'
import { expect } from 'chai'
import type { JsonObject } from '../../src/credentials/json.ts'
import { encodeStatusList } from '../../src/credentials/status-list.ts'
import { createIssuers, createWorld, type World } from '../support/broken.ts'
import { checkNamed, verificationOver } from '../support/verification.ts'

/** Small on the wire, large when unzipped. */
const bombs: readonly (readonly [string, () => string])[] = [
  ['a gigabyte of zeros', () => `u${gzipSync(Buffer.alloc(1_000_000_000)).toString('base64url')}`],
  [
    'many members, each of some megabytes',
    () => {
      const one = gzipSync(Buffer.alloc(3_000_000))
      return `u${Buffer.concat(Array.from({ length: 200 }, () => one)).toString('base64url')}`
    },
  ],
]

describe('A status list that wants to harm', function () {
  this.timeout(60_000)
  let issuers: Pick<World, 'issuer' | 'stranger'>
  let world: World
  before(async () => {
    issuers = await createIssuers()
  })
  beforeEach(async () => {
    world = await createWorld(issuers)
  })

  const statusOver = async (encodedList: string) => {
    const { issuer, network, badge } = world
    const list = await issuer.statusList('revocation', [], {
      credentialSubject: { type: 'BitstringStatusList', statusPurpose: 'revocation', encodedList },
    })
    network.served.set(issuer.listUrl('revocation'), list)
    const text = await issuer.sign(badge)
    const start = process.cpuUsage()
    const before = process.memoryUsage.rss()
    const report = await verificationOver(network).verifyPasted(text)
    const { user, system } = process.cpuUsage(start)
    return {
      code: checkNamed(report, 'status')?.code,
      seconds: (user + system) / 1e6,
      grown: process.memoryUsage.rss() - before,
    }
  }

  for (const [what, make] of bombs) {
    it(`is answered within bounds of time and memory: ${what}`, async () => {
      const bomb = make()
      await statusOver(encodeStatusList([]))
      const { code, seconds, grown } = await statusOver(bomb)
      expect(code).to.equal('status-list-too-large')
      expect(seconds).to.be.below(2)
      expect(grown).to.be.below(200_000_000)
    })
  }

  it('is looked up only so often, however many entries and addresses there are', async () => {
    const { issuer, network, badge } = world
    const entries = Array.from({ length: 4 }, (_, number): JsonObject => ({
      type: '1EdTechRevocationList',
      id: `https://badges.elsewhere.org/revocations/${number}`,
    }))
    const text = issuer.jwt({ ...badge, credentialStatus: [...entries, ...entries] })
    const report = await verificationOver(network).verifyPasted(text)
    expect(checkNamed(report, 'status')?.code).to.equal('status-entry-malformed')
    expect(network.asked.filter((address) => address.includes('revocations'))).to.deep.equal([])
  })

  it('in 1EdTech’s form is read up to a bound, and what lies beyond is not taken for good', async () => {
    const { issuer, network, badge } = world
    const address = 'https://badges.elsewhere.org/revocations'
    const revokedCredential = Array.from({ length: 60_000 }, (_, number) => `urn:x:${number}`)
    network.served.set(address, { issuer: issuer.did, revokedCredential })
    const entry = { type: '1EdTechRevocationList', id: address }
    const text = issuer.jwt({ ...badge, credentialStatus: entry })
    const report = await verificationOver(network).verifyPasted(text)
    expect(report.verdict).to.equal('could-not-check')
    expect(checkNamed(report, 'status')?.code).to.equal('status-list-unreadable')
  })
})
