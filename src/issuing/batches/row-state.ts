import { createHash } from 'node:crypto'
import type { Award } from '../tables.ts'
import { rowIdOf, type RowState } from './tables.ts'

/** The states of a row whose award was made. */
export const awardedRowStates = [
  'pending',
  'waiting',
  'issued',
  'held',
  'mailed',
  'bounced',
  'unclear',
  'not-mailed',
  'undone',
] as const satisfies readonly RowState[]

export type AwardedRowState = (typeof awardedRowStates)[number]

const byDelivery = {
  none: 'issued',
  due: 'held',
  sending: 'held',
  sent: 'mailed',
  unclear: 'unclear',
  bounced: 'bounced',
  'given-up': 'not-mailed',
} as const satisfies Record<Award['delivery'], AwardedRowState>

/** How the row of an award stands: nothing but what the award says. */
export function rowStateOf({
  state,
  delivery,
}: Pick<Award, 'state' | 'delivery'>): AwardedRowState {
  if (state === 'revoked') return 'undone'
  return state === 'waiting' || state === 'pending' ? state : byDelivery[delivery]
}

/** The ids of what is made for a row: the same however often it is tried. */
export function idsOfRow(batchId: string, number: number) {
  const derived = (purpose: string) =>
    createHash('sha256')
      .update(`${purpose}\n${rowIdOf(batchId, number)}`)
      .digest()
      .subarray(0, 16)
      .toString('base64url')
  return { awardId: derived('award'), newLearnerId: derived('learner') }
}
