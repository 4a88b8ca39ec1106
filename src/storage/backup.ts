import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { sha256Hex, type Files } from './files.ts'
import type { Storage } from './tables.ts'

/** What an archive holds: the number of rows in each table, and of files. */
export interface BackupCounts {
  readonly rows: Readonly<Record<string, number>>
  readonly files: number
}

const format = 'waymark-backup-1'

type Line = Readonly<Record<string, unknown>>
type Rows = ReturnType<Storage['dump']>

/**
 * Writes everything that is stored into one archive: gzip over lines of JSON, a head, the rows, the
 * files in base64, and a last line with the counts and the SHA-256 of all lines before it. The
 * service may go on meanwhile. Secrets are not in it.
 * @throws Error when `out` exists
 */
export async function backup(from: {
  readonly storage: Pick<Storage, 'engine' | 'dump'>
  readonly files: Files
  readonly out: string
  readonly now: Date
}): Promise<BackupCounts> {
  if (existsSync(from.out)) throw new Error(`${from.out} exists already`)
  const rows: Record<string, number> = {}
  let files = 0
  const digest = createHash('sha256')
  const head = { format, engine: from.storage.engine, at: from.now.toISOString() }

  async function* lines(): AsyncGenerator<Buffer> {
    yield hashed(head)
    for await (const { table, row } of from.storage.dump()) {
      rows[table] = (rows[table] ?? 0) + 1
      yield hashed({ table, row })
    }
    for await (const id of from.files.list()) {
      const file = await from.files.get(id)
      if (file === undefined) continue
      files += 1
      const base64 = Buffer.from(file.bytes).toString('base64')
      yield hashed({ file: id, contentType: file.contentType, sha256: file.sha256, base64 })
    }
    yield encoded({ end: { rows, files }, sha256: digest.digest('hex') })
  }
  function hashed(line: Line): Buffer {
    const bytes = encoded(line)
    digest.update(bytes)
    return bytes
  }

  const partial = `${from.out}.partial`
  const handle = await open(partial, 'wx', 0o600)
  try {
    await pipeline(
      Readable.from(lines(), { objectMode: true }),
      createGzip(),
      handle.createWriteStream({ flush: true }),
    )
    await rename(partial, from.out)
  } catch (error) {
    await rm(partial, { force: true })
    throw error
  }
  return { rows, files }
}

/**
 * Puts an archive back into an empty store. It is read to its end and checked before anything is written.
 * @throws Error when the archive is damaged or of another format, or the store holds something already
 */
export async function restore(to: {
  readonly storage: Pick<Storage, 'load'>
  readonly files: Files
  readonly from: string
}): Promise<BackupCounts> {
  const counts = await checkArchive(to.from)
  for await (const id of to.files.list())
    throw new Error(`the store is not empty: there is a file ${id}`)

  async function* rows(): Rows {
    for await (const { line } of linesOf(to.from)) {
      if (typeof line['table'] === 'string' && isLine(line['row']))
        yield { table: line['table'], row: line['row'] }
      else if (typeof line['file'] === 'string') await putFile(to.files, line['file'], line)
    }
  }
  await to.storage.load(rows())
  return counts
}

async function putFile(files: Files, id: string, line: Line): Promise<void> {
  const { contentType, base64, sha256 } = line
  if (typeof contentType !== 'string' || typeof base64 !== 'string') throw damaged()
  const bytes = Buffer.from(base64, 'base64')
  if (sha256Hex(bytes) !== sha256) throw damaged()
  await files.put(id, bytes, contentType)
}

/** Reads an archive from end to end. @throws Error unless it is whole, and of our format */
export async function checkArchive(path: string): Promise<BackupCounts> {
  const rows = new Map<string, number>()
  let files = 0
  let first = true
  let end: Line | undefined
  const digest = createHash('sha256')
  for await (const { line, bytes } of linesOf(path)) {
    if (first && line['format'] !== format)
      throw new Error(`${path} is no backup that this version can read`)
    first = false
    if (isLine(line['end'])) {
      end = line
      continue
    }
    digest.update(bytes)
    if (typeof line['table'] === 'string')
      rows.set(line['table'], (rows.get(line['table']) ?? 0) + 1)
    if (typeof line['file'] === 'string') files += 1
  }
  const counts = { rows: Object.fromEntries(rows), files }
  if (end === undefined || end['sha256'] !== digest.digest('hex')) throw damaged()
  if (JSON.stringify(end['end']) !== JSON.stringify(counts)) throw damaged()
  return counts
}

function damaged(cause?: unknown): Error {
  return new Error(
    'the backup is incomplete or damaged',
    cause === undefined ? undefined : { cause },
  )
}

function encoded(line: Line): Buffer {
  return Buffer.from(`${JSON.stringify(line)}\n`)
}

function isLine(value: unknown): value is Line {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Cut at line feeds only: `readline` would also cut at U+2028, which JSON leaves as it is. */
async function* linesOf(
  path: string,
): AsyncGenerator<{ readonly line: Line; readonly bytes: Buffer }> {
  let parts: Buffer[] = []
  for await (const chunk of unzipped(path)) {
    let start = 0
    for (let end = chunk.indexOf(0x0a); end >= 0; end = chunk.indexOf(0x0a, start)) {
      const bytes = Buffer.concat([...parts, chunk.subarray(start, end + 1)])
      parts = []
      start = end + 1
      yield { line: parsed(bytes), bytes }
    }
    parts.push(chunk.subarray(start))
  }
  if (parts.some((part) => part.length > 0)) throw damaged()
}

async function* unzipped(path: string): AsyncGenerator<Buffer> {
  const zipped = await open(path, 'r')
  const source = zipped.createReadStream()
  const stream = source.pipe(createGunzip())
  source.on('error', (error) => stream.destroy(error))
  try {
    for await (const chunk of stream) if (Buffer.isBuffer(chunk)) yield chunk
  } catch (cause) {
    throw damaged(cause)
  } finally {
    source.destroy()
  }
}

function parsed(bytes: Buffer): Line {
  let value: unknown
  try {
    value = JSON.parse(bytes.toString('utf8'))
  } catch (cause) {
    throw damaged(cause)
  }
  if (!isLine(value)) throw damaged()
  return value
}
