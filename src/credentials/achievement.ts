import { credentialsV2, openBadgesV3 } from './contexts/contexts.ts'
import type { JsonObject } from './json.ts'
import { given, identifierEntry, imageMember, several, type IdentifierFacts } from './members.ts'
import { profileMember, type ProfileFacts } from './profile.ts'

/** What an achievement says, as plain values (OB 3.0 §B.1.2). */
export interface AchievementFacts {
  readonly id: string
  readonly name: string
  readonly description: string
  /** Markdown, an address, or both. */
  readonly criteria: { readonly id?: string; readonly narrative?: string }
  /** One of the standard's terms, or `ext:` and a word. */
  readonly achievementType?: string
  /** BCP 47. */
  readonly inLanguage?: string
  readonly image?: { readonly id: string; readonly caption?: string }
  readonly tags?: readonly string[]
  readonly alignments?: readonly AlignmentFacts[]
  /** Who made the definition: a DID, or a whole Profile. */
  readonly creator?: string | ProfileFacts
  readonly version?: string
  /** Other versions of the same achievement. */
  readonly related?: readonly RelatedFacts[]
  readonly resultDescriptions?: readonly ResultDescriptionFacts[]
  readonly fieldOfStudy?: string
  readonly specialization?: string
  readonly humanCode?: string
  /** Signed EndorsementCredentials of it. */
  readonly endorsements?: readonly JsonObject[]
  readonly creditsAvailable?: number
  readonly otherIdentifiers?: readonly IdentifierFacts[]
}

export interface AlignmentFacts {
  readonly targetName: string
  readonly targetUrl: string
  readonly targetCode?: string
  readonly targetDescription?: string
  readonly targetFramework?: string
  readonly targetType?: string
}

export interface RelatedFacts {
  readonly id: string
  /** What it is besides, as addresses. */
  readonly types?: readonly string[]
  readonly version?: string
  readonly inLanguage?: string
}

/** A rubric, or another kind of result that an award can state. */
export interface ResultDescriptionFacts {
  readonly id: string
  readonly name: string
  readonly resultType: string
  /** Low to high. */
  readonly levels?: readonly RubricLevelFacts[]
  readonly allowedValues?: readonly string[]
  readonly requiredLevel?: string
  readonly requiredValue?: string
  readonly valueMin?: string
  readonly valueMax?: string
  readonly alignments?: readonly AlignmentFacts[]
}

export interface RubricLevelFacts {
  readonly id: string
  readonly name: string
  readonly description?: string
  readonly level?: string
  readonly points?: string
  readonly alignments?: readonly AlignmentFacts[]
}

/** An Achievement as it stands inside a credential; empty lists leave no member behind. */
export function achievementMember(facts: AchievementFacts): JsonObject {
  const { achievementType, creator, image, inLanguage, version } = facts
  const { fieldOfStudy, specialization, humanCode, creditsAvailable } = facts
  return {
    id: facts.id,
    type: ['Achievement'],
    name: facts.name,
    description: facts.description,
    criteria: { ...facts.criteria },
    ...given({ achievementType, fieldOfStudy, specialization, humanCode, inLanguage, version }),
    ...given({ creditsAvailable }),
    ...(creator === undefined ? {} : { creator: creatorMember(creator) }),
    ...imageMember(image?.id, image?.caption),
    ...several('tag', facts.tags),
    ...several('alignment', facts.alignments?.map(alignmentMember)),
    ...several(
      'related',
      facts.related?.map(({ id, types = [], ...said }) => ({
        id,
        type: ['Related', ...types],
        ...given(said),
      })),
    ),
    ...several('otherIdentifier', facts.otherIdentifiers?.map(identifierEntry)),
    ...several('resultDescription', facts.resultDescriptions?.map(resultDescriptionMember)),
    ...several('endorsement', facts.endorsements),
  }
}

/** An achievement as a document of its own, under its own address. */
export function achievementDocument(facts: AchievementFacts): JsonObject {
  return { '@context': [credentialsV2, openBadgesV3], ...achievementMember(facts) }
}

function creatorMember(creator: string | ProfileFacts): JsonObject {
  return typeof creator === 'string' ? { id: creator, type: ['Profile'] } : profileMember(creator)
}

/** OB 3.0 §B.1.5 Alignment. */
export function alignmentMember(alignment: AlignmentFacts): JsonObject {
  return { type: ['Alignment'], ...given(alignment) }
}

/** OB 3.0 §B.1.22 ResultDescription, §B.1.23 RubricCriterionLevel. */
function resultDescriptionMember(facts: ResultDescriptionFacts): JsonObject {
  const { id, levels, allowedValues, alignments, ...said } = facts
  return {
    id,
    type: ['ResultDescription'],
    ...given(said),
    ...several('allowedValue', allowedValues),
    ...several('rubricCriterionLevel', levels?.map(levelMember)),
    ...several('alignment', alignments?.map(alignmentMember)),
  }
}

function levelMember({ id, alignments, ...said }: RubricLevelFacts): JsonObject {
  return {
    id,
    type: ['RubricCriterionLevel'],
    ...given(said),
    ...several('alignment', alignments?.map(alignmentMember)),
  }
}
