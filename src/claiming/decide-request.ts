import type { Audit } from '../audit/audit.ts'
import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import type { Table } from '../storage/tables.ts'
import type { World } from '../world.ts'
import type { ClaimLinks } from './claim-links.ts'
import { inAMinute } from './hold.ts'
import type { JoinRequest } from './tables.ts'

interface Deps {
  readonly requests: Table<JoinRequest>
  readonly links: Pick<ClaimLinks, 'read' | 'giveBack'>
  readonly audit: Audit
  readonly world: World
}

/**
 * Staff say yes or no to somebody who asks; the same answer once more changes nothing, and a no gives the place back.
 * @throws WaymarkError not-found, conflict where it was decided the other way
 */
export async function decideRequest(
  { requests, links, audit, world }: Deps,
  caller: Caller,
  organizationId: string,
  requestId: string,
  to: 'approved' | 'declined',
): Promise<JoinRequest> {
  const asked = await requests.get(requestId)
  if (asked?.organizationId !== organizationId) throw new WaymarkError('not-found')
  await links.read(caller, organizationId, asked.linkId)
  const decision = { isNew: false }
  const decided = await requests.change(requestId, (found) => {
    decision.isNew = found.state === 'waiting'
    if (decision.isNew) {
      return { ...found, state: to, decidedBy: caller.accountId, dueAt: inAMinute(world.now()) }
    }
    if ((found.state === 'declined') !== (to === 'declined')) throw new WaymarkError('conflict')
    return undefined
  })
  if (decided === undefined) throw new WaymarkError('not-found')
  if (!decision.isNew) return decided
  if (to === 'declined') await links.giveBack(asked.linkId)
  await audit.record({
    owner: organizationId,
    actor: caller.accountId,
    act: `claim-link.${to}`,
    object: requestId,
  })
  return decided
}
