import type { AchievementVersion } from '../achievements/tables.ts'
import {
  achievementFacts,
  levelId,
  resultDescriptionId,
} from '../achievements/achievement-facts.ts'
import type { AchievementFacts } from '../credentials/achievement.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import { picked } from '../credentials/members.ts'
import type { ResultFacts } from '../credentials/subject.ts'
import type { AwardFacts } from '../credentials/open-badge-credential.ts'
import { profileFacts } from '../organizations/profile-facts.ts'
import type { Organization } from '../organizations/tables.ts'
import type { New } from '../storage/tables.ts'
import { endorsementsOf, type AcceptedEndorsement } from './endorsements.ts'
import { numberOf } from './status-lists.ts'
import { resultFacts } from './statement-problems.ts'
import type { Award, AwardEvidence, AwardStatement } from './tables.ts'

export { achievementFacts } from '../achievements/achievement-facts.ts'

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
      ...(inputs.identifiers === undefined ? {} : { identifiers: inputs.identifiers }),
      ...picked(statement, 'creditsEarned', 'licenseNumber', 'role', 'term', 'source'),
      ...picked(statement, 'image', 'imageCaption'),
      ...resultsOf(statement, achievement),
    },
    ...(statement.evidence.length === 0 ? {} : { evidence: statement.evidence.map(evidenceFacts) }),
    validFrom: inputs.validFrom,
    ...(statement.validUntil === undefined ? {} : { validUntil: statement.validUntil }),
    awardedDate: statement.awardedDate ?? inputs.awardedDate ?? inputs.validFrom,
    ...ofTheWhole(statement),
    ...(award.refreshId === undefined
      ? {}
      : { refreshService: identifiers.refreshUrl(award.refreshId) }),
    status: {
      index: statusIndex,
      revocationList: identifiers.statusListUrl(organizationId, number, 'revocation'),
      suspensionList: identifiers.statusListUrl(organizationId, number, 'suspension'),
      refreshList: identifiers.statusListUrl(organizationId, number, 'refresh'),
    },
  }
}

/** What the credential says as a whole: its own name, picture and terms, and the digests of evidence. */
function ofTheWhole(statement: AwardStatement) {
  const { credentialName, credentialDescription, credentialImage } = statement
  const { credentialImageCaption } = statement
  const bound = statement.evidence.flatMap(({ url, digestSRI, mediaType }) =>
    url === undefined || digestSRI === undefined
      ? []
      : [{ id: url, digestSRI, ...(mediaType === undefined ? {} : { mediaType }) }],
  )
  return {
    ...(credentialName === undefined ? {} : { name: credentialName }),
    ...(credentialDescription === undefined ? {} : { description: credentialDescription }),
    ...(credentialImage === undefined ? {} : { image: credentialImage }),
    ...(credentialImageCaption === undefined ? {} : { imageCaption: credentialImageCaption }),
    ...picked(statement, 'termsOfUse', 'credentialSchema'),
    ...(bound.length === 0 ? {} : { relatedResources: bound }),
  }
}

/** The level of the rubric, which the pages ask, and every other result. */
export function resultsOf(
  { level, results = [] }: AwardStatement,
  { id }: AchievementFacts,
): { readonly results?: readonly ResultFacts[] } {
  const reached =
    level === undefined
      ? []
      : [
          {
            resultDescription: resultDescriptionId(id, 'rubric'),
            achievedLevel: levelId(id, 'rubric', level),
          },
        ]
  const all = [...reached, ...results.map((result) => resultFacts(result, id))]
  return all.length === 0 ? {} : { results: all }
}

function evidenceFacts(evidence: AwardEvidence) {
  return {
    ...(evidence.url === undefined ? {} : { id: evidence.url }),
    ...picked(evidence, 'name', 'description', 'narrative', 'genre', 'audience'),
  }
}
