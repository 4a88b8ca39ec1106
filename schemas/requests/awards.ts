import Type, { type Static } from 'typebox'
import { closed, DateOnly, Email, Id, Language, Name, Timestamp, WebAddress } from './common.ts'

export const AgeBandSchema = Type.Union([
  Type.Literal('unknown'),
  Type.Literal('minor'),
  Type.Literal('adult'),
])

export const LearnerBody = Type.Object(
  {
    name: Name,
    email: Type.Optional(Email),
    language: Type.Optional(Language),
    ageBand: Type.Optional(AgeBandSchema),
  },
  closed,
)

export const LearnerChangeBody = Type.Object({ name: Name, ageBand: AgeBandSchema }, closed)

export const LearnerAnswer = Type.Object({
  id: Id,
  name: Type.String(),
  email: Type.Optional(Type.String()),
  language: Type.String(),
  ageBand: AgeBandSchema,
  claimed: Type.Boolean({ description: 'Linked to an account.' }),
  createdAt: Timestamp,
})

const Words = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '\\S' })

export const EvidenceBody = Type.Object(
  {
    url: Type.Optional(WebAddress),
    name: Type.Optional(Words(200)),
    narrative: Type.Optional(Words(5000)),
  },
  closed,
)

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

export const AwardBody = Type.Object(
  {
    achievementId: Id,
    learner: Type.Union([Type.Object({ id: Id }, closed), LearnerBody]),
    ...statementFacts,
  },
  closed,
)

export const AwardStateSchema = Type.Union([
  Type.Literal('pending'),
  Type.Literal('issued'),
  Type.Literal('revoked'),
  Type.Literal('suspended'),
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
  delivery: Type.Union([
    Type.Literal('none'),
    Type.Literal('due'),
    Type.Literal('sent'),
    Type.Literal('given-up'),
  ]),
  claimed: Type.Boolean(),
  claimCode: Type.Optional(
    Type.String({ description: 'For a learner without an address, until it is used.' }),
  ),
  credentialUrl: Type.String(),
  statement: Type.Object(statementFacts, {
    description: 'What the award says: the form in which a correction is sent.',
  }),
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
  createdAt: Timestamp,
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
    statement: Type.Object(statementFacts, {
      ...closed,
      description: 'All that the award says from now on: what is left out, it says no more.',
    }),
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
  shareable: Type.Boolean(),
  createdAt: Timestamp,
})

export const NameFormSchema = Type.Union([
  Type.Literal('full'),
  Type.Literal('first'),
  Type.Literal('initials'),
  Type.Literal('none'),
])

export const ShareBody = Type.Object({ endsAt: Timestamp, nameForm: NameFormSchema }, closed)

export const ShareAnswer = Type.Object({
  token: Id,
  url: Type.String(),
  endsAt: Timestamp,
  closedAt: Type.Optional(Timestamp),
  nameForm: NameFormSchema,
  views: Type.Integer(),
  createdAt: Timestamp,
})
