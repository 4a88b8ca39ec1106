import { declare, type Entity } from '../storage/tables.ts'
import type { Language } from '../text/languages.ts'

export type CardLayout = 'ten' | 'four' | 'one'
export type SheetLanguage = Language

/** Cards that are printed together: one for each of some learners, or a number of them for nobody yet. */
export interface CardBatch extends Entity {
  readonly organizationId: string
  readonly name: string
  readonly language: SheetLanguage
  readonly layout: CardLayout
  readonly groupId?: string
  /** What whoever claims one of them is awarded. */
  readonly achievementId?: string
  readonly createdBy: string
  readonly createdAt: string
  readonly expiresAt: string
  readonly withdrawnAt?: string
  /** How many there are, and how many of them were claimed. */
  readonly cards: number
  readonly claimed: number
}

/**
 * printed: waits. claiming: taken, while learner and award are being made. claimed: done. That it is no longer good follows
 * from its day and its batch.
 */
export type CardState = 'printed' | 'claiming' | 'claimed'

/** A card that leads to a learner, and with them to everything they were and will be awarded here. Good once. */
export interface ClaimCard extends Entity {
  readonly organizationId: string
  readonly batchId: string
  readonly number: number
  /** Keyed hash of its code, which is derived from its id. */
  readonly codeHash: string
  /** Absent while it is for nobody yet. */
  readonly learnerId?: string
  readonly achievementId?: string
  /** The account that made it, and so decided on the award. */
  readonly madeBy: string
  readonly expiresAt: string
  readonly state: CardState
  /** While it is being claimed: when to try again to finish it. */
  readonly dueAt: string
  readonly attempts: number
  readonly taken?: CardTaken
}

/** Who took a card, as what, and when. */
export interface CardTaken {
  readonly accountId: string
  readonly as: 'self' | 'guardian'
  readonly at: string
  /** For a card that was nobody's: what they want to be called, or which child of the guardian it is for. */
  readonly nickname?: string
  readonly childId?: string
  readonly language: string
}

/** An address and code by which whoever is there gets an achievement: on a poster, or at a kiosk. */
export interface ClaimLink extends Entity {
  readonly organizationId: string
  readonly achievementId: string
  readonly groupId?: string
  readonly name: string
  readonly language: SheetLanguage
  readonly startsAt: string
  readonly endsAt: string
  /** How many may use it, and how many did. */
  readonly limit: number
  readonly used: number
  /** Whether staff look at each request first. */
  readonly approval: boolean
  readonly who: 'nickname' | 'account'
  /** Keyed hash of its code, which is derived from its id. */
  readonly codeHash: string
  readonly createdBy: string
  readonly createdAt: string
  readonly closedAt?: string
}

/** waiting: for staff. approved: the award is being made. given: made. */
export type JoinState = 'waiting' | 'approved' | 'declined' | 'given'

/** Somebody who was there and asks for the badge. */
export interface JoinRequest extends Entity {
  readonly organizationId: string
  readonly linkId: string
  /** Set where it came from a kiosk. */
  readonly kioskId?: string
  readonly nickname: string
  readonly language: string
  readonly accountId?: string
  /** The account asked for a child it looks after. */
  readonly as?: 'self' | 'guardian'
  /** Keyed hash of the token in the address of their own page, which is derived from the id. */
  readonly tokenHash: string
  readonly createdAt: string
  readonly state: JoinState
  readonly decidedBy?: string
  readonly learnerId?: string
  readonly awardId?: string
  readonly dueAt: string
  readonly attempts: number
}

/** A device on a museum floor that can do nothing but give badges of one link. */
export interface Kiosk extends Entity {
  readonly organizationId: string
  readonly linkId: string
  readonly tokenHash: string
  readonly openedBy: string
  readonly openedAt: string
  readonly expiresAt: string
  readonly closedAt?: string
}

export const cardBatchTable = declare<CardBatch>()({
  name: 'claimCardBatches',
  shape: 1,
  indexes: { byOrganization: { fields: ['organizationId', 'createdAt'] } },
})

export const claimCardTable = declare<ClaimCard>()({
  name: 'claimCards',
  shape: 1,
  indexes: {
    byBatch: { fields: ['batchId', 'number'] },
    byCode: { fields: ['codeHash'], unique: true },
    byDue: { fields: ['state', 'dueAt'] },
    byLearner: { fields: ['learnerId'] },
  },
})

export const claimLinkTable = declare<ClaimLink>()({
  name: 'claimLinks',
  shape: 1,
  indexes: {
    byOrganization: { fields: ['organizationId', 'createdAt'] },
    byCode: { fields: ['codeHash'], unique: true },
  },
})

export const joinRequestTable = declare<JoinRequest>()({
  name: 'joinRequests',
  shape: 1,
  indexes: {
    byLink: { fields: ['linkId', 'createdAt'] },
    byLinkState: { fields: ['linkId', 'state', 'createdAt'] },
    byLinkAccount: { fields: ['linkId', 'accountId'] },
    byAccount: { fields: ['accountId', 'createdAt'] },
    byToken: { fields: ['tokenHash'], unique: true },
    byDue: { fields: ['state', 'dueAt'] },
    byLearner: { fields: ['learnerId'] },
  },
})

export const kioskTable = declare<Kiosk>()({
  name: 'kiosks',
  shape: 1,
  indexes: {
    byLink: { fields: ['linkId', 'openedAt'] },
    byToken: { fields: ['tokenHash'], unique: true },
  },
  expiresAt: 'expiresAt',
})
