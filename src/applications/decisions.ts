import type { DecisionBody } from '../../schemas/requests/applications.ts'
import { WaymarkError } from '../errors.ts'
import type { ApplicationState, Step } from './tables.ts'

/** What each decision does, and in which states it was made already. */
export const outcomes = {
  approve: { act: 'approved', states: ['approved', 'given'] },
  return: { act: 'returned', states: ['returned'] },
  decline: { act: 'declined', states: ['declined'] },
} as const satisfies Record<
  DecisionBody['decision'],
  { act: Step['act']; states: readonly ApplicationState[] }
>

/** What is not sent yet, or was taken back, is for nobody but whoever wrote it. */
export function isHidden(state: ApplicationState): boolean {
  return state === 'draft' || state === 'withdrawn'
}

/** Nobody is sent back or away without a word. @throws WaymarkError invalid-request */
export function requireWords({ decision, words }: DecisionBody): void {
  if (decision === 'approve' || words !== undefined) return
  throw new WaymarkError('invalid-request', { problems: [{ path: '/words', rule: 'required' }] })
}
