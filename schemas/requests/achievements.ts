import Type, { type Static, type TObject } from 'typebox'
import {
  achievementTypes,
  alignmentTargetTypes,
  extensible,
  resultTypes,
} from '../open-badges/terms.ts'
import { BadgeDesign } from './badge-designs.ts'
import { closed, Id, Name, Timestamp, WebAddress } from './common.ts'
import {
  IdentifierEntryBody,
  imageCaption,
  LanguageTag,
  ProfileBody,
  UriBody,
  Words as Text,
} from './profiles.ts'

export const AlignmentBody = Type.Object(
  {
    targetName: Name,
    targetUrl: WebAddress,
    targetCode: Type.Optional(Text(100)),
    targetFramework: Type.Optional(Text(200)),
    targetDescription: Type.Optional(Text(2000)),
    targetType: Type.Optional(
      Type.String({
        pattern: extensible(alignmentTargetTypes),
        maxLength: 100,
        description: `One of ${alignmentTargetTypes.join(', ')}, or a term of your own that starts with \`ext:\`.`,
      }),
    ),
  },
  closed,
)

/** Of something within an achievement: it has alignments of its own beside those of the whole. */
export const innerAlignments = Type.Optional(
  Type.Array(AlignmentBody, { minItems: 1, maxItems: 10, uniqueItems: true }),
)

const RubricLevelBody = Type.Object(
  {
    name: Name,
    description: Type.Optional(Text(1000)),
    points: Type.Optional(Text(20)),
    level: Type.Optional(Text(100)),
    alignments: innerAlignments,
  },
  closed,
)

const levels = Type.Array(RubricLevelBody, {
  minItems: 1,
  maxItems: 12,
  description: 'Low to high.',
})

const requiredLevel = Type.Optional(
  Type.Integer({
    minimum: 0,
    maximum: 11,
    description: 'The level that is needed to pass, counted from the lowest, 0.',
  }),
)

const DecimalText = Type.String({ maxLength: 30, pattern: '^-?\\d+(\\.\\d+)?$' })

export const ResultDescriptionBody = Type.Object(
  {
    key: Type.String({
      pattern: '^(?!rubric$)[a-z0-9]+(-[a-z0-9]+)*$',
      maxLength: 40,
      description: 'By which an award says of what it states a result.',
    }),
    name: Name,
    resultType: Type.String({ pattern: extensible(resultTypes), maxLength: 100 }),
    allowedValues: Type.Optional(
      Type.Array(Text(100), {
        minItems: 1,
        maxItems: 50,
        uniqueItems: true,
        description: 'Low to high.',
      }),
    ),
    requiredValue: Type.Optional(Text(100)),
    valueMin: Type.Optional(DecimalText),
    valueMax: Type.Optional(DecimalText),
    levels: Type.Optional(levels),
    requiredLevel,
    alignments: innerAlignments,
  },
  closed,
)
export type ResultDescriptionBody = Static<typeof ResultDescriptionBody>

export const RubricBody = Type.Object(
  {
    name: Name,
    levels,
    requiredLevel,
    alignments: innerAlignments,
  },
  closed,
)
export type RubricBody = Static<typeof RubricBody>

/** What the pages ask as well. */
export const achievementFacts = {
  name: Name,
  description: Text(1000),
  criteria: Text(10_000),
  achievementType: Type.String({
    pattern: extensible(achievementTypes),
    default: 'Badge',
  }),
  language: LanguageTag,
  tags: Type.Array(Text(60), { maxItems: 20, default: [] }),
  alignments: Type.Array(AlignmentBody, { maxItems: 30, default: [] }),
  rubric: Type.Optional(RubricBody),
}

/** What an achievement can say through the API alone. */
export const furtherAchievementFacts = {
  criteriaUrl: Type.Optional(WebAddress),
  imageCaption,
  version: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 60,
      pattern: '\\S',
      description: 'What this version is called; its number where nothing is given.',
    }),
  ),
  creator: Type.Optional(ProfileBody),
  creditsAvailable: Type.Optional(Type.Number({ minimum: 0, maximum: 1_000_000 })),
  fieldOfStudy: Type.Optional(Text(200)),
  specialization: Type.Optional(Text(200)),
  humanCode: Type.Optional(Text(100)),
  otherIdentifiers: Type.Optional(
    Type.Array(IdentifierEntryBody, { minItems: 1, maxItems: 10, uniqueItems: true }),
  ),
  related: Type.Optional(
    Type.Array(
      Type.Object(
        {
          id: UriBody,
          inLanguage: Type.Optional(LanguageTag),
          version: Type.Optional(Text(60)),
        },
        closed,
      ),
      {
        minItems: 1,
        maxItems: 20,
        description:
          'Achievements that are the same for most purposes, as editions in other languages. The version before this one is named of itself.',
      },
    ),
  ),
  resultDescriptions: Type.Optional(
    Type.Array(ResultDescriptionBody, { minItems: 1, maxItems: 10 }),
  ),
}
export type FurtherAchievementFacts = Static<TObject<typeof furtherAchievementFacts>>

export const AchievementBody = Type.Object(
  {
    ...achievementFacts,
    ...furtherAchievementFacts,
    design: Type.Optional({
      ...BadgeDesign,
      description:
        'How it is drawn, where no picture is sent; without it the name draws it, and what is there stays.',
    }),
    picture: Type.Optional(
      Type.String({ contentEncoding: 'base64', maxLength: 900_000, pattern: '^[A-Za-z0-9+/=]+$' }),
    ),
  },
  closed,
)

export const AchievementStateSchema = Type.Union([
  Type.Literal('draft'),
  Type.Literal('published'),
  Type.Literal('archived'),
])

export const AchievementAnswer = Type.Object({
  id: Id,
  organizationId: Id,
  state: AchievementStateSchema,
  ...achievementFacts,
  ...furtherAchievementFacts,
  image: Type.String(),
  design: Type.Optional({
    ...BadgeDesign,
    description: 'What the picture of the draft was drawn by, where it was designed.',
  }),
  publishedVersion: Type.Integer(),
  changed: Type.Boolean({ description: 'There are changes that are not published yet.' }),
  createdAt: Timestamp,
  changedAt: Timestamp,
})
export type AchievementAnswer = Static<typeof AchievementAnswer>
