import type { Achievements } from '../achievements/achievements.ts'
import type { AchievementVersion } from '../achievements/tables.ts'
import { WaymarkError } from '../errors.ts'
import type { Application } from './tables.ts'

/** The badge as it is awarded today; where it is no more, as it was when it was applied for. */
export async function badgeOf(
  achievements: Pick<Achievements, 'awardable' | 'version'>,
  {
    organizationId,
    achievementId,
    achievementVersion,
  }: Pick<Application, 'organizationId' | 'achievementId' | 'achievementVersion'>,
): Promise<AchievementVersion> {
  try {
    return await achievements.awardable(organizationId, achievementId)
  } catch (error) {
    if (!(error instanceof WaymarkError && error.status < 500)) throw error
    return achievements.version(achievementId, achievementVersion)
  }
}
