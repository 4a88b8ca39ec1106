import Type, { type Static } from 'typebox'
import { closed, Id } from './common.ts'

/** What the awards of an organization can be looked at by: how they stand, or what became of their mail. */
export const recipientStates = [
  'waiting',
  'pending',
  'issued',
  'suspended',
  'revoked',
  'mail',
  'unclaimed',
] as const
export type RecipientState = (typeof recipientStates)[number]

/** What can be done with one award, or with several at once. */
export const awardDeeds = ['resend', 'remind', 'suspend', 'reinstate', 'revoke'] as const
export type AwardDeed = (typeof awardDeeds)[number]

/** Those that are told to whoever checks the badge, with a reason. */
export const reasonedDeeds = ['suspend', 'revoke'] as const

export const AwardDeedForm = Type.Object(
  {
    /** For those that are ticked. */
    deed: Type.Optional(Type.Enum([...awardDeeds])),
    awardIds: Type.Optional(Type.Array(Id, { maxItems: 200 })),
    /** For one of them: the deed, a colon and its id. */
    one: Type.Optional(Type.String({ pattern: `^(${awardDeeds.join('|')}):[A-Za-z0-9_-]{22}$` })),
    reason: Type.Optional(Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' })),
    /** The page that asks for the reason was seen. */
    asked: Type.Optional(Type.Literal('true')),
    /** The query of the list, to come back to. */
    back: Type.Optional(Type.String({ maxLength: 2500 })),
  },
  closed,
)
export type AwardDeedForm = Static<typeof AwardDeedForm>
