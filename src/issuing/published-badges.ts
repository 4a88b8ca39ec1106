import type { Achievements } from '../achievements/achievements.ts'
import type { Achievement } from '../achievements/tables.ts'
import type { Caller } from '../caller.ts'

/** What an organization can award, as a form lists it. */
export async function publishedBadges(
  achievements: Pick<Achievements, 'list'>,
  caller: Caller,
  organizationId: string,
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const found: Achievement[] = []
  let after: string | undefined
  do {
    const query = { state: 'published', ...(after === undefined ? {} : { after }) } as const
    const { rows, next } = await achievements.list(caller, organizationId, query)
    found.push(...rows)
    after = next
  } while (after !== undefined)
  return found.map(({ id, content }) => ({ id, name: content.name }))
}
