import type { Achievements } from '../achievements/achievements.ts'
import { shownState } from '../issuing/shown-state.ts'
import type { Award } from '../issuing/tables.ts'
import { standingOf } from '../learners/standing.ts'
import type { Learner } from '../learners/tables.ts'
import type { MayShow } from '../learners/visibility.ts'
import { timestamp, type World } from '../world.ts'
import type { Child } from './family.ts'

interface Deps {
  readonly achievements: Pick<Achievements, 'version'>
  readonly mayShow: MayShow
  readonly nameOf: (organizationId: string) => Promise<string>
  readonly world: World
}

const mostBadges = 3
/** About half a year before somebody decides for themselves, their guardian is told of it. */
const daysBefore = 183

/** A child as the first page of their guardian shows them. */
export function createChildAtHome({ achievements, mayShow, nameOf, world }: Deps) {
  const badgeOf = async (award: Award) => {
    const { achievementId, achievementVersion, achievementName, createdAt } = award
    const { content } = await achievements.version(achievementId, achievementVersion)
    return {
      id: award.id,
      achievement: achievementName,
      image: `/images/${content.picture.pngId}`,
      date: createdAt,
      state: shownState(award, timestamp(world.now())),
    }
  }

  return async ({
    learner,
    badges,
    waiting,
    shares,
  }: Pick<Child, 'learner' | 'badges' | 'waiting' | 'shares'>) => {
    const now = world.now()
    const standing = standingOf(learner, timestamp(now).slice(0, 10))
    const [firstToEnd] = shares.map(({ endsAt }) => endsAt).toSorted()
    return {
      learnerId: learner.id,
      name: mayShow({ kind: 'guardian' }, 'recipient-name', learner) ? learner.name : '',
      organizationName: await nameOf(learner.organizationId),
      standing,
      badges: badges.length,
      newest: await Promise.all(badges.slice(0, mostBadges).map(badgeOf)),
      waiting: waiting.map(({ achievementName }) => achievementName),
      shares: shares.length,
      ...(firstToEnd === undefined ? {} : { firstShareEnds: firstToEnd }),
      ...decidesSoon(learner, now),
    }
  }
}

function decidesSoon({ consentsFrom }: Learner, now: Date): { readonly decidesFrom?: string } {
  if (consentsFrom === undefined) return {}
  const soon = new Date(now.getTime() + daysBefore * 86_400_000)
  const isSoon = consentsFrom > timestamp(now).slice(0, 10) && consentsFrom <= timestamp(soon)
  return isSoon ? { decidesFrom: consentsFrom } : {}
}
