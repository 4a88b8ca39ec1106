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
  /** How often it was looked at. */
  readonly views: number
}

export const shareTable = declare<Share>()({
  name: 'shares',
  shape: 1,
  indexes: {
    byAccount: { fields: ['accountId', 'createdAt'] },
    byAward: { fields: ['awardId', 'createdAt'] },
  },
})
