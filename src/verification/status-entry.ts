import { isJsonObject, listOf, type Json } from '../credentials/json.ts'
import { hasType, member, textOf } from './json-values.ts'

/** Where in which list the status of a credential stands. */
export interface BitstringEntry {
  readonly type: 'BitstringStatusListEntry' | 'StatusList2021Entry'
  readonly purpose: string
  /** The address of the list. */
  readonly address: string
  readonly index: number
  /** Bits of one entry. */
  readonly size: number
  /** What each number means, where the entry says so. */
  readonly messages: ReadonlyMap<number, string>
  /** Where the issuer tells more of the status. */
  readonly reference: string | undefined
}

/**
 * An entry as W3C Bitstring Status List §2.1 and StatusList2021 §4.1 have it; undefined where it is of no such form
 * (§3: MALFORMED_VALUE_ERROR).
 */
export function readBitstringEntry(
  entry: Json,
  type: BitstringEntry['type'],
): BitstringEntry | undefined {
  const purpose = textOf(member(entry, 'statusPurpose'))
  const address = textOf(member(entry, 'statusListCredential'))
  const index = member(entry, 'statusListIndex')
  if (purpose === undefined || address === undefined || member(entry, 'id') === address) {
    return undefined
  }
  if (typeof index !== 'string' || !/^(0|[1-9]\d*)$/.test(index)) return undefined
  const place = { type, purpose, address, index: Number(index) }
  if (type === 'StatusList2021Entry') {
    return { ...place, size: 1, messages: new Map(), reference: undefined }
  }
  const size = member(entry, 'statusSize') ?? 1
  if (typeof size !== 'number' || !Number.isInteger(size) || size < 1) return undefined
  const messages = messagesOf(member(entry, 'statusMessage'), size)
  const references = listOf(member(entry, 'statusReference'))
  if (messages === undefined || !references.every(isAddress)) return undefined
  return { ...place, size, messages, reference: textOf(references[0]) }
}

/** The kind of bitstring entry that this is; undefined for other kinds of status. */
export function bitstringType(entry: Json): BitstringEntry['type'] | undefined {
  const types = ['BitstringStatusListEntry', 'StatusList2021Entry'] as const
  return types.find((type) => hasType(entry, type))
}

/** One message for each number that an entry can hold; they may be missing where an entry is one bit. */
function messagesOf(
  value: Json | undefined,
  size: number,
): ReadonlyMap<number, string> | undefined {
  if (value === undefined) return size === 1 ? new Map() : undefined
  if (!Array.isArray(value) || value.length !== 2 ** size) return undefined
  const messages = new Map<number, string>()
  for (const one of value) {
    const status = member(one, 'status')
    const message = member(one, 'message')
    if (typeof status !== 'string' || !/^0x[0-9a-f]{1,8}$/i.test(status)) return undefined
    if (!isJsonObject(one) || typeof message !== 'string') return undefined
    messages.set(Number(status), message)
  }
  return messages
}

function isAddress(value: Json): boolean {
  return typeof value === 'string' && URL.canParse(value)
}
