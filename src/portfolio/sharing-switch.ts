import { Duplicate } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import type { SwitchTable } from './open-tables.ts'

/** The one switch over all shares of a learner. It is asked at every opening, so turning it holds at once. */
export interface SharingSwitch {
  isPaused(learnerId: string): Promise<boolean>
  /** Answers whether that changed anything. */
  turn(learnerId: string, paused: boolean): Promise<boolean>
}

export function createSharingSwitch(switches: SwitchTable, world: World): SharingSwitch {
  const turn: SharingSwitch['turn'] = async (id, paused) => {
    const hold = { changed: false }
    const pausedAt = timestamp(world.now())
    const known = await switches.change(id, (found) => {
      hold.changed = (found.pausedAt !== undefined) !== paused
      return hold.changed ? { id, ...(paused ? { pausedAt } : {}) } : undefined
    })
    if (known !== undefined || !paused) return hold.changed
    try {
      await switches.insert({ id, pausedAt })
      return true
    } catch (error) {
      if (error instanceof Duplicate) return turn(id, paused)
      throw error
    }
  }

  return {
    turn,
    isPaused: async (learnerId) => (await switches.get(learnerId))?.pausedAt !== undefined,
  }
}
