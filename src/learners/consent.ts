import type {
  ConsentMethod,
  ConsentPurpose,
  LegalBasis,
} from '../../schemas/requests/guardianship.ts'

/** Who did something about a consent: by their account, or staff for a paper that they saw. */
export interface ConsentActor {
  readonly role: 'guardian' | 'learner' | 'staff' | 'service'
  /** An account, or 'service'. */
  readonly accountId: string
}

/**
 * One consent, as it was given, kept with the learner: giving and taking back are one change of one document.
 * It was measured by the policy of its day. It is never removed; it is taken back.
 */
export interface Consent {
  readonly id: string
  readonly purpose: ConsentPurpose
  /** RFC 3339. */
  readonly givenAt: string
  /** Which text was agreed to, and in which language it was read. */
  readonly textVersion: string
  readonly language: string
  readonly method: ConsentMethod
  readonly legalBasis: LegalBasis
  /** Who answers for the data: the name of the organization, or of another. */
  readonly controller: string
  readonly givenBy: ConsentActor
  /** Of `mail-plus` only: the mail that says what was agreed to and how to take it back. */
  readonly confirmation?: 'due' | 'sent'
  /** The learner, old enough, made it their own; from then on it is for nobody else to take back. */
  readonly takenOver?: { readonly at: string; readonly by: ConsentActor }
  readonly withdrawn?: { readonly at: string; readonly by: ConsentActor }
}

/** The consent for a purpose that holds today. */
export function standingConsent(
  consents: readonly Consent[] | undefined,
  purpose: ConsentPurpose,
): Consent | undefined {
  return consents?.findLast((one) => one.purpose === purpose && one.withdrawn === undefined)
}

/** Whether it is the learner's own: given by them, or taken over. */
export function isOwn({ givenBy, takenOver }: Consent): boolean {
  return givenBy.role === 'learner' || takenOver !== undefined
}
