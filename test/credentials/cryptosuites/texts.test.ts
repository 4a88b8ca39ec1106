import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey'
import { expect } from 'chai'
import fc from 'fast-check'
import { decodeCbor } from '../../../src/credentials/cryptosuites/cbor.ts'
import { jcs } from '../../../src/credentials/cryptosuites/jcs.ts'
import type { Json } from '../../../src/credentials/json.ts'
import { base58Bytes, base58Of, base64urlBytes } from '../../../src/credentials/multibase.ts'

describe('canonical JSON', () => {
  it('is what RFC 8785 shows for numbers, texts and the order of members', () => {
    expect(jcs([333333333.33333329, 1e30, 4.5, 2e-3, 1e-27, -0, 0])).to.equal(
      '[333333333.3333333,1e+30,4.5,0.002,1e-27,0,0]',
    )
    expect(jcs({ literals: [null, true, false], text: '€$\u000f\nA\'B"\\\\"/' })).to.equal(
      '{"literals":[null,true,false],"text":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    )
    const members = {
      '\u20ac': 1,
      '\r': 2,
      '\ufb33': 3,
      '1': 4,
      '\ud83d\ude00': 5,
      '\u0080': 6,
      '\u00f6': 7,
    }
    expect(jcs(members)).to.equal(
      '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}',
    )
  })

  it('says the same, and is the same for members in any order', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = jcs(value as Json)
        expect(JSON.parse(text)).to.deep.equal(JSON.parse(JSON.stringify(value)))
        expect(jcs(JSON.parse(text) as Json)).to.equal(text)
        expect(jcs(reversed(value as Json))).to.equal(text)
      }),
    )
  })
})

function reversed(value: Json): Json {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, inner]) => [name, reversed(inner)]),
  )
}

describe('multibase', () => {
  it('gives bytes back, zeros in front as well, and has one text for them', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), fc.nat({ max: 5 }), (bytes, zeros) => {
        const some = Buffer.concat([Buffer.alloc(zeros), bytes])
        expect(Buffer.from(base58Bytes(base58Of(some)) ?? [])).to.deep.equal(some)
      }),
    )
    fc.assert(
      fc.property(fc.stringMatching(/^z[1-9A-HJ-NP-Za-km-z]{0,100}$/), (text) => {
        expect(base58Of(base58Bytes(text)!)).to.equal(text)
      }),
    )
  })

  it('is read as the stock library reads it', async () => {
    const text = 'z6MkiTBz1ymuepAQ4HEHYSF1H8quG5GLVVQR3djdX3mDooWp'
    const { publicKey } = await Ed25519Multikey.from({
      type: 'Multikey',
      publicKeyMultibase: text,
    })
    expect(Buffer.from(base58Bytes(text)!.subarray(2))).to.deep.equal(Buffer.from(publicKey))
  })

  it('is refused with other letters, too long, or in a second text for the same bytes', () => {
    for (const text of ['', 'x11', 'z0', 'zO', 'zI', 'zl', 'z+', 'z 1', `z${'2'.repeat(201)}`]) {
      expect(base58Bytes(text), text.slice(0, 5)).to.equal(undefined)
    }
    expect(base64urlBytes('uAA')).to.deep.equal(Buffer.from([0]))
    for (const text of ['uAB', 'uAA==', 'uA', 'u+A', 'zAA', 'uA A']) {
      expect(base64urlBytes(text), text).to.equal(undefined)
    }
  })
})

describe('CBOR', () => {
  it('is read in the part that proofs are made of', () => {
    const read = (hex: string) => decodeCbor(Buffer.from(hex, 'hex'))
    // RFC 8949, Appendix A.
    expect(read('17')).to.equal(23)
    expect(read('1818')).to.equal(24)
    expect(read('1903e8')).to.equal(1000)
    expect(read('1a000f4240')).to.equal(1_000_000)
    expect(read('4401020304')).to.deep.equal(Buffer.from([1, 2, 3, 4]))
    expect(read('d8404401020304')).to.deep.equal(Buffer.from([1, 2, 3, 4]))
    expect(read('6449455446')).to.equal('IETF')
    expect(read('8301820203820405')).to.deep.equal([1, [2, 3], [4, 5]])
    expect(read('a201020304')).to.deep.equal(
      new Map([
        [1, 2],
        [3, 4],
      ]),
    )
  })

  it('is refused in every other part, cut short, left over, or deeper and longer than it says', () => {
    for (const hex of [
      '', // nothing
      '1b000000e8d4a51000', // a number of eight bytes
      '20', // a negative number
      'f5', // true
      'fb3ff199999999999a', // a fraction
      '5f42010243030405ff', // without a stated length
      'c0', // another tag
      'd840', // a tag before nothing
      '4401', // bytes cut short
      '9affffffff', // an array of four thousand million
      'baffffffff',
      '0101', // something behind it
      'a1616101', // a text for a name
      'a201020102', // a name twice
      '8181818181', // too deep
      '61ff', // no UTF-8
    ]) {
      expect(() => decodeCbor(Buffer.from(hex, 'hex')), hex).to.throw(TypeError)
    }
  })
})
