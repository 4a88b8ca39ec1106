import type { Caller } from '../caller.ts'
import { createMakeAward } from './award.ts'
import type { Award, AwardStatement } from './tables.ts'

/** An achievement for a learner who is known, on the word of a member of staff. */
export interface DecidedAward {
  readonly organizationId: string
  readonly achievementId: string
  readonly learnerId: string
  /** The account that decided. */
  readonly decidedBy: string
  /** The id of the award, where it may be asked for again: then the same one is answered. */
  readonly id?: string
  /** What they said of it; nothing where they only said yes. */
  readonly statement?: AwardStatement
}

/**
 * Makes an award that staff decided on before. They may have left since; what they decided for the organization holds
 * until it is withdrawn.
 */
export function createAwardAsDecided(deps: Parameters<typeof createMakeAward>[0]) {
  const make = createMakeAward({ ...deps, requireRight: async () => 'awarder' })
  return async (decided: DecidedAward): Promise<Award> => {
    const { organizationId, achievementId, learnerId, decidedBy, id } = decided
    const caller: Caller = {
      accountId: decidedBy,
      scopes: new Set(['awards:write']),
      organizationId,
      operator: false,
    }
    return make(caller, organizationId, {
      ...(id === undefined ? {} : { id }),
      achievementId,
      learner: { learnerId },
      statement: decided.statement ?? { evidence: [], hashedIdentity: false },
    })
  }
}
