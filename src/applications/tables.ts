import type { Static } from 'typebox'
import type { applicationStates, OpeningBody } from '../../schemas/requests/applications.ts'
import type { AwardStatement } from '../issuing/tables.ts'
import { declare, type Entity } from '../storage/tables.ts'

/** That people may apply for an achievement, and what for whoever does. Its id is the achievement's. */
export interface Opening extends Entity, Readonly<Static<typeof OpeningBody>> {
  readonly organizationId: string
  /** Of the code that is typed at /apply; absent where none was ever shown. */
  readonly codeHash?: string
  readonly changedBy: string
  readonly changedAt: string
}

export type ApplicationState = (typeof applicationStates)[number]

/** Somebody's wish to be awarded an achievement, with what shows that they earned it. */
export interface Application extends Entity {
  readonly organizationId: string
  readonly achievementId: string
  /** The newest version when it was begun, or sent last. */
  readonly achievementVersion: number
  /** Who applies: for themselves, or as a guardian. */
  readonly accountId: string
  readonly as: 'self' | 'guardian'
  /** Absent while the organization does not know whom it is for. */
  readonly learnerId?: string
  /** What whom it is for was called when it was begun. */
  readonly nickname: string
  readonly language: string
  /** For whom and for what, while it is not over; then its own id. So nobody has two at once. */
  readonly seat: string
  readonly state: ApplicationState
  readonly work: Work
  /**
   * How often what is typed in it was changed; in which window last, where that was a script while somebody typed; and in
   * which one a button was pressed last.
   */
  readonly written?: {
    readonly times: number
    readonly window?: string
    readonly pressedIn?: string
  }
  /** The work as it was sent last: what staff see. */
  readonly handed?: Work
  /** The files, by id, also those that are evidence of the award. */
  readonly fileIds: readonly string[]
  /** Oldest first. */
  readonly history: readonly Step[]
  readonly createdAt: string
  readonly changedAt: string
  /** When it was sent last. */
  readonly sentAt?: string
  /** What staff decided; made into an award by whoever decides, or by the worker. */
  readonly approval?: Approval
  /** While approved: when to try again to make the award. */
  readonly dueAt: string
  readonly attempts: number
  /** Whether whoever applied is still to be told, of the last step, and when to try. */
  readonly mail: 'none' | 'due' | 'sent' | 'failed'
  readonly mailDueAt: string
  readonly mailAttempts: number
  /** When files go that were handed in and are no evidence of the award. */
  readonly tidyAt?: string
}

/** What is handed in. Until it is sent it may be anything that somebody typed. */
export interface Work {
  readonly words?: string
  readonly links: readonly { readonly url?: string; readonly title?: string }[]
  readonly files: readonly HandedIn[]
  /** Where they see themselves. */
  readonly levels: readonly ChosenLevel[]
}

export interface HandedIn {
  /** Of the stored file. It stands in the address of the evidence, so nobody guesses it. */
  readonly id: string
  readonly title: string
  readonly mediaType: string
  readonly bytes: number
}

export interface ChosenLevel {
  /** `rubric`, or the key of a result description. */
  readonly key: string
  readonly level: number
}

export interface Step {
  readonly at: string
  readonly act: 'sent' | 'returned' | 'approved' | 'declined' | 'withdrawn'
  /** An account. */
  readonly by: string
  readonly words?: string
}

export interface Approval {
  readonly decidedBy: string
  /** The id that the award gets: asked for twice, it is made once. */
  readonly awardId: string
  /** Who the organization does not know gets it: added twice, they are added once. */
  readonly newLearnerId: string
  readonly statement: AwardStatement
}

export const openingTable = declare<Opening>()({
  name: 'applicationOpenings',
  shape: 1,
  indexes: {
    byOrganization: { fields: ['organizationId', 'changedAt'] },
    byCode: { fields: ['codeHash'] },
  },
})

export const applicationTable = declare<Application>()({
  name: 'applications',
  shape: 1,
  indexes: {
    byAccount: { fields: ['accountId', 'createdAt'] },
    byLearner: { fields: ['learnerId', 'createdAt'] },
    byState: { fields: ['organizationId', 'state', 'changedAt'] },
    bySeat: { fields: ['seat'], unique: true },
    byFile: { fields: [], each: 'fileIds' },
    byDue: { fields: ['state', 'dueAt'] },
    byMail: { fields: ['mail', 'mailDueAt'] },
    byTidy: { fields: ['organizationId', 'tidyAt'] },
  },
})

/** Until it is over, it takes the seat of whoever applies for this. */
export function isOver({ state }: Pick<Application, 'state'>): boolean {
  return state === 'given' || state === 'declined' || state === 'withdrawn'
}
