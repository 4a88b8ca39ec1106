import {
  furtherAchievementFacts,
  type FurtherAchievementFacts,
  type ResultDescriptionBody,
  type RubricBody,
} from '../../schemas/requests/achievements.ts'
import type { AchievementFacts, ResultDescriptionFacts } from '../credentials/achievement.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import { badgeClassType, versionNames } from '../credentials/open-badges-2/export.ts'
import { picked } from '../credentials/members.ts'
import type { AchievementContent, AchievementVersion } from './tables.ts'

/** What of a version makes its facts: a draft can be seen as the version that it would be. */
export type Versioned = Pick<
  AchievementVersion,
  'achievementId' | 'organizationId' | 'number' | 'content' | 'previousVersion'
>

const furtherNames = Object.keys(furtherAchievementFacts).filter(
  (name): name is keyof FurtherAchievementFacts => name in furtherAchievementFacts,
)

/** What an achievement says that only the API asks. */
export function furtherFactsOf(content: FurtherAchievementFacts): FurtherAchievementFacts {
  return picked(content, ...furtherNames)
}

/** A published version as the facts of an OB 3.0 Achievement. */
export function achievementFacts(version: Versioned, identifiers: Identifiers): AchievementFacts {
  const { achievementId, number, content } = version
  const { criteria, criteriaUrl, picture, imageCaption } = content
  const id = identifiers.achievementUrl(achievementId, number)
  return {
    id,
    ...picked(content, 'name', 'description', 'achievementType', 'alignments', 'tags'),
    ...picked(content, 'creditsAvailable', 'fieldOfStudy', 'specialization', 'humanCode'),
    ...picked(content, 'otherIdentifiers'),
    criteria: { ...(criteriaUrl === undefined ? {} : { id: criteriaUrl }), narrative: criteria },
    inLanguage: content.language,
    image: { id: identifiers.imageUrl(picture.pngId), caption: imageCaption ?? content.name },
    creator: content.creator ?? identifiers.organizationDid(version.organizationId),
    version: content.version ?? String(number),
    ...relatedOf(version, identifiers),
    ...describedResults(id, content),
  }
}

/**
 * The same for the achievement's own document, which also names itself as a BadgeClass of Open Badges 2.0. A credential
 * does not: what was signed once must come out the same when it is signed again.
 */
export function linkedAchievementFacts(
  version: Versioned,
  identifiers: Identifiers,
): AchievementFacts {
  const facts = achievementFacts(version, identifiers)
  const asBadgeClass = {
    id: identifiers.badgeClassUrl(version.achievementId, version.number),
    types: [badgeClassType],
    version: versionNames.two,
  }
  return { ...facts, related: [...(facts.related ?? []), asBadgeClass] }
}

/** The version before this one, and what the editor names. */
function relatedOf(version: Versioned, identifiers: Identifiers) {
  const { achievementId, number, content, previousVersion } = version
  const before = {
    id: identifiers.achievementUrl(achievementId, number - 1),
    version: previousVersion ?? String(number - 1),
  }
  const related = [...(number > 1 ? [before] : []), ...(content.related ?? [])]
  return related.length === 0 ? {} : { related }
}

function describedResults(id: string, { rubric, resultDescriptions = [] }: AchievementContent) {
  const described = [
    ...(rubric === undefined ? [] : [rubricFacts(id, rubric)]),
    ...resultDescriptions.map((one) => resultDescriptionFacts(id, one)),
  ]
  return described.length === 0 ? {} : { resultDescriptions: described }
}

/** Where a result description stands in the achievement, and what the ids of its levels begin with. */
export function resultDescriptionId(achievement: string, key: string): string {
  return `${achievement}#${key === 'rubric' ? key : `result/${key}`}`
}

export function levelId(achievement: string, key: string, place: number): string {
  if (key === 'rubric') return `${achievement}#level-${place}`
  return `${resultDescriptionId(achievement, key)}/level/${place}`
}

function rubricFacts(id: string, rubric: RubricBody): ResultDescriptionFacts {
  return {
    id: resultDescriptionId(id, 'rubric'),
    name: rubric.name,
    resultType: 'RubricCriterionLevel',
    ...levelFacts(id, 'rubric', rubric),
  }
}

function resultDescriptionFacts(
  id: string,
  described: ResultDescriptionBody,
): ResultDescriptionFacts {
  const { key } = described
  return {
    id: resultDescriptionId(id, key),
    ...picked(described, 'name', 'resultType', 'allowedValues', 'requiredValue'),
    ...picked(described, 'valueMin', 'valueMax'),
    ...levelFacts(id, key, described),
  }
}

function levelFacts(
  id: string,
  key: string,
  described: Partial<Pick<RubricBody, 'levels' | 'requiredLevel' | 'alignments'>>,
) {
  const { levels, requiredLevel } = described
  return {
    ...(levels === undefined
      ? {}
      : {
          levels: levels.map((level, place) => ({
            id: levelId(id, key, place),
            ...picked(level, 'name', 'description', 'level', 'points', 'alignments'),
          })),
        }),
    ...(requiredLevel === undefined ? {} : { requiredLevel: levelId(id, key, requiredLevel) }),
    ...picked(described, 'alignments'),
  }
}
