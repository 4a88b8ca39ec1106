import { gzipSync } from 'node:zlib'
import { createList, decodeList } from '@digitalbazaar/vc-bitstring-status-list'
import { expect } from 'chai'
import fc from 'fast-check'
import {
  decodeStatusList,
  encodeStatusList,
  leastListLength,
  statusListCredential,
} from '../../src/credentials/status-list.ts'
import { identifiers, issuerDid, organizationId } from '../support/credential-facts.ts'

function bitsOf(encodedList: string) {
  const decoded = decodeStatusList(encodedList)
  if ('fault' in decoded) throw new Error(decoded.fault)
  return decoded.bits
}
const packed = (bytes: Uint8Array) => gzipSync(bytes).toString('base64url')

describe('status lists', () => {
  it('come back as they were encoded: just the given places are set', () => {
    const places = fc.uniqueArray(fc.nat(leastListLength - 1), { maxLength: 50 })
    fc.assert(
      fc.property(places, fc.nat(leastListLength - 1), (set, other) => {
        const bits = bitsOf(encodeStatusList(set))
        expect(bits.length).to.equal(leastListLength)
        for (const index of set) expect(bits.has(index)).to.equal(true)
        expect(bits.has(other)).to.equal(set.includes(other))
      }),
      { numRuns: 100 },
    )
  })

  it('are read the same by the stock library, and its lists by us', async () => {
    const set = [0, 1, 7, 8, 94_567, leastListLength - 1]
    const theirs = await decodeList({ encodedList: encodeStatusList(set) })
    const made = await createList({ length: leastListLength })
    for (const index of set) made.setStatus(index, true)
    const ours = bitsOf(await made.encode())
    for (let index = 0; index < leastListLength; index += 1) {
      const wanted = set.includes(index)
      if (theirs.getStatus(index) !== wanted || ours.has(index) !== wanted)
        expect.fail(`place ${index}`)
    }
  })

  it('are the same text for the same places, in any order', () => {
    expect(encodeStatusList([5, 3, 3])).to.equal(encodeStatusList(new Set([3, 5])))
    expect(encodeStatusList([3])).not.to.equal(encodeStatusList([]))
  })

  it('have no place outside, neither to write nor to read', () => {
    for (const index of [-1, leastListLength, 1.5, Number.NaN]) {
      expect(() => encodeStatusList([index])).to.throw(RangeError)
      expect(bitsOf(encodeStatusList([0])).has(index)).to.equal(undefined)
    }
  })

  it('are refused when they are too short, broken or a bomb', () => {
    const whole = encodeStatusList([])
    expect(decodeStatusList(`u${packed(new Uint8Array(leastListLength / 8 - 1))}`)).to.deep.equal({
      fault: 'list-too-short',
    })
    for (const broken of [
      '',
      'u',
      'u!!!',
      'z123',
      whole.slice(1, 4),
      whole.slice(0, 20),
      `x${whole.slice(1)}`,
    ]) {
      expect(decodeStatusList(broken), broken).to.deep.equal({ fault: 'list-encoding' })
    }
    const bomb = `u${packed(new Uint8Array(100_000_000))}`
    const before = performance.now()
    expect(decodeStatusList(bomb)).to.deep.equal({ fault: 'list-too-large' })
    expect(performance.now() - before).to.be.below(10_000)
  })

  it('are read in the older form without the multibase letter', () => {
    const bytes = new Uint8Array(leastListLength / 8)
    bytes[0] = 0b0100_0000
    expect(bitsOf(packed(bytes)).has(1)).to.equal(true)
  })

  it('stand in a credential under the address that entries name', () => {
    const id = identifiers.statusListUrl(organizationId, 1, 'suspension')
    const encodedList = encodeStatusList([1])
    const times = { validFrom: '2025-07-01T12:00:00Z', validUntil: '2025-07-02T12:00:00Z' }
    expect(
      statusListCredential({ id, issuer: issuerDid, purpose: 'suspension', encodedList, ...times }),
    ).to.deep.equal({
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      id,
      type: ['VerifiableCredential', 'BitstringStatusListCredential'],
      issuer: issuerDid,
      ...times,
      credentialSubject: {
        id: `${id}#list`,
        type: 'BitstringStatusList',
        statusPurpose: 'suspension',
        encodedList,
      },
    })
  })
})
