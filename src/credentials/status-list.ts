import { gunzipSync, gzipSync } from 'node:zlib'
import { credentialsV2 } from './contexts/contexts.ts'
import type { ListPurpose } from './identifiers.ts'
import type { JsonObject } from './json.ts'

/** Entries in a list at the least, so that one holder is lost among many (Bitstring Status List §6.1). */
export const leastListLength = 131_072

/** A list of 32 million entries is read, a bigger one is a bomb. */
const mostListBytes = 4 * 1024 * 1024

/**
 * A bitstring as `encodedList` (Bitstring Status List §3.3): GZIP, then multibase base64url without padding.
 * The first entry is the leftmost bit.
 * @param indexes the entries that are set
 * @param length entries in all, a multiple of eight
 * @throws RangeError for an index outside the list
 */
export function encodeStatusList(indexes: Iterable<number>, length = leastListLength): string {
  if (length % 8 !== 0) throw new RangeError('a status list has whole bytes')
  const bytes = new Uint8Array(length / 8)
  for (const index of indexes) {
    if (!Number.isInteger(index) || index < 0 || index >= length) {
      throw new RangeError(`no place ${index} in a status list of ${length}`)
    }
    const place = index >> 3
    bytes[place] = (bytes[place] ?? 0) | (0x80 >> (index & 7))
  }
  return `u${gzipSync(bytes, { level: 6 }).toString('base64url')}`
}

export interface StatusBits {
  /** Entries of one bit. */
  readonly length: number
  /** Whether an entry is set; undefined outside the list. */
  has(index: number): boolean | undefined
  /** The number in an entry of so many bits, the leftmost the highest; undefined where it is not wholly inside. */
  valueAt(index: number, size: number): number | undefined
}

export type StatusListFault = 'list-encoding' | 'list-too-large' | 'list-too-short'

/**
 * Reads an `encodedList` of any origin; never unzips more than four megabytes. The form of the older StatusList2021,
 * without the multibase letter, is read too.
 */
export function decodeStatusList(
  encodedList: string,
): { readonly bits: StatusBits } | { readonly fault: StatusListFault } {
  // What GZIP begins with, in base64url: no multibase letter stands before it.
  const encoded = encodedList.startsWith('H4s') ? encodedList : encodedList.slice(1)
  if (!/^(u|H4s)/.test(encodedList) || !/^[\w-]+=*$/.test(encoded))
    return { fault: 'list-encoding' }
  const bytes = unzipped(Buffer.from(encoded, 'base64url'))
  if (typeof bytes === 'string') return { fault: bytes }
  const length = bytes.length * 8
  if (length < leastListLength) return { fault: 'list-too-short' }
  const has = (index: number) => {
    const byte = Number.isInteger(index) && index >= 0 ? bytes[Math.floor(index / 8)] : undefined
    return byte === undefined ? undefined : (byte & (0x80 >> (index % 8))) !== 0
  }
  const valueAt = (index: number, size: number) => {
    const first = index * size
    if (has(first) === undefined || has(first + size - 1) === undefined) return undefined
    let value = 0
    for (let bit = first; bit < first + size; bit += 1)
      value = value * 2 + (has(bit) === true ? 1 : 0)
    return value
  }
  return { bits: { length, has, valueAt } }
}

function unzipped(bytes: Uint8Array): Uint8Array | StatusListFault {
  try {
    return gunzipSync(bytes, { maxOutputLength: mostListBytes })
  } catch (error) {
    return error instanceof RangeError ? 'list-too-large' : 'list-encoding'
  }
}

export interface StatusListFacts {
  /** The address under which the list is fetched: the entries' `statusListCredential`. */
  readonly id: string
  /** DID of the organization that issued the credentials. */
  readonly issuer: string
  readonly purpose: ListPurpose
  readonly encodedList: string
  /** RFC 3339 in UTC. */
  readonly validFrom: string
  readonly validUntil: string
}

/** An unsigned BitstringStatusListCredential (Bitstring Status List §2.2); the terms are in the VC 2.0 context. */
export function statusListCredential(facts: StatusListFacts): JsonObject {
  return {
    '@context': [credentialsV2],
    id: facts.id,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: facts.issuer,
    validFrom: facts.validFrom,
    validUntil: facts.validUntil,
    credentialSubject: {
      id: `${facts.id}#list`,
      type: 'BitstringStatusList',
      statusPurpose: facts.purpose,
      encodedList: facts.encodedList,
    },
  }
}
