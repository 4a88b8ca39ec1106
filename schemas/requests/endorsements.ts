import Type, { type Static } from 'typebox'
import { closed, Id, Name, Timestamp } from './common.ts'

export const EndorsementBody = Type.Object(
  {
    endorsed: Type.Union(
      [
        Type.Object({ achievementId: Id }, closed),
        Type.Object({ organizationId: Id }, closed),
        Type.Object({ credentialId: Id }, closed),
        Type.Object({ id: Type.String({ format: 'uri', maxLength: 2000 }) }, closed),
      ],
      {
        description:
          'An achievement (its newest published version), an organization or a credential of this service, or any URI.',
      },
    ),
    name: Type.Optional(Name),
    comment: Type.String({
      minLength: 1,
      maxLength: 5000,
      pattern: '\\S',
      description: 'Markdown.',
    }),
  },
  closed,
)

export const EndorsementAnswer = Type.Object({
  id: Id,
  organizationId: Id,
  endorsed: Type.String({ description: 'The id of what is endorsed, as credentials name it.' }),
  endorsedKind: Type.Union([
    Type.Literal('achievement'),
    Type.Literal('organization'),
    Type.Literal('credential'),
    Type.Literal('elsewhere'),
  ]),
  name: Type.String(),
  comment: Type.String(),
  state: Type.Union([Type.Literal('issued'), Type.Literal('revoked')]),
  stateReason: Type.Optional(Type.String()),
  answer: Type.Union(
    [
      Type.Literal('not-asked'),
      Type.Literal('waiting'),
      Type.Literal('accepted'),
      Type.Literal('declined'),
    ],
    { description: 'What the owner of the endorsed thing says, where the owner is here.' },
  ),
  url: Type.String({ description: 'Its address: the id of the EndorsementCredential.' }),
  credential: Type.String({ description: 'The exact text that was signed.' }),
  createdAt: Timestamp,
})
export type EndorsementAnswer = Static<typeof EndorsementAnswer>
