import Type from 'typebox'
import { Achievement, Alignment } from './achievement.ts'
import {
  closedObject,
  DateTimeZ,
  exactly,
  Float,
  Image,
  severalOf,
  Text,
  typeWith,
  Uri,
} from './parts.ts'
import { Profile } from './profile.ts'
import { extensible, identifierTypes, resultStatuses } from './terms.ts'

/** What everything that we issue begins with (OB 3.0 §8.1). */
export const contexts = [
  'https://www.w3.org/ns/credentials/v2',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
]
const extensions = 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json'

const identityType = Type.String({ pattern: extensible(identifierTypes) })

const HashedIdentity = closedObject({
  type: Type.Literal('IdentityObject'),
  hashed: Type.Literal(true),
  identityHash: Type.String({ pattern: '^sha256\\$[0-9a-f]{64}$' }),
  identityType,
  salt: Text,
})

/** Plain for everybody to read, so never an e-mail address. */
const PlainIdentity = closedObject({
  type: Type.Literal('IdentityObject'),
  hashed: Type.Literal(false),
  identityHash: Type.String({ minLength: 1, pattern: '^[^@]*$' }),
  identityType,
})

/** OB 3.0 §B.1.15 IdentityObject. */
export const IdentityObject = Type.Union([HashedIdentity, PlainIdentity])

/** OB 3.0 §B.1.24 Result. */
export const Result = closedObject({
  type: typeWith('Result'),
  resultDescription: Type.Optional(Uri),
  achievedLevel: Type.Optional(Uri),
  value: Type.Optional(Text),
  status: Type.Optional(Type.Enum([...resultStatuses])),
  alignment: Type.Optional(severalOf(Alignment)),
})

/** OB 3.0 §B.1.3 AchievementSubject: always with an id here, since a VC-JWT needs its `sub`. */
export const AchievementSubject = closedObject({
  id: Uri,
  type: typeWith('AchievementSubject'),
  identifier: Type.Optional(severalOf(IdentityObject)),
  achievement: Achievement,
  narrative: Type.Optional(Text),
  activityStartDate: Type.Optional(DateTimeZ),
  activityEndDate: Type.Optional(DateTimeZ),
  creditsEarned: Type.Optional(Float),
  image: Type.Optional(Image),
  licenseNumber: Type.Optional(Text),
  role: Type.Optional(Text),
  source: Type.Optional(Profile),
  term: Type.Optional(Text),
  result: Type.Optional(severalOf(Result)),
})

/** OB 3.0 §B.1.10 Evidence. */
export const Evidence = closedObject({
  id: Type.Optional(Uri),
  type: typeWith('Evidence'),
  name: Type.Optional(Text),
  description: Type.Optional(Text),
  narrative: Type.Optional(Text),
  genre: Type.Optional(Text),
  audience: Type.Optional(Text),
})

/** Bitstring Status List §2.1. */
export const BitstringStatusListEntry = closedObject({
  id: Uri,
  type: Type.Literal('BitstringStatusListEntry'),
  statusPurpose: Type.Union([
    Type.Literal('revocation'),
    Type.Literal('suspension'),
    Type.Literal('refresh'),
  ]),
  statusListIndex: Type.String({ pattern: '^(0|[1-9]\\d*)$' }),
  statusListCredential: Uri,
})

/** 1EdTech Credential Refresh §3. */
export const RefreshService = closedObject({
  id: Uri,
  type: Type.Literal('1EdTechCredentialRefresh'),
})

/** OB 3.0 §B.6.3 CredentialSchema: 1EdTech's own address of the model, which a verifier checks against. */
export const CredentialSchema = closedObject({
  id: Type.Literal(
    'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json',
  ),
  type: Type.Literal('1EdTechJsonSchemaValidator2019'),
})

/** VC 2.0 §4.12: its type is an address, since we have no context that would say what a shorter name means. */
export const TermsOfUse = closedObject({ id: Type.Optional(Uri), type: Uri })

/** VC 2.0 §5.3: binds what lies under an address to its digest; OB's Evidence has none of its own. */
export const RelatedResource = closedObject({
  id: Uri,
  digestSRI: Type.String({
    pattern: '^sha(256-[A-Za-z0-9+/]{43}=|384-[A-Za-z0-9+/]{64}|512-[A-Za-z0-9+/]{86}==)$',
  }),
  mediaType: Type.Optional(Text),
})

/**
 * OB 3.0 §B.1.1 AchievementCredential in the form of VC 2.0, as we issue it, before it is signed. It has one status a
 * purpose; but the schema that 1EdTech publishes knows a single one (§B.6.1), so what names that schema has one.
 */
export const AchievementCredential = Type.Object(
  {
    '@context': Type.Union([exactly(...contexts), exactly(...contexts, extensions)]),
    id: Uri,
    type: exactly('VerifiableCredential', 'OpenBadgeCredential'),
    name: Text,
    description: Type.Optional(Text),
    image: Type.Optional(Image),
    issuer: Profile,
    validFrom: DateTimeZ,
    validUntil: Type.Optional(DateTimeZ),
    awardedDate: Type.Optional(DateTimeZ),
    credentialSubject: AchievementSubject,
    evidence: Type.Optional(severalOf(Evidence)),
    refreshService: Type.Optional(RefreshService),
    termsOfUse: Type.Optional(severalOf(TermsOfUse)),
    relatedResource: Type.Optional(severalOf(RelatedResource)),
    credentialStatus: Type.Optional(
      Type.Union([severalOf(BitstringStatusListEntry), BitstringStatusListEntry]),
    ),
    credentialSchema: Type.Optional(severalOf(CredentialSchema)),
  },
  {
    additionalProperties: false,
    if: { required: ['credentialSchema'] },
    then: { properties: { credentialStatus: { type: 'object' } } },
    else: { properties: { credentialStatus: { type: 'array' } } },
  },
)
