import type { Request } from 'express'
import type { ViewFormat } from '../../schemas/requests/shares.ts'
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
