import type { Request } from 'express'
import type { ViewFormat } from '../../schemas/requests/shares.ts'
import type { Caller } from '../caller.ts'
import type { Portfolio } from '../portfolio/portfolio.ts'
import type { Look } from '../portfolio/views.ts'
import { networkOf } from '../web/rate-limit.ts'

/**
 * What is noted of somebody who opens a share. A browser that goes to a page says so, or names pages among what it
 * takes; what fetches previews for a messenger, and what fetches credentials, does neither.
 */
export function lookOf(request: Request, format: ViewFormat): Look {
  const goes = request.get('sec-fetch-mode')
  const asksForPages = (request.headers.accept ?? '').includes('text/html')
  const isPerson = goes === undefined ? format === 'page' && asksForPages : goes === 'navigate'
  return {
    viewer: isPerson ? 'person' : 'machine',
    format,
    visitor: [networkOf(request), request.get('user-agent') ?? ''].join('\n'),
  }
}

export interface NoteLookDeps {
  readonly portfolio: Pick<Portfolio, 'seen'>
  readonly identify: (request: Request) => Promise<Caller | undefined>
}

/** Notes that a share was looked at, in one form; asking for the head of it alone is no look. */
export type NoteLook = (
  request: Request,
  open: Parameters<Portfolio['seen']>[0],
  format: ViewFormat,
) => Promise<void>

export function createNoteLook({ portfolio, identify }: NoteLookDeps): NoteLook {
  return async (request, open, format) => {
    if (request.method !== 'GET') return
    // Whose own share it is looks without being noted; a key that is not good keeps nobody from looking.
    const caller = await identify(request).catch(() => undefined)
    await portfolio.seen(open, lookOf(request, format), caller)
  }
}
