import type { Award } from './tables.ts'

/** When it was awarded, as people are told: the day that was said, which may lie before it was entered here. RFC 3339. */
export function awardedAt({
  statement,
  createdAt,
}: Pick<Award, 'statement' | 'createdAt'>): string {
  return statement.awardedDate ?? createdAt
}
