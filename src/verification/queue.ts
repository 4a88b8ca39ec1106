import { setImmediate } from 'node:timers/promises'
import { WaymarkError } from '../errors.ts'

/** Does so many things at once and lets so many wait for their turn. */
export type Queue = <T>(work: () => Promise<T>) => Promise<T>

export interface QueueSize {
  readonly running: number
  readonly waiting: number
}

/**
 * A bounded queue of work that keeps a core busy. Between one piece and the next, everything else that the process
 * has to do gets its turn.
 * The queue throws WaymarkError not-ready, with the seconds to wait, for work that finds no place.
 */
export function createQueue({ running, waiting }: QueueSize): Queue {
  const line: (() => void)[] = []
  let busy = 0

  return async (work) => {
    if (busy >= running) {
      if (line.length >= waiting) throw new WaymarkError('not-ready', { retryAfter: 2 })
      await new Promise<void>((begin) => line.push(begin))
    } else busy += 1
    try {
      return await work()
    } finally {
      await setImmediate()
      const next = line.shift()
      // The place goes to who waited longest, so nobody can come in between.
      if (next === undefined) busy -= 1
      else next()
    }
  }
}
