import { declare, type Entity } from '../storage/tables.ts'

/** How the learner is named on a shared page. */
export const nameForms = ['full', 'first', 'initials', 'none'] as const
export type NameForm = (typeof nameForms)[number]

/** An address `/s/TOKEN` to one credential, with an end. Its id is the token. */
export interface Share extends Entity {
  readonly accountId: string
  readonly learnerId: string
  readonly awardId: string
  readonly nameForm: NameForm
  readonly createdAt: string
  readonly endsAt: string
  readonly closedAt?: string
  /** It hosts an Assertion of Open Badges 2.0 as well; to the holder's address, hashed, where they have one. */
  readonly openBadges2?: { readonly identity?: { readonly hash: string; readonly salt: string } }
  /** How often it was looked at. */
  readonly views: number
}

export const shareTable = declare<Share>()({
  name: 'shares',
  shape: 1,
  indexes: {
    byAccount: { fields: ['accountId', 'createdAt'] },
    byLearner: { fields: ['learnerId', 'createdAt'] },
    byAward: { fields: ['awardId', 'createdAt'] },
  },
})
