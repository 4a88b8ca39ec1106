import { setTimeout } from 'node:timers/promises'
import { WaymarkError } from '../../errors.ts'
import type { BatchAnswer } from '../../../schemas/requests/batches.ts'

/** How many may listen at once; whoever comes later asks again and again instead. */
const mostListeners = 50
const lookEvery = 1000
/** A proxy that hears nothing for long hangs up. */
const heartbeatEvery = 15_000
/** Whoever wants more connects again, as browsers do by themselves: so that no stop waits for long. */
const longest = 300_000

/** Tells how a batch stands, as events of a stream (HTML Living Standard §9.2), whenever that changes and until it ends. */
export interface Progress {
  /** @throws WaymarkError too-many-requests where too many listen already */
  follow(
    key: string,
    look: () => Promise<BatchAnswer>,
  ): (gone: AbortSignal) => AsyncIterable<string>
  /** Ends every stream, so that the service can stop. */
  stop(): void
}

interface Seen {
  readonly text: string
  readonly hasEnded: boolean
}

export function createProgress(): Progress {
  const stopped = new AbortController()
  const lately = new Map<string, { readonly at: number; readonly seen: Promise<Seen> }>()
  let listeners = 0

  /** However many listen to a batch, it is looked at once a second. */
  const lookAt = (key: string, look: () => Promise<BatchAnswer>) => {
    const at = performance.now()
    const known = lately.get(key)
    if (known !== undefined && at - known.at < lookEvery) return known.seen
    const seen = look().then((answer) => ({
      text: JSON.stringify(answer),
      hasEnded: hasEnded(answer),
    }))
    lately.set(key, { at, seen })
    return seen
  }

  async function* events(
    key: string,
    look: () => Promise<BatchAnswer>,
    gone: AbortSignal,
  ): AsyncGenerator<string> {
    const over = AbortSignal.any([gone, stopped.signal])
    const until = performance.now() + longest
    let told = ''
    let toldAt = performance.now()
    try {
      while (!over.aborted && performance.now() < until) {
        const { text, hasEnded } = await lookAt(key, look)
        if (text !== told) {
          yield `event: batch\ndata: ${text}\n\n`
          told = text
          toldAt = performance.now()
        } else if (performance.now() - toldAt > heartbeatEvery) {
          yield ': still here\n\n'
          toldAt = performance.now()
        }
        if (hasEnded) return
        await setTimeout(lookEvery, undefined, { signal: over }).catch(() => undefined)
      }
    } catch (error) {
      // Whoever may not see it any more hears no more of it.
      if (!(error instanceof WaymarkError)) throw error
    } finally {
      listeners -= 1
      if (listeners === 0) lately.clear()
    }
  }

  return {
    follow(key, look) {
      if (listeners >= mostListeners || stopped.signal.aborted) {
        throw new WaymarkError('too-many-requests', { retryAfter: 5, values: { seconds: 5 } })
      }
      listeners += 1
      return (gone) => events(key, look, gone)
    },
    stop: () => stopped.abort(),
  }
}

/** Nothing more happens to it by itself but mails. */
function hasEnded({ state, working }: BatchAnswer): boolean {
  return (state === 'done' || state === 'undone') && !working
}
