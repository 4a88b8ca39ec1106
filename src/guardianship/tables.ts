import type { Static } from 'typebox'
import type { PolicyBody, RetentionBody } from '../../schemas/requests/guardianship.ts'
import { declare, type Entity } from '../storage/tables.ts'

/**
 * What an organization decided: from which age on learners decide themselves, by what a guardian's consent has to be
 * proven, and which awards wait for it.
 */
export type GuardianshipPolicy = Readonly<Static<typeof PolicyBody>>

/** For how long what nobody needs any more is kept. */
export type RetentionTimes = Readonly<Required<Static<typeof RetentionBody>>>

/** Its id is the organization's. */
export interface StoredPolicy extends Entity {
  readonly policy: GuardianshipPolicy
}

/** How somebody came to be a guardian. */
export type WayOfGuardian =
  'invitation' | 'slip' | 'claim-card' | 'class-link' | 'application' | 'hand-over'

export type EndedBy = 'guardian' | 'staff' | 'learner'

/** That an account is a guardian of a learner. A natural key: learner id, colon, account id. */
export interface Guardianship extends Entity {
  readonly learnerId: string
  readonly organizationId: string
  readonly accountId: string
  readonly way: WayOfGuardian
  readonly since: string
  /** They do not want to be told of awards by mail. */
  readonly noMails?: boolean
  /** Ended for good by the guardian, by staff, or by the learner at the hand-over; they may come back by being asked again. */
  readonly ended?: {
    readonly at: string
    readonly by: EndedBy
    readonly accountId: string
    readonly reason?: string
  }
}

/** A guardian who was asked by mail and has not answered. The ticket in the link names its id. */
export interface GuardianInvitation extends Entity {
  readonly organizationId: string
  readonly learnerId: string
  readonly email: string
  readonly askedBy: 'staff' | 'learner'
  readonly createdAt: string
  readonly expiresAt: string
}

/**
 * A code on paper that works once: for a guardian, on the slip that a child takes home, or for a youth without an
 * account who takes over from their guardians.
 */
export interface GuardianshipCode extends Entity {
  readonly kind: CodeKind
  readonly organizationId: string
  readonly learnerId: string
  /** Keyed; the code itself is derived from a secret and the id. */
  readonly codeHash: string
  readonly createdAt: string
  readonly expiresAt: string
  readonly usedBy?: string
}

export type CodeKind = 'guardian' | 'hand-over'

/** How far the daily round has come that carries out the retention times. There is one. */
export interface RetentionRound extends Entity {
  readonly dueAt: string
  readonly attempts: number
  /** The place among the organizations, and among the learners of the one that it has come to. */
  readonly organizationsAfter?: string
  readonly at?: { readonly organizationId: string; readonly learnersAfter?: string }
  /** Organizations of this page that are done. */
  readonly done: readonly string[]
}

export const retentionRoundTable = declare<RetentionRound>()({
  name: 'retentionRounds',
  shape: 1,
  indexes: {},
})

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

export const guardianInvitationTable = declare<GuardianInvitation>()({
  name: 'guardianInvitations',
  shape: 1,
  indexes: { byLearner: { fields: ['learnerId', 'createdAt'] } },
  expiresAt: 'expiresAt',
})

export const guardianshipCodeTable = declare<GuardianshipCode>()({
  name: 'guardianshipCodes',
  shape: 1,
  indexes: {
    byCode: { fields: ['codeHash'], unique: true },
    byLearner: { fields: ['learnerId', 'createdAt'] },
  },
  expiresAt: 'expiresAt',
})
