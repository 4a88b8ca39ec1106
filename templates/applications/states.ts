import type { PillTone } from '../components/status-pill.tsx'

export type ApplicationState =
  'draft' | 'waiting' | 'returned' | 'approved' | 'given' | 'declined' | 'withdrawn'

/** How each state looks; a no is grey, since it is no fault. */
export const applicationTones = {
  draft: 'info',
  waiting: 'waiting',
  returned: 'warning',
  approved: 'good',
  given: 'good',
  declined: 'unknown',
  withdrawn: 'unknown',
} as const satisfies Record<ApplicationState, PillTone>
