import {
  achievementMember,
  alignmentMember,
  type AchievementFacts,
  type AlignmentFacts,
} from './achievement.ts'
import type { JsonObject } from './json.ts'
import { given, imageMember, several } from './members.ts'
import { profileMember, type ProfileFacts } from './profile.ts'

export interface SubjectFacts {
  /** `urn:uuid:…`, one per learner and organization, or the DID that a learner brought. */
  readonly id: string
  /** A salted hash of the learner's e-mail address, see `identityHash`. */
  readonly identity?: { readonly hash: string; readonly salt: string }
  /** Other names under which a system knows the learner. */
  readonly identifiers?: readonly IdentityFacts[]
  readonly narrative?: string
  readonly activityStartDate?: string
  readonly activityEndDate?: string
  readonly creditsEarned?: number
  /** Address of a picture of this learner's own achievement. */
  readonly image?: string
  readonly imageCaption?: string
  readonly licenseNumber?: string
  /** What the learner was when it was achieved, as `Captain`. */
  readonly role?: string
  /** Who assessed it on behalf of the issuer. */
  readonly source?: ProfileFacts
  /** The academic term. */
  readonly term?: string
  readonly results?: readonly ResultFacts[]
}

/** OB 3.0 §B.1.15 IdentityObject: hashed where it has a salt, and plain text where it has none. */
export interface IdentityFacts {
  readonly identityType: string
  readonly identityHash: string
  readonly salt?: string
}

export interface ResultFacts {
  /** Id of the ResultDescription. */
  readonly resultDescription?: string
  /** Id of the rubric level that was reached. */
  readonly achievedLevel?: string
  readonly value?: string
  readonly status?: string
  readonly alignments?: readonly AlignmentFacts[]
}

/** OB 3.0 §B.1.3 AchievementSubject. */
export function subjectMember(subject: SubjectFacts, achievement: AchievementFacts): JsonObject {
  const { identity, identifiers = [], narrative, activityStartDate, activityEndDate } = subject
  const { creditsEarned, licenseNumber, role, term, source, results } = subject
  const email = identity && {
    identityType: 'emailAddress',
    identityHash: identity.hash,
    salt: identity.salt,
  }
  return {
    id: subject.id,
    type: ['AchievementSubject'],
    ...several(
      'identifier',
      [...(email === undefined ? [] : [email]), ...identifiers].map(identityMember),
    ),
    achievement: achievementMember(achievement),
    ...given({ narrative, activityStartDate, activityEndDate }),
    ...given({ creditsEarned, licenseNumber, role, term }),
    ...imageMember(subject.image, subject.imageCaption),
    ...(source === undefined ? {} : { source: profileMember(source) }),
    ...several('result', results?.map(resultMember)),
  }
}

function identityMember({ identityType, identityHash, salt }: IdentityFacts): JsonObject {
  return {
    type: 'IdentityObject',
    hashed: salt !== undefined,
    identityHash,
    identityType,
    ...given({ salt }),
  }
}

/** OB 3.0 §B.1.24 Result. */
function resultMember({ alignments, ...said }: ResultFacts): JsonObject {
  return {
    type: ['Result'],
    ...given(said),
    ...several('alignment', alignments?.map(alignmentMember)),
  }
}
