import Type, { type Static } from 'typebox'
import { achievementTypes, alignmentTargetTypes, extensible } from '../open-badges/terms.ts'
import { closed, Id, Language, Name, Timestamp, WebAddress } from './common.ts'

export type AlignmentTargetType = (typeof alignmentTargetTypes)[number]

const Text = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: '\\S' })

export const AlignmentBody = Type.Object(
  {
    targetName: Name,
    targetUrl: WebAddress,
    targetCode: Type.Optional(Text(100)),
    targetFramework: Type.Optional(Text(200)),
    targetDescription: Type.Optional(Text(2000)),
    targetType: Type.Optional(Type.Enum([...alignmentTargetTypes])),
  },
  closed,
)

export const RubricBody = Type.Object(
  {
    name: Name,
    levels: Type.Array(
      Type.Object(
        {
          name: Name,
          description: Type.Optional(Text(1000)),
          points: Type.Optional(Text(20)),
        },
        closed,
      ),
      { minItems: 1, maxItems: 12, description: 'Low to high.' },
    ),
  },
  closed,
)

export const achievementFacts = {
  name: Name,
  description: Text(1000),
  criteria: Text(10_000),
  achievementType: Type.String({
    pattern: extensible(achievementTypes),
    default: 'Badge',
  }),
  language: Language,
  tags: Type.Array(Text(60), { maxItems: 20, default: [] }),
  alignments: Type.Array(AlignmentBody, { maxItems: 30, default: [] }),
  rubric: Type.Optional(RubricBody),
}

export const AchievementBody = Type.Object(
  {
    ...achievementFacts,
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
  image: Type.String(),
  publishedVersion: Type.Integer(),
  changed: Type.Boolean({ description: 'There are changes that are not published yet.' }),
  createdAt: Timestamp,
  changedAt: Timestamp,
})
export type AchievementAnswer = Static<typeof AchievementAnswer>
