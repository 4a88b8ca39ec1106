/** What a proof of selective disclosure is made of. */
export type Cbor = number | string | Uint8Array | readonly Cbor[] | ReadonlyMap<number, Cbor>

/** Arrays inside one another: the value, its signatures. */
const deepest = 3

/**
 * Reads the part of CBOR (RFC 8949) that VC-DI-ECDSA §3.5 writes: unsigned numbers, byte strings, texts, arrays, and maps
 * with numbers for names, all of stated length; tag 64 before bytes. Every item takes at least a byte, so the text
 * bounds the work.
 * @throws TypeError for anything else, for a name that stands twice, and for bytes that are left over
 */
export function decodeCbor(bytes: Uint8Array): Cbor {
  const buffer = Buffer.from(bytes)
  let at = 0

  const take = (length: number): Buffer => {
    if (length > buffer.length - at) throw new TypeError('CBOR ends too early')
    at += length
    return buffer.subarray(at - length, at)
  }
  const numberOf = (short: number): number => {
    if (short < 24) return short
    if (short > 26) throw new TypeError('CBOR with a length that is not read here')
    const size = 2 ** (short - 24)
    return take(size).readUIntBE(0, size)
  }
  const list = <T>(length: number, item: () => T): T[] => {
    if (length > buffer.length - at) throw new TypeError('CBOR ends too early')
    return Array.from({ length }, item)
  }
  const value = (depth: number): Cbor => {
    if (depth > deepest) throw new TypeError('CBOR is too deep')
    const [head = 0] = take(1)
    const type = head >> 5
    if (head === 0xd8 && buffer[at] === 64) {
      at += 1
      return value(depth)
    }
    const number = numberOf(head & 31)
    if (type === 0) return number
    if (type === 2) return take(number)
    if (type === 3) return new TextDecoder('utf-8', { fatal: true }).decode(take(number))
    if (type === 4) return list(number, () => value(depth + 1))
    if (type === 5) return mapOf(list(number, () => [value(depth + 1), value(depth + 1)] as const))
    throw new TypeError('CBOR of a type that is not read here')
  }

  const read = value(0)
  if (at < buffer.length) throw new TypeError('CBOR with something behind it')
  return read
}

function mapOf(entries: readonly (readonly [Cbor, Cbor])[]): ReadonlyMap<number, Cbor> {
  const map = new Map<number, Cbor>()
  for (const [name, value] of entries) {
    if (typeof name !== 'number' || map.has(name)) throw new TypeError('CBOR with an unknown map')
    map.set(name, value)
  }
  return map
}
