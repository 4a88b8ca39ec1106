import type { Achievements } from './achievements/achievements.ts'
import { identityHash } from './credentials/identity.ts'
import type { Foundations } from './foundations.ts'
import { preparePhoto } from './images/photos.ts'
import { rasterizeWhole } from './images/rasterize.ts'
import type { Issuing } from './issuing/issuing.ts'
import type { Learner } from './learners/tables.ts'
import type { MayShow } from './learners/visibility.ts'
import type { createPeopleServices } from './people-services.ts'
import { createOpenBadges2Export, type OpenBadges2Export } from './portfolio/open-badges-2.ts'
import { openPages, type openImported, type openShares } from './portfolio/open-tables.ts'
import { createOutlets, type Outlets } from './portfolio/outlets.ts'
import { createOpenImported, type OpenImported } from './portfolio/portfolio-pages/open-imported.ts'
import {
  createPortfolioPageServices,
  type PortfolioPageServices,
} from './portfolio/portfolio-pages/services.ts'
import { createPortfolio, type Portfolio } from './portfolio/portfolio.ts'
import { createTranscriptWords } from './portfolio/transcript-words.ts'
import { createTranscripts, type Transcripts } from './portfolio/transcripts.ts'
import type { Press } from './print/press.ts'

export interface PortfolioServices extends PortfolioPageServices {
  readonly portfolio: Portfolio
  readonly outlets: Outlets
  readonly openImported: OpenImported
  readonly openBadges2: OpenBadges2Export
  readonly transcripts: Transcripts
}

interface Deps {
  readonly foundations: Foundations
  readonly there: ReturnType<typeof createPeopleServices>
  readonly press: Press
  /** Lines of a piece of map, as path data. */
  readonly contourLines: (seed: string, width: number, height: number) => readonly string[]
  readonly shares: ReturnType<typeof openShares>
  readonly imported: ReturnType<typeof openImported>
  readonly achievements: Achievements
  readonly issuing: Issuing
  readonly mayShow: MayShow
  readonly isAdult: (learner: Learner) => boolean
}

/** What people hold, what they show of it, and everything that leaves from there. */
export function createPortfolioServices(deps: Deps): PortfolioServices {
  const { imported, achievements, issuing, mayShow } = deps
  const { storage, files, world, texts } = deps.foundations
  const { identifiers, audit, accounts, organizations, learners, rules } = deps.there
  const pages = openPages(storage)
  const portfolio = createPortfolio({
    ...{ storage, pages, imported, identifiers, world, audit, issuing, learners, mayShow },
    shares: deps.shares,
    relationTo: rules.guardians.relationTo,
    isAdult: deps.isAdult,
    identityHash,
  })
  const drawing = { press: deps.press, contourLines: deps.contourLines, rasterizeWhole }
  const inReach = { portfolio, achievements, organizations, issuing, identifiers, mayShow, world }
  const openImportedOn = createOpenImported({
    imports: imported.credentials,
    texts: imported.texts,
    mayShow,
  })
  return {
    portfolio,
    openImported: openImportedOn,
    outlets: createOutlets({ ...inReach, ...drawing }),
    openBadges2: createOpenBadges2Export({ portfolio, issuing, identifiers }),
    transcripts: createTranscripts({
      ...inReach,
      wordsFor: createTranscriptWords({ people: accounts.people, texts }),
    }),
    ...createPortfolioPageServices({
      ...inReach,
      ...drawing,
      pages,
      imports: imported.credentials,
      openImported: openImportedOn,
      files,
      preparePhoto,
    }),
  }
}
