import Type from 'typebox'
import { closed, Id, Timestamp } from './common.ts'

const Named = { id: Id, name: Type.String() }

export const DeleteAccountBody = Type.Object(
  {
    confirm: Type.String({
      format: 'email',
      maxLength: 254,
      description: 'The address of the account, so that nobody deletes it by mistake.',
    }),
    asksRemoval: Type.Optional(
      Type.Boolean({
        description:
          'Also asks every place that keeps a record of you to remove it. What it removes is revoked.',
      }),
    ),
  },
  closed,
)

export const AccountDeletionAnswer = Type.Object({
  runsService: Type.Boolean({
    description: 'Whoever runs the service cannot delete their account.',
  }),
  onlyOwnerOf: Type.Array(Type.Object(Named), {
    description: 'Organizations that need another owner first.',
  }),
  badges: Type.Integer({ description: 'How many are in the backpack.' }),
  imported: Type.Integer({ description: 'How many of other services were brought in.' }),
  places: Type.Array(
    Type.Object({
      ...Named,
      fate: Type.Enum(['kept', 'with-guardians', 'erased'], {
        description:
          'kept: by the place. What a place gave that has let you go is erased and revoked, or stays with the guardians of a child.',
      }),
    }),
  ),
  children: Type.Array(
    Type.Object({
      ...Named,
      hasOthers: Type.Boolean({ description: 'Whether somebody else is a guardian, too.' }),
    }),
  ),
})

export const AccountDeletedAnswer = Type.Object({ at: Timestamp })
