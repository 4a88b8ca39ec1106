import type { Issuing } from '../issuing/issuing.ts'
import type { Award } from '../issuing/tables.ts'
import type { Learners } from '../learners/learners.ts'
import type { MayShow } from '../learners/visibility.ts'

/**
 * The newest copy behind a refresh address, for whoever holds a copy already; undefined where there is none, or none to be
 * handed out. Its address stands in every copy, so the only copy there is tells its holder nothing new. A corrected one may:
 * evidence of somebody not known as an adult goes along only with the consent to show it, as in the file of a share.
 */
export type Refreshed = (refreshId: string) => Promise<Award | undefined>

interface Deps {
  readonly issuing: Pick<Issuing, 'byRefresh'>
  readonly learners: Pick<Learners, 'byId'>
  readonly mayShow: MayShow
}

export function createRefreshed({ issuing, learners, mayShow }: Deps): Refreshed {
  return async (refreshId) => {
    const award = await issuing.byRefresh(refreshId)
    if (award === undefined || !saysMoreThanBefore(award)) return award
    const learner = await learners.byId(award.learnerId)
    const isAllowed =
      learner !== undefined &&
      audiences.some((audience) => mayShow({ kind: 'share', audience }, 'evidence', learner))
    return isAllowed ? award : undefined
  }
}

const audiences = ['public', 'third-party'] as const

/** What earlier copies said is not kept, so any evidence of a corrected one may be new to whoever asks. */
function saysMoreThanBefore({ earlier = [], statement }: Award): boolean {
  return earlier.length > 0 && statement.evidence.length > 0
}
