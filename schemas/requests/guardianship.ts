import Type from 'typebox'
import { closed, Email, Id, Language, Timestamp } from './common.ts'

/** What consent is asked for, each apart: one may be given without the others. */
export const consentPurposes = [
  'hold-badges',
  'be-contacted',
  'show-publicly',
  'show-evidence',
  'share-with-third-party',
] as const
export type ConsentPurpose = (typeof consentPurposes)[number]

/** How a guardian's consent reached us, from what proves least to what proves most. */
export const guardianMethods = [
  'school-authorised',
  'mail-plus',
  'paper-seen',
  'identity-checked',
] as const
export type GuardianMethod = (typeof guardianMethods)[number]

/** `own`: of a learner who decides themselves. */
export const consentMethods = [...guardianMethods, 'own'] as const
export type ConsentMethod = (typeof consentMethods)[number]

/** Why the data may be worked with. */
export const legalBases = [
  'own-consent',
  'parental-consent',
  'school-authority',
  'public-task',
] as const
export type LegalBasis = (typeof legalBases)[number]

/** Which awards wait for a guardian's consent before they are signed. */
export const waitingRules = ['known-minors', 'everybody-not-known-as-adult', 'never'] as const

export const ConsentPurposeSchema = Type.Enum([...consentPurposes])

const PurposePolicyBody = Type.Object(
  {
    guardianUntil: Type.Enum(['consent-age', 'adult'], {
      description: 'Until which age a guardian decides about this.',
    }),
    leastForChild: Type.Enum([...guardianMethods], {
      description: 'What has to prove a guardian’s consent at the least, below the consent age.',
    }),
    leastForYouth: Type.Enum([...guardianMethods], {
      description: 'The same, from the consent age on.',
    }),
  },
  closed,
)

/** For how long what nobody needs any more is kept, with the least and the most that can be chosen. */
export const retentionBounds = {
  sentInDays: { minimum: 7, maximum: 365 },
  requestsDays: { minimum: 7, maximum: 365 },
  applicationsDays: { minimum: 7, maximum: 365 },
  leftMonths: { minimum: 1, maximum: 60 },
  unclaimedMonths: { minimum: 12, maximum: 120 },
  endedSharesMonths: { minimum: 1, maximum: 24 },
} as const

export const RetentionBody = Type.Object(
  {
    sentInDays: Type.Integer({
      ...retentionBounds.sentInDays,
      description:
        'Rows of a batch that were not awarded: what they said, in days after they were sent in.',
    }),
    requestsDays: Type.Integer({
      ...retentionBounds.requestsDays,
      description: 'Requests by a class link that were declined, or that nobody decided, in days.',
    }),
    applicationsDays: Type.Optional(
      Type.Integer({
        ...retentionBounds.applicationsDays,
        description:
          'Applications that came to nothing, in days after they were declined, withdrawn or left lying.',
      }),
    ),
    leftMonths: Type.Integer({
      ...retentionBounds.leftMonths,
      description:
        'Learners without a badge, account, guardian or open group, in months after they were first seen so.',
    }),
    unclaimedMonths: Type.Integer({
      ...retentionBounds.unclaimedMonths,
      description:
        'The same with badges that nobody ever claimed, in months after the last of them; the badges are revoked.',
    }),
    endedSharesMonths: Type.Optional(
      Type.Integer({
        ...retentionBounds.endedSharesMonths,
        description:
          'Links to badges that ended or were closed, with who looked, in months. The usual where nothing is said.',
      }),
    ),
  },
  closed,
)

export const PolicyBody = Type.Object(
  {
    consentAge: Type.Integer({
      minimum: 13,
      maximum: 16,
      description: 'From which age learners decide for themselves (COPPA, GDPR Article 8).',
    }),
    adultAge: Type.Integer({ minimum: 18, maximum: 21 }),
    waits: Type.Enum([...waitingRules], {
      description: 'Whose awards wait for a guardian’s consent before they are signed.',
    }),
    controller: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 200,
        pattern: '\\S',
        description: 'Who answers for the data, where it is not the organization itself.',
      }),
    ),
    purposes: Type.Object(
      {
        'hold-badges': PurposePolicyBody,
        'be-contacted': PurposePolicyBody,
        'show-publicly': PurposePolicyBody,
        'show-evidence': PurposePolicyBody,
        'share-with-third-party': PurposePolicyBody,
      },
      closed,
    ),
    retention: Type.Optional(RetentionBody),
  },
  closed,
)

const PurposesBody = Type.Array(ConsentPurposeSchema, {
  minItems: 1,
  maxItems: consentPurposes.length,
  uniqueItems: true,
})

/** What staff may note: a mailed page is the guardian's own, and what learners decide is theirs. */
export const recordedMethods = ['school-authorised', 'paper-seen', 'identity-checked'] as const

export const RecordConsentsBody = Type.Object(
  {
    learnerIds: Type.Array(Id, { minItems: 1, maxItems: 200, uniqueItems: true }),
    purposes: PurposesBody,
    method: Type.Enum([...recordedMethods]),
    legalBasis: Type.Optional(Type.Enum(['parental-consent', 'school-authority', 'public-task'])),
    language: Type.Optional(Language),
  },
  closed,
)

export const ClassConsentsBody = Type.Object(
  {
    method: Type.Enum([...recordedMethods]),
    legalBasis: Type.Optional(Type.Enum(['parental-consent', 'school-authority', 'public-task'])),
    language: Type.Optional(Language),
    everybody: Type.Optional(
      Type.Array(ConsentPurposeSchema, {
        maxItems: consentPurposes.length,
        uniqueItems: true,
        description: 'What everybody in the group agreed to.',
      }),
    ),
    learners: Type.Optional(
      Type.Array(Type.Object({ learnerId: Id, purposes: PurposesBody }, closed), {
        maxItems: 500,
        description: 'What one of them agreed to, besides.',
      }),
    ),
  },
  closed,
)

export const SlipsAnswer = Type.Object({
  learners: Type.Integer({ description: 'Learners in the group who are not known as adults.' }),
  withGuardian: Type.Integer(),
  open: Type.Integer({ description: 'Learners with a slip that is good and was not used.' }),
})

export const MailsBody = Type.Object({ wanted: Type.Boolean() }, closed)

export const MailsAnswer = Type.Object({
  wanted: Type.Boolean({ description: 'Whether you want to be told of this child by mail.' }),
  stopped: Type.Boolean({
    description:
      'Whether your address gets no mails of the organization at all: they were stopped by a link in one.',
  }),
})

export const GiveConsentsBody = Type.Object(
  { purposes: PurposesBody, language: Type.Optional(Language) },
  closed,
)

export const GuardianAddressBody = Type.Object(
  { email: Email, language: Type.Optional(Language) },
  closed,
)

export const EndGuardianshipBody = Type.Object(
  {
    reason: Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' }),
    takeBack: Type.Boolean({ description: 'What this guardian agreed to ends as well.' }),
  },
  closed,
)

export const HandOverBody = Type.Object(
  {
    keep: Type.Optional(
      Type.Array(ConsentPurposeSchema, {
        maxItems: consentPurposes.length,
        description: 'The consents of others that go on; the rest end.',
      }),
    ),
    keepShares: Type.Optional(
      Type.Array(Id, { maxItems: 1000, description: 'Tokens of the shares that stay open.' }),
    ),
    guardiansStay: Type.Optional(
      Type.Boolean({ description: 'Guardians go on seeing until the learner is an adult.' }),
    ),
  },
  closed,
)

export const StandingSchema = Type.Enum(['child', 'youth', 'adult', 'unknown'])

export const StaffConsentAnswer = Type.Object({
  purpose: ConsentPurposeSchema,
  state: Type.Enum(['given', 'needed', 'not-needed']),
  method: Type.Optional(Type.Enum([...consentMethods])),
  since: Type.Optional(Timestamp),
})

export const OfferedConsentAnswer = Type.Object({
  purpose: ConsentPurposeSchema,
  title: Type.String(),
  says: Type.String({ description: 'The text that is agreed to.' }),
  state: Type.Enum(['given', 'open', 'paper', 'theirs'], {
    description:
      'open: the caller may give it here. paper: it takes a stronger proof. theirs: somebody else decides.',
  }),
  givenAt: Type.Optional(Timestamp),
  mayTakeBack: Type.Boolean(),
})

export const ConsentRecordAnswer = Type.Object({
  purpose: ConsentPurposeSchema,
  givenAt: Timestamp,
  givenBy: Type.String(),
  method: Type.Enum([...consentMethods]),
  legalBasis: Type.Enum([...legalBases]),
  textVersion: Type.String(),
  language: Type.String(),
  controller: Type.String(),
  confirmation: Type.Optional(Type.Enum(['due', 'sent'])),
  takenOverAt: Type.Optional(Timestamp),
  withdrawnAt: Type.Optional(Timestamp),
  withdrawnBy: Type.Optional(Type.String()),
})

export const LearnerConsentsAnswer = Type.Object({
  learnerId: Id,
  standing: StandingSchema,
  consents: Type.Array(StaffConsentAnswer),
})

export const GuardianAnswer = Type.Object({
  accountId: Id,
  way: Type.String(),
  since: Timestamp,
})

export const GuardianInvitationAnswer = Type.Object({
  id: Id,
  createdAt: Timestamp,
  expiresAt: Timestamp,
})

export const GuardianshipCodeAnswer = Type.Object({
  id: Id,
  kind: Type.Enum(['guardian', 'hand-over']),
  code: Type.String(),
  expiresAt: Timestamp,
})

export const ChildAnswer = Type.Object({
  learnerId: Id,
  organizationId: Id,
  name: Type.String(),
  standing: StandingSchema,
  badges: Type.Integer(),
  waiting: Type.Integer({ description: 'Badges that are not signed before a guardian consents.' }),
})

export const OwnConsentsAnswer = Type.Object({
  learnerId: Id,
  organizationId: Id,
  standing: StandingSchema,
  offered: Type.Array(OfferedConsentAnswer),
  history: Type.Array(ConsentRecordAnswer),
})
