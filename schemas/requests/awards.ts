import Type, { type Static, type TObject } from 'typebox'
import { resultStatuses } from '../open-badges/terms.ts'
import { innerAlignments } from './achievements.ts'
import {
  closed,
  DateOnly,
  Email,
  hiddenCharacters,
  Id,
  Language,
  Name,
  Timestamp,
  WebAddress,
} from './common.ts'
import { IdentifierEntryBody, imageCaption, ProfileBody, UriBody, Words } from './profiles.ts'
import { AudienceSchema } from './shares.ts'

export const AgeBandSchema = Type.Union([
  Type.Literal('unknown'),
  Type.Literal('minor'),
  Type.Literal('adult'),
])

/** The organization's own id of somebody. */
export const RosterId = Type.String({
  minLength: 1,
  maxLength: 200,
  pattern: '\\S',
  not: { pattern: hiddenCharacters },
  description: 'The id or number they have in the lists of the organization.',
})

/** A first of a month: a threshold of age without a birth date. */
export const FirstOfMonth = Type.String({ pattern: '^(19|2\\d)\\d{2}-(0[1-9]|1[0-2])-01$' })

const rosterFacts = {
  rosterId: Type.Optional(RosterId),
  consentsFrom: Type.Optional({
    ...FirstOfMonth,
    description:
      'From when on they decide for themselves about their data: the first of the month after the day.',
  }),
  adultFrom: Type.Optional({
    ...FirstOfMonth,
    description: 'From when on they are an adult: the first of the month after the day.',
  }),
}

export const LearnerBody = Type.Object(
  {
    name: Name,
    email: Type.Optional(Email),
    language: Type.Optional(Language),
    ageBand: Type.Optional(AgeBandSchema),
    ...rosterFacts,
  },
  closed,
)

export const LearnerChangeBody = Type.Object(
  { name: Name, ageBand: AgeBandSchema, ...rosterFacts },
  { ...closed, description: 'All that is noted of them: what is left out is noted no more.' },
)

export const LearnerAnswer = Type.Object({
  id: Id,
  name: Type.String(),
  email: Type.Optional(Type.String()),
  language: Type.String(),
  ageBand: AgeBandSchema,
  rosterId: Type.Optional(Type.String()),
  consentsFrom: Type.Optional(Type.String()),
  adultFrom: Type.Optional(Type.String()),
  groups: Type.Array(Id, { description: 'The groups they are in.' }),
  claimed: Type.Boolean({ description: 'Linked to an account.' }),
  createdAt: Timestamp,
})

export const EvidenceBody = Type.Object(
  {
    url: Type.Optional(WebAddress),
    name: Type.Optional(Words(200)),
    narrative: Type.Optional(Words(5000)),
    description: Type.Optional(Words(2000)),
    genre: Type.Optional(Words(200)),
    audience: Type.Optional(Words(200)),
    digestSRI: Type.Optional(
      Type.String({
        pattern: '^sha(256-[A-Za-z0-9+/]{43}=|384-[A-Za-z0-9+/]{64}|512-[A-Za-z0-9+/]{86}==)$',
        description:
          'Binds what lies under the address to its digest (Subresource Integrity, as `sha256-…`): the credential says so as a related resource.',
      }),
    ),
    mediaType: Type.Optional(
      Type.String({
        maxLength: 100,
        pattern: '^[a-z0-9.+-]+/[a-z0-9.+-]+$',
        description: 'Of what the digest is of, as `application/pdf`.',
      }),
    ),
  },
  closed,
)

export const ResultBody = Type.Object(
  {
    description: Type.Optional(
      Type.String({
        maxLength: 40,
        description: 'The key of a result description of the achievement, or `rubric`.',
      }),
    ),
    level: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: 11,
        description: 'The level that was reached, counted from the lowest, 0.',
      }),
    ),
    value: Type.Optional(Words(200)),
    status: Type.Optional(Type.Enum([...resultStatuses])),
    alignments: innerAlignments,
  },
  closed,
)

/** What the pages ask as well. */
export const statementFacts = {
  narrative: Type.Optional(Words(5000)),
  evidence: Type.Optional(Type.Array(EvidenceBody, { maxItems: 10 })),
  level: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 11,
      description: 'The rubric level, counted from the lowest, 0.',
    }),
  ),
  activityStart: Type.Optional(DateOnly),
  activityEnd: Type.Optional(DateOnly),
  validUntil: Type.Optional(DateOnly),
  hashedIdentity: Type.Optional(Type.Boolean()),
}

/** What an award can say through the API alone. */
export const furtherStatementFacts = {
  results: Type.Optional(Type.Array(ResultBody, { minItems: 1, maxItems: 20, uniqueItems: true })),
  creditsEarned: Type.Optional(Type.Number({ minimum: 0, maximum: 1_000_000 })),
  licenseNumber: Type.Optional(Words(200)),
  role: Type.Optional(Words(200)),
  term: Type.Optional(Words(200)),
  source: Type.Optional(ProfileBody),
  image: Type.Optional(WebAddress),
  imageCaption,
  awardedDate: Type.Optional(
    Type.String({ format: 'date', description: 'When it was awarded, where that was earlier.' }),
  ),
  credentialName: Type.Optional(Words(200)),
  credentialDescription: Type.Optional(Words(1000)),
  credentialImage: Type.Optional(WebAddress),
  credentialImageCaption: imageCaption,
  termsOfUse: Type.Optional(
    Type.Array(
      Type.Object(
        {
          id: Type.Optional(UriBody),
          type: Type.String({
            format: 'uri',
            maxLength: 2000,
            description: 'An address that says what kind of terms these are.',
          }),
        },
        closed,
      ),
      { minItems: 1, maxItems: 10, uniqueItems: true },
    ),
  ),
  credentialSchema: Type.Optional(
    Type.Boolean({
      description:
        'As of the organization; this award decides for itself. With it, it can be revoked and not suspended.',
    }),
  ),
}
export type FurtherStatementFacts = Static<TObject<typeof furtherStatementFacts>>

/**
 * Other names under which a system knows the learner. Plain text stands in the credential for all to read, so an e-mail
 * address goes hashed; and of a minor, neither that nor a name nor a national number goes at all.
 */
export const IdentityBody = Type.Object(
  {
    ...IdentifierEntryBody.properties,
    hashed: Type.Optional(
      Type.Boolean({ description: 'With a salt of its own. Needed for e-mail addresses.' }),
    ),
  },
  closed,
)

export const AwardBody = Type.Object(
  {
    achievementId: Id,
    learner: Type.Union([Type.Object({ id: Id }, closed), LearnerBody]),
    ...statementFacts,
    ...furtherStatementFacts,
    identifiers: Type.Optional(
      Type.Array(IdentityBody, { minItems: 1, maxItems: 10, uniqueItems: true }),
    ),
  },
  closed,
)

export const AwardStateSchema = Type.Union([
  Type.Literal('waiting', { description: 'For the consent of a guardian; not signed yet.' }),
  Type.Literal('pending'),
  Type.Literal('issued'),
  Type.Literal('revoked'),
  Type.Literal('suspended'),
])

export const DeliverySchema = Type.Union([
  Type.Literal('none', { description: 'No mail: there is no address, or it was not needed.' }),
  Type.Literal('due', { description: 'To be mailed, or held back for a while.' }),
  Type.Literal('sending'),
  Type.Literal('sent'),
  Type.Literal('unclear', {
    description: 'It may have been sent: nobody heard what the mail server made of it.',
  }),
  Type.Literal('bounced', { description: 'The mail server refused it for this address.' }),
  Type.Literal('given-up'),
])

export const AwardAnswer = Type.Object({
  id: Id,
  organizationId: Id,
  achievementId: Id,
  achievementVersion: Type.Integer(),
  achievementName: Type.String(),
  learnerId: Id,
  recipientName: Type.String(),
  state: AwardStateSchema,
  stateReason: Type.Optional(Type.String()),
  delivery: DeliverySchema,
  claimed: Type.Boolean(),
  claimCode: Type.Optional(
    Type.String({ description: 'For a learner without an address, until it is used.' }),
  ),
  credentialUrl: Type.String(),
  statement: Type.Object(
    { ...statementFacts, ...furtherStatementFacts },
    { description: 'What the award says: the form in which a correction is sent.' },
  ),
  corrections: Type.Array(
    Type.Object({
      at: Type.Optional(Timestamp),
      reason: Type.String(),
    }),
    {
      description:
        'When and why newer copies were signed, oldest first. One that is still being signed has no time.',
    },
  ),
  results: Type.Optional(
    Type.Array(
      Type.Object({
        name: Type.Optional(Type.String()),
        level: Type.Optional(Type.String()),
        value: Type.Optional(Type.String()),
        status: Type.Optional(Type.String()),
        reachesRequired: Type.Optional(
          Type.Boolean({
            description:
              'Where the achievement requires a level or a value: whether it was reached.',
          }),
        ),
      }),
    ),
  ),
  createdAt: Timestamp,
  erasedAt: Type.Optional(
    Type.String({
      ...Timestamp,
      description: 'When its learner was removed: it is revoked, and says nothing any more.',
    }),
  ),
})
export type AwardAnswer = Static<typeof AwardAnswer>

export const ReasonBody = Type.Object({ reason: Words(500) }, closed)

export const CorrectionBody = Type.Object(
  {
    reason: Words(500),
    achievementVersion: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 999_999_999,
        description: 'A version published later. Without it, the one that was awarded.',
      }),
    ),
    statement: Type.Object(
      { ...statementFacts, ...furtherStatementFacts },
      {
        ...closed,
        description: 'All that the award says from now on: what is left out, it says no more.',
      },
    ),
    identifiers: Type.Optional(
      Type.Array(IdentityBody, {
        maxItems: 10,
        uniqueItems: true,
        description: 'Other names of the learner. Without them, those that the credential has.',
      }),
    ),
  },
  closed,
)

export const ClaimBody = Type.Object({ code: Type.String({ minLength: 1, maxLength: 60 }) }, closed)

export const HeldAnswer = Type.Object({
  id: Id,
  achievementName: Type.String(),
  organizationId: Id,
  state: AwardStateSchema,
  stateReason: Type.Optional(Type.String()),
  credentialUrl: Type.String(),
  shareable: Type.Boolean({ description: 'For some audience.' }),
  shareableWith: Type.Array(AudienceSchema),
  createdAt: Timestamp,
})
