import type { People } from '../accounts/people.ts'
import type { Contact, GuardianContact } from '../issuing/addressee.ts'
import type { Learners } from '../learners/learners.ts'
import type { Learner } from '../learners/tables.ts'
import type { NeedsConsent } from '../learners/visibility.ts'
import type { Application } from './tables.ts'
import type { WhoseIs } from './whose.ts'

export interface Told extends Contact {
  /** Whoever applied; else a guardian of theirs. */
  readonly isApplicant: boolean
}

/** Who is mailed about an application; nobody, where nobody may be. */
export type WhoIsTold = (application: Application) => Promise<readonly Told[]>

interface Deps {
  readonly people: Pick<People, 'byId'>
  readonly learners: Pick<Learners, 'byId'>
  readonly needsConsent: NeedsConsent
  readonly guardianContacts: (learner: Learner) => Promise<readonly GuardianContact[]>
  readonly whoseIs: WhoseIs
}

/**
 * Whoever applied, as long as it is theirs. A child is mailed only with consent; without it, guardians are told instead. Of
 * somebody whom the organization does not know, it does not know that they are an adult.
 */
export function createWhoIsTold(deps: Deps): WhoIsTold {
  return async (application) => {
    const { accountId, organizationId, learnerId, as } = application
    if ((await deps.whoseIs(accountId, application)) !== 'own') return []
    if (as === 'self') {
      const learner = learnerId === undefined ? undefined : await deps.learners.byId(learnerId)
      const about = learner ?? { organizationId, ageBand: 'unknown' as const }
      if (await deps.needsConsent(about, 'be-contacted')) {
        const guardians = learner === undefined ? [] : await deps.guardianContacts(learner)
        return guardians.map((guardian) => ({ ...guardian, isApplicant: false }))
      }
    }
    const account = await deps.people.byId(accountId)
    if (account === undefined) return []
    return [{ email: account.email, language: account.language, isApplicant: true }]
  }
}
