import Type from 'typebox'
import { closed, Id, Timestamp } from './common.ts'

export const unclaimedFilters = ['all', 'mailed', 'not-mailed', 'reminded', 'over'] as const
export type UnclaimedFilter = (typeof unclaimedFilters)[number]

export const UnclaimedFilterSchema = Type.Enum([...unclaimedFilters], {
  description:
    '`not-mailed`: no address, no mail wanted, or it failed. `over`: the link or code works no more.',
})

export const UnclaimedAnswer = Type.Object({
  awardId: Id,
  learnerId: Id,
  recipientName: Type.String(),
  achievementName: Type.String(),
  waitsSince: Timestamp,
  delivery: Type.String({ description: 'As of the award.' }),
  mailsStopped: Type.Boolean({ description: 'The address wants no mails of this organization.' }),
  reminders: Type.Integer({ description: 'How many were sent; two at the most.' }),
  remindedAt: Type.Optional(Timestamp),
  reminder: Type.Optional(
    Type.String({
      description:
        '`due`, `sending`, `sent` or `failed`. One that stays `sending` may have been sent, and is not sent again by itself.',
    }),
  ),
  claimEndsAt: Type.Optional(Timestamp),
  hindrance: Type.Optional(
    Type.String({ description: 'The code with which a reminder would be refused now.' }),
  ),
})

export const RemindBody = Type.Object(
  { awardIds: Type.Array(Id, { minItems: 1, maxItems: 200 }) },
  closed,
)

export const RemindedAnswer = Type.Object({
  reminders: Type.Array(
    Type.Object({
      awardId: Id,
      code: Type.Optional(
        Type.String({ description: 'Why not; absent where the reminder is on its way.' }),
      ),
    }),
  ),
})

export const UnclaimedPolicyBody = Type.Object(
  {
    remindAfterDays: Type.Integer({
      minimum: 0,
      maximum: 90,
      description: 'A reminder by itself, and another one as many days later; 0 for none.',
    }),
    expireAfterDays: Type.Integer({
      minimum: 0,
      maximum: 3650,
      description: 'So long a claim link or code works; 0 for ever. The award itself stays good.',
    }),
  },
  closed,
)
