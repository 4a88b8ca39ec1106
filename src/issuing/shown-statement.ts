import type { AchievementContent } from '../achievements/tables.ts'
import { picked } from '../credentials/members.ts'
import type { Datum } from '../learners/visibility.ts'
import type { Award } from './tables.ts'

/** What was said of an award, as far as whoever looks may see it. */
export function shownStatement(
  award: Award,
  content: AchievementContent,
  may: (datum: Datum) => boolean,
) {
  const { narrative, evidence, level } = award.statement
  const dates = picked(award.statement, 'activityStart', 'activityEnd', 'validUntil')
  const reached = level === undefined ? undefined : content.rubric?.levels[level]?.name
  return {
    ...dates,
    ...(reached === undefined ? {} : { level: reached }),
    ...(narrative !== undefined && may('narrative') ? { narrative } : {}),
    evidence: may('evidence') ? evidence : [],
  }
}
