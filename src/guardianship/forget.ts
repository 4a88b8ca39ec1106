import { removeAll } from '../storage/remove-all.ts'
import type { Table } from '../storage/tables.ts'
import type { Guardianship, GuardianInvitation } from './tables.ts'

/** What is kept of a learner's guardians; answers the ids of the invitations that went out by mail. */
export interface ForgetGuardians {
  /** That somebody is or was their guardian, and who was asked. */
  all(learnerId: string): Promise<readonly string[]>
  /** Who was asked and has not answered. */
  asked(learnerId: string): Promise<readonly string[]>
}

interface Deps {
  readonly guardianships: Table<Guardianship, 'byLearner'>
  readonly invitations: Table<GuardianInvitation, 'byLearner'>
}

export function createForgetGuardians({ guardianships, invitations }: Deps): ForgetGuardians {
  const asked = async (learnerId: string) =>
    removeAll(invitations, { index: 'byLearner', equals: { learnerId } })
  return {
    asked,
    async all(learnerId) {
      await removeAll(guardianships, { index: 'byLearner', equals: { learnerId } })
      return asked(learnerId)
    },
  }
}
