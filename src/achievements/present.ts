import type { AchievementAnswer } from '../../schemas/requests/achievements.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import type { Achievement } from './tables.ts'

/** What the API says of an achievement: the draft that is being worked on, and where it stands. */
export function presentAchievement(
  achievement: Achievement,
  identifiers: Identifiers,
): AchievementAnswer {
  const { id, organizationId, state, content, publishedVersion, changed } = achievement
  const { picture, tags, alignments, ...rest } = content
  return {
    id,
    organizationId,
    state,
    ...rest,
    tags: [...tags],
    alignments: alignments.map((alignment) => ({ ...alignment })),
    image: identifiers.imageUrl(picture.pngId),
    ...(picture.design === undefined ? {} : { design: picture.design }),
    publishedVersion,
    changed,
    createdAt: achievement.createdAt,
    changedAt: achievement.changedAt,
  }
}
