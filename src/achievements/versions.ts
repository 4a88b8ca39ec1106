import type { Identifiers } from '../credentials/identifiers.ts'
import { WaymarkError } from '../errors.ts'
import { profileFacts } from '../organizations/profile-facts.ts'
import type { Organization } from '../organizations/tables.ts'
import { Duplicate, type Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import type { Versioned } from './achievement-facts.ts'
import { draftProblems } from './draft-problems.ts'
import type { Achievement, AchievementVersion } from './tables.ts'

/** As the version that it would be when it is published. @throws WaymarkError invalid-request for what contradicts itself */
export type RequireSound = (draft: Versioned) => Promise<void>

interface SoundDeps {
  readonly identifiers: Identifiers
  readonly organization: (organizationId: string) => Promise<Organization>
}

export function createRequireSound({ identifiers, organization }: SoundDeps): RequireSound {
  return async (draft) => {
    const issuer = profileFacts(await organization(draft.organizationId), identifiers)
    const problems = draftProblems(draft, { identifiers, issuer })
    if (problems.length > 0) throw new WaymarkError('invalid-request', { problems })
  }
}

/** What was published: it stays as it is for good. */
export interface Versions {
  /** @throws WaymarkError not-found */
  numbered(achievementId: string, number: number): Promise<AchievementVersion>
  /** Those of them that are there, in one read. */
  allNumbered(
    of: readonly { readonly id: string; readonly publishedVersion: number }[],
  ): Promise<readonly AchievementVersion[]>
  /** Newest first. */
  all(achievementId: string): Promise<readonly AchievementVersion[]>
  /** The draft, as the version of this number. */
  publish(achievement: Achievement, number: number): Promise<AchievementVersion>
}

interface Deps {
  readonly versions: Table<AchievementVersion, 'byAchievement'>
  readonly requireSound: RequireSound
  readonly world: World
}

const versionId = (achievementId: string, number: number) => `${achievementId}:${number}`

export function createVersions({ versions, requireSound, world }: Deps): Versions {
  const numbered = async (achievementId: string, number: number) => {
    const found = await versions.get(versionId(achievementId, number))
    if (found === undefined) throw new WaymarkError('not-found')
    return found
  }

  /** A publication that was cut off left its version behind: then that is the version of this number. */
  const publish = async (achievement: Achievement, number: number) => {
    const { id: achievementId, organizationId, content } = achievement
    // What the organization says of itself may have changed since the draft was written.
    await requireSound({ achievementId, organizationId, number, content })
    const id = versionId(achievementId, number)
    const publishedAt = timestamp(world.now())
    const before = number === 1 ? undefined : await numbered(achievementId, number - 1)
    const previousVersion = before?.content.version
    try {
      return await versions.insert({
        id,
        achievementId,
        organizationId,
        number,
        content,
        publishedAt,
        ...(previousVersion === undefined ? {} : { previousVersion }),
      })
    } catch (error) {
      if (error instanceof Duplicate) return numbered(achievementId, number)
      throw error
    }
  }

  return {
    numbered,
    allNumbered: (of) =>
      versions.getMany(of.map(({ id, publishedVersion }) => versionId(id, publishedVersion))),
    async all(achievementId) {
      const { rows } = await versions.find({
        index: 'byAchievement',
        equals: { achievementId },
        order: 'descending',
        limit: 1000,
      })
      return rows
    },
    publish,
  }
}
