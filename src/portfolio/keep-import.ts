import { WaymarkError } from '../errors.ts'
import type { Network } from '../network/guarded-fetch.ts'
import { Duplicate, type New } from '../storage/tables.ts'
import type { Verified } from '../verification/verify-each.ts'
import { timestamp, type World } from '../world.ts'
import { described, isNewer } from './imported-facts.ts'
import { keepPicture, type ImportedPictures } from './import-picture.ts'
import type { ImportTable, ImportTextTable } from './open-tables.ts'
import type { ImportedCredential } from './tables.ts'

/** How one badge from elsewhere is stored with its text and its picture, and how they go. */
export interface KeepImport {
  /**
   * Puts it where it is not yet, or in place of an older copy.
   * @param handed what was handed in, which may be its picture
   * @throws WaymarkError already-in-backpack
   */
  keep(
    as: { readonly accountId: string; readonly id: string },
    one: Verified,
    handed: Uint8Array | string,
  ): Promise<ImportedCredential>
  /** What stands beside an entity that is there no more, or says something else by now. */
  forget(of: Pick<ImportedCredential, 'textId' | 'pictureIds'>): Promise<void>
}

export interface KeepImportDeps {
  readonly credentials: ImportTable
  readonly texts: ImportTextTable
  readonly world: World
  readonly network: Network
  readonly pictures: ImportedPictures
  readonly removeFile: (id: string) => Promise<unknown>
}

export function createKeepImport(deps: KeepImportDeps): KeepImport {
  const { credentials, texts, world } = deps

  /** Answers the older copy that it took the place of, too. */
  const put = async (entity: New<ImportedCredential>, one: Verified) => {
    const hold: { replaced?: ImportedCredential } = {}
    const changed = await credentials.change(entity.id, (earlier) => {
      if (!isNewer(one, earlier)) throw new WaymarkError('already-in-backpack')
      hold.replaced = earlier
      return entity
    })
    return { kept: changed ?? (await credentials.insert(entity)), ...hold }
  }

  const forget: KeepImport['forget'] = async ({ textId, pictureIds }) => {
    await texts.remove(textId)
    for (const pictureId of pictureIds) await deps.removeFile(pictureId)
  }

  return {
    forget,
    async keep({ accountId, id }, one, handed) {
      const pictureIds = await keepPicture(one, handed, deps)
      const text = await texts.insert({ id: world.newId(), accountId, text: one.read.text })
      const entity = {
        ...described(one),
        ...{ id, accountId, pictureIds, textId: text.id },
        importedAt: timestamp(world.now()),
      }
      const { kept, replaced } = await put(entity, one).catch(async (error: unknown) => {
        await forget(entity)
        // Somebody else put the same in at this very moment.
        throw error instanceof Duplicate ? new WaymarkError('already-in-backpack') : error
      })
      if (replaced !== undefined) await forget(replaced)
      return kept
    },
  }
}
