import type { Achievements } from '../achievements/achievements.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import type { Issuing } from '../issuing/issuing.ts'
import type { MayShow } from '../learners/visibility.ts'
import type { Organizations } from '../organizations/organizations.ts'
import type { Press } from '../print/press.ts'
import type { World } from '../world.ts'
import { createBadgePictures, type BadgePictures } from './badge-pictures.ts'
import { createCertificates, type Certificates } from './certificates.ts'
import type { Portfolio } from './portfolio.ts'
import { createShowImport, type ShowImport } from './shown-import.ts'
import { createShowShare, type ShowShare } from './shown-share.ts'
import { createTellBadge, type TellBadge } from './told-badge.ts'

/** Everything that leaves from a badge besides its credential. */
export interface Outlets {
  readonly showShare: ShowShare
  readonly showImport: ShowImport
  readonly tellBadge: TellBadge
  readonly certificates: Certificates
  readonly badgePictures: BadgePictures
}

export interface OutletsDeps {
  readonly portfolio: Portfolio
  readonly achievements: Achievements
  readonly organizations: Organizations
  readonly issuing: Issuing
  readonly identifiers: Identifiers
  readonly mayShow: MayShow
  readonly press: Press
  readonly rasterizeWhole: (svg: string) => Promise<Uint8Array>
  /** Lines of a piece of map, as path data. */
  readonly contourLines: (seed: string, width: number, height: number) => readonly string[]
  readonly world: World
}

export function createOutlets(deps: OutletsDeps): Outlets {
  const { pictures } = deps.achievements
  const showShare = createShowShare(deps)
  const showImport = createShowImport(deps)
  const tellBadge = createTellBadge({ ...deps, showShare, showImport, pictures })
  return {
    showShare,
    showImport,
    tellBadge,
    certificates: createCertificates({ ...deps, ...deps.press }),
    badgePictures: createBadgePictures({ ...deps, ...deps.press, tellBadge }),
  }
}
