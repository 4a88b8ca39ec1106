import type { Audit } from '../audit/audit.ts'
import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import type { RequireRight } from '../organizations/rights.ts'
import type { Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import { isSigned, type SignedState } from './is-signed.ts'
import type { StatusLists } from './status-lists.ts'
import type { Award } from './tables.ts'

export interface ChangeState {
  /** For good. @throws WaymarkError already-revoked */
  revoke(caller: Caller, organizationId: string, awardId: string, reason: string): Promise<Award>
  /** Until it is reinstated. @throws WaymarkError already-revoked, not-suspendable */
  suspend(caller: Caller, organizationId: string, awardId: string, reason: string): Promise<Award>
  /** Takes a suspension back. @throws WaymarkError already-revoked */
  reinstate(caller: Caller, organizationId: string, awardId: string): Promise<Award>
}

interface Deps {
  readonly awards: Table<Award>
  readonly requireRight: RequireRight
  readonly statusLists: StatusLists
  readonly audit: Audit
  readonly world: World
}

const acts = {
  revoked: 'award.revoked',
  suspended: 'award.suspended',
  issued: 'award.reinstated',
} as const

export function createChangeState(deps: Deps): ChangeState {
  const { awards, requireRight, statusLists, audit, world } = deps

  const change = async (
    caller: Caller,
    organizationId: string,
    awardId: string,
    state: SignedState,
    reason?: string,
  ) => {
    await requireRight(caller, organizationId, 'award.revoke')
    const stateChangedAt = timestamp(world.now())
    const changed = await awards.change(awardId, (award) => {
      if (award.organizationId !== organizationId) throw new WaymarkError('not-found')
      if (award.erasedAt !== undefined) throw new WaymarkError('learner-removed')
      if (!isSigned(award)) throw new WaymarkError('award-not-issued')
      if (award.state === 'revoked') throw new WaymarkError('already-revoked')
      // It has no place in a list of suspensions, so nobody would hear of it.
      const unlisted = award.statement.credentialSchema === true
      if (state === 'suspended' && unlisted) throw new WaymarkError('not-suspendable')
      const { stateReason: _before, ...rest } = award
      const because = reason === undefined ? {} : { stateReason: reason }
      return { ...rest, state, ...because, stateChangedAt }
    })
    if (changed === undefined) throw new WaymarkError('not-found')
    const lists = new Set([changed.statusList, ...(changed.earlierLists ?? [])])
    for (const list of lists) await statusLists.changed(list)
    await audit.record({
      owner: organizationId,
      actor: caller.accountId,
      act: acts[state],
      object: awardId,
    })
    return changed
  }

  return {
    revoke: (caller, organizationId, awardId, reason) =>
      change(caller, organizationId, awardId, 'revoked', reason),
    suspend: (caller, organizationId, awardId, reason) =>
      change(caller, organizationId, awardId, 'suspended', reason),
    reinstate: (caller, organizationId, awardId) =>
      change(caller, organizationId, awardId, 'issued'),
  }
}
