import Type, { type TProperties } from 'typebox'
import {
  achievementTypes,
  alignmentTargetTypes,
  extensible,
  identifierTypes,
  resultStatuses,
  resultTypes,
} from './terms.ts'

/**
 * The classes of OB 3.0 §B.1 and §B.2, in our own words: what a credential is held against that names one of 1EdTech's
 * schemas. Each is named as there. Where the specification has the Extensions mixin, members that it does not name
 * are allowed.
 */
const open = <Properties extends TProperties>(properties: Properties) => Type.Object(properties)
const closed = <Properties extends TProperties>(properties: Properties) =>
  Type.Object(properties, { additionalProperties: false })

const classOf = (name: string) => Type.Unsafe<object>({ $ref: `#/$defs/${name}` })
const optional = Type.Optional
const several = <Item extends Type.TSchema>(item: Item) => Type.Array(item)
/** The specification's `array-compacted`: one value may stand without its array. */
export const compacted = <Item extends Type.TSchema>(item: Item) =>
  Type.Union([item, Type.Array(item)])

/** Text, Markdown too. */
export const Text = Type.String()
/** Looser than RFC 3986, as people write them: a scheme, and no space behind it. */
export const Uri = Type.String({ pattern: '^[A-Za-z][A-Za-z0-9+.-]*:\\S+$' })
/** A moment with its time zone. */
export const DateTimeZ = Type.String({ format: 'date-time' })
/** A moment whose time zone may be missing. */
const DateTime = Type.Union([
  DateTimeZ,
  Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?$' }),
])
const Language = Type.String({ pattern: '^[a-z]{2,4}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$' })
export const CompactJws = Type.String({
  pattern: '^[a-zA-Z0-9_-]+\\.[a-zA-Z0-9_-]*\\.[a-zA-Z0-9_-]+$',
})
const Term = (terms: readonly string[]) => Type.String({ pattern: extensible(terms) })

/** `type` that has the name among others, or is it. */
const typeWith = (name: string) =>
  Type.Union([
    Type.Literal(name),
    Type.Array(Type.String(), { minItems: 1, contains: { const: name } }),
  ])

const endorsements = {
  endorsement: optional(several(classOf('EndorsementCredential'))),
  endorsementJwt: optional(several(CompactJws)),
}

const alignments = optional(several(classOf('Alignment')))

const achievements = {
  Achievement: open({
    id: Uri,
    type: typeWith('Achievement'),
    name: Text,
    description: Text,
    criteria: classOf('Criteria'),
    achievementType: optional(Term(achievementTypes)),
    alignment: alignments,
    creator: optional(classOf('Profile')),
    creditsAvailable: optional(Type.Number()),
    ...endorsements,
    fieldOfStudy: optional(Text),
    humanCode: optional(Text),
    image: optional(classOf('Image')),
    inLanguage: optional(Language),
    otherIdentifier: optional(several(classOf('IdentifierEntry'))),
    related: optional(several(classOf('Related'))),
    resultDescription: optional(several(classOf('ResultDescription'))),
    specialization: optional(Text),
    tag: optional(several(Text)),
    version: optional(Text),
  }),
  Alignment: open({
    type: typeWith('Alignment'),
    targetName: Text,
    targetUrl: Uri,
    targetCode: optional(Text),
    targetDescription: optional(Text),
    targetFramework: optional(Text),
    targetType: optional(Term(alignmentTargetTypes)),
  }),
  Criteria: open({ id: optional(Uri), narrative: optional(Text) }),
  Related: open({
    id: Uri,
    type: typeWith('Related'),
    inLanguage: optional(Language),
    version: optional(Text),
  }),
  ResultDescription: open({
    id: Uri,
    type: typeWith('ResultDescription'),
    name: Text,
    resultType: Term(resultTypes),
    alignment: alignments,
    allowedValue: optional(several(Text)),
    requiredLevel: optional(Uri),
    requiredValue: optional(Text),
    rubricCriterionLevel: optional(several(classOf('RubricCriterionLevel'))),
    valueMax: optional(Text),
    valueMin: optional(Text),
  }),
  RubricCriterionLevel: open({
    id: Uri,
    type: typeWith('RubricCriterionLevel'),
    name: Text,
    alignment: alignments,
    description: optional(Text),
    level: optional(Text),
    points: optional(Text),
  }),
}

const subjects = {
  AchievementSubject: Type.Object(
    {
      type: typeWith('AchievementSubject'),
      achievement: classOf('Achievement'),
      id: optional(Uri),
      identifier: optional(several(classOf('IdentityObject'))),
      activityStartDate: optional(DateTime),
      activityEndDate: optional(DateTime),
      creditsEarned: optional(Type.Number()),
      image: optional(classOf('Image')),
      licenseNumber: optional(Text),
      narrative: optional(Text),
      result: optional(several(classOf('Result'))),
      role: optional(Text),
      source: optional(classOf('Profile')),
      term: optional(Text),
    },
    // "Either `id` or at least one `identifier` MUST be supplied."
    {
      anyOf: [
        { required: ['id'] },
        { required: ['identifier'], properties: { identifier: { minItems: 1 } } },
      ],
    },
  ),
  Result: open({
    type: typeWith('Result'),
    achievedLevel: optional(Uri),
    alignment: alignments,
    resultDescription: optional(Uri),
    status: optional(Type.Enum([...resultStatuses])),
    value: optional(Text),
  }),
  Evidence: open({
    id: optional(Uri),
    type: typeWith('Evidence'),
    narrative: optional(Text),
    name: optional(Text),
    description: optional(Text),
    genre: optional(Text),
    audience: optional(Text),
  }),
  IdentityObject: closed({
    type: Type.Literal('IdentityObject'),
    hashed: Type.Boolean(),
    identityHash: Text,
    identityType: Term(identifierTypes),
    salt: optional(Text),
  }),
  EndorsementSubject: open({
    id: Uri,
    type: typeWith('EndorsementSubject'),
    endorsementComment: optional(Text),
  }),
}

const profiles = {
  Profile: open({
    id: Uri,
    type: typeWith('Profile'),
    name: optional(Text),
    url: optional(Uri),
    phone: optional(Text),
    description: optional(Text),
    ...endorsements,
    image: optional(classOf('Image')),
    email: optional(Type.String({ pattern: '.+@.+' })),
    address: optional(classOf('Address')),
    otherIdentifier: optional(several(classOf('IdentifierEntry'))),
    official: optional(Text),
    parentOrg: optional(classOf('Profile')),
    familyName: optional(Text),
    givenName: optional(Text),
    additionalName: optional(Text),
    patronymicName: optional(Text),
    honorificPrefix: optional(Text),
    honorificSuffix: optional(Text),
    familyNamePrefix: optional(Text),
    dateOfBirth: optional(Type.String({ format: 'date' })),
  }),
  Address: open({
    type: typeWith('Address'),
    addressCountry: optional(Text),
    addressCountryCode: optional(Type.String({ pattern: '^[A-Z]{2}$' })),
    addressRegion: optional(Text),
    addressLocality: optional(Text),
    streetAddress: optional(Text),
    postOfficeBoxNumber: optional(Text),
    postalCode: optional(Text),
    geo: optional(classOf('GeoCoordinates')),
  }),
  GeoCoordinates: open({
    type: Type.Literal('GeoCoordinates'),
    latitude: Type.Number(),
    longitude: Type.Number(),
  }),
  IdentifierEntry: closed({
    type: Type.Literal('IdentifierEntry'),
    identifier: Text,
    identifierType: Term(identifierTypes),
  }),
  Image: closed({ id: Uri, type: Type.Literal('Image'), caption: optional(Text) }),
}

const named = { id: Uri, type: Text }

const verifiable = {
  Proof: open({
    type: Text,
    created: optional(DateTime),
    cryptosuite: optional(Text),
    challenge: optional(Text),
    domain: optional(Text),
    nonce: optional(Text),
    proofPurpose: optional(Text),
    proofValue: optional(Text),
    verificationMethod: optional(Uri),
  }),
  CredentialSchema: open(named),
  CredentialStatus: open(named),
  RefreshService: open(named),
  TermsOfUse: open({ id: optional(Uri), type: Text }),
}

/** Every class by its name. `EndorsementCredential` differs between the data models, so it is added by each statement. */
export const classes = { ...achievements, ...subjects, ...profiles, ...verifiable }

export { classOf, endorsements, several }
