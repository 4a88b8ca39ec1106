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
  const asked = async (learnerId: string) => {
    const ids: string[] = []
    const query = { index: 'byLearner', equals: { learnerId }, limit: 500 } as const
    let { rows } = await invitations.find(query)
    while (rows.length > 0) {
      for (const { id } of rows) await invitations.remove(id)
      ids.push(...rows.map(({ id }) => id))
      rows = (await invitations.find(query)).rows
    }
    return ids
  }
  return {
    asked,
    async all(learnerId) {
      const query = { index: 'byLearner', equals: { learnerId }, limit: 500 } as const
      let { rows } = await guardianships.find(query)
      while (rows.length > 0) {
        for (const { id } of rows) await guardianships.remove(id)
        rows = (await guardianships.find(query)).rows
      }
      return asked(learnerId)
    },
  }
}
