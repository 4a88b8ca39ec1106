import { createPagePictures, type PagePictures } from './page-pictures.ts'
import {
  createPortfolioPages,
  type PortfolioPages,
  type PortfolioPagesDeps,
} from './portfolio-pages.ts'
import { createShowPage, type ShowPage, type ShowPageDeps } from './shown-page.ts'
import type { Portfolio } from '../portfolio.ts'
import type { ImportTable } from '../open-tables.ts'
import type { Files } from '../../storage/files.ts'
import type { World } from '../../world.ts'

/** Everything about portfolio pages. */
export interface PortfolioPageServices {
  readonly portfolioPages: PortfolioPages
  readonly showPage: ShowPage
  readonly pagePictures: PagePictures
}

type Deps = Omit<ShowPageDeps, 'portfolio' | 'imports' | 'world'> &
  Pick<PortfolioPagesDeps, 'pages' | 'preparePhoto'> & {
    readonly portfolio: Portfolio
    readonly imports: ImportTable
    readonly files: Files
    readonly world: World
  }

export function createPortfolioPageServices(deps: Deps): PortfolioPageServices {
  const { readHeld, closeSharesOfPage } = deps.portfolio
  const portfolioPages = createPortfolioPages({ ...deps, readHeld, closeShares: closeSharesOfPage })
  return {
    portfolioPages,
    showPage: createShowPage(deps),
    pagePictures: createPagePictures({ ...deps, portfolioPages }),
  }
}
