import type { Entity, New, Table } from '../storage/tables.ts'

interface Due extends Entity {
  readonly dueAt: string
  readonly attempts: number
}

/** Takes hold of something that is due: undefined when it has moved on since it was read. */
export function holdOf<E extends Due>(table: Pick<Table<E>, 'change'>) {
  return async (entity: E, to: Pick<Due, 'dueAt'> & Partial<Due>): Promise<E | undefined> => {
    // What comes back from `change` may be what somebody else made of it, so it says itself whether it moved.
    const hold = { taken: false }
    const moved = await table.change(entity.id, (found): New<E> | undefined => {
      hold.taken = found.dueAt === entity.dueAt
      return hold.taken ? { ...found, ...to } : undefined
    })
    return hold.taken ? moved : undefined
  }
}
