import { isSigned } from '../issuing/is-signed.ts'
import type { Issuing } from '../issuing/issuing.ts'
import type { Award } from '../issuing/tables.ts'
import type { Learners } from '../learners/learners.ts'
import type { JoinRequest } from './tables.ts'

/** What became of a request, as whoever asked is told. */
export type Outcome =
  | { readonly state: 'waiting' | 'making' | 'consent' | 'declined' }
  /** In a backpack: in that of this account. */
  | { readonly state: 'taken'; readonly accountId: string | undefined }
  /** Theirs to take with this code. */
  | { readonly state: 'done'; readonly award: Award; readonly code: string }

export type OwnCode = (request: JoinRequest) => Promise<Outcome>

interface Deps {
  readonly issuing: Pick<Issuing, 'byId' | 'claimCodes'>
  readonly learners: Pick<Learners, 'byId'>
}

/** The claim code of the award that somebody asked for, until it is claimed. */
export function createOwnCode({ issuing, learners }: Deps): OwnCode {
  return async ({ state, awardId }) => {
    if (state === 'waiting' || state === 'declined') return { state }
    const award = awardId === undefined ? undefined : await issuing.byId(awardId)
    if (award?.state === 'waiting') return { state: 'consent' }
    if (award === undefined || !isSigned(award)) return { state: 'making' }
    const learner = await learners.byId(award.learnerId)
    if (award.claimedAt !== undefined || learner?.accountId !== undefined) {
      return { state: 'taken', accountId: learner?.accountId }
    }
    return { state: 'done', award, code: issuing.claimCodes.code(award.id) }
  }
}
