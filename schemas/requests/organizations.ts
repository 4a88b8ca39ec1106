import Type, { type Static } from 'typebox'
import { closed, Email, Id, Language, Name, Timestamp, WebAddress } from './common.ts'
import { furtherProfileFacts, Words } from './profiles.ts'

export const sectors = [
  'school',
  'museum',
  'library',
  'afterschool',
  'college',
  'company',
  'other',
] as const
export type Sector = (typeof sectors)[number]

export const roles = ['owner', 'editor', 'awarder', 'viewer'] as const
export type Role = (typeof roles)[number]

/** Whether credentials name the address that answers a newer copy of them. */
export const refreshChoices = ['named', 'left-out'] as const
export type RefreshChoice = (typeof refreshChoices)[number]

/** What is done about a mail that may have been sent; the first is what is done where nothing was chosen. */
export const unclearMailChoices = ['send-again', 'by-hand'] as const
export type UnclearMailChoice = (typeof unclearMailChoices)[number]

export const SectorSchema = Type.Enum([...sectors])

export const RoleSchema = Type.Enum([...roles])

/** How the credentials of an organization may be signed; the first is what is done where nothing was chosen. */
export const issuingSuites = ['eddsa-rdfc-2022', 'ecdsa-rdfc-2019', 'ecdsa-sd-2023'] as const
export type IssuingSuite = (typeof issuingSuites)[number]

const IssuingSuiteSchema = Type.Enum([...issuingSuites], {
  description: 'The cryptosuite of the credentials that are issued from now on.',
})

export const ProofSuiteBody = Type.Object({ proofSuite: IssuingSuiteSchema }, closed)

const facts = {
  name: Name,
  sector: SectorSchema,
  description: Type.Optional(Words(2000)),
  url: Type.Optional(WebAddress),
  email: Email,
  refreshService: Type.Optional(
    Type.Enum([...refreshChoices], {
      description:
        'Whether credentials awarded from now on name a refresh service: they do unless it is `left-out`. ' +
        'It needs a third context of 1EdTech; leave it out for verifiers that know two.',
    }),
  ),
  unclearMails: Type.Optional(
    Type.Enum([...unclearMailChoices], {
      description:
        'What is done about the mail of an award that may have been sent (the service was stopped while it was): it is ' +
        'sent again a quarter of an hour later under the same Message-ID, unless staff are to decide `by-hand`.',
    }),
  ),
}

/** The form of the page: the logo comes beside it as a file. */
export const OrganizationForm = Type.Object(facts, closed)

/** The body of the API: a picture comes inside, base64. */
export const OrganizationBody = Type.Object(
  {
    ...facts,
    ...furtherProfileFacts,
    picture: Type.Optional(
      Type.String({ contentEncoding: 'base64', maxLength: 900_000, pattern: '^[A-Za-z0-9+/=]+$' }),
    ),
  },
  closed,
)

export const OrganizationAnswer = Type.Object({
  id: Id,
  did: Type.String(),
  profile: Type.String({ description: 'The address of its Profile.' }),
  ...facts,
  ...furtherProfileFacts,
  image: Type.Optional(Type.String()),
  proofSuite: IssuingSuiteSchema,
  createdAt: Timestamp,
  role: Type.Optional(RoleSchema),
})
export type OrganizationAnswer = Static<typeof OrganizationAnswer>

export const InvitationBody = Type.Object(
  { email: Email, role: RoleSchema, language: Type.Optional(Language) },
  closed,
)

export const InvitationAnswer = Type.Object({
  id: Id,
  email: Type.String(),
  role: RoleSchema,
  createdAt: Timestamp,
  expiresAt: Timestamp,
})
export type InvitationAnswer = Static<typeof InvitationAnswer>

export const StaffMemberAnswer = Type.Object({
  accountId: Id,
  name: Type.String(),
  email: Type.String(),
  role: RoleSchema,
  since: Timestamp,
})

export const SigningKeyAnswer = Type.Object({
  id: Type.String({ description: 'The fragment of its verification method.' }),
  algorithm: Type.String(),
  state: Type.Union([
    Type.Literal('active'),
    Type.Literal('retired', { description: 'Signs no more; what it signed stays good.' }),
    Type.Literal('compromised', { description: "Out of the issuer's document." }),
  ]),
  verificationMethod: Type.String(),
  createdAt: Timestamp,
})

export const RoleBody = Type.Object({ role: RoleSchema }, closed)

export const AuditEntryAnswer = Type.Object({
  at: Timestamp,
  actor: Type.String(),
  act: Type.String(),
  object: Type.String(),
  facts: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
})
