import { expect } from 'chai'
import { mayShow } from '../../src/guardianship/may-show.ts'
import type { Datum, Viewer } from '../../src/learners/visibility.ts'

const viewers: Readonly<Record<string, Viewer>> = {
  self: { kind: 'self' },
  'own staff': { kind: 'staff', organizationId: 'museum' },
  'other staff': { kind: 'staff', organizationId: 'library' },
  share: { kind: 'share', audience: 'public' },
  public: { kind: 'public' },
}

/** What staff said, and whether they may be shown outside. */
const ages = [
  { ageBand: 'unknown', adult: false },
  { ageBand: 'minor', adult: false },
  { ageBand: 'adult', adult: true },
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
    it(`of a learner whose age is ${age.ageBand}`, () => {
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
})
