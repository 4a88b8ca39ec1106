import Type from 'typebox'
import { Achievement } from './achievement.ts'
import { closedObject, DateTimeZ, exactly, Image, severalOf, Text, typeWith, Uri } from './parts.ts'
import { Profile } from './profile.ts'
import { extensible, identifierTypes, resultStatuses } from './terms.ts'

/** What everything that we issue begins with (OB 3.0 §8.1). */
export const contexts = [
  'https://www.w3.org/ns/credentials/v2',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
]
const extensions = 'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json'

/** OB 3.0 §B.1.15 IdentityObject. */
export const IdentityObject = closedObject({
  type: Type.Literal('IdentityObject'),
  hashed: Type.Literal(true),
  identityHash: Type.String({ pattern: '^sha256\\$[0-9a-f]{64}$' }),
  identityType: Type.String({ pattern: extensible(identifierTypes) }),
  salt: Text,
})

/** OB 3.0 §B.1.24 Result. */
export const Result = closedObject({
  type: typeWith('Result'),
  resultDescription: Uri,
  achievedLevel: Type.Optional(Uri),
  value: Type.Optional(Text),
  status: Type.Optional(Type.Enum([...resultStatuses])),
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
  statusPurpose: Type.Union([Type.Literal('revocation'), Type.Literal('suspension')]),
  statusListIndex: Type.String({ pattern: '^(0|[1-9]\\d*)$' }),
  statusListCredential: Uri,
})

/** 1EdTech Credential Refresh §3. */
export const RefreshService = closedObject({
  id: Uri,
  type: Type.Literal('1EdTechCredentialRefresh'),
})

/** OB 3.0 §B.1.1 AchievementCredential in the form of VC 2.0, as we issue it, before it is signed. */
export const AchievementCredential = closedObject({
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
  credentialStatus: Type.Optional(severalOf(BitstringStatusListEntry)),
  refreshService: Type.Optional(RefreshService),
})
