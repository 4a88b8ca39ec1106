import { WaymarkError } from '../errors.ts'
import { standingOf } from '../learners/standing.ts'
import type { Learner } from '../learners/tables.ts'
import type { ShareAudience } from '../learners/visibility.ts'
import type { ShareDoor } from './share-door.ts'

/** As whom something can be shown: those who may show it to anybody today come first. */
export function ableFirst(
  faces: readonly Learner[],
  audiencesOf: ShareDoor['audiencesOf'],
): readonly Learner[] {
  const may = (learner: Learner) => audiencesOf(learner).length > 0
  return [...faces.filter(may), ...faces.filter((learner) => !may(learner))]
}

export interface WantedFace {
  /** As whom; without it as the first who may. */
  readonly learnerId: string | undefined
  readonly audience: ShareAudience
  /** Every record of the account that shows it. */
  readonly own: readonly Learner[]
  /** YYYY-MM-DD */
  readonly today: string
}

/**
 * As whom something is shown. Where a record of the account is known as a child's without that consent, no other one is picked
 * for them: whoever means another names it.
 *
 * @throws WaymarkError not-shareable-yet where there is nobody as whom it may be shown, not-found for somebody else
 */
export function faceAmong(
  faces: readonly Learner[],
  { learnerId, audience, own, today }: WantedFace,
  audiencesOf: ShareDoor['audiencesOf'],
): Learner {
  const may = (learner: Learner) => audiencesOf(learner).includes(audience)
  if (learnerId !== undefined) {
    const named = faces.find(({ id }) => id === learnerId)
    if (named === undefined) throw new WaymarkError('not-found')
    return named
  }
  const isHeldBack = own.some((learner) => isMinor(learner, today) && !may(learner))
  const first = isHeldBack ? undefined : faces.find(may)
  if (first === undefined) throw new WaymarkError('not-shareable-yet')
  return first
}

function isMinor(learner: Learner, today: string): boolean {
  const standing = standingOf(learner, today)
  return standing === 'child' || standing === 'youth'
}
