import { expect } from 'chai'
import { consentPurposes, type ConsentPurpose } from '../../schemas/requests/guardianship.ts'
import { createMayShow } from '../../src/guardianship/may-show.ts'
import type { Consent } from '../../src/learners/consent.ts'
import type { Datum, Viewer, Visible } from '../../src/learners/visibility.ts'

const mayShow = createMayShow({ today: () => '2026-06-15' })

/** Every viewer, under the letter that stands for them in the table. */
const viewers: Readonly<Record<string, Viewer>> = {
  S: { kind: 'self' },
  G: { kind: 'guardian' },
  O: { kind: 'staff', organizationId: 'museum' },
  T: { kind: 'staff', organizationId: 'library' },
  A: { kind: 'share', audience: 'public' },
  C: { kind: 'share', audience: 'third-party' },
  P: { kind: 'public' },
  R: { kind: 'operator' },
}

/**
 * S self, G guardian, O own staff, T other staff, A a share for anybody, C a share for a third party, P public,
 * R who runs the service. A and C stand for what they may see at the most.
 */
const table: Readonly<Record<Datum, string>> = {
  credential: 'SGOAC',
  'recipient-name': 'SGOAC',
  email: 'SGO',
  'age-band': 'SGO',
  thresholds: 'SGO',
  narrative: 'SGOAC',
  evidence: 'SGOAC',
  'own-words': 'SGAC',
  'claim-code': 'O',
  status: 'SGOACPR',
  consents: 'SGO',
  'consent-details': 'SG',
  'guardian-contact': '',
  'view-log': 'SG',
}

const consent = (purpose: ConsentPurpose, more: Partial<Consent> = {}): Consent => ({
  id: purpose,
  purpose,
  givenAt: '2026-06-01T10:00:00Z',
  textVersion: '1',
  language: 'en',
  method: 'paper-seen',
  legalBasis: 'parental-consent',
  controller: 'Museum',
  givenBy: { role: 'staff', accountId: 'staff' },
  ...more,
})
const takenBack = {
  withdrawn: {
    at: '2026-06-02T10:00:00Z',
    by: { role: 'guardian', accountId: 'parent' },
  },
} as const

/** What is known of the age, and whether it makes an adult on the fifteenth of June 2026. */
const ages: readonly (Omit<Visible, 'organizationId' | 'consents'> & { adult: boolean })[] = [
  { ageBand: 'unknown', adult: false },
  { ageBand: 'minor', adult: false },
  { ageBand: 'adult', adult: true },
  { ageBand: 'unknown', consentsFrom: '2026-07-01', adultFrom: '2031-07-01', adult: false },
  { ageBand: 'minor', consentsFrom: '2026-06-01', adultFrom: '2031-06-01', adult: false },
  { ageBand: 'adult', consentsFrom: '2025-07-01', adultFrom: '2026-07-01', adult: false },
  { ageBand: 'minor', consentsFrom: '2021-06-01', adultFrom: '2026-06-01', adult: true },
  { ageBand: 'minor', adultFrom: '2026-06-15', adult: true },
  { ageBand: 'unknown', adultFrom: '2026-06-16', adult: false },
]

function subsets<T>(all: readonly T[]): readonly (readonly T[])[] {
  return all.reduce<readonly (readonly T[])[]>(
    (found, one) => [...found, ...found.map((some) => [...some, one])],
    [[]],
  )
}

describe('what may be seen', () => {
  for (const { adult, ...age } of ages) {
    it(`by every viewer, with every set of consents, of ${JSON.stringify(age)}`, () => {
      for (const given of subsets(consentPurposes)) {
        const learner = {
          organizationId: 'museum',
          ...age,
          consents: given.map((purpose) => consent(purpose)),
        }
        const allows = (purpose: ConsentPurpose) => adult || given.includes(purpose)
        const outside = (datum: string, purpose: ConsentPurpose) =>
          allows(purpose) && (datum !== 'evidence' || allows('show-evidence'))
        for (const [datum, seers] of Object.entries(table)) {
          for (const [letter, viewer] of Object.entries(viewers)) {
            const expected =
              seers.includes(letter) &&
              (letter !== 'G' || !adult || datum === 'status') &&
              (letter !== 'A' || outside(datum, 'show-publicly')) &&
              (letter !== 'C' || outside(datum, 'share-with-third-party'))
            // The table names each datum by its own name.
            const seen = mayShow(viewer, datum as Datum, learner)
            expect(seen, `${letter} sees ${datum} with ${given.join()}`).to.equal(expected)
          }
        }
      }
    })
  }

  it('a consent that was taken back allows nothing, and a later one allows again', () => {
    const share = { kind: 'share', audience: 'public' } as const
    const sees = (consents: readonly Consent[]) =>
      mayShow(share, 'credential', { organizationId: 'museum', ageBand: 'minor', consents })
    const gone = consent('show-publicly', takenBack)
    expect(sees([gone])).to.equal(false)
    expect(sees([gone, consent('show-publicly')])).to.equal(true)
    expect(sees([consent('show-publicly'), gone])).to.equal(true)
    expect(sees([gone, consent('show-evidence')])).to.equal(false)
  })
})
