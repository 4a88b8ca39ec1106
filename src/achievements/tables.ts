import type { BadgeDesign } from '../../schemas/requests/badge-designs.ts'
import type { FurtherAchievementFacts, RubricBody } from '../../schemas/requests/achievements.ts'
import { declare, type Entity } from '../storage/tables.ts'

/** What an achievement says: the part that is versioned. */
export interface AchievementContent extends Readonly<FurtherAchievementFacts> {
  readonly name: string
  readonly description: string
  /** Markdown. */
  readonly criteria: string
  /** One of the standard's terms, or `ext:` and a word. */
  readonly achievementType: string
  /** BCP 47. */
  readonly language: string
  readonly tags: readonly string[]
  readonly alignments: readonly Alignment[]
  /** Becomes a ResultDescription with levels, low to high. */
  readonly rubric?: RubricBody
  readonly picture: Picture
}

export interface Alignment {
  readonly targetName: string
  readonly targetUrl: string
  readonly targetCode?: string
  readonly targetFramework?: string
  readonly targetDescription?: string
  readonly targetType?: string
}

/** The stored pictures: always a PNG, an SVG where one was drawn or uploaded. */
export interface Picture {
  readonly pngId: string
  readonly svgId?: string
  readonly origin: 'drawn' | 'uploaded'
  /** What it was drawn by, where somebody designed it: so that it can be designed on. */
  readonly design?: BadgeDesign
}

export type AchievementState = 'draft' | 'published' | 'archived'

export interface Achievement extends Entity {
  readonly organizationId: string
  readonly state: AchievementState
  /** What is being worked on; becomes a version when published. */
  readonly content: AchievementContent
  /** The newest published version; 0 before the first. */
  readonly publishedVersion: number
  /** The content differs from the newest published version. */
  readonly changed: boolean
  readonly createdAt: string
  readonly changedAt: string
}

/** What was published under a number, for good. Its id: achievement id, colon, number. */
export interface AchievementVersion extends Entity {
  readonly achievementId: string
  readonly organizationId: string
  readonly number: number
  readonly content: AchievementContent
  readonly publishedAt: string
  /** What the version before this one was called, where it was not its number. */
  readonly previousVersion?: string
}

export const achievementTable = declare<Achievement>()({
  name: 'achievements',
  shape: 1,
  indexes: {
    byOrganization: { fields: ['organizationId', 'createdAt'] },
    byState: { fields: ['organizationId', 'state', 'createdAt'] },
  },
})

export const achievementVersionTable = declare<AchievementVersion>()({
  name: 'achievementVersions',
  shape: 1,
  indexes: { byAchievement: { fields: ['achievementId', 'number'] } },
})

/**
 * What somebody typed into the form of a badge and has not saved: kept for them alone, so that a closed window loses
 * nothing. Its id: organization, account and achievement (or `new`), with colons between them.
 */
export interface UnsavedDraft extends Entity {
  readonly organizationId: string
  readonly accountId: string
  /** Absent for a badge that is not there yet. */
  readonly achievementId?: string
  /** The fields of the form by their names, as typed. */
  readonly typed: Readonly<Record<string, string>>
  /** Counts how often it was kept: who keeps it says which one they know. */
  readonly keeps: number
  readonly keptAt: string
  readonly expiresAt: string
}

export const unsavedDraftTable = declare<UnsavedDraft>()({
  name: 'unsavedDrafts',
  shape: 1,
  indexes: {
    byStaff: { fields: ['organizationId', 'accountId', 'keptAt'] },
    byAccount: { fields: ['accountId'] },
  },
  expiresAt: 'expiresAt',
})
