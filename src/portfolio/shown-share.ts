import type { Achievements } from '../achievements/achievements.ts'
import type { AchievementVersion } from '../achievements/tables.ts'
import { awardedAt } from '../issuing/awarded-at.ts'
import { toldResults } from '../issuing/told-results.ts'
import { shownState, type ShownState } from '../issuing/shown-state.ts'
import { shownStatement } from '../issuing/shown-statement.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import type { Datum, MayShow } from '../learners/visibility.ts'
import type { Organizations } from '../organizations/organizations.ts'
import type { Organization } from '../organizations/tables.ts'
import { timestamp, type World } from '../world.ts'
import { nameOn } from './name-form.ts'
import type { OpenShare } from './open-share.ts'
import { audienceOf } from './share-choices.ts'

/** What a share shows today, and nothing else: its page, its pictures and whatever else leaves from it say no more. */
export interface ShownShare {
  readonly version: AchievementVersion
  readonly organization: Organization
  /** What it calls the learner; empty for no name. */
  readonly recipient: string
  readonly state: ShownState
  /** RFC 3339, a day or a time. */
  readonly awardedAt: string
  /** The level of the rubric that was reached, by its place. */
  readonly reached?: number
  readonly results: ReturnType<typeof toldResults>
  readonly statement: ReturnType<typeof shownStatement>
}

export type ShowShare = (open: OpenShare) => Promise<ShownShare>

interface Deps {
  readonly achievements: Pick<Achievements, 'version'>
  readonly organizations: Pick<Organizations, 'byId'>
  readonly identifiers: Identifiers
  readonly mayShow: MayShow
  readonly world: Pick<World, 'now'>
}

export function createShowShare(deps: Deps): ShowShare {
  const { achievements, organizations, mayShow, world } = deps
  return async ({ share, award, learner }) => {
    const version = await achievements.version(award.achievementId, award.achievementVersion)
    const viewer = { kind: 'share', audience: audienceOf(share) } as const
    const may = (datum: Datum) => mayShow(viewer, datum, learner)
    const { level } = award.statement
    return {
      version,
      organization: await organizations.byId(award.organizationId),
      recipient: may('recipient-name') ? nameOn(share, learner.name) : '',
      state: shownState(award, timestamp(world.now())),
      awardedAt: awardedAt(award),
      ...(level === undefined ? {} : { reached: level }),
      results: toldResults(award, version, deps.identifiers),
      statement: shownStatement(award, version.content, may),
    }
  }
}
