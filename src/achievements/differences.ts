import { furtherAchievementFacts } from '../../schemas/requests/achievements.ts'
import type { AchievementContent } from './tables.ts'

const partNames = [
  'name',
  'description',
  'criteria',
  'picture',
  'achievementType',
  'language',
  'tags',
  'alignments',
  'rubric',
] as const

/** The parts of a badge in which one saying can differ from another; `further`: what only the API asks. */
export type ContentPart = (typeof partNames)[number] | 'further'

/** In which parts two sayings of a badge differ, in the order of the form. */
export function differences(
  one: AchievementContent,
  other: AchievementContent,
): readonly ContentPart[] {
  const further = Object.keys(furtherAchievementFacts)
  const differs = (name: string) =>
    plain(Reflect.get(one, name)) !== plain(Reflect.get(other, name))
  return [...partNames.filter(differs), ...(further.some(differs) ? (['further'] as const) : [])]
}

/** As text, whatever the order of its members; what is not there is as good as nothing. */
function plain(value: unknown): string {
  return JSON.stringify(value ?? null, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => a.localeCompare(b)))
      : inner,
  )
}
