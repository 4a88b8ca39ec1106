import type { AchievementVersion } from '../achievements/tables.ts'
import type { AchievementFacts, AwardFacts } from '../credentials/open-badge-credential.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import { profileFacts } from '../organizations/profile-facts.ts'
import type { Organization } from '../organizations/tables.ts'
import { numberOf } from './status-lists.ts'
import type { Award, AwardEvidence } from './tables.ts'

/** A published version as the facts of an OB 3.0 Achievement. */
export function achievementFacts(
  version: AchievementVersion,
  identifiers: Identifiers,
): AchievementFacts {
  const { achievementId, number, content } = version
  const id = identifiers.achievementUrl(achievementId, number)
  return {
    id,
    name: content.name,
    description: content.description,
    criteria: { narrative: content.criteria },
    achievementType: content.achievementType,
    inLanguage: content.language,
    image: { id: identifiers.imageUrl(content.picture.pngId), caption: content.name },
    tags: content.tags,
    alignments: content.alignments,
    creator: identifiers.organizationDid(version.organizationId),
    version: String(number),
    ...(number > 1
      ? { related: [{ id: identifiers.achievementUrl(achievementId, number - 1), version: String(number - 1) }] }
      : {}),
    ...(content.rubric === undefined
      ? {}
      : {
          resultDescriptions: [
            {
              id: `${id}#rubric`,
              name: content.rubric.name,
              resultType: 'RubricCriterionLevel',
              levels: content.rubric.levels.map((level, place) => ({
                id: `${id}#level-${place}`,
                name: level.name,
                ...(level.description === undefined ? {} : { description: level.description }),
                ...(level.points === undefined ? {} : { points: level.points }),
              })),
            },
          ],
        }),
  }
}
