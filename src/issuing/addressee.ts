import type { Learner } from '../learners/tables.ts'
import type { NeedsConsent } from '../learners/visibility.ts'

/** Where to mail, and in which language. */
export interface Contact {
  readonly email: string
  readonly language: string
}

export interface Addressee extends Contact {
  readonly as: 'learner' | 'guardian'
}

/** Who is told of a learner's awards; nobody where there is no address, or none that may be used. */
export type AddresseeOf = (learner: Learner) => Promise<Addressee | undefined>

export interface AddresseeDeps {
  readonly needsConsent: NeedsConsent
  /** A guardian of a learner for whom guardians decide. */
  readonly guardianContact: (learner: Learner) => Promise<Contact | undefined>
}

/** A child is mailed only with consent. Without it, or without an address, a guardian is told instead. */
export function createAddresseeOf({ needsConsent, guardianContact }: AddresseeDeps): AddresseeOf {
  return async (learner) => {
    const { email, language } = learner
    if (email !== undefined && !(await needsConsent(learner, 'be-contacted'))) {
      return { email, language, as: 'learner' }
    }
    const guardian = await guardianContact(learner)
    return guardian && { ...guardian, as: 'guardian' }
  }
}
