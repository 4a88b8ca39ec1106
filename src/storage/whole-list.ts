import type { Entity, Page } from './tables.ts'

/**
 * A list read to its end, a page at a time: for forms in which somebody chooses from all of it.
 * @param list answers the page that begins there
 * @param most how many can be chosen from; those after it are left out
 */
export async function wholeList<E extends Entity>(
  list: (from: { readonly after?: string }) => Promise<Page<E>>,
  most = 1000,
): Promise<readonly E[]> {
  const found: E[] = []
  let after: string | undefined
  do {
    const { rows, next } = await list(after === undefined ? {} : { after })
    found.push(...rows)
    after = next
  } while (after !== undefined && found.length < most)
  return found.slice(0, most)
}
