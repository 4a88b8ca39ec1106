import { isSigned } from '../issuing/is-signed.ts'
import type { Issuing } from '../issuing/issuing.ts'
import type { Award } from '../issuing/tables.ts'
import type { Learners } from '../learners/learners.ts'
import { nameOn } from '../portfolio/name-form.ts'
import type { JoinRequest } from './tables.ts'

/** What became of a request, as whoever asked is told. */
export type Outcome =
  | { readonly state: 'waiting' | 'making' | 'consent' | 'declined' }
  /** In a backpack: in that of this account. */
  | { readonly state: 'taken'; readonly accountId: string | undefined }
  /** With the guardian who asked for a child. */
  | { readonly state: 'with-guardian'; readonly accountId: string; readonly learnerId: string }
  /** Theirs to take with this code. */
  | { readonly state: 'done'; readonly award: Award; readonly code: string }

export type OwnCode = (request: JoinRequest) => Promise<Outcome>

interface Deps {
  readonly issuing: Pick<Issuing, 'byId' | 'claimCodes'>
  readonly learners: Pick<Learners, 'byId'>
}

/** What is told of an outcome to whoever looks: whose backpack it lies in only to its owner. */
export function toldTo(
  accountId: string | undefined,
  outcome: Outcome,
): Exclude<Outcome['state'], 'with-guardian'> | 'in-backpack' | 'in-family' {
  const isTheirs = 'accountId' in outcome && outcome.accountId === accountId
  switch (outcome.state) {
    case 'taken':
      return isTheirs && accountId !== undefined ? 'in-backpack' : 'taken'
    case 'with-guardian':
      return isTheirs ? 'in-family' : 'taken'
    default:
      return outcome.state
  }
}

/** What whoever asked is called: a child for whom a guardian asked, by their full name only to that guardian. */
export function calledTo(
  accountId: string | undefined,
  { as, nickname, accountId: askedBy }: JoinRequest,
): string {
  return as === 'guardian' && accountId !== askedBy
    ? nameOn({ nameForm: 'first' }, nickname)
    : nickname
}

/** The claim code of the award that somebody asked for, until it is claimed. */
export function createOwnCode({ issuing, learners }: Deps): OwnCode {
  return async ({ state, awardId, as, accountId }) => {
    if (state === 'waiting' || state === 'declined') return { state }
    const award = awardId === undefined ? undefined : await issuing.byId(awardId)
    if (award?.state === 'waiting') return { state: 'consent' }
    if (award === undefined || !isSigned(award)) return { state: 'making' }
    if (as === 'guardian' && accountId !== undefined) {
      return { state: 'with-guardian', accountId, learnerId: award.learnerId }
    }
    const learner = await learners.byId(award.learnerId)
    if (award.claimedAt !== undefined || learner?.accountId !== undefined) {
      return { state: 'taken', accountId: learner?.accountId }
    }
    return { state: 'done', award, code: issuing.claimCodes.code(award.id) }
  }
}
