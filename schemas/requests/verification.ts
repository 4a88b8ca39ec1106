import Type, { type Static } from 'typebox'
import { extensible, identifierTypes } from '../open-badges/terms.ts'
import { closed, Timestamp } from './common.ts'

/** Whom the asker believes to have earned it. Compared, and neither kept nor given back. */
export const KnownRecipient = Type.Union([
  Type.Object(
    {
      id: Type.String({
        minLength: 1,
        maxLength: 2000,
        pattern: '^[A-Za-z][A-Za-z0-9+.-]*:\\S',
        description: 'A DID or another URI.',
      }),
    },
    closed,
  ),
  Type.Object(
    {
      identifier: Type.String({
        minLength: 1,
        maxLength: 500,
        pattern: '\\S',
        description: 'As it is, never a hash of it.',
      }),
      identifierType: Type.Optional(
        Type.String({
          pattern: extensible(identifierTypes),
          description:
            'A term of OB 3.0 IdentifierTypeEnum, or `ext:`; `emailAddress` when not said.',
        }),
      ),
    },
    closed,
  ),
])
export type KnownRecipient = Static<typeof KnownRecipient>

/** The members of which exactly one is sent. */
export const oneOf = ['credential', 'address', 'file'].map((name) => ({
  required: [name],
  properties: { [name]: {} },
}))

/** What is sent to be checked, and whom it should belong to. */
export const VerificationBody = Type.Object(
  {
    credential: Type.Optional(
      Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.String({ minLength: 1 })], {
        description: 'A credential as JSON, or a compact JWT.',
      }),
    ),
    address: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 2000,
        description: 'The address of a share of this service, or an https address of a credential.',
      }),
    ),
    file: Type.Optional(
      Type.String({
        minLength: 1,
        pattern: '^[A-Za-z0-9+/]+={0,2}$',
        description:
          'The bytes of a JSON, JWT, PNG, SVG or PDF file in base64, or of a picture (PNG, JPEG, WebP) that shows a QR code.',
      }),
    ),
    recipient: Type.Optional(KnownRecipient),
    challenge: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 500,
        description: 'For a presentation: what it must have been made for, known to nobody before.',
      }),
    ),
    domain: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 500,
        description: 'For a presentation: for whom it must have been made.',
      }),
    ),
    receipt: Type.Optional(
      Type.Boolean({
        description: 'Whether the answer brings a receipt: what was found, signed by this service.',
      }),
    ),
  },
  { ...closed, oneOf },
)
export type VerificationBody = Static<typeof VerificationBody>

export const CheckName = Type.Union([
  Type.Literal('structure'),
  Type.Literal('issuer'),
  Type.Literal('proof'),
  Type.Literal('refresh'),
  Type.Literal('validity'),
  Type.Literal('status'),
  Type.Literal('schema'),
  Type.Literal('recipient'),
  Type.Literal('recognition'),
  Type.Literal('endorsements'),
  Type.Literal('credentials'),
  Type.Literal('associations'),
  Type.Literal('presentation'),
])
export type CheckName = Static<typeof CheckName>

export const CheckResult = Type.Union([
  Type.Literal('passed'),
  Type.Literal('failed'),
  Type.Literal('unknown', { description: 'Could not be found out; never counts as passed.' }),
  Type.Literal('not-applicable'),
])
export type CheckResult = Static<typeof CheckResult>

export const Check = Type.Object({
  name: CheckName,
  result: CheckResult,
  code: Type.String({ description: 'Stable: why the check came out as it did.' }),
  values: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]))),
  source: Type.Optional(
    Type.String({ description: 'Where the answer was taken from: an address or `this service`.' }),
  ),
  at: Timestamp,
})

export const Verdict = Type.Union([
  Type.Literal('valid'),
  Type.Literal('not-yet-valid'),
  Type.Literal('expired'),
  Type.Literal('revoked'),
  Type.Literal('suspended'),
  Type.Literal('another-recipient'),
  Type.Literal('invalid'),
  Type.Literal('could-not-check'),
])
export type Verdict = Static<typeof Verdict>

export const CredentialFormat = Type.Union([
  Type.Literal('json'),
  Type.Literal('jwt'),
  Type.Literal('png'),
  Type.Literal('svg'),
  Type.Literal('pdf', { description: 'A credential attached to a PDF.' }),
  Type.Literal('qr', { description: 'A QR code that holds a credential, or leads to one.' }),
])
export type CredentialFormat = Static<typeof CredentialFormat>

/** What the credential says, as it says it. Only a `proven` one is shown to be the issuer's word. */
export const CredentialSummary = Type.Object({
  proven: Type.Boolean({
    description: 'Whether the proof passed; if not, anybody may have written this.',
  }),
  id: Type.Optional(Type.String()),
  name: Type.Optional(Type.String({ description: 'Of the credential itself.' })),
  achievement: Type.Optional(
    Type.Object({
      id: Type.Optional(Type.String()),
      name: Type.Optional(Type.String()),
      description: Type.Optional(Type.String()),
      criteria: Type.Optional(Type.String({ description: 'Markdown.' })),
      criteriaAddress: Type.Optional(Type.String()),
      image: Type.Optional(Type.String({ description: 'An https address or a data URI.' })),
    }),
  ),
  issuer: Type.Optional(Type.Object({ id: Type.String(), name: Type.Optional(Type.String()) })),
  recipient: Type.Object({
    form: Type.Union([
      Type.Literal('none'),
      Type.Literal('id'),
      Type.Literal('identifier'),
      Type.Literal('hashed-identifier'),
    ]),
    id: Type.Optional(Type.String()),
  }),
  narrative: Type.Optional(Type.String()),
  validFrom: Type.Optional(Type.String()),
  validUntil: Type.Optional(Type.String()),
  awardedDate: Type.Optional(Type.String()),
  language: Type.Optional(
    Type.String({ description: 'Of the words about the achievement: a tag of BCP 47.' }),
  ),
  evidenceCount: Type.Integer(),
  results: Type.Array(
    Type.Object({
      name: Type.Optional(Type.String()),
      value: Type.Optional(Type.String()),
      level: Type.Optional(Type.String()),
      status: Type.Optional(Type.String()),
    }),
  ),
})
export type CredentialSummary = Static<typeof CredentialSummary>

/** An endorsement that was found inside. One that is not good takes nothing from what it endorses. */
export const EndorsementReport = Type.Object({
  of: Type.Union(
    [Type.Literal('credential'), Type.Literal('achievement'), Type.Literal('issuer')],
    { description: 'The part to which it is attached.' },
  ),
  verdict: Verdict,
  checks: Type.Array(Check),
  endorser: Type.Optional(Type.Object({ id: Type.String(), name: Type.Optional(Type.String()) })),
  comment: Type.Optional(Type.String({ description: 'Markdown.' })),
})
export type EndorsementReport = Static<typeof EndorsementReport>

const reported = {
  kind: Type.Optional(
    Type.Union(
      [
        Type.Literal('badge'),
        Type.Literal('endorsement'),
        Type.Literal('transcript'),
        Type.Literal('presentation'),
      ],
      { description: 'What it is; a badge where nothing is said.' },
    ),
  ),
  verdict: Verdict,
  checks: Type.Array(Check),
  credential: CredentialSummary,
  format: CredentialFormat,
  source: Type.Optional(Type.String({ description: 'The address it was read from.' })),
  digest: Type.Optional(
    Type.String({
      description:
        'SHA-256 of the text that was handed in, out of its picture or wrapper, in hexadecimal. Of the outermost only.',
    }),
  ),
  trial: Type.Boolean({
    description: 'The issuer has no public https name: a trial, not for keeps.',
  }),
  verifiedAt: Timestamp,
  endorsements: Type.Optional(Type.Array(EndorsementReport)),
}

const InnermostReport = Type.Object(reported)
const InsideReport = Type.Object({
  ...reported,
  credentials: Type.Optional(Type.Array(InnermostReport)),
})

export const VerificationReport = Type.Object({
  ...reported,
  credentials: Type.Optional(
    Type.Array(InsideReport, {
      description:
        'A report on each credential inside a transcript or a presentation. The verdict on a transcript says nothing of them, that on a presentation is never better than theirs.',
    }),
  ),
  holder: Type.Optional(Type.String({ description: 'Who says to present it, in a presentation.' })),
})
export type VerificationReport = Static<typeof VerificationReport>

export const VerificationAnswer = Type.Object({
  ...VerificationReport.properties,
  receipt: Type.Optional(
    Type.Record(Type.String(), Type.Unknown(), {
      description:
        'A credential of the type `VerificationReceipt` about the check. Nothing of it is kept here: keep it as it is.',
    }),
  ),
})
