import { LRUCache } from 'lru-cache'
import type { Achievements } from '../../achievements/achievements.ts'
import { previewSize } from '../../print/badge-pictures.ts'
import { mostPictured, type PicturedPage } from '../../print/page-picture.ts'
import type { Text } from '../../text/text.ts'
import type { OpenPage } from '../open-share.ts'
import { orNothing } from './or-nothing.ts'
import type { ShownBadge } from './page-facts.ts'
import type { PageOutside, ShowOutside } from './page-outside.ts'
import type { PagePictures } from './page-pictures.ts'

/** What messengers and networks show beside the address of a page. @param opened a page that is open now */
export type PagePreview = (opened: OpenPage, text: Text) => Promise<Uint8Array>

export interface PagePreviewDeps {
  readonly showOutside: ShowOutside
  readonly pagePictures: Pick<PagePictures, 'shared'>
  readonly pictures: Pick<Achievements['pictures'], 'read'>
  readonly drawPagePreview: (page: PicturedPage, contours: readonly string[]) => string
  readonly rasterizeWhole: (svg: string) => Promise<Uint8Array>
  readonly contourLines: (seed: string, width: number, height: number) => readonly string[]
}

/** So many are held in memory: some 100 kB each. What was drawn is handed out only where its share is open. */
const mostKept = 100

export function createPagePreview(deps: PagePreviewDeps): PagePreview {
  const kept = new LRUCache<string, Promise<Uint8Array>>({ max: mostKept })

  const pictureOf = async (opened: OpenPage, { id, kind, image }: ShownBadge) => {
    const file =
      kind === 'badge'
        ? await deps.pictures.read(image.slice('/images/'.length))
        : await orNothing(deps.pagePictures.shared(opened, id))
    return file?.contentType === 'image/png' ? [file.bytes] : []
  }

  const draw = async (opened: OpenPage, words: PictureWords, badges: readonly ShownBadge[]) => {
    const pictures = (
      await Promise.all(badges.map(async (badge) => pictureOf(opened, badge)))
    ).flat()
    const { width, height } = previewSize
    const contours = deps.contourLines(opened.page.id, width, height)
    return deps.rasterizeWhole(deps.drawPagePreview({ ...words, pictures }, contours))
  }

  return async (opened, text) => {
    const shown = await deps.showOutside(opened)
    const words = wordsOf(shown, text)
    const badges = shown.badges.filter(isGood).slice(0, mostPictured)
    const key = JSON.stringify([opened.page.id, words, badges.map(({ image }) => image)])
    const known = kept.get(key)
    if (known !== undefined) return known
    // The same picture for the same words: it is drawn once however many ask at once.
    const drawn = draw(opened, words, badges)
    kept.set(key, drawn)
    // What could not be drawn is tried again.
    drawn.catch(() => void kept.delete(key))
    return drawn
  }
}

type PictureWords = Omit<PicturedPage, 'pictures'>

/** A picture is looked at for a moment: what does not count any more is told on the page, and is no ornament. */
function isGood(badge: ShownBadge): boolean {
  return badge.kind === 'badge' ? badge.state === 'issued' : badge.verdict === 'valid'
}

function wordsOf({ title, recipient, badges, places }: PageOutside, text: Text): PictureWords {
  const count = badges.length
  return {
    title,
    recipient,
    told:
      count === 0
        ? ''
        : `${text('common.badges', { count })} ${text('welcome.glance.fromPlaces', { count: places })}`,
    service: text('common.service'),
  }
}
