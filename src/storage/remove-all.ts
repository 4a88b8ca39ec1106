import type { Entity, Query, Table } from './tables.ts'

const atOnce = 500

/** Removes everything that a query finds, some at a time; answers the ids. */
export async function removeAll<E extends Entity, I extends string>(
  table: Pick<Table<E, I>, 'find' | 'remove'>,
  query: Omit<Query<E, I>, 'limit' | 'after'>,
): Promise<readonly string[]> {
  const removed: string[] = []
  const next = async () => (await table.find({ ...query, limit: atOnce })).rows
  for (let rows = await next(); rows.length > 0; rows = await next()) {
    for (const { id } of rows) await table.remove(id)
    removed.push(...rows.map(({ id }) => id))
  }
  return removed
}
