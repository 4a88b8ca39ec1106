import { setImmediate } from 'node:timers/promises'
import { rowStates } from '../../../schemas/requests/batches.ts'
import type { Table } from '../../storage/tables.ts'
import type { BatchRow, RowState } from './tables.ts'

export interface BatchCounts {
  readonly rows: Readonly<Record<RowState, number>>
  /** How many mails the valid rows will send. */
  readonly mails: number
  /** Rows that say what another row or an award says. */
  readonly duplicates: number
}

/** The rows themselves are counted: a number beside them could say something else after a crash. */
export function createCounts(
  rows: Table<BatchRow, 'byNumber'>,
): (batchId: string) => Promise<BatchCounts> {
  const running = new Map<string, Promise<BatchCounts>>()

  const count = async (batchId: string): Promise<BatchCounts> => {
    const states = new Map<RowState, number>(rowStates.map((state) => [state, 0]))
    let mails = 0
    let duplicates = 0
    let after: string | undefined
    do {
      const page = await rows.find({
        index: 'byNumber',
        equals: { batchId },
        limit: 1000,
        ...(after === undefined ? {} : { after }),
      })
      for (const { state, mailed, duplicateOf } of page.rows) {
        states.set(state, (states.get(state) ?? 0) + 1)
        if (state === 'valid' && mailed) mails += 1
        if (duplicateOf !== undefined) duplicates += 1
      }
      after = page.next
      await setImmediate()
    } while (after !== undefined)
    return { rows: recordOf(states), mails, duplicates }
  }

  return (batchId) => {
    // However many ask at once, they are told the same.
    const counting = running.get(batchId) ?? count(batchId).finally(() => running.delete(batchId))
    running.set(batchId, counting)
    return counting
  }
}

function recordOf(states: ReadonlyMap<RowState, number>): Readonly<Record<RowState, number>> {
  const of = (state: RowState) => states.get(state) ?? 0
  return {
    unchecked: of('unchecked'),
    valid: of('valid'),
    invalid: of('invalid'),
    'left-out': of('left-out'),
    pending: of('pending'),
    waiting: of('waiting'),
    issued: of('issued'),
    held: of('held'),
    mailed: of('mailed'),
    bounced: of('bounced'),
    unclear: of('unclear'),
    'not-mailed': of('not-mailed'),
    undone: of('undone'),
  }
}
