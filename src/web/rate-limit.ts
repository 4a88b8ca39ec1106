import { createHash } from 'node:crypto'
import type { Request, RequestHandler, Response } from 'express'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { WaymarkError } from '../errors.ts'

export interface RateLimit {
  /** Names the limit; the same person has a count of their own in each. */
  readonly name: string
  readonly points: number
  /** Seconds in which `points` may be used up. */
  readonly seconds: number
}

export interface RateLimiter {
  /** Counts one use. @throws WaymarkError too-many-requests with retryAfter in seconds */
  use(key: string): Promise<void>
}

/** Addresses and e-mails are only kept as hashes, even in memory. */
function hashed(key: string): string {
  return createHash('sha256').update(key.trim().toLowerCase()).digest('base64url')
}

/** Counts in the memory of this process: several processes each allow the whole number. */
export function createRateLimiter({ name, points, seconds }: RateLimit): RateLimiter {
  const limiter = new RateLimiterMemory({ keyPrefix: name, points, duration: seconds })
  return {
    async use(key) {
      try {
        await limiter.consume(hashed(key))
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error
        const retryAfter = Math.max(1, Math.ceil(error.msBeforeNext / 1000))
        throw new WaymarkError('too-many-requests', { retryAfter, values: { seconds: retryAfter } })
      }
    },
  }
}

/** The network a request comes from: an IPv6 customer holds a whole /64, so that counts as one. */
export function networkOf(request: Pick<Request, 'ip'>): string {
  const ip = request.ip ?? ''
  if (!ip.includes(':') || ip.startsWith('::ffff:')) return ip
  const [head = '', tail] = ip.split('::')
  const first = head === '' ? [] : head.split(':')
  const last = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = Array.from({ length: Math.max(0, 8 - first.length - last.length) }, () => '0')
  return [...first, ...(tail === undefined ? [] : zeros), ...last].slice(0, 4).join(':')
}

/** Limits requests by a key of theirs, by default the network they come from; no key, no limit. */
export function limitRate(
  limit: RateLimit,
  keyOf: (request: Request) => string | undefined = networkOf,
): RequestHandler {
  const limiter = createRateLimiter(limit)
  return async (request, _response, next) => {
    const key = keyOf(request)
    if (key !== undefined) await limiter.use(key)
    next()
  }
}

const waits = 'waits'

/**
 * As `limitRate`, before a page with a form: what was sent is read and not acted on, so that whoever has to wait has
 * everything they typed before them.
 */
export function limitForm(
  limit: RateLimit,
  keyOf: (request: Request) => string | undefined = networkOf,
): RequestHandler {
  const limiter = createRateLimiter(limit)
  return async (request, response, next) => {
    const key = keyOf(request)
    try {
      if (key !== undefined) await limiter.use(key)
    } catch (error) {
      if (!(error instanceof WaymarkError)) throw error
      response.set('Retry-After', String(error.retryAfter))
      response.locals[waits] = error
    }
    next()
  }
}

/** Why whoever sent a form has to wait, where `limitForm` says so. */
export function mustWait(response: Response): WaymarkError | undefined {
  const found: unknown = response.locals[waits]
  return found instanceof WaymarkError ? found : undefined
}
