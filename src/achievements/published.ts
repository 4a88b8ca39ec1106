import type { Caller } from '../caller.ts'
import { wholeList } from '../storage/whole-list.ts'
import type { Achievements } from './achievements.ts'
import type { Achievement } from './tables.ts'

/** The badges that an organization can award, newest first: a thousand to choose from, or `most`. @throws WaymarkError not-found, not-allowed */
export async function publishedBadges(
  achievements: Pick<Achievements, 'list'>,
  caller: Caller,
  organizationId: string,
  most?: number,
): Promise<readonly Achievement[]> {
  return wholeList(
    (from) => achievements.list(caller, organizationId, { state: 'published', ...from }),
    most,
  )
}

/** As a form lists a badge to choose. */
export function nameOfBadge({ id, content }: Achievement) {
  return { id, name: content.name }
}
