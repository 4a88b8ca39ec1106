import type { MayShow } from '../../learners/visibility.ts'
import type { OpenPage } from '../open-share.ts'
import { badgesAmong, nameOnPage, placesOf, shownParts, type ShownBadge } from './page-facts.ts'
import type { ShowPage } from './shown-page.ts'

/** What of a shared page stands in other places: no more than the page itself shows today. */
export interface PageOutside {
  readonly title: string
  /** As the share names them; empty for no name. */
  readonly recipient: string
  readonly badges: readonly ShownBadge[]
  /** From how many places the badges are. */
  readonly places: number
}

/** @param opened a page that is open now */
export type ShowOutside = (opened: OpenPage) => Promise<PageOutside>

interface Deps {
  readonly showPage: Pick<ShowPage, 'asShared'>
  readonly mayShow: MayShow
}

export function createShowOutside({ showPage, mayShow }: Deps): ShowOutside {
  return async (opened) => {
    const parts = shownParts(await showPage.asShared(opened, sharedAddresses(opened.share.id)))
    return {
      title: opened.page.title,
      recipient: nameOnPage(opened, mayShow),
      badges: badgesAmong(parts),
      places: placesOf(parts),
    }
  }
}

/** Where whoever comes by a share finds what stands on its page. */
export function sharedAddresses(token: string) {
  return {
    picture: (partId: string) => `/p/${token}/${partId}/picture`,
    badge: (partId: string) => `/p/${token}/${partId}`,
  }
}
