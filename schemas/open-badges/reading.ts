import Type, { type TProperties } from 'typebox'

/**
 * The same model as others may write it: single values where we write arrays, members that we do not know, the names of
 * VC 1.1. Only what a reader needs in order to say what the credential is, who gave it, for what and when.
 */
const Text = Type.String({ minLength: 1 })

/** Looser than RFC 3986: a good badge with an accent in an address stays a good badge. */
const Uri = Type.String({ pattern: '^[A-Za-z][A-Za-z0-9+.-]*:\\S' })

/** RFC 3339; VC 1.1 issuers write fractions and offsets. */
const DateTime = Type.String({ format: 'date-time' })

const oneOrMore = <Item extends Type.TSchema>(item: Item) =>
  Type.Union([item, Type.Array(item, { minItems: 1 })])

/** `type` contains at least one of the names, alone or among others. */
const typeOf = (...names: string[]) =>
  Type.Union([Type.Enum(names), Type.Array(Text, { minItems: 1, contains: { enum: names } })])

const open = <Properties extends TProperties>(properties: Properties) => Type.Object(properties)

const Named = Type.Union([Uri, open({ id: Uri })])

/** Words for people, in one language or several (VC Data Model 2.0 §11.1). */
const Words = oneOrMore(Type.Union([Text, Type.Object({}, { minProperties: 1 })]))

/** A value that stands alone, or in an array by itself: to JSON-LD the same thing. */
const one = <Value extends Type.TSchema>(value: Value) =>
  Type.Union([value, Type.Array(value, { minItems: 1, maxItems: 1 })])

/** A Profile needs an id; `type` is missing in many foreign issuers and decides nothing. */
const Issuer = Type.Union([
  Uri,
  open({
    id: Uri,
    name: Type.Optional(Words),
    image: Type.Optional(one(Named)),
    url: Type.Optional(Text),
  }),
])

const Alignment = open({ targetName: Text, targetUrl: Text })

const Achievement = open({
  id: Uri,
  type: typeOf('Achievement'),
  name: Words,
  description: Words,
  criteria: one(
    Type.Object(
      {
        id: Type.Optional(Uri),
        narrative: Type.Optional(Type.Union([Type.String(), Type.Object({})])),
      },
      { minProperties: 1 },
    ),
  ),
  achievementType: Type.Optional(oneOrMore(Text)),
  alignment: Type.Optional(oneOrMore(Alignment)),
  image: Type.Optional(one(Named)),
  tag: Type.Optional(oneOrMore(Text)),
  creator: Type.Optional(one(Issuer)),
})

const Identifier = Type.Union([
  open({
    type: typeOf('IdentityObject'),
    hashed: Type.Boolean(),
    identityHash: Text,
    identityType: Text,
  }),
  open({ type: typeOf('IdentifierEntry'), identifier: Text, identifierType: Text }),
])

/** OB 3.0 §9.1 step 1: the subject has an id, an identifier, or both. */
const subjectMembers = {
  type: typeOf('AchievementSubject'),
  achievement: one(Achievement),
  id: Type.Optional(Uri),
  identifier: Type.Optional(oneOrMore(Identifier)),
  result: Type.Optional(oneOrMore(Type.Object({}))),
  narrative: Type.Optional(Type.Union([Type.String(), Type.Object({})])),
}
const Subject = Type.Object(subjectMembers, {
  anyOf: [{ required: ['id'] }, { required: ['identifier'] }],
})

const Evidence = Type.Union([
  Uri,
  open({
    id: Type.Optional(Uri),
    name: Type.Optional(Type.String()),
    narrative: Type.Optional(Type.String()),
  }),
])

const Typed = open({ type: oneOrMore(Text) })

/** What every kind of credential has beside its subject. */
const common = {
  id: Uri,
  issuer: Issuer,
  name: Type.Optional(Words),
  awardedDate: Type.Optional(DateTime),
  image: Type.Optional(one(Named)),
  evidence: Type.Optional(oneOrMore(Evidence)),
  credentialStatus: Type.Optional(oneOrMore(Typed)),
  credentialSchema: Type.Optional(oneOrMore(open({ id: Uri, type: oneOrMore(Text) }))),
  refreshService: Type.Optional(oneOrMore(Typed)),
  proof: Type.Optional(oneOrMore(Typed)),
}

/** The first context decides the data model, the second must be one of the standard's (OB 3.0 §8.1, VC 2.0 §4.3). */
const contexts = (first: string, second: string) =>
  Type.Unsafe<string[]>({
    type: 'array',
    minItems: 2,
    prefixItems: [{ const: first }, { type: 'string', pattern: second }],
  })

const openBadges = '^https://purl\\.imsglobal\\.org/spec/ob/v3p0/context(-3\\.\\d+\\.\\d+)?\\.json$'
/** CLR 2.0 §B.1: its own context is the second, that of Open Badges the third. */
const clr = '^https://purl\\.imsglobal\\.org/spec/clr/v2p0/context(-2\\.\\d+\\.\\d+)?\\.json$'

/** OB 3.0 §B.1.9: what is endorsed has an id, and the comment may be missing. */
const EndorsementSubject = open({
  id: Uri,
  type: typeOf('EndorsementSubject'),
  endorsementComment: Type.Optional(Type.String()),
})

/** CLR 2.0 §B.1: whatever stands inside is looked at by itself. */
const ClrSubject = Type.Object(
  {
    type: typeOf('ClrSubject'),
    verifiableCredential: oneOrMore(Type.Union([Type.Object({}), Text])),
    id: Type.Optional(Uri),
    identifier: Type.Optional(oneOrMore(Identifier)),
    achievement: Type.Optional(oneOrMore(Type.Object({}))),
    association: Type.Optional(oneOrMore(Type.Object({}))),
  },
  { anyOf: [{ required: ['id'] }, { required: ['identifier'] }] },
)

const credentialTypes = (...names: string[]) =>
  Type.Array(Text, {
    allOf: [{ contains: { const: 'VerifiableCredential' } }, { contains: { enum: names } }],
  })

/** The two data models, by the first context: VC 2.0, and VC 1.1 (OB 3.0 §B.2) whose name and dates differ. */
function readable(names: readonly string[], subject: Type.TSchema, second = openBadges) {
  // One credential is about one learner or one thing.
  const members = { type: credentialTypes(...names), credentialSubject: one(subject), ...common }
  return {
    v2: open({
      '@context': contexts('https://www.w3.org/ns/credentials/v2', second),
      ...members,
      validFrom: DateTime,
      validUntil: Type.Optional(DateTime),
    }),
    v1: open({
      '@context': contexts('https://www.w3.org/2018/credentials/v1', second),
      ...members,
      name: Words,
      issuanceDate: DateTime,
      expirationDate: Type.Optional(DateTime),
    }),
  }
}

/** A credential of each kind as anybody may have written it. */
export const readableCredentials = {
  badge: readable(['AchievementCredential', 'OpenBadgeCredential'], Subject),
  endorsement: readable(['EndorsementCredential'], EndorsementSubject),
  clr: readable(['ClrCredential'], ClrSubject, clr),
} as const
