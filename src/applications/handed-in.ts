import { maxFileBytes, mostFiles } from '../../schemas/requests/applications.ts'
import { WaymarkError } from '../errors.ts'
import type { Files, StoredFile } from '../storage/files.ts'
import type { World } from '../world.ts'
import type { HandedIn } from './tables.ts'

/** A file made fit to be kept: what it is, and its bytes without what it came with. */
export interface PreparedFile {
  readonly bytes: Uint8Array
  readonly mediaType: string
}

export interface NewFile {
  readonly name: string
  readonly bytes: Uint8Array
  /** It was larger than it may be, and has no bytes. */
  readonly tooLarge?: true
}

export interface HandedInFiles {
  /** Looks at the files and makes them safe; nothing is kept yet. @throws WaymarkError too-large, unsupported-media-type, unreadable-picture */
  prepare(files: readonly NewFile[], alreadyThere: number): Promise<readonly Arrived[]>
  keep(files: readonly Arrived[]): Promise<void>
  read(id: string): Promise<StoredFile | undefined>
  remove(ids: readonly string[]): Promise<void>
}

export interface Arrived {
  readonly handedIn: HandedIn
  readonly bytes: Uint8Array
}

interface Deps {
  readonly files: Pick<Files, 'put' | 'get' | 'remove'>
  readonly prepareEvidence: (bytes: Uint8Array) => Promise<PreparedFile>
  readonly world: Pick<World, 'newId'>
}

export function createHandedInFiles({ files, prepareEvidence, world }: Deps): HandedInFiles {
  const arrive = async ({ name, bytes, tooLarge }: NewFile): Promise<Arrived> => {
    if (tooLarge === true || bytes.length > maxFileBytes) throw new WaymarkError('too-large')
    const prepared = await prepareEvidence(bytes)
    const { mediaType } = prepared
    return {
      bytes: prepared.bytes,
      handedIn: {
        id: world.newId(),
        title: titleOf(name),
        mediaType,
        bytes: prepared.bytes.length,
      },
    }
  }
  return {
    async prepare(sent, alreadyThere) {
      requireRoom(sent.length + alreadyThere)
      const arrived: Arrived[] = []
      for (const file of sent) arrived.push(await arrive(file))
      return arrived
    },
    async keep(arrived) {
      for (const { handedIn, bytes } of arrived) {
        await files.put(handedIn.id, bytes, handedIn.mediaType)
      }
    },
    read: (id) => files.get(id),
    async remove(ids) {
      for (const id of ids) await files.remove(id)
    },
  }
}

/** @throws WaymarkError invalid-request */
export function requireRoom(files: number): void {
  if (files <= mostFiles) return
  const problems = [{ path: '/file', rule: 'too-many', expected: mostFiles } as const]
  throw new WaymarkError('invalid-request', { problems })
}

/** What the sender called it, without folders, ending and hidden marks. */
function titleOf(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  const plain = last
    .replace(/\.[A-Za-z0-9]{1,5}$/, '')
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()
  // Half a letter at the end could not be signed.
  return plain.slice(0, 100).replace(/[\uD800-\uDBFF]$/, '') || 'file'
}
