import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** A file as it is kept: pictures, uploads, whatever has bytes. */
export interface StoredFile {
  readonly bytes: Uint8Array
  readonly contentType: string
  /** Of the bytes, in hex. */
  readonly sha256: string
}

export interface Files {
  /**
   * Keeps the bytes under the id; what was there before is replaced as a whole or not at all.
   * @param id 2 to 128 letters, digits, `-` and `_`
   * @returns the SHA-256 of the bytes, in hex
   * @throws Error for any other id
   */
  put(id: string, bytes: Uint8Array, contentType: string): Promise<string>
  /** @throws Error when the bytes are no longer what was put */
  get(id: string): Promise<StoredFile | undefined>
  /** Answers whether there was such a file. */
  remove(id: string): Promise<boolean>
  /** The ids of all files, in no order. */
  list(): AsyncIterable<string>
}

const validId = /^[A-Za-z0-9_-]{2,128}$/
const extension = '.file'
const newline = 0x0a

export function sha256Hex(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Keeps files in a folder of the disk, one each: a head line with content type and digest, then the bytes. */
export function openDiskFiles(folder: string): Files {
  // Two characters of the id choose one of a few thousand folders, so that none grows too long to list.
  const shardOf = (id: string) => join(folder, id.slice(0, 2).toLowerCase())
  const pathOf = (id: string) => join(shardOf(id), `${id}${extension}`)

  return {
    put: async (id, bytes, contentType) => {
      if (!validId.test(id)) throw new Error('not an id of a file')
      const sha256 = sha256Hex(bytes)
      await writeWhole(pathOf(id), [
        Buffer.from(`${JSON.stringify({ contentType, sha256 })}\n`),
        bytes,
      ])
      return sha256
    },
    get: async (id) => {
      if (!validId.test(id)) return undefined
      const whole = await readFile(pathOf(id)).catch(absent)
      return whole === undefined ? undefined : parseFile(id, whole)
    },
    remove: async (id) => {
      if (!validId.test(id)) return false
      return rm(pathOf(id)).then(
        () => true,
        (error: unknown) => {
          absent(error)
          return false
        },
      )
    },
    list: async function* () {
      for (const shard of (await readdir(folder).catch(absent)) ?? []) {
        for (const name of await readdir(join(folder, shard))) {
          if (name.endsWith(extension)) yield name.slice(0, -extension.length)
        }
      }
    },
  }
}

function parseFile(id: string, whole: Buffer): StoredFile {
  const end = whole.indexOf(newline)
  const head: unknown = end < 0 ? undefined : JSON.parse(whole.subarray(0, end).toString('utf8'))
  const bytes = whole.subarray(end + 1)
  const { contentType, sha256 } = Object(head) as Readonly<Record<string, unknown>>
  if (typeof contentType !== 'string' || sha256 !== sha256Hex(bytes)) {
    throw new Error(`the file ${id} is damaged on the disk`)
  }
  return { bytes, contentType, sha256 }
}

/** After a crash there is the old file or the new one: the bytes are on the disk before the name is. */
async function writeWhole(path: string, parts: readonly Uint8Array[]): Promise<void> {
  const parent = dirname(path)
  await mkdir(parent, { recursive: true, mode: 0o700 })
  const temporary = `${path}.${randomUUID()}.tmp`
  try {
    const handle = await open(temporary, 'wx', 0o600)
    try {
      await handle.writeFile(Buffer.concat(parts))
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
  await syncFolder(parent)
}

async function syncFolder(path: string): Promise<void> {
  // Windows neither needs nor allows it.
  if (process.platform === 'win32') return
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function absent(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
  throw error
}
