import { WaymarkError } from '../errors.ts'
import type { Learner } from '../learners/tables.ts'
import type { ShareDoor } from './share-door.ts'

/** As whom something can be shown: those who may show it to anybody today come first. */
export function ableFirst(
  faces: readonly Learner[],
  audiencesOf: ShareDoor['audiencesOf'],
): readonly Learner[] {
  const may = (learner: Learner) => audiencesOf(learner).length > 0
  return [...faces.filter(may), ...faces.filter((learner) => !may(learner))]
}

/** @throws WaymarkError not-shareable-yet where nobody knows whose it is, not-found for somebody else */
export function faceAmong(faces: readonly Learner[], learnerId: string | undefined): Learner {
  const face = learnerId === undefined ? faces[0] : faces.find(({ id }) => id === learnerId)
  if (face !== undefined) return face
  throw new WaymarkError(learnerId === undefined ? 'not-shareable-yet' : 'not-found')
}
