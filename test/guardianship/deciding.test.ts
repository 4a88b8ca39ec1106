import { expect } from 'chai'
import fc from 'fast-check'
import {
  consentPurposes,
  waitingRules,
  type ConsentPurpose,
} from '../../schemas/requests/guardianship.ts'
import { decidesFor, leastMethod, needsConsent } from '../../src/guardianship/deciding.ts'
import { defaultPolicy } from '../../src/guardianship/policy.ts'
import type { GuardianshipPolicy } from '../../src/guardianship/tables.ts'
import { standingOf, type Aged, type Standing } from '../../src/learners/standing.ts'

const today = '2026-06-15'
const aged: Readonly<Record<Standing, Aged>> = {
  child: { ageBand: 'minor' },
  youth: { ageBand: 'minor', consentsFrom: '2026-06-01', adultFrom: '2031-06-01' },
  adult: { ageBand: 'adult' },
  unknown: { ageBand: 'unknown' },
}
const standings = ['child', 'youth', 'adult', 'unknown'] as const

describe('who decides', () => {
  const cases: readonly (readonly [Aged, Standing])[] = [
    [{ ageBand: 'unknown' }, 'unknown'],
    [{ ageBand: 'minor' }, 'child'],
    [{ ageBand: 'adult' }, 'adult'],
    [{ ageBand: 'unknown', consentsFrom: '2026-06-16' }, 'child'],
    [{ ageBand: 'minor', consentsFrom: '2026-06-15' }, 'youth'],
    [{ ageBand: 'adult', consentsFrom: '2026-06-15', adultFrom: '2026-07-01' }, 'youth'],
    [{ ageBand: 'adult', adultFrom: '2026-07-01' }, 'child'],
    [{ ageBand: 'minor', consentsFrom: '2021-07-01', adultFrom: '2026-06-15' }, 'adult'],
  ]
  for (const [learner, standing] of cases) {
    it(`${JSON.stringify(learner)} is ${standing} on ${today}`, () => {
      expect(standingOf(learner, today)).to.equal(standing)
    })
  }

  it('by default a guardian for a child, and for a youth about what leaves the organization', () => {
    const decides = (standing: Standing) =>
      consentPurposes.filter(
        (purpose) => decidesFor(aged[standing], purpose, defaultPolicy, today) === 'guardian',
      )
    expect(decides('child')).to.deep.equal(consentPurposes)
    expect(decides('youth')).to.deep.equal(consentPurposes.slice(2))
    expect(decides('unknown')).to.deep.equal(consentPurposes.slice(2))
    expect(decides('adult')).to.deep.equal([])
  })

  it('a youth alone, where the policy lets them', () => {
    const { purposes } = defaultPolicy
    const showPublicly = { ...purposes['show-publicly'], guardianUntil: 'consent-age' } as const
    const policy = { ...defaultPolicy, purposes: { ...purposes, 'show-publicly': showPublicly } }
    expect(decidesFor(aged.youth, 'show-publicly', policy, today)).to.equal('learner')
    expect(decidesFor(aged.child, 'show-publicly', policy, today)).to.equal('guardian')
  })
})

describe('whether a consent is needed', () => {
  /** By waiting rule: the standings of which hold-badges needs one. */
  const waiting: Readonly<Record<GuardianshipPolicy['waits'], readonly Standing[]>> = {
    'known-minors': ['child'],
    'everybody-not-known-as-adult': ['child', 'unknown'],
    never: [],
  }
  for (const waits of waitingRules) {
    it(`to be held and contacted, where ${waits} wait`, () => {
      const policy = { ...defaultPolicy, waits }
      for (const purpose of ['hold-badges', 'be-contacted'] as const) {
        const needing = standings.filter((standing) =>
          needsConsent({ organizationId: 'museum', ...aged[standing] }, purpose, policy, today),
        )
        expect(needing, purpose).to.deep.equal(waiting[waits])
      }
    })
  }

  const consentOf = (purpose: ConsentPurpose) => ({
    id: purpose,
    purpose,
    givenAt: '2026-06-01T10:00:00Z',
    textVersion: '1',
    language: 'en',
    method: 'paper-seen' as const,
    legalBasis: 'parental-consent' as const,
    controller: 'Museum',
    givenBy: { role: 'staff' as const, accountId: 'staff' },
  })

  it('a law: never of an adult, never where it is there, always of others to be shown outside', () => {
    const day = fc.constantFrom('2020-01-01', '2026-06-15', '2026-07-01')
    const optionalDay = fc.option(day, { nil: undefined })
    fc.assert(
      fc.property(
        fc.constantFrom('unknown', 'minor', 'adult'),
        optionalDay,
        optionalDay,
        fc.constantFrom(...waitingRules),
        fc.constantFrom(...consentPurposes),
        fc.subarray([...consentPurposes]),
        (ageBand, consentsFrom, adultFrom, waits, purpose, given) => {
          const learner = {
            organizationId: 'museum',
            ageBand,
            ...(consentsFrom === undefined ? {} : { consentsFrom }),
            ...(adultFrom === undefined ? {} : { adultFrom }),
            consents: given.map(consentOf),
          }
          const needs = needsConsent(learner, purpose, { ...defaultPolicy, waits }, today)
          const isAdult = standingOf(learner, today) === 'adult'
          if (isAdult || given.includes(purpose)) expect(needs).to.equal(false)
          else if (consentPurposes.indexOf(purpose) > 1) expect(needs).to.equal(true)
        },
      ),
    )
  })
})

describe('what proves a guardian’s consent', () => {
  it('what lets data out takes a paper for a child, and a mailed page for a youth', () => {
    expect(leastMethod('child', 'hold-badges', defaultPolicy)).to.equal('school-authorised')
    for (const purpose of consentPurposes.slice(2)) {
      expect(leastMethod('child', purpose, defaultPolicy)).to.equal('paper-seen')
      expect(leastMethod('unknown', purpose, defaultPolicy)).to.equal('paper-seen')
      expect(leastMethod('youth', purpose, defaultPolicy)).to.equal('mail-plus')
    }
  })
})
