import { mostPages, type PartBody } from '../../../schemas/requests/portfolio-pages.ts'
import type { Caller } from '../../caller.ts'
import { WaymarkError } from '../../errors.ts'
import type { PreparedPhoto } from '../../images/photos.ts'
import type { Files } from '../../storage/files.ts'
import { Duplicate } from '../../storage/tables.ts'
import { timestamp, type World } from '../../world.ts'
import { requirePerson } from '../held.ts'
import type { PageTable } from '../open-tables.ts'
import { createPageContents, named, type PageContentsDeps } from './page-contents.ts'
import {
  filesGone,
  filesIn,
  moved,
  ordered,
  partOf,
  requireRoom,
  withChanged,
  type Direction,
} from './parts.ts'
import type { OwnPicture, Part, PortfolioPage } from './tables.ts'

/** What is sent of a part that is no picture. */
export type NewPart = Exclude<PartBody, { kind: 'picture' }>
export type PictureWords = Pick<OwnPicture, 'alt' | 'caption'>

/** Pages that people compose of what is in their backpack and of their own. Each throws not-found for what is not the caller's. */
export interface PortfolioPages {
  /** All of the caller's, newest first. */
  list(caller: Caller): Promise<readonly PortfolioPage[]>
  read(caller: Caller, pageId: string): Promise<PortfolioPage>
  /** @param id where whoever asks may ask again: then the same page is answered. @throws WaymarkError portfolio-full, page-full */
  make(
    caller: Caller,
    page: { title: string; parts?: readonly PartBody[] },
    id?: string,
  ): Promise<PortfolioPage>
  /** All of it anew. @param seen the version before the writer's eyes. @throws WaymarkError changed-meanwhile, page-full */
  replace(
    caller: Caller,
    pageId: string,
    page: { title: string; parts: readonly PartBody[]; seen?: number },
  ): Promise<PortfolioPage>
  /** @param seen the title before the writer's eyes. @throws WaymarkError changed-meanwhile */
  rename(caller: Caller, pageId: string, title: string, seen?: string): Promise<PortfolioPage>
  /** Puts parts at the end, all or none. @throws WaymarkError not-found, page-full */
  add(caller: Caller, pageId: string, parts: readonly NewPart[]): Promise<readonly Part[]>
  /** @throws WaymarkError page-full, too-large, unsupported-media-type, unreadable-picture */
  addPicture(caller: Caller, pageId: string, bytes: Uint8Array, words: PictureWords): Promise<Part>
  /** @param seen the mark of the part before the writer's eyes (`partMark`). @throws WaymarkError changed-meanwhile */
  change(
    caller: Caller,
    pageId: string,
    partId: string,
    part: PartBody,
    seen?: string,
  ): Promise<void>
  move(caller: Caller, pageId: string, partId: string, direction: Direction): Promise<void>
  /** @throws WaymarkError changed-meanwhile where the ids are not those of the parts */
  order(caller: Caller, pageId: string, ids: readonly string[]): Promise<void>
  removePart(caller: Caller, pageId: string, partId: string): Promise<void>
  /** @throws WaymarkError portfolio-full */
  copy(caller: Caller, pageId: string, title: string): Promise<PortfolioPage>
  /** With its pictures; its shares show nothing any more. */
  remove(caller: Caller, pageId: string): Promise<void>
  /** Everything that somebody composed, for when their account goes. */
  forgetAccount(accountId: string): Promise<void>
}

export interface PortfolioPagesDeps extends PageContentsDeps {
  readonly pages: PageTable
  readonly files: Pick<Files, 'get' | 'put' | 'remove'>
  readonly preparePhoto: (bytes: Uint8Array) => Promise<PreparedPhoto>
  /** Closes the shares of a page that is removed. */
  readonly closeShares: (caller: Caller, pageId: string) => Promise<void>
  readonly world: Pick<World, 'now' | 'newId'>
}

export function createPortfolioPages(deps: PortfolioPagesDeps): PortfolioPages {
  const { pages, files, world } = deps
  const { requireTheirs, stored, allStored, copied, newFileId } = createPageContents(deps)
  const now = () => timestamp(world.now())

  const ofAccount = async (accountId: string) => {
    const query = { index: 'byAccount', equals: { accountId }, order: 'descending' } as const
    return (await pages.find({ ...query, limit: mostPages * 2 })).rows
  }

  const own = async (caller: Caller, pageId: string) => {
    const page = await pages.get(pageId)
    if (page?.accountId !== caller.accountId) throw new WaymarkError('not-found')
    return page
  }

  const removeFiles = async (ids: readonly string[]) => {
    for (const id of ids) await files.remove(id)
  }
  /** The pictures first: where that is cut off, the page is still there to lead to the others. */
  const removeWhole = async (pageId: string, parts: readonly Part[]) => {
    await removeFiles(filesIn(parts))
    await pages.remove(pageId)
  }

  const write = async (
    caller: Caller,
    pageId: string,
    change: (page: PortfolioPage) => Partial<Pick<PortfolioPage, 'title' | 'parts'>>,
  ): Promise<PortfolioPage> => {
    requirePerson(caller, 'backpack:write')
    await own(caller, pageId)
    const hold: { before: readonly Part[] } = { before: [] }
    const changed = await pages.change(pageId, (page) => {
      hold.before = page.parts
      const after = { ...page, ...change(page), changedAt: now() }
      requireRoom(after.parts)
      return after
    })
    if (changed === undefined) throw new WaymarkError('not-found')
    await removeFiles(filesGone(hold.before, changed.parts))
    return changed
  }

  const insert = async (
    caller: Caller,
    id: string,
    page: Pick<PortfolioPage, 'title' | 'parts'>,
  ): Promise<PortfolioPage> => {
    const { accountId } = caller
    // Asked again: the page is there.
    if ((await pages.get(id)) !== undefined) return own(caller, id)
    if ((await ofAccount(accountId)).length >= mostPages) {
      throw new WaymarkError('portfolio-full', { values: { most: mostPages } })
    }
    try {
      return await pages.insert({ id, accountId, ...page, createdAt: now(), changedAt: now() })
    } catch (error) {
      if (error instanceof Duplicate) return own(caller, id)
      throw error
    }
  }

  return {
    async list(caller) {
      requirePerson(caller, 'backpack:read')
      return ofAccount(caller.accountId)
    },
    async read(caller, pageId) {
      requirePerson(caller, 'backpack:read')
      return own(caller, pageId)
    },
    async make(caller, { title, parts = [] }, id = world.newId()) {
      requirePerson(caller, 'backpack:write')
      for (const part of parts) await requireTheirs(caller, part)
      const all = allStored(parts, [])
      requireRoom(all)
      return insert(caller, id, { title, parts: all })
    },
    async replace(caller, pageId, { title, parts, seen }) {
      const before = await own(caller, pageId)
      const known = new Set(before.parts.map(named))
      for (const part of parts) {
        // What is there already may have become a gap, and may stay one.
        if (!known.has(named(part))) await requireTheirs(caller, part)
      }
      return write(caller, pageId, (page) => {
        if (seen !== undefined && seen !== page.version) throw new WaymarkError('changed-meanwhile')
        return { title, parts: allStored(parts, page.parts) }
      })
    },
    rename: (caller, pageId, title, seen) =>
      write(caller, pageId, (page) => {
        if (seen !== undefined && seen !== page.title) throw new WaymarkError('changed-meanwhile')
        return { title }
      }),
    async add(caller, pageId, sent) {
      requirePerson(caller, 'backpack:write')
      for (const part of sent) await requireTheirs(caller, part)
      const added = sent.map((part): Part => ({ ...part, id: world.newId() }))
      await write(caller, pageId, ({ parts }) => ({ parts: [...parts, ...added] }))
      return added
    },
    async addPicture(caller, pageId, sent, words) {
      requirePerson(caller, 'backpack:write')
      await own(caller, pageId)
      const { bytes, contentType, width, height } = await deps.preparePhoto(sent)
      const fileId = newFileId()
      await files.put(fileId, bytes, contentType)
      const part: Part = { id: world.newId(), kind: 'picture', fileId, width, height, ...words }
      try {
        await write(caller, pageId, ({ parts }) => ({ parts: [...parts, part] }))
      } catch (error) {
        await files.remove(fileId)
        throw error
      }
      return part
    },
    async change(caller, pageId, partId, sent, seen) {
      requirePerson(caller, 'backpack:write')
      await requireTheirs(caller, sent)
      await write(caller, pageId, ({ parts }) => {
        const change = () => stored({ ...sent, id: partId }, parts)
        return { parts: withChanged(parts, partId, change, seen) }
      })
    },
    async move(caller, pageId, partId, direction) {
      await write(caller, pageId, ({ parts }) => ({ parts: moved(parts, partId, direction) }))
    },
    async order(caller, pageId, ids) {
      await write(caller, pageId, ({ parts }) => ({ parts: ordered(parts, ids) }))
    },
    async removePart(caller, pageId, partId) {
      await write(caller, pageId, ({ parts }) => {
        const part = partOf(parts, partId)
        return { parts: parts.filter((one) => one !== part) }
      })
    },
    async copy(caller, pageId, title) {
      requirePerson(caller, 'backpack:write')
      const page = await own(caller, pageId)
      const parts: Part[] = []
      for (const part of page.parts) parts.push(await copied(part))
      try {
        return await insert(caller, world.newId(), { title, parts })
      } catch (error) {
        await removeFiles(filesIn(parts))
        throw error
      }
    },
    async remove(caller, pageId) {
      requirePerson(caller, 'backpack:write')
      const { parts } = await own(caller, pageId)
      await deps.closeShares(caller, pageId)
      await removeWhole(pageId, parts)
    },
    async forgetAccount(accountId) {
      let rows = await ofAccount(accountId)
      while (rows.length > 0) {
        for (const { id, parts } of rows) await removeWhole(id, parts)
        rows = await ofAccount(accountId)
      }
    },
  }
}
