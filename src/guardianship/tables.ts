import type { Static } from 'typebox'
import type { PolicyBody } from '../../schemas/requests/guardianship.ts'
import { declare, type Entity } from '../storage/tables.ts'

/**
 * What an organization decided: from which age on learners decide themselves, by what a guardian's consent has to be
 * proven, and which awards wait for it.
 */
export type GuardianshipPolicy = Readonly<Static<typeof PolicyBody>>

/** Its id is the organization's. */
export interface StoredPolicy extends Entity {
  readonly policy: GuardianshipPolicy
}

/** How somebody came to be a guardian. */
export type WayOfGuardian = 'invitation' | 'slip' | 'claim-card' | 'hand-over'

/** That an account is a guardian of a learner. A natural key: learner id, colon, account id. */
export interface Guardianship extends Entity {
  readonly learnerId: string
  readonly organizationId: string
  readonly accountId: string
  readonly way: WayOfGuardian
  readonly since: string
  /** Ended for good by the guardian, by staff, or by the learner at the hand-over; they may come back by being asked again. */
  readonly ended?: {
    readonly at: string
    readonly by: 'guardian' | 'staff' | 'learner'
    readonly accountId: string
    readonly reason?: string
  }
}

export const policyTable = declare<StoredPolicy>()({
  name: 'guardianshipPolicies',
  shape: 1,
  indexes: {},
})

export const guardianshipTable = declare<Guardianship>()({
  name: 'guardianships',
  shape: 1,
  indexes: {
    byLearner: { fields: ['learnerId', 'since'] },
    byAccount: { fields: ['accountId', 'since'] },
  },
})
