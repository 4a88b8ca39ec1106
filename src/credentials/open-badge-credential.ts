import { achievementMember, type AchievementFacts } from './achievement.ts'
import { credentialsV2, openBadgesExtensions, openBadgesV3 } from './contexts/contexts.ts'
import type { JsonObject } from './json.ts'
import { profileMember, type ProfileFacts } from './profile.ts'
import { findSaidTwice } from './said-twice.ts'
import { issuedProblems, requireNone } from './schema.ts'

export { achievementDocument, type AchievementFacts } from './achievement.ts'

/** Everything an award's credential says, as plain values. Times are RFC 3339 in UTC with whole seconds. */
export interface AwardFacts {
  /** Address of the credential. */
  readonly id: string
  /** Stands before the name where the identifiers are for trying out, as `Trial: `. */
  readonly trialMarker?: string
  readonly issuer: ProfileFacts
  readonly achievement: AchievementFacts
  readonly subject: SubjectFacts
  readonly evidence?: readonly EvidenceFacts[]
  readonly validFrom: string
  readonly validUntil?: string
  /** When it was first given; a correction keeps it. */
  readonly awardedDate?: string
  readonly status?: StatusPlace
  /** Address that answers a newer copy; brings a third context with it. */
  readonly refreshService?: string
}

export interface SubjectFacts {
  /** `urn:uuid:…`, one per learner and organization, or the DID that a learner brought. */
  readonly id: string
  /** A salted hash of the learner's e-mail address, see `identityHash`. */
  readonly identity?: { readonly hash: string; readonly salt: string }
  readonly narrative?: string
  readonly activityStartDate?: string
  readonly activityEndDate?: string
  readonly results?: readonly ResultFacts[]
}

export interface ResultFacts {
  /** Id of the ResultDescription. */
  readonly resultDescription: string
  /** Id of the rubric level that was reached. */
  readonly achievedLevel?: string
  readonly value?: string
  readonly status?: string
}

export interface EvidenceFacts {
  /** Address of the work. */
  readonly id?: string
  readonly name?: string
  readonly description?: string
  /** Markdown. */
  readonly narrative?: string
  readonly genre?: string
  readonly audience?: string
}

/** One place in two lists: revocation and suspension are apart (Bitstring Status List §2.1). */
export interface StatusPlace {
  readonly index: number
  readonly revocationList: string
  /** Absent for what is never suspended. */
  readonly suspensionList?: string
}

/**
 * An unsigned OpenBadgeCredential (OB 3.0 §B.1.1) in VC 2.0 form, checked against our own statement of the model:
 * arrays for what may have several values, no nulls, nothing empty.
 * @throws Error naming the places, where the facts do not make a good credential or give two objects the same id: a
 * fault of the caller's
 */
export function openBadgeCredential(facts: AwardFacts): JsonObject {
  const { achievement, issuer, subject, evidence = [], validUntil, status, refreshService } = facts
  const credential: JsonObject = {
    '@context': [
      credentialsV2,
      openBadgesV3,
      ...(refreshService === undefined ? [] : [openBadgesExtensions]),
    ],
    id: facts.id,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: `${facts.trialMarker ?? ''}${achievement.name}`,
    description: achievement.description,
    issuer: profileMember(issuer),
    validFrom: facts.validFrom,
    ...(validUntil === undefined ? {} : { validUntil }),
    awardedDate: facts.awardedDate ?? facts.validFrom,
    credentialSubject: subjectMember(subject, saidOnce(achievement, issuer)),
    ...(evidence.length === 0 ? {} : { evidence: evidence.map(evidenceMember) }),
    ...(status === undefined ? {} : { credentialStatus: statusMember(status) }),
    ...(refreshService === undefined
      ? {}
      : { refreshService: { id: refreshService, type: '1EdTechCredentialRefresh' } }),
  }
  requireNone(issuedProblems(credential))
  const endorsements = [...(achievement.endorsements ?? []), ...(issuer.endorsements ?? [])]
  const twice = findSaidTwice(credential, 'any', new Set(endorsements))
  if (twice !== undefined) {
    throw new Error(`the credential to be issued uses the id of another object at ${twice.path}`)
  }
  return credential
}

/**
 * JSON-LD merges what has the same id. Were the issuer named again as the creator, its name could be moved from one to
 * the other under the same signature; so a creator is only named where it is somebody else. The picture stands
 * in the achievement alone for the same reason.
 */
function saidOnce(achievement: AchievementFacts, issuer: ProfileFacts): AchievementFacts {
  const { creator, ...rest } = achievement
  const id = typeof creator === 'string' ? creator : creator?.id
  return id === issuer.id ? rest : achievement
}

/** OB 3.0 §B.1.3 AchievementSubject. */
function subjectMember(subject: SubjectFacts, achievement: AchievementFacts): JsonObject {
  const { identity, narrative, activityStartDate, activityEndDate, results = [] } = subject
  return {
    id: subject.id,
    type: ['AchievementSubject'],
    ...(identity === undefined ? {} : { identifier: [identityMember(identity)] }),
    achievement: achievementMember(achievement),
    ...(narrative === undefined ? {} : { narrative }),
    ...(activityStartDate === undefined ? {} : { activityStartDate }),
    ...(activityEndDate === undefined ? {} : { activityEndDate }),
    ...(results.length === 0
      ? {}
      : { result: results.map((result) => ({ type: ['Result'], ...given(result) })) }),
  }
}

/** OB 3.0 §B.1.15 IdentityObject. */
function identityMember({ hash, salt }: { readonly hash: string; readonly salt: string }) {
  return {
    type: 'IdentityObject',
    hashed: true,
    identityHash: hash,
    identityType: 'emailAddress',
    salt,
  }
}

/** OB 3.0 §B.1.10 Evidence. */
function evidenceMember({ id, ...said }: EvidenceFacts): JsonObject {
  return { ...(id === undefined ? {} : { id }), type: ['Evidence'], ...given(said) }
}

/** What is there of some facts: absent ones leave no member behind. */
function given(facts: object): JsonObject {
  const members = Object.entries(facts).filter(
    (one): one is [string, string] => typeof one[1] === 'string',
  )
  return Object.fromEntries(members)
}

/** Bitstring Status List §2.1: the index is a decimal string, the entry's id differs from the list's address. */
export function statusMember({ index, revocationList, suspensionList }: StatusPlace): JsonObject[] {
  const entry = (statusPurpose: string, list: string) => ({
    id: `${list}#${index}`,
    type: 'BitstringStatusListEntry',
    statusPurpose,
    statusListIndex: String(index),
    statusListCredential: list,
  })
  return [
    entry('revocation', revocationList),
    ...(suspensionList === undefined ? [] : [entry('suspension', suspensionList)]),
  ]
}
