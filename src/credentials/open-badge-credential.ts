import type { AchievementFacts } from './achievement.ts'
import { credentialsV2, openBadgesExtensions, openBadgesV3 } from './contexts/contexts.ts'
import type { JsonObject } from './json.ts'
import { given, imageMember, several } from './members.ts'
import { profileMember, type ProfileFacts } from './profile.ts'
import { descriptionFaults, resultFaults } from './results.ts'
import { findSaidTwice, type SaidTwice } from './said-twice.ts'
import { issuedProblems, requireNone } from './schema.ts'
import { subjectMember, type SubjectFacts } from './subject.ts'

export { achievementDocument, type AchievementFacts } from './achievement.ts'

/** Everything an award's credential says, as plain values. Times are RFC 3339 in UTC with whole seconds. */
export interface AwardFacts {
  /** Address of the credential. */
  readonly id: string
  /** Stands before the name where the identifiers are for trying out, as `Trial: `. */
  readonly trialMarker?: string
  /** Those of the achievement where there are none of its own. */
  readonly name?: string
  readonly description?: string
  /** Address of a picture of the credential as a whole. */
  readonly image?: string
  readonly imageCaption?: string
  readonly issuer: ProfileFacts & { readonly name: string }
  readonly achievement: AchievementFacts
  readonly subject: SubjectFacts
  readonly evidence?: readonly EvidenceFacts[]
  readonly validFrom: string
  readonly validUntil?: string
  /** When it was first given; a correction keeps it. */
  readonly awardedDate?: string
  readonly status?: StatusPlace
  /** Address that answers a newer copy. */
  readonly refreshService?: string
  /** Names 1EdTech's published schema of the model, for verifiers that check against it. */
  readonly credentialSchema?: boolean
  readonly termsOfUse?: readonly TermsFacts[]
  /** What lies under the address of some evidence, by its digest. */
  readonly relatedResources?: readonly ResourceFacts[]
}

export interface TermsFacts {
  readonly id?: string
  /** An address that says what kind of terms these are. */
  readonly type: string
}

export interface ResourceFacts {
  readonly id: string
  /** Subresource Integrity, as `sha256-…`. */
  readonly digestSRI: string
  readonly mediaType?: string
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

/** One place in a list for each purpose: a list speaks of one thing only (Bitstring Status List §2.1). */
export interface StatusPlace {
  readonly index: number
  readonly revocationList: string
  /** Absent for what is never suspended. */
  readonly suspensionList?: string
  /** Says of a copy that a newer one exists. */
  readonly refreshList?: string
}

/**
 * An unsigned OpenBadgeCredential (OB 3.0 §B.1.1) in VC 2.0 form, checked against our own statement of the model:
 * arrays for what may have several values, no nulls, nothing empty.
 * @throws SaidTwiceError where the facts give two objects the same id
 * @throws Error naming the places, where they do not make a good credential: a fault of the caller's
 */
export function openBadgeCredential(facts: AwardFacts): JsonObject {
  const { achievement, issuer, subject, evidence, status } = profilesOnce(facts)
  const { image, imageCaption, validUntil, refreshService } = facts
  const members: JsonObject = {
    id: facts.id,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: `${facts.trialMarker ?? ''}${facts.name ?? achievement.name}`,
    description: facts.description ?? achievement.description,
    ...imageMember(image, imageCaption),
    issuer: profileMember(issuer),
    validFrom: facts.validFrom,
    ...given({ validUntil }),
    awardedDate: facts.awardedDate ?? facts.validFrom,
    credentialSubject: subjectMember(subject, achievement),
    ...several('evidence', evidence?.map(evidenceMember)),
    ...(status === undefined ? {} : { credentialStatus: statusMember(status) }),
    ...(refreshService === undefined
      ? {}
      : { refreshService: { id: refreshService, type: '1EdTechCredentialRefresh' } }),
    ...(facts.credentialSchema === true ? withPublishedSchema(status) : {}),
    ...several('termsOfUse', facts.termsOfUse?.map(given)),
    ...several('relatedResource', facts.relatedResources?.map(given)),
  }
  const credential = { '@context': contextsOf(members), ...members }
  requireSound(credential, facts)
  return credential
}

/** Two objects of the credential to be issued have one id. */
export class SaidTwiceError extends Error {
  readonly twice: SaidTwice

  constructor(twice: SaidTwice) {
    super(`the credential to be issued uses the id of another object at ${twice.path}`)
    this.name = 'SaidTwiceError'
    this.twice = twice
  }
}

function requireSound(credential: JsonObject, { achievement, issuer, subject }: AwardFacts): void {
  requireNone(issuedProblems(credential))
  const { resultDescriptions = [] } = achievement
  const faults = [
    ...resultDescriptions.flatMap(descriptionFaults),
    ...(subject.results ?? []).flatMap((result) => resultFaults(result, resultDescriptions)),
  ]
  if (faults.length > 0) {
    throw new Error(
      `the results of the credential to be issued break the model: ${faults.join(', ')}`,
    )
  }
  const endorsements = [...(achievement.endorsements ?? []), ...(issuer.endorsements ?? [])]
  const twice = findSaidTwice(credential, 'any', new Set(endorsements))
  if (twice !== undefined) throw new SaidTwiceError(twice)
}

/** The address under which 1EdTech publishes the model as JSON Schema (OB 3.0 §1.6). */
const publishedSchema = {
  id: 'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json',
  type: '1EdTechJsonSchemaValidator2019',
}

/**
 * The contexts of a credential, in order (OB 3.0 §B.1.1). Where it refers to a refresh service or a schema in 1EdTech's
 * own way, a third one brings the names of those types: JSON-LD in safe mode refuses them without it.
 */
export function contextsOf(members: JsonObject): string[] {
  const extended = ['refreshService', 'credentialSchema'].some((name) => name in members)
  return [credentialsV2, openBadgesV3, ...(extended ? [openBadgesExtensions] : [])]
}

/**
 * JSON-LD merges what has the same id. Were the issuer named again as the creator, its name could be moved from one to
 * the other under the same signature; so a creator is only named where it is somebody else, and whoever was described
 * once is only referred to by id after that. The picture stands in the achievement alone for the same reason.
 */
function profilesOnce(facts: AwardFacts): AwardFacts {
  const { issuer, achievement, subject } = facts
  const said = new Map<string, string>()
  const say = <P extends ProfileFacts>(one: P): P => {
    if (!isReference(one)) said.set(one.id, JSON.stringify(profileMember(one)))
    return one.parentOrg === undefined ? one : { ...one, parentOrg: once(one.parentOrg) }
  }
  const once = (one: ProfileFacts): ProfileFacts =>
    said.get(one.id) === JSON.stringify(profileMember(one)) ? { id: one.id } : say(one)

  const saidIssuer = say(issuer)
  const { creator, ...rest } = achievement
  const maker = creator === undefined ? undefined : once(asProfile(creator))
  const isIssuer = maker?.id === issuer.id && isReference(maker)
  const source = subject.source === undefined ? {} : { source: once(subject.source) }
  return {
    ...facts,
    issuer: saidIssuer,
    achievement: maker === undefined || isIssuer ? rest : { ...achievement, creator: maker },
    subject: { ...subject, ...source },
  }
}

function isReference(one: ProfileFacts): boolean {
  return Object.keys(one).length === 1
}

function asProfile(creator: string | ProfileFacts): ProfileFacts {
  return typeof creator === 'string' ? { id: creator } : creator
}

/** OB 3.0 §B.1.10 Evidence. */
function evidenceMember({ id, ...said }: EvidenceFacts): JsonObject {
  return { ...(id === undefined ? {} : { id }), type: ['Evidence'], ...given(said) }
}

/** The schema that 1EdTech publishes knows one status and not an array of them: the one that is for good. */
function withPublishedSchema(status: StatusPlace | undefined): JsonObject {
  const [revocation] = status === undefined ? [] : statusMember(status)
  return {
    ...(revocation === undefined ? {} : { credentialStatus: revocation }),
    credentialSchema: [publishedSchema],
  }
}

/** Bitstring Status List §2.1: the index is a decimal string, the entry's id differs from the list's address. */
export function statusMember(place: StatusPlace): JsonObject[] {
  const { index, revocationList, suspensionList, refreshList } = place
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
    ...(refreshList === undefined ? [] : [entry('refresh', refreshList)]),
  ]
}
