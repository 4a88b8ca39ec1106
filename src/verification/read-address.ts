import { WaymarkError } from '../errors.ts'
import type { Network } from '../network/guarded-fetch.ts'
import { maxFileBytes, readBytes, readText, type ReadCredential } from './read.ts'

/** What one of our own share addresses holds at this moment. */
export type OwnShare =
  | { readonly kind: 'not-ours' }
  /** Ours, but unknown, closed or over. */
  | { readonly kind: 'closed' }
  | { readonly kind: 'open'; readonly text: string }

export interface AddressDeps {
  readonly ownShare: (address: string) => Promise<OwnShare>
  readonly network: Network
}

const accept = [
  'application/vc',
  'application/vc+jwt',
  'application/vc+ld+json',
  'application/ld+json',
  'application/json',
  'image/png;q=0.9',
  'image/svg+xml;q=0.9',
  'text/plain;q=0.8',
].join(', ')

/**
 * An address to the credential behind it: our own shares in process, other people's by the guarded way out.
 * @throws WaymarkError unreadable-credential (`values.found`: share-closed, not-reached with a `reason`, or
 *   what was there instead of a credential)
 */
export async function readAddress(typed: string, deps: AddressDeps): Promise<ReadCredential> {
  const address = typed.trim()
  const own = await deps.ownShare(address)
  if (own.kind === 'open') return readText(own.text, undefined, address)
  if (own.kind === 'closed') {
    throw new WaymarkError('unreadable-credential', { values: { found: 'share-closed' } })
  }
  const answer = await deps.network.get(address, { accept, maxBytes: maxFileBytes })
  if (!answer.ok) throw notReached(answer.refusal)
  // OB 2.0 "Revoking Hosted Assertions": what is gone may still say what it was.
  if (answer.status !== 200 && answer.status !== 410) throw notReached(`HTTP ${answer.status}`)
  try {
    return readBytes(answer.bytes, answer.finalUrl)
  } catch (error) {
    throw answer.status === 410 ? notReached('HTTP 410') : error
  }
}

function notReached(reason: string): WaymarkError {
  return new WaymarkError('unreadable-credential', { values: { found: 'not-reached', reason } })
}
