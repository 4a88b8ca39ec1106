import type { AchievementVersion } from '../achievements/tables.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import type { JsonObject } from '../credentials/json.ts'

/** A signed EndorsementCredential, and the id of what it endorses. */
export interface AcceptedEndorsement {
  readonly endorsed: string
  readonly credential: JsonObject
}

/** What others said of an achievement or an organization and its owner accepted: handed in from the floor above. */
export interface AcceptedEndorsements {
  /** The ids of those of one thing that stand today, newest first: a few at most. */
  idsOf(endorsed: string): Promise<readonly string[]>
  /** What was signed, in the order asked for. */
  read(ids: readonly string[]): Promise<readonly AcceptedEndorsement[]>
}

/** The endorsements that an award of this version carries if it is made today: fixed with it, as everything else. */
export async function acceptedFor(
  { achievementId, number, organizationId }: AchievementVersion,
  identifiers: Identifiers,
  accepted: AcceptedEndorsements,
): Promise<readonly string[]> {
  const ofAchievement = await accepted.idsOf(identifiers.achievementUrl(achievementId, number))
  const ofIssuer = await accepted.idsOf(identifiers.organizationDid(organizationId))
  return [...ofAchievement, ...ofIssuer]
}

/** Those of one thing, to be put into it. */
export function endorsementsOf(endorsed: string, all: readonly AcceptedEndorsement[]) {
  const own = all.filter((one) => one.endorsed === endorsed).map(({ credential }) => credential)
  return own.length === 0 ? {} : { endorsements: own }
}
