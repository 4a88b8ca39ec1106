import Type, { type Static } from 'typebox'
import { closed, Id, Timestamp } from './common.ts'
import {
  CredentialFormat,
  oneOf,
  Verdict,
  VerificationBody,
  VerificationReport,
} from './verification.ts'

const { credential, address, file } = VerificationBody.properties

/** What is brought into a backpack: exactly one of the three, as for a verification. */
export const ImportBody = Type.Object({ credential, address, file }, { ...closed, oneOf })
export type ImportBody = Static<typeof ImportBody>

/** The last check, with what holds of it today. */
const ReportToday = Type.Object(
  {
    ...VerificationReport.properties,
    verdict: Type.Union([...Verdict.anyOf], {
      description:
        'As it stands today: what was good at the last check is `expired` once the `validUntil` of its credential is over.',
    }),
  },
  {
    description:
      'What the last check said, at `verifiedAt`; its `checks` are those of that time. Check it again for what its issuer says by now.',
  },
)

export const ImportedAnswer = Type.Object({
  id: Id,
  format: CredentialFormat,
  address: Type.Optional(Type.String({ description: 'Where it was read from.' })),
  digest: Type.String({ description: 'SHA-256 of the text that was kept, in hex.' }),
  recipient: Type.Union([Type.Literal('own'), Type.Literal('another'), Type.Literal('not-told')], {
    description: 'Whether it names the address of your account.',
  }),
  competencies: Type.Array(Type.String()),
  report: ReportToday,
  importedAt: Timestamp,
})

/** One of several that was not kept. */
const LeftOutAnswer = Type.Object({
  number: Type.Integer({
    minimum: 1,
    description: 'Its place among those that were handed in: the first is 1.',
  }),
  name: Type.Optional(Type.String({ description: 'As it calls itself, where it could be read.' })),
  address: Type.Optional(Type.String({ description: 'Where it was read, or should have been.' })),
  code: Type.String({
    description:
      'Stable: the code of the problem that it is answered with where it comes alone, such as `unreadable-credential`, `badge-not-genuine`, `badge-from-here`, `already-in-backpack`, `backpack-full` or `too-large`.',
  }),
  values: Type.Optional(
    Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]), {
      description: 'As in a problem: what was found instead of a badge, why it was not reached.',
    }),
  ),
})

export const BroughtInAnswer = Type.Object({
  imported: Type.Array(ImportedAnswer),
  leftOut: Type.Array(LeftOutAnswer, {
    description:
      'Those of several that were not kept, each with its reason: what is in the backpack already is among them.',
  }),
})
