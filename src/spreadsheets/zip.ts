import type { Entry, ZipFile } from 'yauzl'
import yauzl from 'yauzl'
import { WaymarkError } from '../errors.ts'

export interface ZipLimits {
  /** Files in the archive, at most. */
  readonly files: number
  /** Bytes of all wanted files together when unpacked, at most. */
  readonly bytes: number
}

/**
 * Unpacks the wanted files of a zip archive in memory. Folders count for nothing: what is looked for is a name.
 * @param wanted names in lower case, without folder: `users.csv`
 * @returns the bytes by name in lower case; what is not there is left out
 * @throws WaymarkError invalid-request: no zip, encrypted, one name twice; too-large: more than the limits
 */
export async function unzip(
  bytes: Uint8Array,
  wanted: ReadonlySet<string>,
  limits: ZipLimits,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>()
  let left = limits.bytes
  try {
    const archive = await yauzl.fromBufferPromise(Buffer.from(bytes), { lazyEntries: true })
    if (archive.entryCount > limits.files) throw new WaymarkError('too-large')
    for await (const entry of archive.eachEntry()) {
      const name = nameOf(entry)
      if (!wanted.has(name)) continue
      if (found.has(name) || entry.isEncrypted()) throw unreadable()
      const file = await read(archive, entry, left)
      left -= file.length
      found.set(name, file)
    }
  } catch (cause) {
    throw cause instanceof WaymarkError ? cause : unreadable(cause)
  }
  return found
}

function nameOf({ fileName }: Entry): string {
  return fileName.slice(fileName.lastIndexOf('/') + 1).toLowerCase()
}

/** The archive may say any size: what comes out is counted. */
async function read(archive: ZipFile, entry: Entry, most: number): Promise<Uint8Array> {
  const stream = await archive.openReadStreamPromise(entry)
  const chunks: Buffer[] = []
  let size = 0
  for await (const part of stream) {
    if (!(part instanceof Buffer)) throw unreadable()
    size += part.length
    if (size > most) throw new WaymarkError('too-large')
    chunks.push(part)
  }
  return Buffer.concat(chunks)
}

function unreadable(cause?: unknown): WaymarkError {
  return new WaymarkError('invalid-request', {
    problems: [{ path: '/file', rule: 'format', expected: 'zip' }],
    ...(cause === undefined ? {} : { cause }),
  })
}
