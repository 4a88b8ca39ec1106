import type { Entity, Table } from '../storage/tables.ts'
import type { Learner } from './tables.ts'

/** Whoever is being removed is there for nobody, from the first moment on. */
export function isThere({ removing }: Pick<Learner, 'removing'>): boolean {
  return removing === undefined
}

/** Whether the organization still keeps them: whoever was let go is there for themselves alone. */
export function isKept({ removing, letGo }: Pick<Learner, 'removing' | 'letGo'>): boolean {
  return removing === undefined && letGo === undefined
}

/** A table as if those of which `isSeen` says no were not in it. A page may hold fewer than it could. */
export function seenOnly<E extends Entity, I extends string>(
  table: Table<E, I>,
  isSeen: (entity: E) => boolean,
): Table<E, I> {
  return {
    ...table,
    async get(id) {
      const found = await table.get(id)
      return found !== undefined && isSeen(found) ? found : undefined
    },
    getMany: async (ids) => (await table.getMany(ids)).filter(isSeen),
    async change(id, change) {
      const looked = { isSeen: false }
      const changed = await table.change(id, (found) => {
        looked.isSeen = isSeen(found)
        return looked.isSeen ? change(found) : undefined
      })
      return looked.isSeen ? changed : undefined
    },
    async find(query) {
      const page = await table.find(query)
      return { ...page, rows: page.rows.filter(isSeen) }
    },
  }
}
