import { bakePng, bakePngOfOpenBadges2 } from '../credentials/baking/png.ts'
import { olderVersionOf } from '../credentials/open-badges-2/version.ts'
import type { Achievements } from '../achievements/achievements.ts'
import { WaymarkError } from '../errors.ts'
import { readText } from '../verification/read.ts'
import type { ImportedCredential } from './tables.ts'

/** The forms in which a badge from elsewhere is handed out: as it came, or baked into its picture. */
export type ImportForm = 'json' | 'jwt' | 'png'

/** Badges from elsewhere as files. */
export interface ImportFiles {
  /** @throws WaymarkError not-found where there is none of this form */
  file(imported: ImportedCredential, text: string, form: ImportForm): Promise<Uint8Array>
}

/** What the text of a badge from elsewhere is. */
export function writtenAs(text: string): 'json' | 'jwt' {
  return /^\s*[[{]/.test(text) ? 'json' : 'jwt'
}

export function createImportFiles(pictures: Pick<Achievements['pictures'], 'read'>): ImportFiles {
  return {
    async file(imported, text, form) {
      if (form === writtenAs(text)) return Buffer.from(text)
      const picture = form === 'png' ? await pictures.read(imported.pictureIds[0] ?? '') : undefined
      if (picture === undefined) throw new WaymarkError('not-found')
      return bake(picture.bytes, text)
    },
  }
}

/** Under the name that readers of its version look for. @throws WaymarkError not-found for a text that no picture can hold */
function bake(picture: Uint8Array, text: string): Uint8Array {
  const isOlder = olderVersionOf(readText(text).secured.credential) !== undefined
  try {
    return isOlder ? bakePngOfOpenBadges2(picture, text) : bakePng(picture, text)
  } catch (error) {
    throw error instanceof TypeError ? new WaymarkError('not-found', { cause: error }) : error
  }
}
