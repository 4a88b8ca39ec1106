import type { Static } from 'typebox'
import type {
  DeliverySchema,
  EvidenceBody,
  FurtherStatementFacts,
  IdentityBody,
  ResultBody,
} from '../../schemas/requests/awards.ts'
import type { IdentityFacts } from '../credentials/subject.ts'
import { declare, type Entity } from '../storage/tables.ts'

/**
 * waiting: for a consent, and not signed before. pending: being signed. issued: good. revoked and suspended
 * are bits in the status lists.
 */
export type AwardState = 'waiting' | 'pending' | 'issued' | 'revoked' | 'suspended'

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
  /** When it was first given, where this copy is a corrected one. */
  readonly awardedDate?: string
  /** Ids of the endorsements of the achievement and of the issuer that go along. */
  readonly endorsements?: readonly string[]
  /** Other names of the learner as they stand in the credential. */
  readonly identifiers?: readonly IdentityFacts[]
}

/** A place in the status lists: `organization:number` and a random index, never given out twice. */
export interface StatusListPlace {
  readonly statusList: string
  readonly statusIndex: number
}

/** What a copy says and is signed with: one award may have several, one after the other. */
export interface AwardCopy extends StatusListPlace {
  readonly achievementVersion: number
  readonly achievementName: string
  readonly statement: AwardStatement
  readonly inputs: AwardInputs
}

/** A corrected copy on its way: stored whole before it is signed, gone once it is the award's own. */
export interface Correction {
  readonly correctedBy: string
  readonly reason: string
  readonly copy: AwardCopy
}

/** A copy that a newer one took the place of. Its text is not kept; its bits and its digest are. */
export interface EarlierCopy extends StatusListPlace {
  readonly validFrom: string
  readonly digest: string
  readonly supersededAt: string
  /** Why it was corrected, and by whom. */
  readonly reason: string
  readonly correctedBy: string
}

/** How an award waits to be claimed, and what was done about it: part of the award's document. */
export interface Waiting {
  /** Since when it can be claimed; gone once it was. */
  readonly waitsSince?: string
  /** From when its time counts, where staff gave it a new one. */
  readonly renewedAt?: string
  /** From when days count to the next reminder by the policy of the organization; gone where none is to come. */
  readonly remindFrom?: string
  /**
   * due: to be mailed. sending: given to the mail server. Where that broke off it may have been sent, and is not sent
   * again by itself: a reminder is not worth a second mail.
   */
  readonly reminder?: 'due' | 'sending' | 'sent' | 'failed'
  readonly reminderDueAt?: string
  readonly reminderAttempts?: number
  /** How many were sent. */
  readonly reminders?: number
  readonly remindedAt?: string
}

/**
 * The act and record of giving an achievement to a learner. One document holds what was said, what was
 * signed, where its status bit lies and how its delivery stands.
 */
export interface Award extends Entity, AwardCopy, Waiting {
  readonly organizationId: string
  readonly achievementId: string
  readonly learnerId: string
  readonly awardedBy: string
  readonly createdAt: string
  readonly state: AwardState
  readonly stateReason?: string
  readonly stateChangedAt: string
  /** While pending: when to try again to finish it. */
  readonly dueAt: string
  readonly attempts: number
  /** The unguessable part of the credential's id: every copy has the same. */
  readonly credentialId: string
  /** The unguessable part of the address that answers the newest copy, where the credential names one. */
  readonly refreshId?: string
  /** The correction that is being signed, and when to try again to finish it. */
  readonly correction?: Correction
  readonly correctionDueAt?: string
  /** Oldest first. */
  readonly earlier?: readonly EarlierCopy[]
  /** The lists in which the earlier copies have their places. */
  readonly earlierLists?: readonly string[]
  /** The exact text that was signed, of the newest copy. */
  readonly credential?: string
  readonly digest?: string
  readonly delivery: DeliveryState
  /** The guardians who were told, each with what they were told of. */
  readonly told?: readonly string[]
  readonly deliveryDueAt: string
  readonly deliveryAttempts: number
  /** Its mail is held back until then (RFC 3339), so that the award can be undone before anybody is told. */
  readonly mailNotBefore?: string
  /** How often nobody knew whether the mail was sent. */
  readonly unclearMails?: number
  /** Whether the mail tells of a correction; without it, of the award. */
  readonly announces?: 'correction'
  /** Keyed hash of the claim link's token or of the claim code. */
  readonly claimHash: string
  readonly claimKind: 'link' | 'code' | 'linked'
  readonly claimedAt?: string
  /** The batch and the number of the row that it was made for. */
  readonly batchId?: string
  readonly batchRow?: number
  /** Set while the row of its batch does not know yet how it stands. */
  readonly rowDueAt?: string
  /** Taken back before anybody was told: revoked, and nowhere to be seen. */
  readonly undoneAt?: string
  /** Its learner was removed: revoked, and nothing of what it said is left. */
  readonly erasedAt?: string
}

/**
 * none: no address. due: to be mailed. sending: the mail server is being spoken to; whoever finds it so later knows
 * nothing of the mail's fate. sent. unclear: it may have been sent. bounced: refused for this address. given-up: it
 * could not be sent.
 */
export type DeliveryState = Static<typeof DeliverySchema>

export interface StatusList extends Entity {
  /** Whose list it is: of an award and an endorsement, the id of the organization. */
  readonly owner: string
  readonly number: number
  /** How many places were given out. */
  readonly used: number
  /** Counts changes of its bits. */
  readonly changes: number
}

/** A place that was given out, for good: its id is the list, a colon and the index. */
export interface StatusPlaceTaken extends Entity {
  readonly statusList: string
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
    byEarlierList: { fields: [], each: 'earlierLists' },
    byRefresh: { fields: ['refreshId'] },
    byCorrectionDue: { fields: ['correctionDueAt'] },
    byClaim: { fields: ['claimHash'], unique: true },
    byDue: { fields: ['state', 'dueAt'] },
    byDelivery: { fields: ['delivery', 'deliveryDueAt'] },
    byWaiting: { fields: ['organizationId', 'waitsSince'] },
    byRemindFrom: { fields: ['organizationId', 'remindFrom'] },
    byReminder: { fields: ['reminder', 'reminderDueAt'] },
    byRowDue: { fields: ['rowDueAt'] },
  },
})

export const statusListTable = declare<StatusList>()({
  name: 'statusLists',
  shape: 2,
  // Which places of an older list are taken stands on the awards alone: it gives out no more of them.
  upgrade: (old) => ({
    id: String(old['id']),
    owner: String(old['organizationId']),
    number: Number(old['number']),
    used: Number.MAX_SAFE_INTEGER,
    changes: Number(old['changes']),
  }),
  indexes: { byOwner: { fields: ['owner', 'number'], unique: true } },
})

export const statusPlaceTable = declare<StatusPlaceTaken>()({
  name: 'statusPlaces',
  shape: 1,
  indexes: {},
})

export const signedStatusListTable = declare<SignedStatusList>()({
  name: 'signedStatusLists',
  shape: 1,
  indexes: {},
})
