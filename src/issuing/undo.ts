import type { Audit } from '../audit/audit.ts'
import type { Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import type { StatusLists } from './status-lists.ts'
import type { Award, DeliveryState } from './tables.ts'
import { waitsNoMore } from './unclaimed/waiting.ts'

/** Who takes awards of a batch back, and why. */
export interface Undoing {
  readonly by: string
  readonly reason: string
  /** When they did: what follows of a large batch comes later. Now, where it is not said. */
  readonly at?: string
}

/** Takes an award of a batch back; one that was revoked before comes back as it is. */
export type UndoAward = (award: Award, undoing: Undoing) => Promise<Award>

interface Deps {
  readonly awards: Table<Award>
  readonly statusLists: StatusLists
  readonly audit: Audit
  readonly world: World
}

/** What stands in the status of an award of which nobody was told. */
const reasonOfUndone = 'undone'

/** A mail that may have reached somebody. */
const maybeRead: ReadonlySet<DeliveryState> = new Set(['sending', 'sent', 'unclear'])

/**
 * While mails are held back nobody was told, so the award is revoked and nowhere to be seen. Whoever was told, by mail
 * or by the card that they claimed with, sees that it was revoked, and why.
 */
export function createUndoAward({ awards, statusLists, audit, world }: Deps): UndoAward {
  return async (award, { by, reason, at }) => {
    const now = timestamp(world.now())
    const undoing = { isFirst: false, told: false }
    const undone = await awards.change(award.id, (found) => {
      undoing.isFirst = found.state !== 'revoked'
      if (!undoing.isFirst) return undefined
      undoing.told = isTold(found, at ?? now)
      return {
        ...waitsNoMore(found),
        state: 'revoked',
        stateReason: undoing.told ? reason : reasonOfUndone,
        stateChangedAt: now,
        ...(found.delivery === 'due' ? { delivery: 'none' } : {}),
        ...(undoing.told ? {} : { undoneAt: now }),
      }
    })
    if (undone === undefined) throw new Error('an award vanished while it was being undone')
    // Again even where it was done before: whoever did it may have been stopped before the list was told.
    const lists = new Set([undone.statusList, ...(undone.earlierLists ?? [])])
    for (const list of lists) await statusLists.changed(list)
    if (!undoing.isFirst) return undone
    await audit.record({
      owner: award.organizationId,
      actor: by,
      act: undoing.told ? 'award.revoked' : 'award.undone',
      object: award.id,
    })
    return undone
  }
}

function isTold(
  { state, delivery, claimKind, claimedAt, mailNotBefore }: Award,
  undoneAt: string,
): boolean {
  if (state === 'waiting' || state === 'pending') return false
  const byCard = claimKind !== 'linked' && claimedAt !== undefined
  const isHeld = mailNotBefore !== undefined && undoneAt < mailNotBefore
  return byCard || maybeRead.has(delivery) || !isHeld
}
