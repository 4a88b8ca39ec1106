import { expect } from 'chai'
import fc from 'fast-check'
import type { CheckName, CheckResult } from '../../schemas/requests/verification.ts'
import { verdict } from '../../src/verification/verdict.ts'
import type { Check } from '../../src/verification/check.ts'

const at = '2025-06-15T12:00:00Z'
const names = [
  'structure',
  'issuer',
  'proof',
  'validity',
  'status',
  'schema',
  'recognition',
] as const
/** Lines that are there only where they were asked for. */
const further = ['refresh', 'recipient'] as const
const line = (name: CheckName, result: CheckResult, code = 'x'): Check => ({
  name,
  result,
  code,
  at,
})
const allGood = names.map((name) => line(name, 'passed'))
const but = (...changed: Check[]) => [
  ...allGood.filter(({ name }) => !changed.some((one) => one.name === name)),
  ...changed,
]

describe('The verdict', () => {
  it('is valid when everything passed, with or without a status entry', () => {
    expect(verdict(allGood)).to.equal('valid')
    expect(verdict(but(line('status', 'not-applicable')))).to.equal('valid')
    expect(verdict(but(line('recognition', 'unknown')))).to.equal('valid')
  })

  it('names what is wrong, genuine before still good', () => {
    expect(verdict(but(line('status', 'failed', 'revoked')))).to.equal('revoked')
    expect(verdict(but(line('status', 'failed', 'suspended')))).to.equal('suspended')
    expect(verdict(but(line('validity', 'failed', 'expired')))).to.equal('expired')
    expect(verdict(but(line('validity', 'failed', 'not-yet-valid')))).to.equal('not-yet-valid')
    expect(verdict(but(line('validity', 'failed', 'dates-unreadable')))).to.equal('invalid')
    expect(verdict(but(line('schema', 'failed')))).to.equal('invalid')
    const both = [line('status', 'failed', 'revoked'), line('validity', 'failed', 'expired')]
    expect(verdict(but(...both))).to.equal('revoked')
    expect(verdict(but(...both, line('proof', 'failed')))).to.equal('invalid')
  })

  it('concludes nothing from dates and status entries that nobody is shown to have signed', () => {
    const revoked = line('status', 'failed', 'revoked')
    expect(verdict(but(revoked, line('proof', 'unknown')))).to.equal('could-not-check')
    expect(verdict(but(revoked, line('issuer', 'unknown')))).to.equal('could-not-check')
  })

  it('is a word of its own for a genuine badge of somebody else, and open where it cannot be told', () => {
    const others = line('recipient', 'failed')
    expect(verdict(but(others))).to.equal('another-recipient')
    expect(verdict(but(others, line('status', 'failed', 'revoked')))).to.equal('another-recipient')
    expect(verdict(but(others, line('proof', 'failed')))).to.equal('invalid')
    expect(verdict(but(line('recipient', 'unknown')))).to.equal('could-not-check')
    expect(verdict(but(line('recipient', 'passed')))).to.equal('valid')
  })

  it('does not hang on a newer copy that could not be had, nor on a schema that is not known', () => {
    expect(verdict(but(line('refresh', 'unknown'), line('schema', 'unknown')))).to.equal('valid')
  })

  it('still tells an expired badge whose status could not be seen', () => {
    const checks = but(line('status', 'unknown'), line('validity', 'failed', 'expired'))
    expect(verdict(checks)).to.equal('expired')
  })

  it('is never valid without each needed check passed, whatever else is said', () => {
    const results = ['passed', 'failed', 'unknown', 'not-applicable'] as const
    const codes = ['revoked', 'suspended', 'expired', 'not-yet-valid', 'x'] as const
    const any = fc.record({
      name: fc.constantFrom(...names, ...further),
      result: fc.constantFrom(...results),
      code: fc.constantFrom(...codes),
      at: fc.constant(at),
    })
    fc.assert(
      fc.property(fc.array(any, { maxLength: 9 }), fc.boolean(), (some, whole) => {
        const checks = whole ? [...allGood, ...some] : some
        const good = (name: CheckName, also?: CheckResult) => {
          const lines = checks.filter((check) => check.name === name)
          return (
            lines.length > 0 && lines.every(({ result }) => result === 'passed' || result === also)
          )
        }
        const deserved =
          good('structure') &&
          good('issuer') &&
          good('proof') &&
          good('validity') &&
          good('status', 'not-applicable') &&
          (good('recipient') || !checks.some(({ name }) => name === 'recipient')) &&
          !checks.some(({ name, result }) => name === 'schema' && result === 'failed')
        expect(verdict(checks) === 'valid').to.equal(deserved)
      }),
      { numRuns: 2_000 },
    )
  })

  it('of nothing is that nothing was checked', () => {
    expect(verdict([])).to.equal('could-not-check')
  })
})
