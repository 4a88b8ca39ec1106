import { expect } from 'chai'
import fc from 'fast-check'
import { ageDatesOf, firstAfter, monthBefore } from '../../../src/learners/age-dates.ts'
import { birthMonthOf, orderOf } from '../../../src/learners/rosters/birth-dates.ts'

const today = '2026-06-15'
const monthIn = (text: string, order?: 'day-first' | 'month-first') =>
  birthMonthOf(text, order, today)?.month

describe('a date of birth in a roster', () => {
  it('is read as people write it, in English and Spanish, and only its month is kept', () => {
    for (const text of [
      '2014-03-09',
      '2014/3/9',
      '2014-03-09T00:00:00Z',
      '2014-03',
      '03/2014',
      '15/3/2014',
      '3/15/2014',
      '15.03.14',
      'March 9, 2014',
      'Mar 9 2014',
      '9 Mar 2014',
      '9th March 2014',
      '9-Mar-2014',
      '9 de marzo de 2014',
      '9 de Marzo del 2014',
    ]) {
      expect(birthMonthOf(text, undefined, today), text).to.deep.equal({
        month: '2014-03',
        isUnclear: false,
      })
    }
    expect(monthIn('1 de enero de 2010')).to.equal('2010-01')
    expect(monthIn('24 dic 2010')).to.equal('2010-12')
  })

  it('that could be two days is taken as the later month, until the file or the person tells', () => {
    expect(birthMonthOf('3/4/2014', undefined, today)).to.deep.equal({
      month: '2014-04',
      isUnclear: true,
    })
    expect(monthIn('3/4/2014', 'month-first')).to.equal('2014-03')
    expect(monthIn('3/4/2014', 'day-first')).to.equal('2014-04')
    expect(birthMonthOf('4/4/2014', undefined, today)?.isUnclear).to.equal(false)
    expect(orderOf(['3/4/2014', '25/4/2014'])).to.equal('day-first')
    expect(orderOf(['3/4/2014', '4/25/2014'])).to.equal('month-first')
    expect(orderOf(['25/4/2014', '4/25/2014'])).to.equal(undefined)
    expect(orderOf(['3/4/2014', 'Ana'])).to.equal(undefined)
  })

  it('that is none, is to come, or is too long ago is not read', () => {
    for (const text of [
      '',
      'Ana',
      '31/2/2014',
      '2027-01-01',
      '1850-01-01',
      '13/13/2014',
      '2014',
      '99 foo 2014',
    ]) {
      expect(birthMonthOf(text, undefined, today), text).to.equal(undefined)
    }
    expect(monthIn('1/1/30'), 'nobody is born in 2030').to.equal('1930-01')
  })

  it('gives the first day of the month after the birthdays, whatever the day, and no way back to it', () => {
    const date = fc.date({
      min: new Date('1950-01-01'),
      max: new Date('2026-06-01'),
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(date, (born) => {
        const text = born.toISOString().slice(0, 10)
        const month = birthMonthOf(text, undefined, today)?.month ?? ''
        const { consentsFrom, adultFrom } = ageDatesOf(month, { consent: 13, adult: 18 })
        expect([consentsFrom.slice(8), adultFrom.slice(8)]).to.deep.equal(['01', '01'])
        const birthday = `${Number(text.slice(0, 4)) + 18}${text.slice(4)}`
        expect(adultFrom > birthday).to.equal(true)
        expect(firstAfter(birthday.slice(0, 7))).to.equal(adultFrom)
        expect(monthBefore(adultFrom)).to.equal(birthday.slice(0, 7))
        expect(Number(adultFrom.slice(0, 4)) - Number(consentsFrom.slice(0, 4))).to.equal(5)
      }),
    )
  })
})
