import type { CheckName, Verdict } from '../../schemas/requests/verification.ts'
import type { Check } from './check.ts'

type Rule = readonly [Verdict, (checks: readonly Check[]) => boolean]

const failed = (checks: readonly Check[], name: CheckName, ...codes: readonly string[]) =>
  checks.some(
    (check) =>
      check.name === name &&
      check.result === 'failed' &&
      (codes.length === 0 || codes.includes(check.code)),
  )

/** Run at least once and good each time. Only status and the optional checks may be not applicable. */
const good = (checks: readonly Check[], name: CheckName) => {
  const ofName = checks.filter((check) => check.name === name)
  const optional = name === 'status'
  return (
    ofName.length > 0 &&
    ofName.every(({ result }) => result === 'passed' || (optional && result === 'not-applicable'))
  )
}

/** Nobody was asked about, or it is theirs. */
const theirs = (checks: readonly Check[]) =>
  !checks.some(({ name }) => name === 'recipient') || good(checks, 'recipient')

const proven = (checks: readonly Check[]) =>
  good(checks, 'structure') && good(checks, 'issuer') && good(checks, 'proof')

/** The first rule that holds gives the verdict: whether it is genuine comes before whether it is still good. */
const rules: readonly Rule[] = [
  ['invalid', (checks) => failed(checks, 'proof')],
  ['invalid', (checks) => failed(checks, 'structure') || failed(checks, 'schema')],
  ['invalid', (checks) => failed(checks, 'issuer')],
  // The address of a hosted badge of version 2, which its issuer vouches for, holds nothing any more but this word.
  ['revoked', (checks) => failed(checks, 'status', 'revoked-at-its-address')],
  // Anybody can write a date or a status entry: nothing is concluded from what nobody is shown to have signed.
  ['could-not-check', (checks) => !proven(checks)],
  ['invalid', (checks) => failed(checks, 'validity', 'dates-unreadable', 'dates-contradict')],
  // Genuine, and yet no answer for whoever asked about somebody: whose it is comes before whether it still counts.
  ['another-recipient', (checks) => failed(checks, 'recipient')],
  ['revoked', (checks) => failed(checks, 'status', 'revoked')],
  ['suspended', (checks) => failed(checks, 'status', 'suspended')],
  ['expired', (checks) => failed(checks, 'validity', 'expired')],
  ['not-yet-valid', (checks) => failed(checks, 'validity', 'not-yet-valid')],
  ['valid', (checks) => good(checks, 'validity') && good(checks, 'status') && theirs(checks)],
]

/** What the checks add up to. Whatever no rule names could not be checked: unknown is never green. */
export function verdict(checks: readonly Check[]): Verdict {
  return rules.find(([, holds]) => holds(checks))?.[0] ?? 'could-not-check'
}
