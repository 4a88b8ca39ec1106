import type { CredentialFormat } from '../../schemas/requests/verification.ts'
import { WaymarkError } from '../errors.ts'
import type { Network } from '../network/guarded-fetch.ts'
import { badgePage, badgePageIn, isBadgePage, type BadgePage } from './badge-page.ts'
import { textIn, type CarrierDeps, type Carried } from './carriers.ts'
import { isAddress, maxFileBytes, readText, unreadable, type ReadCredential } from './read.ts'

/** What one of our own share addresses holds at this moment: a credential, or a page of several. */
export type OwnShare =
  | { readonly kind: 'not-ours' }
  /** Ours, but unknown, closed or over. */
  | { readonly kind: 'closed' }
  | { readonly kind: 'open'; readonly text: string }
  | { readonly kind: 'page'; readonly badges: readonly string[] }

export interface ReadDeps extends CarrierDeps {
  readonly ownShare: (address: string) => Promise<OwnShare>
  readonly network: Network
  readonly now: () => Date
}

const accept = [
  'application/linkset+json',
  'application/vc',
  'application/vc+jwt',
  'application/vc+ld+json',
  'application/ld+json',
  'application/json',
  'image/png;q=0.9',
  'image/svg+xml;q=0.9',
  'application/pdf;q=0.9',
  'text/plain;q=0.8',
].join(', ')

/** A code on a poster leads to a picture, in which an older badge names the address of its Assertion. */
const mostAddresses = 3

/** A credential, or a page of several that are still to be read. */
export type ReadAny = ReadCredential | BadgePage

/**
 * Bytes to a credential, whatever carries it; an address in them, baked or shown as a code, is followed.
 * @throws WaymarkError unreadable-credential (`values.found` says what it was instead), too-large; nothing-to-check,
 *   too-many-badges
 */
export async function readBytes(bytes: Uint8Array, deps: ReadDeps): Promise<ReadAny> {
  return readCarried(await textIn(bytes, deps), undefined, deps, mostAddresses)
}

/**
 * An address to the credential behind it: our own shares in process, other people's by the guarded way out.
 * @throws WaymarkError unreadable-credential (`values.found`: share-closed, not-reached with a `reason`, or
 *   what was there instead of a credential); nothing-to-check: a page without badges that may be checked; too-many-badges
 */
export async function readAddress(typed: string, deps: ReadDeps): Promise<ReadAny> {
  return follow(typed.trim(), undefined, deps, mostAddresses)
}

/**
 * One badge of a page, where the page says that it is. Whoever owns the page names many addresses at once, so none of them
 * sends us on: neither by a redirect to another origin nor by an address in what is found there.
 * @throws WaymarkError unreadable-credential; also where the time for the whole page is over
 */
export async function readListed(
  address: string,
  { until }: BadgePage,
  deps: ReadDeps,
): Promise<ReadCredential> {
  if (deps.now() >= until) throw notReached('too-slow')
  const network: Network = {
    ...deps.network,
    get: async (url, options) => deps.network.get(url, { ...options, sameOrigin: true }),
  }
  return onlyBadge(await follow(address, undefined, { ...deps, network }, 1))
}

/** A page on a page is none. @throws WaymarkError unreadable-credential */
export function onlyBadge(found: ReadAny): ReadCredential {
  if (isBadgePage(found)) throw unreadable('several-credentials')
  return found
}

async function readCarried(
  { text, format }: Carried,
  source: string | undefined,
  deps: ReadDeps,
  left: number,
): Promise<ReadAny> {
  if (isAddress(text)) return follow(text.trim(), format, deps, left)
  const page = source === undefined ? undefined : badgePageIn(text, source, deps.now())
  return page ?? readText(text, format, source)
}

/** `carrier` is what the address came out of: the form in which the credential was handed in. */
async function follow(
  address: string,
  carrier: CredentialFormat | undefined,
  deps: ReadDeps,
  left: number,
): Promise<ReadAny> {
  if (left === 0) throw unreadable('address')
  const own = await deps.ownShare(address)
  if (own.kind === 'open') return readText(own.text, carrier, address)
  if (own.kind === 'page') return badgePage(address, own.badges, deps.now())
  if (own.kind === 'closed') {
    throw new WaymarkError('unreadable-credential', { values: { found: 'share-closed' } })
  }
  const answer = await deps.network.get(address, { accept, maxBytes: maxFileBytes })
  if (!answer.ok) throw notReached(answer.refusal)
  // RFC 9457: it says why there is nothing.
  if (answer.contentType === 'application/problem+json') throw notReached(`HTTP ${answer.status}`)
  // OB 2.0 "Revoking Hosted Assertions": what is gone may still say what it was.
  if (answer.status !== 200 && answer.status !== 410) throw notReached(`HTTP ${answer.status}`)
  try {
    const carried = await textIn(answer.bytes, deps)
    const format = carrier ?? carried.format
    return await readCarried({ ...carried, format }, answer.finalUrl, deps, left - 1)
  } catch (error) {
    throw answer.status === 410 ? notReached('HTTP 410') : error
  }
}

function notReached(reason: string): WaymarkError {
  return new WaymarkError('unreadable-credential', { values: { found: 'not-reached', reason } })
}
