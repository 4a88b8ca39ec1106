import { usualHoldMinutes } from '../../../schemas/requests/batches.ts'
import type { Audit } from '../../audit/audit.ts'
import type { Caller } from '../../caller.ts'
import { WaymarkError } from '../../errors.ts'
import type { RequireRight } from '../../organizations/rights.ts'
import type { New, Table } from '../../storage/tables.ts'
import { timestamp, type World } from '../../world.ts'
import type { Batch } from './tables.ts'
import { started } from './work.ts'

/** How a batch is moved on by staff. */
export interface Moves {
  /** Awards the valid rows; mails are held back for so many minutes. @throws WaymarkError conflict unless it is ready */
  start(caller: Caller, organizationId: string, batchId: string, hold?: number): Promise<Batch>
  /** @throws WaymarkError conflict unless it is running */
  pause(caller: Caller, organizationId: string, batchId: string): Promise<Batch>
  /** Goes on in the caller's name. @throws WaymarkError conflict unless it is paused */
  resume(caller: Caller, organizationId: string, batchId: string): Promise<Batch>
  /** Takes back whatever it awarded. @throws WaymarkError conflict where nothing was started */
  undo(caller: Caller, organizationId: string, batchId: string, reason: string): Promise<Batch>
}

type Act = `batch.${'created' | 'started' | 'paused' | 'resumed' | 'undone'}`
export type RecordBatch = (caller: Caller, batch: Batch, act: Act) => Promise<void>

export function createRecord(audit: Audit): RecordBatch {
  return async ({ accountId }, { id, organizationId, rows }, act) =>
    audit.record({ owner: organizationId, actor: accountId, act, object: id, facts: { rows } })
}

interface Deps {
  readonly batches: Table<Batch>
  /** @throws WaymarkError not-found where it is not this organization's */
  readonly own: (organizationId: string, batchId: string) => Promise<Batch>
  readonly requireRight: RequireRight
  readonly record: RecordBatch
  readonly world: World
}

export function createMoves({ batches, own, requireRight, record, world }: Deps): Moves {
  /** Moves a batch on. Whoever is at work on it finishes their part first. @throws WaymarkError conflict */
  const moved = async (
    caller: Caller,
    batch: Batch,
    act: Act,
    to: (found: Batch, now: string) => New<Batch> | undefined,
  ) => {
    const now = timestamp(world.now())
    const changed = await batches.change(batch.id, (found) => {
      const { pausedFor: _solved, ...next } = to(found, now) ?? refuse()
      return { ...next, attempts: 0, dueAt: found.leased ? found.dueAt : now }
    })
    if (changed === undefined) throw new WaymarkError('not-found')
    await record(caller, changed, act)
    return changed
  }

  return {
    async start(caller, organizationId, batchId, hold = usualHoldMinutes) {
      await requireRight(caller, organizationId, 'award.make')
      const batch = await own(organizationId, batchId)
      return moved(caller, batch, 'batch.started', (found, now) =>
        found.state === 'ready'
          ? { ...found, ...started(found, hold, now), runBy: caller.accountId }
          : undefined,
      )
    },
    async pause(caller, organizationId, batchId) {
      await requireRight(caller, organizationId, 'award.make')
      const batch = await own(organizationId, batchId)
      return moved(caller, batch, 'batch.paused', (found) =>
        found.state === 'running' ? { ...found, state: 'paused', work: 'none' } : undefined,
      )
    },
    async resume(caller, organizationId, batchId) {
      await requireRight(caller, organizationId, 'award.make')
      const batch = await own(organizationId, batchId)
      return moved(caller, batch, 'batch.resumed', (found) =>
        found.state === 'paused'
          ? { ...found, state: 'running', work: 'award', runBy: caller.accountId }
          : undefined,
      )
    },
    async undo(caller, organizationId, batchId, reason) {
      await requireRight(caller, organizationId, 'award.revoke')
      const batch = await own(organizationId, batchId)
      return moved(caller, batch, 'batch.undone', (found, at) =>
        found.startedAt === undefined || found.state === 'undone'
          ? undefined
          : { ...found, state: 'undone', work: 'undo', undo: { by: caller.accountId, reason, at } },
      )
    },
  }
}

function refuse(): never {
  throw new WaymarkError('conflict')
}
