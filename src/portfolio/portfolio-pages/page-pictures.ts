import type { Caller } from '../../caller.ts'
import { WaymarkError } from '../../errors.ts'
import type { MayShow } from '../../learners/visibility.ts'
import type { Files, StoredFile } from '../../storage/files.ts'
import type { OpenPage } from '../open-share.ts'
import type { ImportTable } from '../open-tables.ts'
import { audienceOf } from '../share-choices.ts'
import type { OpenImported } from './open-imported.ts'
import { partOf } from './parts.ts'
import type { PortfolioPages } from './portfolio-pages.ts'

/** Pictures of pages: each comes through the door of its page, so that what is closed is closed for them too. */
export interface PagePictures {
  /** @throws WaymarkError not-found */
  shared(opened: OpenPage, partId: string): Promise<StoredFile>
  /** @throws WaymarkError not-found, not-allowed */
  own(caller: Caller, pageId: string, partId: string): Promise<StoredFile>
}

interface Deps {
  readonly portfolioPages: Pick<PortfolioPages, 'read'>
  readonly imports: Pick<ImportTable, 'get'>
  readonly openImported: Pick<OpenImported, 'read'>
  readonly files: Pick<Files, 'get'>
  readonly mayShow: MayShow
}

export function createPagePictures(deps: Deps): PagePictures {
  const fileOf = async (id: string | undefined) => {
    const file = id === undefined ? undefined : await deps.files.get(id)
    if (file === undefined) throw new WaymarkError('not-found')
    return file
  }

  return {
    async shared(opened, partId) {
      const { share, page, learner } = opened
      const part = partOf(page.parts, partId)
      if (part.kind === 'imported') {
        return fileOf((await deps.openImported.read(opened, partId)).pictureIds[0])
      }
      const viewer = { kind: 'share', audience: audienceOf(share) } as const
      const isShown = part.kind === 'picture' && deps.mayShow(viewer, 'evidence', learner)
      return fileOf(isShown ? part.fileId : undefined)
    },
    async own(caller, pageId, partId) {
      const { accountId, parts } = await deps.portfolioPages.read(caller, pageId)
      const part = partOf(parts, partId)
      if (part.kind === 'picture') return fileOf(part.fileId)
      const one = part.kind === 'imported' ? await deps.imports.get(part.importId) : undefined
      return fileOf(one?.accountId === accountId ? one.pictureIds[0] : undefined)
    },
  }
}
