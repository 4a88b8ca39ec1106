import type { Static } from 'typebox'
import {
  consentPurposes,
  type ConsentPurpose,
  type LearnerConsentsAnswer,
  type StaffConsentAnswer,
  type OfferedConsentAnswer,
  type ConsentRecordAnswer,
} from '../../schemas/requests/guardianship.ts'
import { standingConsent } from '../learners/consent.ts'
import { standingOf } from '../learners/standing.ts'
import type { Learner } from '../learners/tables.ts'
import type { MayShow, Viewer } from '../learners/visibility.ts'
import type { Language } from '../text/languages.ts'
import { consentText, currentTextVersion } from './consent-texts.ts'
import { decidesFor, isProven, mayTakeBack, needsConsent } from './deciding.ts'
import type { GuardianshipPolicy } from './tables.ts'

interface Rules {
  readonly policy: GuardianshipPolicy
  /** YYYY-MM-DD */
  readonly today: string
  readonly mayShow: MayShow
}

/** What staff see: that a consent is there, by which way and since when. Not who gave it, nor what was taken back. */
export function presentToStaff(
  learner: Learner,
  { policy, today, mayShow }: Rules,
): readonly Static<typeof StaffConsentAnswer>[] {
  const viewer = { kind: 'staff', organizationId: learner.organizationId } as const
  if (!mayShow(viewer, 'consents', learner)) return []
  return consentPurposes.map((purpose) => {
    const consent = standingConsent(learner.consents, purpose)
    if (consent !== undefined) {
      return { purpose, state: 'given', method: consent.method, since: consent.givenAt }
    }
    const isNeeded = needsConsent(learner, purpose, policy, today)
    return { purpose, state: isNeeded ? 'needed' : 'not-needed' }
  })
}

/** One learner as staff are told how consent stands for them. */
export function presentForStaff(
  learner: Learner,
  rules: Rules,
): Static<typeof LearnerConsentsAnswer> {
  return {
    learnerId: learner.id,
    standing: standingOf(learner, rules.today),
    consents: [...presentToStaff(learner, rules)],
  }
}

/** What a guardian, or the learner, is asked: each purpose with its text, how it stands and what they may do about it. */
export function presentOffered(
  learner: Learner,
  role: 'guardian' | 'learner',
  { policy, today }: Rules,
  { language, controller }: { language: Language; controller: string },
): readonly Static<typeof OfferedConsentAnswer>[] {
  return consentPurposes.flatMap((purpose): Static<typeof OfferedConsentAnswer>[] => {
    const given = standingConsent(learner.consents, purpose)
    const version = given?.textVersion ?? currentTextVersion
    const text = consentText(version, language, purpose, given?.controller ?? controller)
    const mine = mayTakeBack(learner, purpose, role, policy, today)
    if (given !== undefined) {
      return [{ purpose, ...text, state: 'given', givenAt: given.givenAt, mayTakeBack: mine }]
    }
    if (!needsConsent(learner, purpose, policy, today)) return []
    return [{ purpose, ...text, state: stateOf(purpose), mayTakeBack: false }]
  })

  function stateOf(purpose: ConsentPurpose) {
    if (decidesFor(learner, purpose, policy, today) !== role) return 'theirs'
    const isEnough = role === 'learner' || isProven(learner, purpose, 'mail-plus', policy, today)
    return isEnough ? 'open' : 'paper'
  }
}

/** Everything that was given and taken back, for those whom it concerns; accounts are not named. */
export function presentHistory(
  learner: Learner,
  viewer: Viewer,
  { mayShow }: Rules,
): readonly Static<typeof ConsentRecordAnswer>[] {
  if (!mayShow(viewer, 'consent-details', learner)) return []
  return (learner.consents ?? []).map((one) => ({
    purpose: one.purpose,
    givenAt: one.givenAt,
    givenBy: one.givenBy.role,
    method: one.method,
    legalBasis: one.legalBasis,
    textVersion: one.textVersion,
    language: one.language,
    controller: one.controller,
    ...(one.confirmation === undefined ? {} : { confirmation: one.confirmation }),
    ...(one.takenOver === undefined ? {} : { takenOverAt: one.takenOver.at }),
    ...(one.withdrawn === undefined
      ? {}
      : { withdrawnAt: one.withdrawn.at, withdrawnBy: one.withdrawn.by.role }),
  }))
}

/** Learners of an organization as staff are told how consent stands for each. */
export type PresentLearners = (
  organizationId: string,
  learners: readonly Learner[],
) => Promise<Static<typeof LearnerConsentsAnswer>[]>
