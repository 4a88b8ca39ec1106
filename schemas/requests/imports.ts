import Type, { type Static } from 'typebox'
import { closed, Id, Timestamp } from './common.ts'
import { CredentialFormat, oneOf, VerificationBody, VerificationReport } from './verification.ts'

const { credential, address, file } = VerificationBody.properties

/** What is brought into a backpack: exactly one of the three, as for a verification. */
export const ImportBody = Type.Object({ credential, address, file }, { ...closed, oneOf })
export type ImportBody = Static<typeof ImportBody>

export const ImportedAnswer = Type.Object({
  id: Id,
  format: CredentialFormat,
  address: Type.Optional(Type.String({ description: 'Where it was read from.' })),
  digest: Type.String({ description: 'SHA-256 of the text that was kept, in hex.' }),
  recipient: Type.Union([Type.Literal('own'), Type.Literal('another'), Type.Literal('not-told')], {
    description: 'Whether it names the address of your account.',
  }),
  competencies: Type.Array(Type.String()),
  report: VerificationReport,
  importedAt: Timestamp,
})
