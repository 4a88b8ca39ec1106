import { removeAll } from '../storage/remove-all.ts'
import type { New, Table } from '../storage/tables.ts'
import type { Guardianship, GuardianInvitation } from './tables.ts'

/** What is kept of a learner's guardians; answers the ids of the invitations that went out by mail. */
export interface ForgetGuardians {
  /** That somebody is or was their guardian, and who was asked. */
  all(learnerId: string): Promise<readonly string[]>
  /** Who was asked and has not answered, and why staff ended a guardianship: what is the organization's alone. */
  ofOrganization(learnerId: string): Promise<readonly string[]>
  /** That an account that is being deleted is or was a guardian of anybody. */
  ofAccount(accountId: string): Promise<void>
}

interface Deps {
  readonly guardianships: Table<Guardianship, 'byLearner' | 'byAccount'>
  readonly invitations: Table<GuardianInvitation, 'byLearner'>
}

/** More than a child ever had. */
const most = 1000

export function createForgetGuardians({ guardianships, invitations }: Deps): ForgetGuardians {
  const asked = async (learnerId: string) =>
    removeAll(invitations, { index: 'byLearner', equals: { learnerId } })
  return {
    async all(learnerId) {
      await removeAll(guardianships, { index: 'byLearner', equals: { learnerId } })
      return asked(learnerId)
    },
    async ofOrganization(learnerId) {
      const query = { index: 'byLearner', equals: { learnerId }, limit: most } as const
      for (const { id } of (await guardianships.find(query)).rows) {
        await guardianships.change(id, withoutReason)
      }
      return asked(learnerId)
    },
    async ofAccount(accountId) {
      await removeAll(guardianships, { index: 'byAccount', equals: { accountId } })
    },
  }
}

function withoutReason({ ended, ...guardianship }: Guardianship): New<Guardianship> | undefined {
  if (ended?.reason === undefined) return undefined
  const { reason: _reason, ...rest } = ended
  return { ...guardianship, ended: rest }
}
