import { idOf, isJsonObject, listOf, type Json, type JsonObject } from '../json.ts'
import { given, several } from '../members.ts'
import { openBadgesV2 } from './version.ts'

/** How each version calls the other where the same thing is linked in both (1EdTech implementation guide of OB 3.0). */
export const versionNames = { two: 'Open Badges v2p0', three: 'Open Badges v3p0' } as const

/** Neither context knows the classes of the other version, so they go by their full names. */
export const badgeClassType = 'https://w3id.org/openbadges#BadgeClass'
const vocabularyOfThree = 'https://purl.imsglobal.org/spec/vc/ob/vocab.html#'

/** Who it was awarded to (OB 2.0 "IdentityObject"). */
export type RecipientFacts =
  | { readonly type: 'email'; readonly hash: string; readonly salt: string }
  | { readonly type: 'url'; readonly url: string }

export interface HostedAssertionFacts {
  /** The address under which it is hosted: its id. */
  readonly id: string
  /** Address of the BadgeClass. */
  readonly badgeClass: string
  readonly recipient: RecipientFacts
  /** Address of the picture with this Assertion in it. */
  readonly image: string
  /** Address of the OB 3.0 credential that it is made of. */
  readonly credential: string
}

/**
 * A signed OB 3.0 credential of ours as a hosted Assertion (OB 2.0 "Assertion"). It says what the credential says, as far
 * as the older version has words for it; results and their descriptions it has none for.
 */
export function hostedAssertion(credential: JsonObject, facts: HostedAssertionFacts): JsonObject {
  const { awardedDate, validFrom, validUntil, credentialSubject } = credential
  const { narrative } = isJsonObject(credentialSubject) ? credentialSubject : {}
  return {
    '@context': openBadgesV2,
    id: facts.id,
    type: 'Assertion',
    recipient: recipientMember(facts.recipient),
    badge: facts.badgeClass,
    verification: { type: 'HostedBadge' },
    ...given({ issuedOn: awardedDate ?? validFrom, expires: validUntil, narrative }),
    image: facts.image,
    ...several('evidence', listOf(credential['evidence']).map(evidenceMember)),
    related: [relatedMember(facts.credential, 'OpenBadgeCredential')],
  }
}

/** What is answered, along with `410 Gone`, in place of an Assertion that no longer stands (OB 2.0 "Revoking Hosted Assertions"). */
export function revokedAssertion(id: string, reason: string): JsonObject {
  return {
    '@context': openBadgesV2,
    id,
    type: 'Assertion',
    revoked: true,
    revocationReason: reason,
  }
}

/** An OB 3.0 Achievement of ours as a BadgeClass (OB 2.0 "BadgeClass"). */
export function badgeClass(
  achievement: JsonObject,
  { id, issuer }: { readonly id: string; readonly issuer: string },
): JsonObject {
  const address = idOf(achievement) ?? ''
  const { criteria } = achievement
  const image = idOf(achievement['image'])
  return {
    '@context': openBadgesV2,
    id,
    type: 'BadgeClass',
    ...picked(achievement, 'name', 'description', 'version'),
    // People find the criteria on the achievement's own page, whatever else there is.
    criteria: { id: idOf(criteria) ?? address, ...textsOf(criteria, 'narrative') },
    ...(image === undefined ? {} : { image }),
    issuer,
    ...several('tags', listOf(achievement['tag'])),
    ...several('alignment', listOf(achievement['alignment']).map(alignmentMember)),
    related: [relatedMember(address, 'Achievement')],
  }
}

/** An OB 3.0 Profile of ours as an Issuer (OB 2.0 "Profile"), which needs an address on the web. */
export function issuerProfile(
  profile: JsonObject,
  { id, page }: { readonly id: string; readonly page: string },
): JsonObject {
  const { phone } = profile
  const image = idOf(profile['image'])
  return {
    '@context': openBadgesV2,
    id,
    type: 'Issuer',
    ...picked(profile, 'name', 'description', 'email'),
    url: typeof profile['url'] === 'string' ? profile['url'] : page,
    // OB 2.0 takes E.164 only, OB 3.0 whatever is dialled.
    ...(typeof phone === 'string' && /^\+?[1-9]\d{1,14}$/.test(phone) ? { telephone: phone } : {}),
    ...(image === undefined ? {} : { image }),
    related: [relatedMember(page, 'Profile')],
  }
}

function relatedMember(id: string, name: string): JsonObject {
  return { id, type: [`${vocabularyOfThree}${name}`], version: versionNames.three }
}

function recipientMember(recipient: RecipientFacts): JsonObject {
  return recipient.type === 'email'
    ? { type: 'email', hashed: true, identity: recipient.hash, salt: recipient.salt }
    : { type: 'url', hashed: false, identity: recipient.url }
}

function evidenceMember(evidence: Json): JsonObject {
  const id = idOf(evidence)
  return {
    ...(id === undefined ? {} : { id }),
    type: 'Evidence',
    ...textsOf(evidence, 'name', 'description', 'narrative', 'genre', 'audience'),
  }
}

/** Its description has another name in OB 2.0, and it knows no types of targets. */
function alignmentMember(alignment: Json): JsonObject {
  const { targetDescription } = textsOf(alignment, 'targetDescription')
  return {
    type: 'AlignmentObject',
    ...textsOf(alignment, 'targetName', 'targetUrl', 'targetCode', 'targetFramework'),
    ...given({ targetDescription }),
  }
}

function picked(object: JsonObject, ...names: readonly string[]): JsonObject {
  return given(Object.fromEntries(names.map((name) => [name, object[name]])))
}

function textsOf(value: Json | undefined, ...names: readonly string[]): JsonObject {
  return isJsonObject(value) ? picked(value, ...names) : {}
}
