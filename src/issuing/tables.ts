import type { Static } from 'typebox'
import type {
  EvidenceBody,
  FurtherStatementFacts,
  IdentityBody,
  ResultBody,
} from '../../schemas/requests/awards.ts'
import type { IdentityFacts } from '../credentials/subject.ts'
import { declare, type Entity } from '../storage/tables.ts'

/** pending: being signed. issued: good. revoked and suspended are bits in the status lists. */
export type AwardState = 'pending' | 'issued' | 'revoked' | 'suspended'

/** What the person who awards says of this award. */
export interface AwardStatement extends Readonly<FurtherStatementFacts> {
  readonly narrative?: string
  readonly evidence: readonly AwardEvidence[]
  /** The index of the rubric level that was reached. */
  readonly level?: number
  readonly activityStart?: string
  readonly activityEnd?: string
  readonly validUntil?: string
  /** Puts a salted hash of the learner's address into the credential. Refused for minors. */
  readonly hashedIdentity: boolean
}

export type AwardEvidence = Readonly<Static<typeof EvidenceBody>>

export type AwardResult = Readonly<Static<typeof ResultBody>>

/** As it is sent; what is hashed is kept hashed only. */
export type SentIdentity = Readonly<Static<typeof IdentityBody>>

/** Everything that signing needs, fixed before it: signing again gives the same bytes. */
export interface AwardInputs {
  readonly subjectUuid: string
  readonly validFrom: string
  readonly proofTime: string
  readonly salt?: string
  readonly identityHash?: string
  /** Ids of the endorsements of the achievement and of the issuer that go along. */
  readonly endorsements?: readonly string[]
  /** Other names of the learner as they stand in the credential. */
  readonly identifiers?: readonly IdentityFacts[]
}

/**
 * The act and record of giving an achievement to a learner. One document holds what was said, what was
 * signed, where its status bit lies and how its delivery stands.
 */
export interface Award extends Entity {
  readonly organizationId: string
  readonly achievementId: string
  readonly achievementVersion: number
  readonly achievementName: string
  readonly learnerId: string
  readonly awardedBy: string
  readonly createdAt: string
  readonly state: AwardState
  readonly stateReason?: string
  readonly stateChangedAt: string
  /** While pending: when to try again to finish it. */
  readonly dueAt: string
  readonly attempts: number
  readonly statement: AwardStatement
  readonly inputs: AwardInputs
  /** The unguessable part of the credential's id. */
  readonly credentialId: string
  /** Its place in the status lists: `organization:number` and a random index, never used twice. */
  readonly statusList: string
  readonly statusIndex: number
  /** The exact text that was signed. */
  readonly credential?: string
  readonly digest?: string
  readonly delivery: DeliveryState
  readonly deliveryDueAt: string
  readonly deliveryAttempts: number
  /** Keyed hash of the claim link's token or of the claim code. */
  readonly claimHash: string
  readonly claimKind: 'link' | 'code' | 'linked'
  readonly claimedAt?: string
}

/** none: no address. due: to be mailed. sent. given-up: visible to staff as failed. */
export type DeliveryState = 'none' | 'due' | 'sent' | 'given-up'

export interface StatusList extends Entity {
  readonly organizationId: string
  readonly number: number
  /** How many places were given out. */
  readonly used: number
  /** Counts changes of its bits. */
  readonly changes: number
}

/** The last signed text of a list for one purpose: a cache. Its id: list id, colon, purpose. */
export interface SignedStatusList extends Entity {
  readonly text: string
  readonly signedAt: string
  /** The key: a list signed by one that is no longer in use is signed again. */
  readonly signedBy: string
  /** The list's `changes` when it was signed. */
  readonly changes: number
}

export const awardTable = declare<Award>()({
  name: 'awards',
  shape: 1,
  indexes: {
    byOrganization: { fields: ['organizationId', 'createdAt'] },
    byOrganizationState: { fields: ['organizationId', 'state', 'createdAt'] },
    byAchievement: { fields: ['achievementId', 'createdAt'] },
    byLearner: { fields: ['learnerId', 'createdAt'] },
    byCredential: { fields: ['credentialId'], unique: true },
    byStatusPlace: { fields: ['statusList', 'statusIndex'], unique: true },
    byStatusState: { fields: ['statusList', 'state'] },
    byClaim: { fields: ['claimHash'], unique: true },
    byDue: { fields: ['state', 'dueAt'] },
    byDelivery: { fields: ['delivery', 'deliveryDueAt'] },
  },
})

export const statusListTable = declare<StatusList>()({
  name: 'statusLists',
  shape: 1,
  indexes: { byOrganization: { fields: ['organizationId', 'number'], unique: true } },
})

export const signedStatusListTable = declare<SignedStatusList>()({
  name: 'signedStatusLists',
  shape: 1,
  indexes: {},
})
