import Type, { type Static } from 'typebox'
import { closed, DateOnly, Id, Language, Name, Timestamp } from './common.ts'

export const CardLayout = Type.Union(
  [Type.Literal('ten'), Type.Literal('four'), Type.Literal('one')],
  { description: 'How many stand on a page: ten of a business card’s size, four, or one.' },
)

export const Paper = Type.Union([Type.Literal('a4'), Type.Literal('letter')])

/** As many as are printed, and handed out, in one go. */
export const mostCards = 500

export const CardBatchBody = Type.Object(
  {
    name: Name,
    language: Language,
    layout: CardLayout,
    expiresOn: DateOnly,
    groupId: Type.Optional(Id),
    learnerIds: Type.Optional(
      Type.Array(Id, {
        maxItems: mostCards,
        description: 'One card each. Of these, `groupId` and `count`, exactly one is said.',
      }),
    ),
    achievementId: Type.Optional(Id),
    count: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: mostCards,
        description: 'Cards for nobody yet: whoever claims one is awarded `achievementId`.',
      }),
    ),
  },
  closed,
)

const counts = {
  printed: Type.Integer({ description: 'Made, still good and not claimed.' }),
  claimed: Type.Integer(),
  expired: Type.Integer({ description: 'Not claimed, and no longer good.' }),
}

export const CardBatchAnswer = Type.Object({
  id: Id,
  name: Type.String(),
  language: Language,
  layout: CardLayout,
  groupId: Type.Optional(Id),
  achievementId: Type.Optional(Id),
  expiresAt: Timestamp,
  withdrawnAt: Type.Optional(Timestamp),
  ...counts,
  createdAt: Timestamp,
})
export type CardBatchAnswer = Static<typeof CardBatchAnswer>

export const CardAnswer = Type.Object({
  id: Id,
  number: Type.Integer(),
  learnerId: Type.Optional(Id),
  name: Type.String({ description: 'What staff call whom it is for; empty while it is nobody’s.' }),
  state: Type.Union([Type.Literal('printed'), Type.Literal('claimed'), Type.Literal('expired')]),
  claimedAt: Type.Optional(Timestamp),
})

export const ClaimAs = Type.Union([Type.Literal('self'), Type.Literal('guardian')])

export const Code = Type.String({ minLength: 1, maxLength: 100 })

/** A nickname is short: a longer one is a full name, or a joke on whoever reads the list. */
export const Nickname = Type.String({
  minLength: 1,
  maxLength: 40,
  pattern: '^[^@]*[^@\\s][^@]*$',
  not: { pattern: '[\\u0000-\\u001f\\u007f-\\u009f\\u200b\\u202a-\\u202e\\u2060-\\u2069\\ufeff]' },
  description: 'No address, no hidden marks.',
})

const childId = Type.Optional(
  Type.String({
    ...Id,
    description: 'For a guardian: the child it is for, where this organization knows them already.',
  }),
)

export const CardClaimBody = Type.Object(
  {
    code: Code,
    as: ClaimAs,
    nickname: Type.Optional(Nickname),
    childId,
  },
  closed,
)

export const ClaimLinkBody = Type.Object(
  {
    name: Name,
    achievementId: Id,
    groupId: Type.Optional(Id),
    startsOn: DateOnly,
    endsOn: DateOnly,
    limit: Type.Integer({ minimum: 1, maximum: 2000 }),
    approval: Type.Boolean({ description: 'Whether staff look at each request first.' }),
    who: Type.Union([Type.Literal('nickname'), Type.Literal('account')], {
      description: 'Whether a nickname is enough, or an account is needed.',
    }),
    language: Language,
  },
  closed,
)

export const ClaimLinkState = Type.Union([
  Type.Literal('open'),
  Type.Literal('not-yet'),
  Type.Literal('full'),
  Type.Literal('over'),
  Type.Literal('closed'),
])

export const ClaimLinkAnswer = Type.Object({
  id: Id,
  name: Type.String(),
  achievementId: Id,
  groupId: Type.Optional(Id),
  startsAt: Timestamp,
  endsAt: Timestamp,
  limit: Type.Integer(),
  used: Type.Integer(),
  approval: Type.Boolean(),
  who: Type.Union([Type.Literal('nickname'), Type.Literal('account')]),
  state: ClaimLinkState,
  code: Type.String({ description: 'To be typed at /join.' }),
  url: Type.String(),
  createdAt: Timestamp,
})

export const JoinRequestAnswer = Type.Object({
  id: Id,
  nickname: Type.String(),
  state: Type.Union([
    Type.Literal('waiting'),
    Type.Literal('approved'),
    Type.Literal('declined'),
    Type.Literal('given'),
  ]),
  awardId: Type.Optional(Id),
  createdAt: Timestamp,
})
export type JoinRequestAnswer = Static<typeof JoinRequestAnswer>

export const KioskAnswer = Type.Object({
  id: Id,
  claimLinkId: Id,
  url: Type.String({
    description: 'To be opened on the device; whoever has it can use the kiosk.',
  }),
  expiresAt: Timestamp,
})

/** Who asks on a page: `self`, `guardian` for a child who is new, or the id of a child they look after. */
export const WhomOnPage = Type.String({ pattern: '^(self|guardian|[A-Za-z0-9_-]{16,64})$' })

export const JoinBody = Type.Object(
  {
    code: Code,
    nickname: Type.Optional(Nickname),
    language: Type.Optional(Language),
    as: Type.Optional(ClaimAs),
    childId,
  },
  closed,
)

export const JoinAnswer = Type.Object({
  token: Type.String({ description: 'Whoever has it sees what became of it.' }),
  url: Type.String({ description: 'The page that shows the same.' }),
  achievement: Type.String(),
  nickname: Type.String(),
  state: Type.Enum([
    'waiting',
    'making',
    'consent',
    'declined',
    'done',
    'taken',
    'in-backpack',
    'in-family',
  ]),
  code: Type.Optional(
    Type.String({ description: 'The claim code of the badge, while nobody has taken it.' }),
  ),
})
