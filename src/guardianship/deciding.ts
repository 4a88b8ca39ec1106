import {
  guardianMethods,
  type ConsentPurpose,
  type GuardianMethod,
} from '../../schemas/requests/guardianship.ts'
import { isOwn, standingConsent, type ConsentActor } from '../learners/consent.ts'
import { standingOf, type Aged, type Standing } from '../learners/standing.ts'
import type { Visible } from '../learners/visibility.ts'
import type { GuardianshipPolicy } from './tables.ts'

/** What leaves the organization: nobody who is not an adult is shown without a consent, whatever the policy says. */
const outside: ReadonlySet<ConsentPurpose> = new Set([
  'show-publicly',
  'show-evidence',
  'share-with-third-party',
])

/**
 * Who decides about a purpose for a learner today.
 * @param today YYYY-MM-DD
 */
export function decidesFor(
  learner: Aged,
  purpose: ConsentPurpose,
  policy: GuardianshipPolicy,
  today: string,
): 'learner' | 'guardian' {
  switch (standingOf(learner, today)) {
    case 'adult':
      return 'learner'
    case 'youth':
      return policy.purposes[purpose].guardianUntil === 'adult' ? 'guardian' : 'learner'
    case 'child':
      return !outside.has(purpose) && policy.waits === 'never' ? 'learner' : 'guardian'
    case 'unknown':
      return outside.has(purpose) || policy.waits === 'everybody-not-known-as-adult'
        ? 'guardian'
        : 'learner'
  }
}

/**
 * Whether a consent is needed for this and is not there. To be held and contacted needs one only where a guardian
 * decides; to be shown outside needs one of everybody who is not an adult, the learner's own where they decide.
 */
export function needsConsent(
  learner: Visible,
  purpose: ConsentPurpose,
  policy: GuardianshipPolicy,
  today: string,
): boolean {
  if (standingOf(learner, today) === 'adult') return false
  if (!outside.has(purpose) && decidesFor(learner, purpose, policy, today) === 'learner') {
    return false
  }
  return standingConsent(learner.consents, purpose) === undefined
}

/** The least that a guardian's consent has to be proven by. Where nobody knows the age, as for a child. */
export function leastMethod(
  standing: Standing,
  purpose: ConsentPurpose,
  policy: GuardianshipPolicy,
): GuardianMethod {
  const { leastForChild, leastForYouth } = policy.purposes[purpose]
  return standing === 'youth' ? leastForYouth : leastForChild
}

/** Whether a guardian's consent that came in this way is proven enough. */
export function isProven(
  learner: Aged,
  purpose: ConsentPurpose,
  method: GuardianMethod,
  policy: GuardianshipPolicy,
  today: string,
): boolean {
  const least = leastMethod(standingOf(learner, today), purpose, policy)
  return guardianMethods.indexOf(method) >= guardianMethods.indexOf(least)
}

/** Whoever decides may; a guardian what is not the learner's own; and a learner of any age what shows them outside. */
export function mayTakeBack(
  learner: Visible,
  purpose: ConsentPurpose,
  role: ConsentActor['role'],
  policy: GuardianshipPolicy,
  today: string,
): boolean {
  if (decidesFor(learner, purpose, policy, today) === role) return true
  if (role === 'learner') return outside.has(purpose)
  const standing = standingConsent(learner.consents, purpose)
  return standing !== undefined && !isOwn(standing)
}
