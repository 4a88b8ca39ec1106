import Type from 'typebox'
import { closed, Id, Name, Timestamp } from './common.ts'

export const NameFormSchema = Type.Union([
  Type.Literal('full'),
  Type.Literal('first'),
  Type.Literal('initials'),
  Type.Literal('nickname', { description: 'One that the learner chose for this share.' }),
  Type.Literal('none'),
])

export const AudienceSchema = Type.Union([
  Type.Literal('public', { description: 'Whoever gets the address.' }),
  Type.Literal('third-party', {
    description: 'A college, an employer, somebody who is named in `preparedFor`.',
  }),
])

/** What whoever shares decides besides the end; all of it can be changed later. */
const shareChoices = {
  audience: Type.Optional(AudienceSchema),
  preparedFor: Type.Optional(Name),
  nickname: Type.Optional(Name),
  searchable: Type.Optional(
    Type.Boolean({
      description:
        'Whether search engines may list the page: of an adult, for everybody. No where nothing is said.',
    }),
  ),
}

export const ShareBody = Type.Object(
  {
    endsAt: Timestamp,
    nameForm: NameFormSchema,
    ...shareChoices,
    openBadges2: Type.Optional(
      Type.Boolean({
        description:
          'Host an Assertion of Open Badges 2.0 too, with a hash of your address. While the share is open.',
      }),
    ),
  },
  closed,
)

/** A share of what can be shown as one of several records: a portfolio page, or a badge from elsewhere. */
export const FacedShareBody = Type.Object(
  {
    endsAt: Timestamp,
    nameForm: NameFormSchema,
    ...shareChoices,
    learnerId: Type.Optional(
      Type.String({
        ...Id,
        description:
          'As whom you show it, where several places of learning know you: their consents and their name hold for your own words and for what comes from elsewhere. The first that may show it where nothing is said, unless one of your records is known as a child’s who may not: then it has to be said.',
      }),
    ),
  },
  closed,
)

export const ShareChangeBody = Type.Object(
  { endsAt: Type.Optional(Timestamp), nameForm: Type.Optional(NameFormSchema), ...shareChoices },
  { ...closed, minProperties: 1, description: 'What is left out stays as it is.' },
)

export const ShareAnswer = Type.Object({
  token: Id,
  awardId: Type.Optional(Type.String({ ...Id, description: 'What it shows: a badge …' })),
  pageId: Type.Optional(Type.String({ ...Id, description: '… a portfolio page …' })),
  importId: Type.Optional(Type.String({ ...Id, description: '… or a badge from elsewhere.' })),
  url: Type.String({
    description:
      'Of a badge with `.json`, `.jwt`, `.vc-jwt`, `.png` or `.svg` after it, or by `Accept`, the credential itself. Of one from elsewhere with `.json` or `.jwt`, as it came, or `.png`, where the share shows the full name.',
  }),
  endsAt: Timestamp,
  closedAt: Type.Optional(Timestamp),
  audience: AudienceSchema,
  preparedFor: Type.Optional(Type.String()),
  nameForm: NameFormSchema,
  nickname: Type.Optional(Type.String()),
  searchable: Type.Boolean(),
  assertion: Type.Optional(
    Type.String({
      description:
        'Address of the Assertion of Open Badges 2.0; with `.png` or `.svg` after it, the baked one.',
    }),
  ),
  views: Type.Integer({ description: 'Visits: somebody who looks again soon is counted once.' }),
  createdAt: Timestamp,
})

export const SharingAnswer = Type.Object({
  learnerId: Id,
  organizationId: Id,
  paused: Type.Boolean({ description: 'Nobody sees any share of this learner.' }),
  shares: Type.Array(ShareAnswer, { description: 'Those that are open, or would be.' }),
})

export const PauseBody = Type.Object(
  {
    paused: Type.Boolean(),
    learnerId: Type.Optional(
      Type.String({
        ...Id,
        description: 'One learner whom you may act for. Without it, all that you are yourself.',
      }),
    ),
  },
  closed,
)

/**
 * In what form a share was looked at; `embed`: within another page; `preview`: the picture that messengers show;
 * `check`: its credential was verified here.
 */
export const viewFormats = [
  'page',
  'json',
  'jwt',
  'vc-jwt',
  'png',
  'svg',
  'pdf',
  'embed',
  'preview',
  'assertion',
  'check',
] as const
export type ViewFormat = (typeof viewFormats)[number]

export const shareViewers = ['person', 'machine'] as const
export type ShareViewer = (typeof shareViewers)[number]

export const ShareViewAnswer = Type.Object({
  hour: Type.String({
    description: 'The hour in which it was looked at, by its beginning in UTC.',
  }),
  viewer: Type.Enum([...shareViewers]),
  format: Type.Enum([...viewFormats], {
    description:
      '`embed`: within another page. `preview`: the picture that messengers show. `check`: the credential was verified here.',
  }),
  count: Type.Integer(),
})
