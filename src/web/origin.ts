import type { Request } from 'express'

/**
 * Whether a browser says that the request was made by a page of another origin. A client that is no
 * browser says nothing, and an answer of nothing proves nothing: the form token decides then.
 *
 * `Origin: null` says nothing about a form either: our own Referrer-Policy `no-referrer` makes browsers
 * send it with every posted form (Fetch §3.1). A script's request carries its origin all the same, so
 * for the API null is foreign (`opaque: 'foreign'`).
 */
export function isFromElsewhere(
  request: Request,
  base: string,
  opaque: 'foreign' | 'unsaid',
): boolean {
  const site = request.get('sec-fetch-site')
  if (site !== undefined) return site !== 'same-origin' && site !== 'none'
  const origin = request.get('origin')
  if (origin === undefined) return false
  if (origin === 'null') return opaque === 'foreign'
  return origin !== base && origin !== `${request.protocol}://${request.host}`
}
