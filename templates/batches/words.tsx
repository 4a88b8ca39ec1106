import type { BatchAnswer, RowAnswer } from '../../schemas/requests/batches.ts'
import type { PillTone } from '../components/status-pill.tsx'
import { useText } from '../text-context.tsx'

export type BatchState = BatchAnswer['state']
export type RowState = RowAnswer['state']

export const batchTones: Readonly<Record<BatchState, PillTone>> = {
  columns: 'warning',
  checking: 'waiting',
  ready: 'info',
  running: 'waiting',
  paused: 'warning',
  done: 'good',
  undone: 'bad',
}

export const rowTones: Readonly<Record<RowState, PillTone>> = {
  unchecked: 'waiting',
  valid: 'info',
  invalid: 'bad',
  'left-out': 'unknown',
  pending: 'waiting',
  waiting: 'waiting',
  issued: 'good',
  held: 'good',
  mailed: 'good',
  bounced: 'warning',
  unclear: 'warning',
  'not-mailed': 'warning',
  undone: 'bad',
}

/** One row as a line says it. */
export interface RowLine {
  readonly number: number
  readonly recipient: string
  readonly achievement: string
  readonly state: RowState
  readonly problems: readonly Pick<RowAnswer['problems'][number], 'column' | 'rule'>[]
  readonly duplicateOf?: RowAnswer['duplicateOf']
}

/** What is wrong with a row, or why it is left out, in words. */
export function RowFaults({ row }: { row: Pick<RowLine, 'problems' | 'duplicateOf'> }) {
  const text = useText()
  const { problems, duplicateOf } = row
  if (problems.length === 0 && duplicateOf === undefined) return null
  return (
    <ul class="faults quiet">
      {problems.map(({ column, rule }) => (
        <li key={`${column} ${rule}`}>
          {text(`batches.problems.${rule}`, { column: text(`batches.columns.${column}`) })}
        </li>
      ))}
      {duplicateOf !== undefined && (
        <li>
          {'row' in duplicateOf
            ? text('batches.duplicateOfRow', { number: duplicateOf.row })
            : text('batches.duplicateOfAward')}
        </li>
      )}
    </ul>
  )
}
