import type { ApplicationAnswer, OpeningAnswer } from '../../schemas/requests/applications.ts'
import type { Learner } from '../learners/tables.ts'
import type { MayShow } from '../learners/visibility.ts'
import { evidenceAddress } from './statement-of.ts'
import type { Application, Opening, Step } from './tables.ts'

/** What the API says of an opening. */
export function presentOpening(
  opening: Opening,
  { isOpen, code }: { readonly isOpen: boolean; readonly code: string },
  base: string,
): OpeningAnswer {
  const { id, state, words, who, until, changedAt } = opening
  return {
    achievementId: id,
    state,
    ...(words === undefined ? {} : { words }),
    who,
    ...(until === undefined ? {} : { until }),
    isOpen,
    url: applyAddress(base, id),
    code,
    changedAt,
  }
}

export function applyAddress(base: string, achievementId: string): string {
  return `${base}/apply/${achievementId}`
}

/** Where a code is typed, as people type it. */
export function typedAt(base: string): string {
  return `${base.replace(/^https?:\/\//, '')}/apply`
}

/** What the API says of an application to whoever it belongs to, or to staff, who see what was sent last. */
export function presentApplication(
  application: Application,
  told: {
    readonly to: 'applicant' | 'staff'
    readonly name: string
    readonly achievementName: string
    readonly base: string
  },
): ApplicationAnswer {
  const { id, organizationId, achievementId, state, as, learnerId, approval } = application
  const { words, links, levels, files } = workFor(application, told.to)
  return {
    ...{ id, organizationId, achievementId, state, as },
    achievementName: told.achievementName,
    name: told.name,
    ...(learnerId === undefined ? {} : { learnerId }),
    ...(words === undefined ? {} : { words }),
    links: links.map(({ url = '', ...link }) => ({ url, ...link })),
    levels: levels.map((level) => ({ ...level })),
    files: files.map((file) => ({ ...file, url: evidenceAddress(told.base, file.id) })),
    history: application.history.map(shownStep),
    ...(state === 'given' && approval !== undefined ? { awardId: approval.awardId } : {}),
    createdAt: application.createdAt,
    ...(application.sentAt === undefined ? {} : { sentAt: application.sentAt }),
  }
}

/** Staff see what was handed to them, and not what is being written; of its files those that are still there. */
export function workFor({ work, handed = work, fileIds }: Application, to: 'applicant' | 'staff') {
  if (to === 'applicant') return work
  return { ...handed, files: handed.files.filter(({ id }) => fileIds.includes(id)) }
}

/** Not who decided: that is between the staff. */
export function shownStep({ at, act, words }: Step) {
  return { at, act, ...(words === undefined ? {} : { words }) }
}

/** What staff call whom an application is for. */
export function nameForStaff(
  { organizationId, learnerId, nickname }: Application,
  learner: Learner | undefined,
  mayShow: MayShow,
): string {
  if (learnerId === undefined) return nickname
  const viewer = { kind: 'staff', organizationId } as const
  return learner !== undefined && mayShow(viewer, 'recipient-name', learner) ? learner.name : ''
}
