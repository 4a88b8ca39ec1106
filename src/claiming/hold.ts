import type { Entity, New, Table } from '../storage/tables.ts'
import { timestamp } from '../world.ts'

interface Due extends Entity {
  readonly dueAt: string
  readonly attempts: number
}

/** Whoever takes something up finishes it now; what was cut off is due a minute later. */
export function inAMinute(now: Date): string {
  return timestamp(new Date(now.getTime() + 60_000))
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
