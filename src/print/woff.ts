import { inflateSync } from 'node:zlib'

/**
 * The font inside a WOFF file (W3C WOFF 1.0): the same tables, each packed by itself. Unpacked once here, since who reads
 * the packed form unpacks a table of thousands of signs again for each of them.
 */
export function fontOfWoff(woff: Buffer): Buffer {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new Error('not a WOFF file')
  const count = woff.readUInt16BE(12)
  const tables = Array.from({ length: count }, (_, number) => {
    const entry = 44 + 20 * number
    const offset = woff.readUInt32BE(entry + 4)
    const packed = woff.subarray(offset, offset + woff.readUInt32BE(entry + 8))
    const length = woff.readUInt32BE(entry + 12)
    return {
      tag: woff.subarray(entry, entry + 4),
      checksum: woff.readUInt32BE(entry + 16),
      bytes: packed.length < length ? inflateSync(packed) : packed,
    }
  })
  return sfnt(woff.subarray(4, 8), tables)
}

interface FontTable {
  readonly tag: Buffer
  readonly checksum: number
  readonly bytes: Buffer
}

/** OpenType 1.9, "Organization of an OpenType Font": a header, a directory, and the tables on bounds of four bytes. */
function sfnt(flavour: Buffer, tables: readonly FontTable[]): Buffer {
  const header = Buffer.alloc(12 + 16 * tables.length)
  const powers = Math.floor(Math.log2(tables.length))
  flavour.copy(header, 0)
  header.writeUInt16BE(tables.length, 4)
  header.writeUInt16BE(16 * 2 ** powers, 6)
  header.writeUInt16BE(powers, 8)
  header.writeUInt16BE(16 * (tables.length - 2 ** powers), 10)
  let offset = header.length
  const bodies = tables.map(({ tag, checksum, bytes }, number) => {
    const entry = 12 + 16 * number
    tag.copy(header, entry)
    header.writeUInt32BE(checksum, entry + 4)
    header.writeUInt32BE(offset, entry + 8)
    header.writeUInt32BE(bytes.length, entry + 12)
    const padded = Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)])
    offset += padded.length
    return padded
  })
  return Buffer.concat([header, ...bodies])
}
