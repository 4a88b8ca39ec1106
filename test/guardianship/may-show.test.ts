import { expect } from 'chai'
import { createMayShow } from '../../src/guardianship/may-show.ts'
import { adultFrom, ageOf } from '../../src/learners/age.ts'
import type { Datum, Viewer } from '../../src/learners/visibility.ts'

const now = new Date('2026-06-15T12:00:00Z')
const mayShow = createMayShow(() => now)

const viewers: Readonly<Record<string, Viewer>> = {
  self: { kind: 'self' },
  'own staff': { kind: 'staff', organizationId: 'museum' },
  'other staff': { kind: 'staff', organizationId: 'library' },
  share: { kind: 'share' },
  public: { kind: 'public' },
}

/** What staff said, what the person said, and whether they may be shown outside. */
const ages = [
  { ageBand: 'unknown', adult: false },
  { ageBand: 'minor', adult: false },
  { ageBand: 'adult', adult: true },
  { ageBand: 'unknown', adultFrom: '2026-06-15', adult: true },
  { ageBand: 'unknown', adultFrom: '2026-06-16', adult: false },
  { ageBand: 'minor', adultFrom: '2000-01-01', adult: false },
  { ageBand: 'adult', adultFrom: '2030-01-01', adult: true },
] as const

/** S self, O own staff, T other staff, A the share of an adult, P public. */
const table: Readonly<Record<Datum, string>> = {
  credential: 'SOA',
  'recipient-name': 'SOA',
  email: 'SO',
  'age-band': 'SO',
  narrative: 'SOA',
  evidence: 'SOA',
  'claim-code': 'O',
  status: 'SOAP',
}
const letters: Readonly<Record<string, string>> = {
  self: 'S',
  'own staff': 'O',
  'other staff': 'T',
  share: 'A',
  public: 'P',
}

describe('what may be seen', () => {
  for (const { adult, ...age } of ages) {
    const said = `${age.ageBand}${'adultFrom' in age ? `, adult from ${age.adultFrom} by own word` : ''}`
    it(`of a learner whose age is ${said}`, () => {
      const learner = { organizationId: 'museum', ...age }
      for (const [datum, seers] of Object.entries(table)) {
        for (const [name, viewer] of Object.entries(viewers)) {
          const letter = letters[name] ?? '?'
          const expected = seers.includes(letter) && (letter !== 'A' || adult)
          // The table names each datum by its own name.
          expect(mayShow(viewer, datum as Datum, learner), `${name} sees ${datum}`).to.equal(
            expected,
          )
        }
      }
    })
  }

  it('somebody born in a month is an adult from the first day of the month after, eighteen years on', () => {
    expect(adultFrom({ year: 2008, month: 5 })).to.equal('2026-06-01')
    expect(adultFrom({ year: 2007, month: 12 })).to.equal('2026-01-01')
    expect(adultFrom({ year: 2008, month: 2 })).to.equal('2026-03-01')
    const learner = { ageBand: 'unknown', adultFrom: '2026-06-01' } as const
    expect(ageOf(learner, new Date('2026-05-31T23:59:59Z'))).to.equal('minor')
    expect(ageOf(learner, new Date('2026-06-01T00:00:00Z'))).to.equal('adult')
  })
})
