import type { RemovalReason } from '../../schemas/requests/removal.ts'
import { declare, type Entity } from '../storage/tables.ts'
import type { Consent } from './consent.ts'

/** What staff know of a learner's age. Unknown counts as minor wherever it matters. */
export const ageBands = ['unknown', 'minor', 'adult'] as const
export type AgeBand = (typeof ageBands)[number]

/**
 * The record of a person who earns, held by one organization. It never moves: an account is linked to
 * it by `accountId`, so claim, merge and hand-over are one change each.
 */
export interface Learner extends Entity {
  readonly organizationId: string
  /** A bare UUID of this learner at this organization only, so that organizations cannot be joined over a child. */
  readonly subjectUuid: string
  /** What staff call them: a name, or a nickname where there is no address. */
  readonly name: string
  readonly email?: string
  readonly language: string
  readonly accountId?: string
  readonly ageBand: AgeBand
  /** Their number or id in the organization's own lists. */
  readonly rosterId?: string
  /** The groups they are in, by id: a class, a camp week. */
  readonly groups?: readonly string[]
  /**
   * The days from which they decide for themselves and are an adult, YYYY-MM-DD. Always the first of a month, the one
   * after the true day, so that no birth date can be read from them.
   */
  readonly consentsFrom?: string
  readonly adultFrom?: string
  /** Given and taken back, oldest first. */
  readonly consents?: readonly Consent[]
  /** When what follows from a change of the consents, or of the age, is to be done; absent once it is. */
  readonly consentsDueAt?: string
  readonly consentsAttempts?: number
  /** When they took over from their guardians. */
  readonly handedOverAt?: string
  /** When a guardian asked to remove what is kept of them; for staff to do. */
  readonly removalAskedAt?: string
  /** Since when nothing speaks for keeping the record: no account, no guardian, no open group. Noted by the service. */
  readonly idleSince?: string
  /** They are being removed: from then on nobody finds them any more, whatever is still to be done. */
  readonly removing?: Removal
  /** The organization keeps nothing of them any more; what they hold in their own account is theirs. */
  readonly letGo?: Removal
  /** When a removal is to go on; absent where there is none, or nothing is left to do. */
  readonly removalDueAt?: string
  readonly removalAttempts?: number
  readonly words: readonly string[]
  readonly createdAt: string
}

/** Why, when and by whom. No words of anybody: they could name the person. */
export interface Removal {
  readonly at: string
  /** An account, or 'service'. */
  readonly by: string
  readonly reason: RemovalReason
  /** Everything of theirs was removed once. Whoever was at work for them then is waited for, and it is done again. */
  readonly once?: true
}

/** Learners whom an organization meets together: a class, a camp week. Who is in it stands on the learners. */
export interface Group extends Entity {
  readonly organizationId: string
  readonly name: string
  readonly state: 'open' | 'archived'
  readonly createdAt: string
  readonly archivedAt?: string
}

/** A natural key: organization and plain name. It counts as long as its group is open and has that name. */
export interface GroupName extends Entity {
  readonly groupId: string
}

/**
 * A natural key, so that the same person met twice is one learner: organization, address and name; or organization and
 * roster id, with `roster:` before it. With `new:` before it: whoever is about to be made known (`newcomers.ts`).
 */
export interface LearnerKey extends Entity {
  readonly learnerId: string
}

export const learnerTable = declare<Learner>()({
  name: 'learners',
  shape: 1,
  indexes: {
    byOrganization: { fields: ['organizationId', 'createdAt'] },
    byAccount: { fields: ['accountId', 'createdAt'] },
    byConsentsDue: { fields: ['consentsDueAt'] },
    byWords: { fields: ['organizationId'], each: 'words' },
    byGroup: { fields: ['organizationId'], each: 'groups' },
    byRemovalDue: { fields: ['removalDueAt'] },
  },
})

export const learnerKeyTable = declare<LearnerKey>()({
  name: 'learnerKeys',
  shape: 1,
  indexes: { byLearner: { fields: ['learnerId'] } },
})

export const groupTable = declare<Group>()({
  name: 'groups',
  shape: 1,
  indexes: {
    byOrganization: { fields: ['organizationId', 'state', 'createdAt'] },
  },
})

export const groupNameTable = declare<GroupName>()({ name: 'groupNames', shape: 1, indexes: {} })
