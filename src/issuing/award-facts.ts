import type { AchievementVersion } from '../achievements/tables.ts'
import type { AchievementFacts } from '../credentials/achievement.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import type { AwardFacts } from '../credentials/open-badge-credential.ts'
import { profileFacts } from '../organizations/profile-facts.ts'
import type { Organization } from '../organizations/tables.ts'
import type { New } from '../storage/tables.ts'
import { endorsementsOf, type AcceptedEndorsement } from './endorsements.ts'
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
      ? {
          related: [
            {
              id: identifiers.achievementUrl(achievementId, number - 1),
              version: String(number - 1),
            },
          ],
        }
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

interface Given {
  readonly award: New<Award>
  readonly organization: Organization
  readonly version: AchievementVersion
  readonly identifiers: Identifiers
  /** Those that the award names. */
  readonly endorsements: readonly AcceptedEndorsement[]
}

/** An award as the facts of its credential: only what was fixed when it was made. */
export function awardFacts(given: Given): AwardFacts {
  const { award, organization, version, identifiers, endorsements } = given
  const { inputs, statement, organizationId, statusList, statusIndex } = award
  const number = numberOf(statusList)
  const achievement = achievementFacts(version, identifiers)
  const issuer = profileFacts(organization, identifiers)
  const { salt, identityHash } = inputs
  return {
    id: identifiers.credentialUrl(award.credentialId),
    ...(identifiers.trial ? { trialMarker: 'Trial: ' } : {}),
    issuer: { ...issuer, ...endorsementsOf(issuer.id, endorsements) },
    achievement: { ...achievement, ...endorsementsOf(achievement.id, endorsements) },
    subject: {
      id: `urn:uuid:${inputs.subjectUuid}`,
      ...(salt === undefined || identityHash === undefined
        ? {}
        : { identity: { salt, hash: identityHash } }),
      ...(statement.narrative === undefined ? {} : { narrative: statement.narrative }),
      ...(statement.activityStart === undefined
        ? {}
        : { activityStartDate: statement.activityStart }),
      ...(statement.activityEnd === undefined ? {} : { activityEndDate: statement.activityEnd }),
      ...resultsOf(statement.level, achievement),
    },
    ...(statement.evidence.length === 0 ? {} : { evidence: statement.evidence.map(evidenceFacts) }),
    validFrom: inputs.validFrom,
    ...(statement.validUntil === undefined ? {} : { validUntil: statement.validUntil }),
    awardedDate: inputs.validFrom,
    status: {
      index: statusIndex,
      revocationList: identifiers.statusListUrl(organizationId, number, 'revocation'),
      suspensionList: identifiers.statusListUrl(organizationId, number, 'suspension'),
    },
  }
}

function resultsOf(level: number | undefined, achievement: AchievementFacts) {
  const description = achievement.resultDescriptions?.[0]
  const reached = level === undefined ? undefined : description?.levels?.[level]
  if (description === undefined || reached === undefined) return {}
  return { results: [{ resultDescription: description.id, achievedLevel: reached.id }] }
}

function evidenceFacts({ url, name, narrative }: AwardEvidence) {
  return {
    ...(url === undefined ? {} : { id: url }),
    ...(name === undefined ? {} : { name }),
    ...(narrative === undefined ? {} : { narrative }),
  }
}
