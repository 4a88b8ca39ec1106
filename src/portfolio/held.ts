import { holdsScope, type Caller, type Scope } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import { isSigned } from '../issuing/is-signed.ts'
import type { Issuing } from '../issuing/issuing.ts'
import type { Award } from '../issuing/tables.ts'
import type { Learners } from '../learners/learners.ts'
import type { Learner } from '../learners/tables.ts'
import type { RelationTo } from '../learners/visibility.ts'

export interface Held {
  readonly award: Award
  readonly learner: Learner
}

/** What somebody holds, or a child of theirs. */
export interface OwnHeld extends Held {
  /** What the caller is to the learner: whoever looks. */
  readonly relation: NonNullable<Awaited<ReturnType<RelationTo>>>
}

/** Reads what the caller holds, or what a child of theirs holds. @throws WaymarkError not-found */
export type ReadHeld = (caller: Caller, awardId: string) => Promise<OwnHeld>

interface Deps {
  readonly issuing: Pick<Issuing, 'byId'>
  readonly learners: Pick<Learners, 'byId'>
  readonly relationTo: RelationTo
}

/** @throws WaymarkError not-allowed */
export function requirePerson(caller: Caller, scope: Scope): void {
  // A key that is tied to an organization speaks for its staff, not for a person who learns.
  if (!holdsScope(caller, scope) || caller.organizationId !== undefined) {
    throw new WaymarkError('not-allowed')
  }
}

export function createReadHeld({ issuing, learners, relationTo }: Deps): ReadHeld {
  return async (caller, awardId) => {
    const award = await issuing.byId(awardId)
    const learner = award && (await learners.byId(award.learnerId))
    if (award === undefined || learner === undefined || !isSigned(award)) {
      throw new WaymarkError('not-found')
    }
    const relation = await relationTo(caller.accountId, learner)
    if (relation === undefined) throw new WaymarkError('not-found')
    return { award, learner, relation }
  }
}
