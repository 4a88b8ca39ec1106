import type { Achievements } from '../../achievements/achievements.ts'
import { publishedBadges } from '../../achievements/published.ts'
import type { AchievementVersion } from '../../achievements/tables.ts'
import type { Caller } from '../../caller.ts'
import { plain } from './plain.ts'

/** What an organization can award today, found by id or by exact name. */
export interface Awardables {
  find(
    idOrName: string | undefined,
  ): AchievementVersion | 'required' | 'achievement-unknown' | 'achievement-ambiguous'
}

/** Reads them all, once for many rows. */
export async function readAwardables(
  achievements: Pick<Achievements, 'list' | 'awardable'>,
  caller: Caller,
  organizationId: string,
): Promise<Awardables> {
  const published = await publishedBadges(achievements, caller, organizationId, Infinity)
  const versions = await Promise.all(
    published.map(({ id }) => achievements.awardable(organizationId, id)),
  )
  return {
    find(idOrName) {
      if (idOrName === undefined) return 'required'
      const known = versions.find(({ achievementId }) => achievementId === idOrName)
      if (known !== undefined) return known
      const name = plain(idOrName)
      const [named, another] = versions.filter(({ content }) => plain(content.name) === name)
      if (named === undefined) return 'achievement-unknown'
      return another === undefined ? named : 'achievement-ambiguous'
    },
  }
}
