import type { AwardAnswer } from '../../schemas/requests/awards.ts'
import type { AchievementVersion } from '../achievements/tables.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import { reachesRequired } from '../credentials/results.ts'
import { achievementFacts, resultsOf } from './award-facts.ts'
import type { Award } from './tables.ts'

export function hasResults({ statement: { level, results } }: Award): boolean {
  return level !== undefined || results !== undefined
}

/** The results of an award in words, and whether each reaches what its achievement requires. */
export function toldResults(
  { statement }: Award,
  version: AchievementVersion,
  identifiers: Identifiers,
): NonNullable<AwardAnswer['results']> {
  const achievement = achievementFacts(version, identifiers)
  const { results = [] } = resultsOf(statement, achievement)
  return results.map((result) => {
    const described = achievement.resultDescriptions?.find(
      ({ id }) => id === result.resultDescription,
    )
    const level = described?.levels?.find(({ id }) => id === result.achievedLevel)
    const reached = described === undefined ? undefined : reachesRequired(result, described)
    return {
      ...(described === undefined ? {} : { name: described.name }),
      ...(level === undefined ? {} : { level: level.name }),
      ...(result.value === undefined ? {} : { value: result.value }),
      ...(result.status === undefined ? {} : { status: result.status }),
      ...(reached === undefined ? {} : { reachesRequired: reached }),
    }
  })
}
