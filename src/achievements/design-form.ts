import Type from 'typebox'
import { achievementFacts, AlignmentBody, RubricBody } from '../../schemas/requests/achievements.ts'
import { BadgeDesignForm, type BadgeDesign } from '../../schemas/requests/badge-designs.ts'
import { closed } from '../../schemas/requests/common.ts'
import { picked } from '../credentials/members.ts'
import { furtherFactsOf } from './achievement-facts.ts'
import type { AchievementDraft } from './achievements.ts'
import type { AchievementContent } from './tables.ts'

/** As the page sends it: keywords in one line, lists only where something was typed. */
export const AchievementForm = Type.Object(
  {
    ...achievementFacts,
    tags: Type.Optional(Type.String({ maxLength: 1300 })),
    alignments: Type.Optional(Type.Array(AlignmentBody, { maxItems: 30 })),
    rubric: Type.Optional(RubricBody),
    design: Type.Optional(BadgeDesignForm),
    pictureFrom: Type.Optional(Type.Enum(['kept', 'drawn'])),
    /** The mark of the draft that the form was filled from. */
    seen: Type.Optional(Type.String({ maxLength: 40 })),
  },
  closed,
)
export type AchievementForm = Type.Static<typeof AchievementForm>

/** @param designOf the design that a form asks for, with what it left open filled in */
export function draftOf(
  form: AchievementForm,
  designOf: (sent: BadgeDesignForm, name: string) => BadgeDesign,
): AchievementDraft {
  const { tags = '', alignments = [], design, pictureFrom, seen: _seen, ...facts } = form
  const words = tags.split(',').map((tag) => tag.trim().slice(0, 60))
  const isDrawn = design !== undefined && pictureFrom !== 'kept'
  return {
    ...facts,
    alignments,
    tags: [...new Set(words.filter((tag) => tag !== ''))].slice(0, 20),
    ...(isDrawn ? { design: designOf(design, form.name) } : {}),
  }
}

/**
 * What the page does not ask stays: of the whole, of an alignment, found again by its address, and of a level, found again
 * by its name.
 */
export function keepUnshown(draft: AchievementDraft, before: AchievementContent): AchievementDraft {
  const known = new Map(before.alignments.map((alignment) => [alignment.targetUrl, alignment]))
  const alignments = draft.alignments.map((sent) => {
    const { targetType, targetDescription } = known.get(sent.targetUrl) ?? {}
    return {
      ...(targetType === undefined ? {} : { targetType }),
      ...(targetDescription === undefined ? {} : { targetDescription }),
      ...sent,
    }
  })
  const { rubric } = draft
  return {
    ...furtherFactsOf(before),
    ...draft,
    alignments,
    ...(rubric === undefined ? {} : { rubric: keepUnshownOfRubric(rubric, before.rubric) }),
  }
}

function keepUnshownOfRubric(sent: RubricBody, before: RubricBody | undefined): RubricBody {
  if (before === undefined) return sent
  const levels = sent.levels.map((level) => {
    const known = before.levels.find(({ name }) => name === level.name)
    return known === undefined ? level : { ...picked(known, 'level', 'alignments'), ...level }
  })
  const required = before.levels[before.requiredLevel ?? -1]?.name
  const requiredLevel = levels.findIndex(({ name }) => name === required)
  return {
    ...picked(before, 'alignments'),
    ...(requiredLevel === -1 ? {} : { requiredLevel }),
    ...sent,
    levels,
  }
}

/** What the fields of the form begin with, but for the design. */
export function valuesOf({ picture: _, ...content }: AchievementContent): Record<string, unknown> {
  return { ...content, tags: content.tags.join(', ') }
}
