import Type, { type Static } from 'typebox'
import { Nickname } from './claiming.ts'
import { closed, DateOnly, Id, Language, Next, Timestamp, WebAddress } from './common.ts'
import { Words } from './profiles.ts'

/** Together they are as many pieces of evidence as one award can name. */
export const mostLinks = 5
export const mostFiles = 5

/** Of one file; pictures are made smaller before they are kept. */
export const maxFileBytes = 10 * 1024 * 1024

export const ApplicantsSchema = Type.Enum(['learners', 'anybody'], {
  description:
    'learners: those whom the organization knows. anybody: also whoever has the link and an account.',
})

export const OpeningBody = Type.Object(
  {
    state: Type.Enum(['open', 'closed']),
    words: Type.Optional(
      Type.String({
        ...Words(5000),
        description: 'For whoever applies: what to hand in. Markdown.',
      }),
    ),
    who: ApplicantsSchema,
    until: Type.Optional({ ...DateOnly, description: 'The last day on which to apply.' }),
  },
  closed,
)
export type OpeningBody = Static<typeof OpeningBody>

export const OpeningAnswer = Type.Object({
  achievementId: Id,
  ...OpeningBody.properties,
  isOpen: Type.Boolean({ description: 'Whether somebody can apply today.' }),
  url: Type.String({ description: 'Where to apply.' }),
  code: Type.String({ description: 'What is typed at /apply instead of that address.' }),
  changedAt: Timestamp,
})
export type OpeningAnswer = Static<typeof OpeningAnswer>

export const applicationStates = [
  'draft',
  'waiting',
  'returned',
  'approved',
  'given',
  'declined',
  'withdrawn',
] as const

export const ApplicationStateSchema = Type.Enum([...applicationStates], {
  description:
    'draft: not sent yet. waiting: for staff. returned: the applicant is to add something. approved: the award is being made. given: it is made.',
})

/** Of the rubric, or of a result description of the achievement that has levels. */
export const LevelBody = Type.Object(
  {
    key: Type.String({
      pattern: '^[a-z0-9]+(-[a-z0-9]+)*$',
      maxLength: 40,
      description: '`rubric`, or the key of a result description of the achievement.',
    }),
    level: Type.Optional(
      Type.Integer({ minimum: 0, maximum: 11, description: 'Counted from the lowest, 0.' }),
    ),
  },
  closed,
)

const levels = Type.Optional(Type.Array(LevelBody, { maxItems: 11 }))

export const LinkBody = Type.Object({ url: WebAddress, title: Type.Optional(Words(200)) }, closed)

export const BeginBody = Type.Object(
  {
    achievementId: Id,
    as: Type.Optional(
      Type.Enum(['self', 'guardian'], { description: 'For oneself, or for a child.' }),
    ),
    childId: Type.Optional({
      ...Id,
      description: 'Which child, where the organization knows it already.',
    }),
    nickname: Type.Optional({
      ...Nickname,
      description: 'What to call whoever it is for, where the organization does not know them.',
    }),
    language: Type.Optional(Language),
  },
  closed,
)

const words = Type.Optional(
  Type.String({ ...Words(10_000), description: 'What whoever applies says. Markdown.' }),
)

export const WorkBody = Type.Object(
  {
    words,
    links: Type.Optional(Type.Array(LinkBody, { maxItems: mostLinks })),
    levels: Type.Optional(
      Type.Array(LevelBody, {
        maxItems: 11,
        description: 'Where whoever applies sees themselves. Nobody has to.',
      }),
    ),
  },
  { ...closed, description: 'All that is handed in, but for files: what is left out is gone.' },
)

/** What is typed on the page: kept as it is, and looked at when it is sent. */
export const WorkForm = Type.Object(
  {
    words: Type.Optional(Type.String({ maxLength: 10_000 })),
    links: Type.Array(
      Type.Object(
        {
          url: Type.Optional(Type.String({ maxLength: 2000 })),
          title: Type.Optional(Type.String({ maxLength: 200 })),
        },
        closed,
      ),
      { maxItems: mostLinks },
    ),
    levels: Type.Array(LevelBody, { maxItems: 11 }),
    files: Type.Array(
      Type.Object(
        {
          id: Id,
          title: Type.Optional(Type.String({ maxLength: 200 })),
          remove: Type.Optional(Type.Boolean()),
        },
        closed,
      ),
      { maxItems: mostFiles },
    ),
    /** A button, or `typing`: the script, in a pause. */
    then: Type.Optional(Type.Enum(['keep', 'send', 'typing'])),
    /** How often what is typed had changed when the form was shown. */
    seen: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000_000 })),
    /** The mark of what stood in it then. */
    shown: Type.Optional(Type.String({ pattern: '^[\\w-]{1,60}$' })),
    /** Which window the script types in. */
    window: Type.Optional(Type.String({ pattern: '^[a-z0-9-]{1,60}$' })),
  },
  closed,
)
export type WorkForm = Static<typeof WorkForm>

/** What goes into the badge: `link-0` is the first link, `file-` and its id a file. */
export const EvidenceKey = Type.String({ pattern: '^(link-\\d|file-[A-Za-z0-9_-]{22})$' })

export const decisions = ['approve', 'return', 'decline'] as const

export const DecisionBody = Type.Object(
  {
    decision: Type.Enum([...decisions]),
    words: Type.Optional(
      Type.String({
        ...Words(5000),
        description: 'For whoever applied. Needed where it is returned or declined. Markdown.',
      }),
    ),
    narrative: Type.Optional(
      Type.String({ ...Words(5000), description: 'What the badge says of the work. Markdown.' }),
    ),
    levels,
    evidence: Type.Optional(
      Type.Array(EvidenceKey, {
        maxItems: mostLinks + mostFiles,
        uniqueItems: true,
        description:
          'What goes into the badge for all to see who may; everything if it is left out.',
      }),
    ),
    sentAt: Type.Optional({
      ...Timestamp,
      description: 'Which sending was looked at: refused where a newer one has come.',
    }),
  },
  closed,
)
export type DecisionBody = Static<typeof DecisionBody>

export const HandedInAnswer = Type.Object({
  id: Id,
  title: Type.String(),
  mediaType: Type.String(),
  bytes: Type.Integer(),
  url: Type.String({ description: 'For whoever applied, guardians, and staff who decide.' }),
})

const StepAnswer = Type.Object({
  at: Timestamp,
  act: Type.Enum(['sent', 'returned', 'approved', 'declined', 'withdrawn']),
  words: Type.Optional(Type.String()),
})

export const ApplicationAnswer = Type.Object({
  id: Id,
  organizationId: Id,
  achievementId: Id,
  achievementName: Type.String(),
  state: ApplicationStateSchema,
  as: Type.Enum(['self', 'guardian']),
  name: Type.String({ description: 'Whom it is for, as the organization calls them.' }),
  learnerId: Type.Optional(Id),
  words: Type.Optional(Type.String()),
  links: Type.Array(Type.Object({ url: Type.String(), title: Type.Optional(Type.String()) })),
  levels: Type.Array(LevelBody),
  files: Type.Array(HandedInAnswer),
  history: Type.Array(StepAnswer, { description: 'Oldest first.' }),
  awardId: Type.Optional(Id),
  createdAt: Timestamp,
  sentAt: Type.Optional(Timestamp),
})
export type ApplicationAnswer = Static<typeof ApplicationAnswer>

export const ApplicationList = Type.Object({
  applications: Type.Array(ApplicationAnswer),
  next: Next,
})
