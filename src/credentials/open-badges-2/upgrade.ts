import { createHash } from 'node:crypto'
import { credentialsV2, openBadgesV3 } from '../contexts/contexts.ts'
import { idOf, isJsonObject, listOf, type Json, type JsonObject } from '../json.ts'

/** A badge of 2.0: the Assertion, and its BadgeClass and issuer Profile as far as they could be had. */
export interface OpenBadge2 {
  readonly assertion: JsonObject
  readonly badgeClass?: JsonObject | undefined
  readonly issuer?: JsonObject | undefined
}

const badgeClassType = 'https://w3id.org/openbadges#BadgeClass'
const assertionType = 'https://w3id.org/openbadges#Assertion'

/**
 * A badge of 2.0 as an unsigned OpenBadgeCredential (OB 3.0 Implementation Guide, "How to support both OB 2.0 and OB 3.0" and
 * "Including older Open Badges in CLR 2.0"): ids of its own, the BadgeClass as a related of the Achievement, the
 * original Assertion as evidence. The ids come from the old ones, so that the same badge is upgraded to the same
 * credential each time. What has no place in 3.0 (extensions, keys, how to verify) stays behind in the original.
 */
export function upgradeOpenBadge2({ assertion, badgeClass, issuer }: OpenBadge2): JsonObject {
  const badge = badgeClass ?? {}
  const id = idOf(assertion) ?? ''
  const issuedOn = assertion['issuedOn']
  return {
    '@context': [credentialsV2, openBadgesV3],
    id: uuidUrn(id),
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    ...texts({ name: badge['name'] }),
    issuer: issuer === undefined ? (idOf(badge['issuer']) ?? '') : profileMember(issuer),
    ...texts({ validFrom: issuedOn, awardedDate: issuedOn, validUntil: assertion['expires'] }),
    credentialSubject: {
      type: ['AchievementSubject'],
      ...identifierMember(assertion['recipient']),
      ...texts({ narrative: assertion['narrative'] }),
      ...imageMember(assertion['image']),
      achievement: achievementMember(badge, idOf(assertion['badge'])),
    },
    evidence: [...listOf(assertion['evidence']).flatMap(evidenceMember), originalAssertion(id)],
  }
}

/** A name-based UUID (RFC 9562 §5.5) of an old id. */
function uuidUrn(name: string): string {
  const namespaceUrl = Buffer.from('6ba7b8119dad11d180b400c04fd430c8', 'hex')
  const hash = createHash('sha1').update(namespaceUrl).update(name).digest()
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80
  const hex = hash.toString('hex', 0, 16)
  return `urn:uuid:${hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')}`
}

function achievementMember(badge: JsonObject, named: string | undefined): JsonObject {
  const id = idOf(badge) ?? named ?? ''
  const criteria = badge['criteria']
  const { narrative } = isJsonObject(criteria) ? criteria : {}
  const tags = listOf(badge['tags']).filter((tag) => typeof tag === 'string')
  const alignments = listOf(badge['alignment']).flatMap(alignmentMember)
  return {
    id: uuidUrn(id),
    type: ['Achievement'],
    ...texts({ name: badge['name'], description: badge['description'] }),
    ...texts({ version: badge['version'], inLanguage: badge['@language'] }),
    criteria: texts({ id: idOf(criteria), narrative }),
    ...imageMember(badge['image']),
    ...(tags.length === 0 ? {} : { tag: tags }),
    ...(alignments.length === 0 ? {} : { alignment: alignments }),
    related: [
      { id, type: ['Related', badgeClassType], version: 'Open Badges v2p0' },
      ...listOf(badge['related']).flatMap(relatedMember),
    ],
  }
}

function profileMember(issuer: JsonObject): JsonObject {
  return {
    id: idOf(issuer) ?? '',
    type: ['Profile'],
    ...texts({
      name: issuer['name'],
      url: issuer['url'],
      phone: issuer['telephone'],
      description: issuer['description'],
      email: issuer['email'],
    }),
    ...imageMember(issuer['image']),
  }
}

/** OB 3.0 §B.3 IdentifierTypeEnum has no words for a phone number or a homepage. */
const identifierTypes: Readonly<Record<string, string>> = {
  email: 'emailAddress',
  telephone: 'ext:telephone',
  url: 'ext:url',
}

/** The recipient's hash stays, with its salt: it is how the recipient can be recognised. */
function identifierMember(recipient: Json | undefined): JsonObject {
  if (!isJsonObject(recipient) || typeof recipient['identity'] !== 'string') return {}
  const { identity, type, hashed, salt } = recipient
  const identityType = typeof type === 'string' ? identifierTypes[type] : undefined
  return {
    identifier: [
      {
        type: 'IdentityObject',
        hashed: hashed === true,
        identityHash: identity,
        identityType: identityType ?? 'identifier',
        ...texts({ salt }),
      },
    ],
  }
}

function evidenceMember(evidence: Json): readonly JsonObject[] {
  if (typeof evidence === 'string') return [{ id: evidence, type: ['Evidence'] }]
  if (!isJsonObject(evidence)) return []
  const { id, narrative, name, description, genre, audience } = evidence
  return [{ ...texts({ id, narrative, name, description, genre, audience }), type: ['Evidence'] }]
}

function originalAssertion(id: string): JsonObject {
  return {
    ...texts({ id }),
    type: ['Evidence', assertionType],
    name: 'The original assertion',
    description:
      'This badge was issued in an older version of Open Badges. The original can be verified by the rules of that version.',
  }
}

function alignmentMember(alignment: Json): readonly JsonObject[] {
  if (!isJsonObject(alignment)) return []
  const { targetName, targetUrl, targetCode, targetDescription, targetFramework } = alignment
  const members = { targetName, targetUrl, targetCode, targetDescription, targetFramework }
  return [{ type: ['Alignment'], ...texts(members) }]
}

function relatedMember(related: Json): readonly JsonObject[] {
  const id = idOf(related)
  if (id === undefined) return []
  const { '@language': inLanguage, version } = isJsonObject(related) ? related : {}
  return [{ id, type: ['Related'], ...texts({ version, inLanguage }) }]
}

function imageMember(image: Json | undefined): JsonObject {
  const id = idOf(listOf(image)[0])
  if (id === undefined) return {}
  const { caption } = isJsonObject(image) ? image : {}
  return { image: { id, type: 'Image', ...texts({ caption }) } }
}

/** The members that have a text, a number written as one. */
function texts(members: Readonly<Record<string, Json | undefined>>): JsonObject {
  return Object.fromEntries(
    Object.entries(members).flatMap(([name, value]) => {
      if (typeof value === 'number') return [[name, String(value)]]
      return typeof value === 'string' && value !== '' ? [[name, value]] : []
    }),
  )
}
