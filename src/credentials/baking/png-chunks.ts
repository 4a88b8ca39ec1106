import { crc32 } from 'node:zlib'
import { WaymarkError } from '../../errors.ts'

/** One chunk of a PNG (PNG 3rd edition §5.3): its type, its data, and all its bytes with length and checksum. */
export interface Chunk {
  readonly type: string
  readonly data: Uint8Array
  readonly bytes: Uint8Array
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const mostBytes = 32 * 1024 * 1024
const mostChunks = 20_000

/**
 * The chunks from IHDR to IEND; what stands behind IEND is left out. Checksums are not held against the data: a picture viewer
 * does that, and a credential has its signature.
 * @throws WaymarkError unreadable-picture, where the bytes are no whole PNG or too many
 */
export function readChunks(picture: Uint8Array): readonly Chunk[] {
  const bytes = Buffer.from(picture.buffer, picture.byteOffset, picture.byteLength)
  if (bytes.length > mostBytes || !signature.equals(bytes.subarray(0, 8))) throw unreadable()
  const chunks: Chunk[] = []
  let at = signature.length
  while (chunks.at(-1)?.type !== 'IEND') {
    if (at + 12 > bytes.length || chunks.length === mostChunks) throw unreadable()
    const length = bytes.readUInt32BE(at)
    const end = at + 12 + length
    if (end > bytes.length) throw unreadable()
    const type = bytes.toString('latin1', at + 4, at + 8)
    chunks.push({ type, data: bytes.subarray(at + 8, end - 4), bytes: bytes.subarray(at, end) })
    at = end
  }
  if (chunks[0]?.type !== 'IHDR') throw unreadable()
  return chunks
}

export function makeChunk(type: string, data: Uint8Array): Chunk {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const checksum = Buffer.alloc(4)
  checksum.writeUInt32BE(crc32(typed))
  return { type, data, bytes: Buffer.concat([length, typed, checksum]) }
}

export function joinChunks(chunks: readonly Chunk[]): Uint8Array {
  return Buffer.concat([signature, ...chunks.map(({ bytes }) => bytes)])
}

function unreadable(): WaymarkError {
  return new WaymarkError('unreadable-picture')
}
