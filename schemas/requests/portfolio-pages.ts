import Type, { type Static, type TProperties } from 'typebox'
import { closed, Id, Name, Timestamp, WebAddress } from './common.ts'

/** What fits on a page, and into a portfolio. A page is read whole, and so is the list of them. */
export const mostPages = 30
export const mostParts = 60
/** As many as are checked by one press. */
export const mostBadges = 30
export const mostPictures = 20
export const longestText = 5000
export const mostPictureBytes = 10_000_000

/** Lines of their own: at least one character that is no space. */
const Words = Type.String({ minLength: 1, maxLength: longestText, pattern: '\\S' })
const ShortWords = Type.String({ minLength: 1, maxLength: 1000, pattern: '\\S' })

const about = {
  heading: { text: Name },
  text: {
    text: Type.String({ ...Words, description: 'Markdown. Raw HTML is shown as text.' }),
  },
  badge: { awardId: Type.String({ ...Id, description: 'A badge in your backpack.' }) },
  imported: {
    importId: Type.String({ ...Id, description: 'A badge from elsewhere in your backpack.' }),
  },
  'award-evidence': {
    awardId: Type.String({ ...Id, description: 'The badge whose evidence it is.' }),
    evidence: Type.String({
      ...Id,
      description: 'Which of its pieces: the `key` in the list of what can be put on a page.',
    }),
  },
  link: { url: WebAddress, title: Name, text: Type.Optional(ShortWords) },
} as const

const picture = {
  alt: Type.String({
    ...ShortWords,
    description: 'What is to be seen, for whoever cannot see it.',
  }),
  caption: Type.Optional(ShortWords),
}

function part<Kind extends string, Members extends TProperties>(kind: Kind, members: Members) {
  return Type.Object(
    {
      id: Type.Optional(
        Type.String({ ...Id, description: 'Of a part that is there; a new one is given one.' }),
      ),
      kind: Type.Literal(kind),
      ...members,
    },
    closed,
  )
}

export const HeadingBody = Type.Object(about.heading, closed)
export const TextBody = Type.Object(about.text, closed)
export const LinkBody = Type.Object(about.link, closed)
export const PictureBody = Type.Object(picture, closed)

/** A part as it is sent. Pictures are sent by themselves, and then named by their id. */
export const PartBody = Type.Union([
  part('heading', about.heading),
  part('text', about.text),
  part('badge', about.badge),
  part('imported', about.imported),
  part('award-evidence', about['award-evidence']),
  part('link', about.link),
  Type.Object({ id: Id, kind: Type.Literal('picture'), ...picture }, closed),
])
export type PartBody = Static<typeof PartBody>

export const partKinds = [
  'heading',
  'text',
  'badge',
  'imported',
  'award-evidence',
  'link',
  'picture',
] as const
export type PartKind = (typeof partKinds)[number]

const Parts = Type.Array(PartBody, { maxItems: mostParts })

export const NewPageBody = Type.Object({ title: Name, parts: Type.Optional(Parts) }, closed)

export const PageBody = Type.Object(
  {
    title: Name,
    parts: Type.Array(PartBody, {
      maxItems: mostParts,
      description: 'All of them, in their order: what is left out goes from the page.',
    }),
    seen: Type.Optional(
      Type.Integer({
        minimum: 1,
        description:
          'The `version` you had before you: refused where the page was changed since. Without it yours takes its place.',
      }),
    ),
  },
  closed,
)

export const NewPictureBody = Type.Object(
  {
    file: Type.String({
      contentEncoding: 'base64',
      maxLength: Math.ceil(mostPictureBytes / 3) * 4,
      pattern: '^[A-Za-z0-9+/]+={0,2}$',
      description: 'PNG, JPEG, WebP, GIF or AVIF, 10 MB at most, in base64.',
    }),
    ...picture,
  },
  closed,
)

const shown = Type.Object(
  { id: Id, kind: Type.Enum([...partKinds]) },
  { additionalProperties: true },
)

export const PageAnswer = Type.Object({
  id: Id,
  title: Type.String(),
  version: Type.Integer({ description: 'Counts its changes: see `seen`.' }),
  parts: Type.Array(shown, { description: 'As they were sent, each with its id.' }),
  createdAt: Timestamp,
  changedAt: Timestamp,
})

export const PageChoicesAnswer = Type.Object({
  badges: Type.Array(
    Type.Object({
      awardId: Id,
      name: Type.String(),
      evidence: Type.Array(
        Type.Object({
          key: Type.String(),
          name: Type.Optional(Type.String()),
          url: Type.Optional(Type.String()),
        }),
      ),
    }),
  ),
  imported: Type.Array(Type.Object({ importId: Id, name: Type.Optional(Type.String()) })),
})
