import { expect } from 'chai'
import fc from 'fast-check'
import { dateTime } from '../../../src/credentials/open-badges-2/date-time.ts'
import { momentOf } from '../../../src/verification/json-values.ts'

describe('A time in an older badge', () => {
  it('is written as RFC 3339, whatever form of ISO 8601 it has', () => {
    const cases: [string, string][] = [
      ['2019-05-04T10:00:00Z', '2019-05-04T10:00:00Z'],
      ['2019-05-04T10:00:00.123456+00:00', '2019-05-04T10:00:00.123456+00:00'],
      ['2019-05-04T10:00:00,5+0200', '2019-05-04T10:00:00.5+02:00'],
      ['2019-05-04T10:00-05', '2019-05-04T10:00:00-05:00'],
      ['2019-05-04t10:00:00z', '2019-05-04T10:00:00Z'],
    ]
    for (const [written, expected] of cases) {
      expect(dateTime(written, '2.0')).to.equal(expected)
      expect(momentOf(expected), expected).to.be.instanceOf(Date)
    }
  })

  it('needs its offset in 2.0, and may be a day or a count of seconds before', () => {
    const older: [string | number, string][] = [
      [1_396_310_400, '2014-04-01T00:00:00Z'],
      ['1396310400', '2014-04-01T00:00:00Z'],
      ['2014-04-01', '2014-04-01T00:00:00Z'],
      ['2014-04-01T12:30:00', '2014-04-01T12:30:00Z'],
    ]
    for (const [written, expected] of older) {
      expect(dateTime(written, '1.0')).to.equal(expected)
      expect(dateTime(written, '2.0')).to.equal(undefined)
    }
  })

  it('is none where it is none', () => {
    for (const odd of ['', '2019-13-01', '2019-02-01T25:00:00Z', 'now', -1, 1e12, true, null, {}]) {
      expect(dateTime(odd, '1.1'), JSON.stringify(odd)).to.equal(undefined)
    }
  })

  it('stays the same moment, for any moment', () => {
    const moments = fc.date({
      noInvalidDate: true,
      min: new Date('0001-01-01T00:00:00Z'),
      max: new Date('9999-12-31T00:00:00Z'),
    })
    fc.assert(
      fc.property(moments, (moment) => {
        expect(momentOf(dateTime(moment.toISOString(), '2.0'))?.getTime()).to.equal(
          moment.getTime(),
        )
      }),
    )
  })
})
