import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ConfiguredSecrets } from './config.ts'

/** What the service itself keeps secret. */
export interface ServiceSecrets {
  /** By version, the newest last. */
  readonly keyEncryptionKeys: ReadonlyMap<string, Uint8Array>
  readonly session: Uint8Array
  readonly tickets: Uint8Array
  readonly emailIndex: Uint8Array
}

interface Options {
  readonly configured: ConfiguredSecrets
  readonly dataDir: string
  readonly storeIsEmpty: boolean
  readonly random: (size: number) => Uint8Array
}

/** The secrets are not to be had; the message says what to do. */
export class SecretsMissing extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'SecretsMissing'
  }
}

function bytesOf(file: unknown, name: string): Uint8Array {
  const text: unknown =
    typeof file === 'object' && file !== null ? Reflect.get(file, name) : undefined
  const bytes = typeof text === 'string' ? Buffer.from(text, 'base64') : Buffer.alloc(0)
  if (bytes.length === 32) return bytes
  throw new Error(`${name} is not 32 bytes in base64`)
}

function parse(text: string): ServiceSecrets {
  const file: unknown = JSON.parse(text)
  const keys: unknown =
    typeof file === 'object' && file !== null ? Reflect.get(file, 'keyEncryptionKeys') : undefined
  if (typeof keys !== 'object' || keys === null) throw new Error('keyEncryptionKeys is missing')
  const versions = Object.keys(keys).toSorted((one, other) => Number(one) - Number(other))
  if (versions.length === 0) throw new Error('keyEncryptionKeys is empty')
  return {
    keyEncryptionKeys: new Map(versions.map((version) => [version, bytesOf(keys, version)])),
    session: bytesOf(file, 'session'),
    tickets: bytesOf(file, 'tickets'),
    emailIndex: bytesOf(file, 'emailIndex'),
  }
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (isAbsent(error)) return undefined
    throw error
  }
}

/** Whole or not at all: a start that breaks off must not leave half a file that the next start refuses. */
async function writeOnce(path: string, text: string): Promise<void> {
  const half = `${path}.${process.pid}.half`
  await writeFile(half, text, { mode: 0o600, flag: 'wx', flush: true })
  try {
    await link(half, path)
  } finally {
    await rm(half, { force: true })
  }
}

/**
 * The service's secrets: the configured ones, or those of DATA_DIR/secrets.json, or, only while nothing is
 * stored yet, new ones, written there for nobody else to read.
 *
 * @returns `generated`: the path of the new file, to tell the operator once; undefined otherwise
 * @throws SecretsMissing where something is stored and the file is gone or cannot be read: with new secrets
 * the signing keys could not be opened and nobody's address would be found
 */
export async function obtainSecrets(
  options: Options,
): Promise<{ secrets: ServiceSecrets; generated: string | undefined }> {
  const { configured, dataDir, storeIsEmpty, random } = options
  const { keyEncryptionKeys, session, tickets, emailIndex } = configured
  if (
    keyEncryptionKeys !== undefined &&
    session !== undefined &&
    tickets !== undefined &&
    emailIndex !== undefined
  ) {
    return { secrets: { keyEncryptionKeys, session, tickets, emailIndex }, generated: undefined }
  }

  const path = join(dataDir, 'secrets.json')
  const text = await readText(path)
  if (text !== undefined) {
    try {
      return { secrets: parse(text), generated: undefined }
    } catch (cause) {
      throw new SecretsMissing(
        `${path} cannot be read as secrets. Put back the copy from your backup.`,
        { cause },
      )
    }
  }
  if (!storeIsEmpty) {
    throw new SecretsMissing(
      `${path} is missing, and there is data that was encrypted with it. Put back the copy from your backup, or set the SECRET_ options to its values. New secrets are not made: they could not open the signing keys.`,
    )
  }
  const fresh = () => Buffer.from(random(32)).toString('base64')
  const made = JSON.stringify(
    {
      keyEncryptionKeys: { '1': fresh() },
      session: fresh(),
      tickets: fresh(),
      emailIndex: fresh(),
    },
    null,
    2,
  )
  await mkdir(dataDir, { recursive: true, mode: 0o700 })
  await writeOnce(path, `${made}\n`)
  return { secrets: parse(made), generated: path }
}
