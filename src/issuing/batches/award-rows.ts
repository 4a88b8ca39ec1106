import { setImmediate } from 'node:timers/promises'
import type { Caller } from '../../caller.ts'
import { WaymarkError } from '../../errors.ts'
import type { MailLimits } from '../../mail/mail-limits.ts'
import type { Table } from '../../storage/tables.ts'
import type { MakeAward } from '../award.ts'
import type { Award } from '../tables.ts'
import type { Awardables } from './awardables.ts'
import { problemsOfRefusal, type CheckRow, type ReadRow } from './check-row.ts'
import { idsOfRow } from './row-state.ts'
import type { Batch, BatchRow, RowProblem } from './tables.ts'
import type { TellRows } from './tell-rows.ts'

interface Deps {
  readonly rows: Table<BatchRow, 'byState'>
  readonly checkRow: CheckRow
  /** Without the limits of single awards: a batch has its own. */
  readonly makeAward: MakeAward
  readonly mailLimits: BatchMailLimits
  readonly tellRows: TellRows
}

export interface BatchMailLimits {
  readonly ofAddress: MailLimits
  readonly ofOrganization: MailLimits
}

export interface Run {
  readonly batch: Batch
  readonly caller: Caller
  readonly awardables: Awardables
  readonly mailNotBefore: string
}

/** Awards the next valid rows of a batch; answers how many were dealt with. */
export type AwardRows = (run: Run, limit: number) => Promise<number>

/** Signing waits for other threads, so a few at once are faster than one after the other. */
const atOnce = 4

export function createAwardRows(deps: Deps): AwardRows {
  const { rows, tellRows } = deps
  return async (run, limit) => {
    const query = { index: 'byState', equals: { batchId: run.batch.id, state: 'valid' } } as const
    const { rows: waiting } = await rows.find({ ...query, limit })
    for (let from = 0; from < waiting.length; from += atOnce) {
      const some = waiting.slice(from, from + atOnce)
      const made = await Promise.all(some.map((row) => awarded(deps, run, row)))
      await tellRows(made.flatMap((one) => ('award' in one ? [one.award] : [])))
      await rows.replaceMany(made.flatMap((one) => ('row' in one ? [one.row] : [])))
      await setImmediate()
    }
    return waiting.length
  }
}

/**
 * The award of a row; or the row as it is when it cannot be awarded after all.
 * @throws WaymarkError too-many-requests: there is no room for the mails of the organization now; not-allowed and not-found:
 * whoever started the batch may not award any more
 */
async function awarded(
  deps: Deps,
  run: Run,
  row: BatchRow,
): Promise<{ readonly award: Award } | { readonly row: BatchRow }> {
  const checked = await deps.checkRow(run.batch, row, run.awardables)
  if (!checked.ok) return { row: invalid(row, checked.problems) }
  const { duplicateOf, read } = checked
  if (duplicateOf !== undefined && !row.anyway) {
    return { row: { ...row, state: 'left-out', duplicateOf } }
  }
  try {
    return { award: await make(deps, run, row, read) }
  } catch (error) {
    const problems = error instanceof AddressFull ? tooManyMails : refusedFor(error)
    if (problems === undefined) throw error
    return { row: invalid(row, problems) }
  }
}

function make(deps: Deps, run: Run, row: BatchRow, { request, email }: ReadRow): Promise<Award> {
  const { batch, caller, mailNotBefore } = run
  const { organizationId } = batch
  const { awardId: id, newLearnerId } = idsOfRow(batch.id, row.number)
  const forRow = { newLearnerId, batchId: batch.id, batchRow: row.number, mailNotBefore }
  const once = async () => deps.makeAward(caller, organizationId, { ...request, id, forRow })
  if (email === undefined) return once()
  const { ofAddress, ofOrganization } = deps.mailLimits
  return ofOrganization.counted(organizationId, email, async () => {
    const counting = { begun: false }
    const begun = async () => {
      counting.begun = true
      return once()
    }
    try {
      return await ofAddress.counted(organizationId, email, begun)
    } catch (error) {
      throw counting.begun
        ? error
        : new AddressFull('too many mails to one address', { cause: error })
    }
  })
}

/** One mailbox gets no more now: a fault of the row, not of the batch. */
class AddressFull extends Error {}

const tooManyMails: readonly RowProblem[] = [{ column: 'email', rule: 'too-many-mails' }]

/** Undefined where it is no fault of the row: the batch waits or is paused, and the row stays as it is. */
function refusedFor(error: unknown): readonly RowProblem[] | undefined {
  const code = error instanceof WaymarkError ? error.code : undefined
  const isOfBatch = code === 'not-allowed' || code === 'too-many-requests'
  return isOfBatch ? undefined : problemsOfRefusal(error)
}

function invalid(row: BatchRow, problems: readonly RowProblem[]): BatchRow {
  return { ...row, state: 'invalid', problems }
}
