import { timestamp } from '../world.ts'

/**
 * Work that must follow from what a document says. The document itself holds the state, so nothing is
 * lost when the process ends, and performing twice has the same result as once.
 */
export interface Duty<E> {
  readonly name: string
  /** Those whose time has come, oldest first. */
  due(now: string, limit: number): Promise<readonly E[]>
  /** Takes one for a while by moving its time to `until`; undefined when somebody else was faster. */
  lease(entity: E, until: string): Promise<E | undefined>
  perform(entity: E): Promise<void>
  /** Called when `perform` threw: `again` says when to try next, undefined that it is given up. */
  failed(entity: E, again: string | undefined, cause: unknown): Promise<void>
  readonly attemptsOf: (entity: E) => number
}

export interface WorkerOptions {
  readonly now: () => Date
  /** Told of a failure; gets the duty's name and the error, never the entity. */
  readonly report: (duty: string, cause: unknown) => void
  readonly leaseSeconds?: number
  readonly attempts?: number
}

export interface Worker {
  /** Does what is due now, once; answers how many were performed. */
  runDue(): Promise<number>
  /**
   * Looks every `milliseconds` until stopped, and at once again after there was something to do. Each duty goes at its own
   * pace: a mail server that keeps silent does not hold those that sign.
   */
  start(milliseconds: number): void
  /** Resolves when what is in flight is finished. */
  stop(): Promise<void>
}

/** Waits 1, 4, 16, 64 … minutes between attempts. */
function backoffSeconds(attempts: number): number {
  return 60 * 4 ** Math.max(0, attempts - 1)
}

function later(now: Date, seconds: number): string {
  return timestamp(new Date(now.getTime() + seconds * 1000))
}

// The entity's type is each duty's own affair, so a duty is closed over it before it joins the others.
export type AnyDuty = (options: WorkerOptions) => Promise<number>

/** Makes a duty fit to stand beside duties over other entities. */
export function duty<E>(definition: Duty<E>): AnyDuty {
  return async (options) => {
    const { now, report, leaseSeconds = 120, attempts = 6 } = options
    let performed = 0
    for (const entity of await definition.due(timestamp(now()), 50)) {
      // Whatever happens to one, the next ones and the other duties have their turn.
      try {
        const leased = await definition.lease(entity, later(now(), leaseSeconds))
        if (leased === undefined) continue
        try {
          await definition.perform(leased)
          performed += 1
        } catch (cause) {
          report(definition.name, cause)
          const tried = definition.attemptsOf(leased)
          const again = tried >= attempts ? undefined : later(now(), backoffSeconds(tried))
          await definition.failed(leased, again, cause)
        }
      } catch (cause) {
        report(definition.name, cause)
      }
    }
    return performed
  }
}

export function createWorker(duties: readonly AnyDuty[], options: WorkerOptions): Worker {
  const paces = duties.map((perform) => pace(perform, options))
  let stopped = false

  return {
    async runDue() {
      let performed = 0
      for (const { look } of paces) performed += await look()
      return performed
    },
    start(milliseconds) {
      for (const one of paces) one.keepLooking(milliseconds, () => stopped)
    },
    async stop() {
      stopped = true
      await Promise.all(paces.map(({ rest }) => rest()))
    },
  }
}

/** One duty: looked after once at a time, however many ask. */
function pace(perform: AnyDuty, options: WorkerOptions) {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<number> | undefined

  const once = async () => {
    try {
      return await perform(options)
    } catch (cause) {
      options.report('worker', cause)
      return 0
    }
  }
  const look = async () => {
    running ??= once().finally(() => (running = undefined))
    return running
  }
  return {
    look,
    keepLooking(milliseconds: number, isStopped: () => boolean) {
      const tick = async () => {
        const performed = await look()
        if (!isStopped()) timer = setTimeout(() => void tick(), performed > 0 ? 0 : milliseconds)
      }
      timer = setTimeout(() => void tick(), milliseconds)
    },
    async rest() {
      clearTimeout(timer)
      await running
    },
  }
}
