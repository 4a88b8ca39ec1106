import { expect } from 'chai'
import fc from 'fast-check'
import { momentOf, wordsOf } from '../../src/verification/json-values.ts'

describe('reading a moment', () => {
  const read = (text: string) => momentOf(text)?.toISOString()

  it('takes fractions and time zones, and a leap second where there can be one', () => {
    expect(read('2025-06-15T12:00:00Z')).to.equal('2025-06-15T12:00:00.000Z')
    expect(read('2025-06-15t12:00:00z')).to.equal('2025-06-15T12:00:00.000Z')
    expect(read('2025-06-15T14:00:00.123456789+02:00')).to.equal('2025-06-15T12:00:00.123Z')
    expect(read('2024-02-29T00:00:00-00:00')).to.equal('2024-02-29T00:00:00.000Z')
    expect(read('2016-12-31T23:59:60Z')).to.equal('2017-01-01T00:00:00.000Z')
    expect(read('2017-01-01T00:59:60+01:00')).to.equal('2017-01-01T00:00:00.000Z')
  })

  const none = [
    '',
    '2025-06-15',
    '2025-06-15T12:00Z',
    '2025-06-15T12:00:00',
    '2025-06-15 12:00:00Z',
    '2025-02-29T00:00:00Z',
    '2025-02-30T00:00:00Z',
    '2025-13-01T00:00:00Z',
    '2025-00-10T00:00:00Z',
    '2025-06-15T24:00:00Z',
    '2025-06-15T12:00:60Z',
    '2025-06-15T12:60:00Z',
    '2025-06-15T12:00:00+25:00',
    '15 Jun 2025',
  ]
  for (const text of none) {
    it(`takes ${JSON.stringify(text)} for none`, () => {
      expect(momentOf(text)).to.equal(undefined)
    })
  }

  it('reads back each moment that there is', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }),
        (date) => {
          expect(momentOf(date.toISOString())?.getTime()).to.equal(date.getTime())
        },
      ),
    )
  })
})

describe('reading words', () => {
  it('takes a text, a value with its language, a map by languages, and the first of a list', () => {
    expect(wordsOf('Swimmer')).to.equal('Swimmer')
    expect(wordsOf({ '@value': 'Swimmer', '@language': 'en' })).to.equal('Swimmer')
    expect(wordsOf({ de: 'Schwimmerin', en: 'Swimmer' })).to.equal('Schwimmerin')
    expect(wordsOf([{ '@value': 'Swimmer' }, 'Schwimmerin'])).to.equal('Swimmer')
    for (const none of ['', [], {}, 3, null, { en: 3 }]) expect(wordsOf(none)).to.equal(undefined)
  })
})
