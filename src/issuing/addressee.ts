import type { Learner } from '../learners/tables.ts'
import type { NeedsConsent } from '../learners/visibility.ts'

/** Where to mail, and in which language. */
export interface Contact {
  readonly email: string
  readonly language: string
}

/** A guardian of a learner, and the account by which they are one. */
export interface GuardianContact extends Contact {
  readonly accountId: string
}

export type Addressee =
  (Contact & { readonly as: 'learner' }) | (GuardianContact & { readonly as: 'guardian' })

/** Who is told of a learner's awards; nobody where there is no address, or none that may be used. */
export type AddresseesOf = (learner: Learner) => Promise<readonly Addressee[]>

/** The first of them: for what asks only whether somebody is told. */
export type AddresseeOf = (learner: Learner) => Promise<Addressee | undefined>

export interface AddresseeDeps {
  readonly needsConsent: NeedsConsent
  /** The guardians of a learner for whom guardians decide, without those who want no mails. */
  readonly guardianContacts: (learner: Learner) => Promise<readonly GuardianContact[]>
}

/** A child is mailed only with consent. Without it, or without an address, all guardians are told instead. */
export function createAddresseesOf({
  needsConsent,
  guardianContacts,
}: AddresseeDeps): AddresseesOf {
  return async (learner) => {
    const { email, language } = learner
    if (email !== undefined && !(await needsConsent(learner, 'be-contacted'))) {
      return [{ email, language, as: 'learner' }]
    }
    const guardians = await guardianContacts(learner)
    return guardians.map((guardian) => ({ ...guardian, as: 'guardian' }))
  }
}
