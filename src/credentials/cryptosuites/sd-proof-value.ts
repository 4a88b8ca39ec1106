import { base64urlBytes } from '../multibase.ts'
import { decodeCbor, type Cbor } from './cbor.ts'

/** What a derived proof carries (VC-DI-ECDSA §3.5.7). */
export interface DerivedValue {
  /** Of the issuer, over the proof options, the proof's own key and what is mandatory. */
  readonly baseSignature: Uint8Array
  /** The Multikey bytes of a P-256 key that the issuer made for this proof alone. */
  readonly publicKey: Uint8Array
  /** By that key, one for each statement that is shown and not mandatory. */
  readonly signatures: readonly Uint8Array[]
  /** From canonical blank node labels to those that were signed. */
  readonly labels: ReadonlyMap<string, string>
  readonly mandatoryIndexes: ReadonlySet<number>
}

/** A signature for each of two thousand statements, and room. */
const mostLetters = 400_000

/** The head of both kinds: CBOR tags 0x5d00 (base) and 0x5d01 (derived), in multibase base64url. */
const baseHead = 'u2V0A'
const derivedHead = 'u2V0B'

export const isBaseValue = (text: string) => text.startsWith(baseHead)

export function isSdValue(text: string): boolean {
  const known = isBaseValue(text) || text.startsWith(derivedHead)
  return known && text.length <= mostLetters && /^u[\w-]+$/.test(text)
}

/** The parts of a derived proof; undefined where one is missing, malformed or of a length it cannot have. */
export function readDerivedValue(text: string): DerivedValue | undefined {
  const parts = partsOf(text)
  if (parts?.length !== 5) return undefined
  const [baseSignature, publicKey, signatures, labelMap, mandatoryIndexes] = parts
  const labels = labelsOf(labelMap)
  if (!isBytes(baseSignature, 64) || !isBytes(publicKey, 35) || labels === undefined) {
    return undefined
  }
  if (!isListOf(signatures, isSignature) || !isListOf(mandatoryIndexes, isNumber)) return undefined
  return {
    baseSignature,
    publicKey,
    signatures,
    labels,
    mandatoryIndexes: new Set(mandatoryIndexes),
  }
}

/** The JSON Pointers that a base proof says are always shown; undefined where it is malformed. */
export function mandatoryPointersOf(text: string): readonly string[] | undefined {
  const parts = partsOf(text)
  if (parts?.length !== 5) return undefined
  const [baseSignature, publicKey, hmacKey, signatures, pointers] = parts
  const whole = isBytes(baseSignature, 64) && isBytes(publicKey, 35) && isBytes(hmacKey, 32)
  if (!whole || !isListOf(signatures, isSignature) || !isListOf(pointers, isText)) return undefined
  return pointers
}

function partsOf(text: string): readonly Cbor[] | undefined {
  const bytes = base64urlBytes(text)
  if (bytes === undefined) return undefined
  try {
    const value = decodeCbor(bytes.subarray(3))
    return isList(value) ? value : undefined
  } catch {
    return undefined
  }
}

/**
 * VC-DI-ECDSA §3.5.5. Two nodes with one label would be one: what the issuer said of it could be
 * spread over both.
 */
function labelsOf(map: Cbor | undefined): ReadonlyMap<string, string> | undefined {
  if (!(map instanceof Map)) return undefined
  const labels = new Map<string, string>()
  for (const [number, bytes] of map as ReadonlyMap<number, Cbor>) {
    if (!isBytes(bytes, 32)) return undefined
    labels.set(`c14n${number}`, `u${Buffer.from(bytes).toString('base64url')}`)
  }
  return new Set(labels.values()).size === labels.size ? labels : undefined
}

const isSignature = (value: Cbor): value is Uint8Array => isBytes(value, 64)
const isNumber = (value: Cbor): value is number => typeof value === 'number'
const isText = (value: Cbor): value is string => typeof value === 'string'

function isList(value: Cbor | undefined): value is readonly Cbor[] {
  return Array.isArray(value)
}

function isListOf<T extends Cbor>(
  value: Cbor | undefined,
  is: (item: Cbor) => item is T,
): value is readonly T[] {
  return isList(value) && value.every(is)
}

function isBytes(value: Cbor | undefined, length: number): value is Uint8Array {
  return value instanceof Uint8Array && value.length === length
}
