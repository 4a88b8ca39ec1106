import type { People } from '../accounts/people.ts'
import type { Contact, GuardianContact } from '../issuing/addressee.ts'
import type { Guardians } from '../guardianship/guardians.ts'
import type { Learners } from '../learners/learners.ts'
import type { Learner } from '../learners/tables.ts'
import type { NeedsConsent } from '../learners/visibility.ts'
import type { Application } from './tables.ts'
import type { WhoseIs } from './whose.ts'

export interface Told extends Contact {
  /** Themselves say by a link in the mail that they want no more, guardians on the page of the child. */
  readonly as: 'self' | 'guardian'
}

/** Who is mailed about an application; nobody, where nobody may be. */
export type WhoIsTold = (application: Application) => Promise<readonly Told[]>

interface Deps {
  readonly people: Pick<People, 'byId'>
  readonly learners: Pick<Learners, 'byId'>
  readonly guardians: Pick<Guardians, 'ofLearner'>
  readonly needsConsent: NeedsConsent
  readonly guardianContacts: (learner: Learner) => Promise<readonly GuardianContact[]>
  readonly whoseIs: WhoseIs
}

/**
 * Whoever applied, as long as it is theirs. A child is mailed only with consent; without it, guardians are told instead. Of
 * somebody whom the organization does not know, it does not know that they are an adult. Guardians are not told where they
 * said so on the page of the child.
 */
export function createWhoIsTold(deps: Deps): WhoIsTold {
  return async (application) => {
    const { accountId, organizationId, learnerId, as } = application
    if ((await deps.whoseIs(accountId, application)) !== 'own') return []
    const learner = learnerId === undefined ? undefined : await deps.learners.byId(learnerId)
    if (as === 'self') {
      const about = learner ?? { organizationId, ageBand: 'unknown' as const }
      if (await deps.needsConsent(about, 'be-contacted')) {
        const guardians = learner === undefined ? [] : await deps.guardianContacts(learner)
        return guardians.map((guardian) => ({ ...guardian, as: 'guardian' }))
      }
    } else if (learner !== undefined && !(await wantsMails(learner, accountId))) return []
    const account = await deps.people.byId(accountId)
    if (account === undefined) return []
    return [{ email: account.email, language: account.language, as }]
  }

  async function wantsMails(learner: Learner, accountId: string): Promise<boolean> {
    const all = await deps.guardians.ofLearner(learner)
    return all.find((one) => one.accountId === accountId)?.noMails !== true
  }
}
