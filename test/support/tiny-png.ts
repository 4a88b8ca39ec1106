import { crc32, deflateSync } from 'node:zlib'

/** One chunk as a reader independent of the service sees it. */
export interface WalkedChunk {
  readonly type: string
  readonly data: Buffer
  readonly checksumGood: boolean
}

/** Walks a PNG by DataView alone, without a line of the service's own reader. */
export function walkPng(bytes: Uint8Array): WalkedChunk[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const chunks: WalkedChunk[] = []
  for (let at = 8; at < bytes.byteLength;) {
    const length = view.getUint32(at)
    const body = bytes.subarray(at + 4, at + 8 + length)
    chunks.push({
      type: String.fromCharCode(...body.subarray(0, 4)),
      data: Buffer.from(body.subarray(4)),
      checksumGood: crc32(body) === view.getUint32(at + 8 + length),
    })
    at += 12 + length
  }
  return chunks
}

/** The text of an uncompressed iTXt chunk, taken apart by splitting at its NULs. */
export function internationalText(chunk: WalkedChunk): { keyword: string; text: string } {
  const raw = chunk.data.toString('latin1')
  const keyword = raw.slice(0, raw.indexOf('\0'))
  const flags = raw.slice(keyword.length + 1, keyword.length + 3)
  if (flags !== '\0\0') throw new Error('compressed')
  const [language = '', translated = ''] = raw.slice(keyword.length + 3).split('\0')
  const start = keyword.length + 3 + language.length + 1 + translated.length + 1
  return { keyword, text: chunk.data.subarray(start).toString('utf8') }
}

export function pngChunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}

export const pngSignature = Buffer.from('89504e470d0a1a0a', 'hex')

/** A PNG of one grey pixel, with further chunks before its image data. */
export function onePixelPng(...extra: Buffer[]): Buffer {
  const header = Buffer.from('00000001000000010800000000', 'hex')
  return Buffer.concat([
    pngSignature,
    pngChunk('IHDR', header),
    ...extra,
    pngChunk('IDAT', deflateSync(Buffer.from([0, 128]))),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}
