import { WaymarkError } from '../../errors.ts'
import type { MayShow } from '../../learners/visibility.ts'
import { isImportWhole } from '../open-import.ts'
import type { OpenPage } from '../open-share.ts'
import type { ImportTable, ImportTextTable } from '../open-tables.ts'
import type { ImportedCredential } from '../tables.ts'

/** Badges from elsewhere on a page that is open. Nobody here knows whose they are: the consents of whom the page shows hold. */
export interface OpenImported {
  /** @throws WaymarkError not-found where none stands there any more */
  read(opened: OpenPage, partId: string): Promise<ImportedCredential>
  /** Whether its text may be handed out to be checked: by the rule of a share of its own (`isImportWhole`). */
  isWhole(opened: OpenPage): boolean
  /** What was signed, letter for letter. @throws WaymarkError not-found */
  text(opened: OpenPage, partId: string): Promise<string>
}

interface Deps {
  readonly imports: Pick<ImportTable, 'get'>
  readonly texts: Pick<ImportTextTable, 'get'>
  readonly mayShow: MayShow
}

export function createOpenImported({ imports, texts, mayShow }: Deps): OpenImported {
  const read: OpenImported['read'] = async ({ page }, partId) => {
    const part = page.parts.find(({ id }) => id === partId)
    const one = part?.kind === 'imported' ? await imports.get(part.importId) : undefined
    if (one?.accountId !== page.accountId) throw new WaymarkError('not-found')
    return one
  }

  const isWhole: OpenImported['isWhole'] = (opened) => isImportWhole(opened, mayShow)

  return {
    read,
    isWhole,
    async text(opened, partId) {
      const one = await read(opened, partId)
      const kept = isWhole(opened) ? await texts.get(one.textId) : undefined
      if (kept === undefined) throw new WaymarkError('not-found')
      return kept.text
    },
  }
}
