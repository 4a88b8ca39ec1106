import { createShowOutside, type ShowOutside } from './page-outside.ts'
import { createPagePictures, type PagePictures } from './page-pictures.ts'
import { createPagePreview, type PagePreview, type PagePreviewDeps } from './page-previews.ts'
import {
  createPortfolioPages,
  type PortfolioPages,
  type PortfolioPagesDeps,
} from './portfolio-pages.ts'
import { createShowPage, type ShowPage, type ShowPageDeps } from './shown-page.ts'
import type { Achievements } from '../../achievements/achievements.ts'
import type { Press } from '../../print/press.ts'
import type { Portfolio } from '../portfolio.ts'
import type { ImportTable } from '../open-tables.ts'
import type { Files } from '../../storage/files.ts'
import type { World } from '../../world.ts'

/** Everything about portfolio pages. */
export interface PortfolioPageServices {
  readonly portfolioPages: PortfolioPages
  readonly showPage: ShowPage
  readonly pagePictures: PagePictures
  /** What of a page stands in other places. */
  readonly showOutside: ShowOutside
  readonly pagePreview: PagePreview
}

type Deps = Omit<ShowPageDeps, 'portfolio' | 'imports' | 'world'> &
  Pick<PortfolioPagesDeps, 'pages' | 'preparePhoto'> &
  Pick<PagePreviewDeps, 'rasterizeWhole' | 'contourLines'> & {
    readonly portfolio: Portfolio
    readonly achievements: Achievements
    readonly imports: ImportTable
    readonly files: Files
    readonly press: Press
    readonly world: World
  }

export function createPortfolioPageServices(deps: Deps): PortfolioPageServices {
  const { readHeld, closeSharesOfPage } = deps.portfolio
  const portfolioPages = createPortfolioPages({ ...deps, readHeld, closeShares: closeSharesOfPage })
  const showPage = createShowPage(deps)
  const showOutside = createShowOutside({ ...deps, showPage })
  const pagePictures = createPagePictures({ ...deps, portfolioPages })
  const { pictures } = deps.achievements
  return {
    portfolioPages,
    showPage,
    pagePictures,
    showOutside,
    pagePreview: createPagePreview({ ...deps, ...deps.press, showOutside, pagePictures, pictures }),
  }
}
