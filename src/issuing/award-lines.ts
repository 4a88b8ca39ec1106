import type { AwardLine } from '../../templates/issuing/lines.tsx'
import type { Caller } from '../caller.ts'
import type { Learners } from '../learners/learners.ts'
import type { Learner } from '../learners/tables.ts'
import type { MayShow } from '../learners/visibility.ts'
import { timestamp, type World } from '../world.ts'
import type { FindAwards } from './find-awards.ts'
import { isClaimed } from './present.ts'
import { shownState, type ShownState } from './shown-state.ts'
import type { Award } from './tables.ts'

/** An award in a list of staff. */
export interface StaffLine {
  readonly award: Award
  /** What staff of the awarding organization call the learner; nothing where they may not know. */
  readonly recipient: string
  readonly state: ShownState
  readonly waiting: boolean
  readonly hasAddress: boolean
  /** Where its mail may not have arrived: what staff should look after. */
  readonly mail?: 'bounced' | 'unclear' | 'given-up'
}

export interface LineDeps {
  readonly learners: Pick<Learners, 'byIds'>
  readonly mayShow: MayShow
  readonly world: World
}

export async function staffLines(
  awards: readonly Award[],
  { learners, mayShow, world }: LineDeps,
): Promise<readonly StaffLine[]> {
  const people = await learners.byIds(awards.map((award) => award.learnerId))
  const byId = new Map(people.map((learner) => [learner.id, learner]))
  const nameOf = ({ organizationId }: Award, learner: Learner | undefined) =>
    learner !== undefined && mayShow({ kind: 'staff', organizationId }, 'recipient-name', learner)
      ? learner.name
      : ''
  return awards.map((award) => {
    const learner = byId.get(award.learnerId)
    return {
      award,
      recipient: nameOf(award, learner),
      state: shownState(award, timestamp(world.now())),
      waiting: !isClaimed(award, learner),
      hasAddress: learner?.email !== undefined,
      ...mailOf(award),
    }
  })
}

/** What an organization awarded to one learner, newest first, a page of it, as lines that lead to the awards. */
export function createLearnerAwards(
  deps: LineDeps & { readonly issuing: Pick<FindAwards, 'list'> },
) {
  return async (
    caller: Caller,
    organizationId: string,
    query: { readonly learnerId: string; readonly after?: string },
  ): Promise<{ readonly lines: readonly AwardLine[]; readonly next?: string }> => {
    const { rows, next } = await deps.issuing.list(caller, organizationId, query)
    const lines = await staffLines(rows, deps)
    return {
      lines: lines.map((line) => linkedLine(line, organizationId)),
      ...(next === undefined ? {} : { next }),
    }
  }
}

/** Without the name: all may be of one person. */
export function linkedLine(
  { award, state, waiting, mail }: StaffLine,
  organizationId: string,
): AwardLine {
  return {
    href: `/console/${organizationId}/awards/${award.id}`,
    achievement: award.achievementName,
    date: award.createdAt,
    state,
    waiting,
    ...(mail === undefined ? {} : { mail }),
  }
}

function mailOf({ delivery }: Award): Pick<StaffLine, 'mail'> {
  const isOpen = delivery === 'bounced' || delivery === 'unclear' || delivery === 'given-up'
  return isOpen ? { mail: delivery } : {}
}
