import type { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'

export class TooLarge extends Error {}
export class UnreadableEncoding extends Error {}

/** RFC 9110 §8.4.1: the codings we undo. Only gzip is asked for, some servers send the others all the same. */
const decoders: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
}

async function* atMost(source: AsyncIterable<Uint8Array>, maxBytes: number) {
  let total = 0
  for await (const chunk of source) {
    total += chunk.byteLength
    if (total > maxBytes) throw new TooLarge()
    yield chunk
  }
}

/**
 * Reads a body to its end: at most `maxBytes` on the wire and at most `maxBytes` after its content coding
 * is undone, so that a small body cannot unfold into a large one.
 * @throws TooLarge, UnreadableEncoding, and whatever the stream fails with
 */
export async function readBounded(
  body: Readable,
  coding: string,
  maxBytes: number,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  const collect = async (source: AsyncIterable<Uint8Array>) => {
    for await (const chunk of atMost(source, maxBytes)) chunks.push(chunk)
  }
  const name = coding.trim().toLowerCase()
  if (name === '' || name === 'identity') {
    await pipeline(body, collect)
    return Buffer.concat(chunks)
  }
  const decoder = decoders[name]
  if (decoder === undefined) {
    body.on('error', () => undefined).destroy()
    throw new UnreadableEncoding(name)
  }
  try {
    await pipeline(
      body,
      (source: AsyncIterable<Uint8Array>) => atMost(source, maxBytes),
      decoder(),
      collect,
    )
  } catch (error) {
    if (
      error instanceof Error &&
      'code' in error &&
      /^(Z_|ERR_.*BROTLI|ERR__ERROR)/.test(String(error.code))
    ) {
      throw new UnreadableEncoding(name, { cause: error })
    }
    throw error
  }
  return Buffer.concat(chunks)
}
