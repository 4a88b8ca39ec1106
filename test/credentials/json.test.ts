import { expect } from 'chai'
import fc from 'fast-check'
import {
  idOf,
  listOf,
  parseJson,
  parseJsonObject,
  type JsonFault,
} from '../../src/credentials/json.ts'
import { WaymarkError } from '../../src/errors.ts'

function reasonOf(text: string, read: (text: string) => unknown = parseJson): unknown {
  try {
    read(text)
  } catch (error) {
    if (error instanceof WaymarkError && error.code === 'unreadable-credential') {
      return error.values['reason']
    }
    throw error
  }
  return 'accepted'
}

/** What JSON.parse makes of a text; it reads 1e999 as Infinity, which is no number of JSON's. */
function nativeReason(text: string): JsonFault | 'accepted' {
  try {
    const value: unknown = JSON.parse(text)
    return JSON.stringify(value, (_, one: unknown) => (isInfinite(one) ? '∞' : one)).includes('∞')
      ? 'json-number-range'
      : 'accepted'
  } catch {
    return 'json-syntax'
  }
}

const isInfinite = (value: unknown) => typeof value === 'number' && !Number.isFinite(value)

describe('reading JSON of unknown origin', () => {
  it('reads what JSON.parse reads, for any JSON without forbidden members', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ stringUnit: 'binary' }),
        fc.constantFrom('', ' ', '\t', '\n  '),
        (value, space) => {
          const text = JSON.stringify(value, undefined, space)
          fc.pre(!text.includes('__proto__'))
          expect(parseJson(` ${text}\r\n`)).to.deep.equal(JSON.parse(text))
        },
      ),
      { numRuns: 500 },
    )
  })

  it('refuses exactly the broken texts that JSON.parse refuses, and numbers that it cannot hold', () => {
    const scrap = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '1',
      '-',
      '0',
      '.5',
      'e9',
      'null',
      'tru',
      ' ',
      '\\u0041',
      '"\\n"',
      '"\n"',
    )
    fc.assert(
      fc.property(fc.array(scrap, { maxLength: 7 }), (scraps) => {
        const text = scraps.join('')
        const reason = reasonOf(text)
        fc.pre(reason !== 'json-duplicate-member')
        const native = nativeReason(text)
        // A text may be broken behind a number that is too large: whichever comes first is named.
        if (reason === 'json-number-range') expect(native, text).to.not.equal('accepted')
        else expect(reason, text).to.equal(native)
      }),
      {
        numRuns: 5000,
        examples: [[['1', 'e9', '1', '1']], [['[', '-', '1', 'e9', '0', '0', ']']]],
      },
    )
  })

  it('names why it refuses a text', () => {
    const cases: Record<string, JsonFault> = {
      '{"a":1,"a":1}': 'json-duplicate-member',
      '{"a":1,"\\u0061":2}': 'json-duplicate-member',
      '{"__proto__":{}}': 'json-forbidden-member',
      '[{"__pr\\u006fto__":1}]': 'json-forbidden-member',
      '"\\ud83c"': 'json-lone-surrogate',
      '{"\\udf0a":1}': 'json-lone-surrogate',
      '"\ud83c"': 'json-lone-surrogate',
      '1e999': 'json-number-range',
      '': 'json-syntax',
      '{} {}': 'json-syntax',
      '01': 'json-syntax',
      '"a': 'json-syntax',
      '"\\x"': 'json-syntax',
      "{'a':1}": 'json-syntax',
    }
    for (const [text, reason] of Object.entries(cases))
      expect(reasonOf(text), text).to.equal(reason)
  })

  it('stops at its limits', () => {
    const limits = { length: 50, depth: 2, values: 5 }
    const read = (text: string) => parseJson(text, limits)
    expect(reasonOf('[[1]]', read)).to.equal('accepted')
    expect(reasonOf('[[[1]]]', read)).to.equal('json-too-deep')
    expect(reasonOf('[1,2,3,4]', read)).to.equal('accepted')
    expect(reasonOf('[1,2,3,4,5]', read)).to.equal('json-too-many-values')
    expect(reasonOf(`"${'a'.repeat(49)}"`, read)).to.equal('json-too-long')
    expect(reasonOf('['.repeat(1_000_000))).to.equal('json-too-deep')
  })

  it('reads long strings of every kind in a moment', () => {
    const before = performance.now()
    for (const text of ['a'.repeat(3_900_000), '"'.repeat(1_900_000), '🌊'.repeat(1_900_000)]) {
      expect(parseJson(JSON.stringify(text))).to.equal(text)
    }
    expect(performance.now() - before).to.be.below(10_000)
  })

  it('wants an object where one is asked for', () => {
    expect(parseJsonObject('{"a":[null]}')).to.deep.equal({ a: [null] })
    expect(reasonOf('[]', parseJsonObject)).to.equal('json-not-an-object')
    expect(reasonOf('null', parseJsonObject)).to.equal('json-not-an-object')
  })

  it('reads the compacted form: one value alone, a name alone', () => {
    expect([listOf(undefined), listOf(null), listOf('a'), listOf(['a', 'b'])]).to.deep.equal([
      [],
      [],
      ['a'],
      ['a', 'b'],
    ])
    expect([idOf('urn:a'), idOf({ id: 'urn:a' }), idOf({ id: 1 }), idOf(undefined)]).to.deep.equal([
      'urn:a',
      'urn:a',
      undefined,
      undefined,
    ])
  })
})
