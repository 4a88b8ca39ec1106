import { WaymarkError } from '../errors.ts'
import type { Learners } from '../learners/learners.ts'
import type { Learner } from '../learners/tables.ts'
import type { MayShow, ShareAudience } from '../learners/visibility.ts'
import type { Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import { audienceOf } from './share-choices.ts'
import type { SharingSwitch } from './sharing-switch.ts'
import type { Share } from './tables.ts'

/** The one door of every share, whatever lies behind it. */
export interface ShareDoor {
  /** For whom this learner may share today: nobody, where the list is empty. */
  audiencesOf(learner: Learner): readonly ShareAudience[]
  /**
   * A share that is open, and of whom it is; whether it may be shown is asked by `requireShown`.
   * @throws WaymarkError not-found: unknown, or it shows something else; gone: closed or ended
   */
  enter(
    token: string,
    shows: 'awardId' | 'pageId' | 'importId',
  ): Promise<{ readonly share: Share; readonly learner: Learner; readonly id: string }>
  /** @throws WaymarkError gone where consents or the one switch do not let it be shown today */
  requireShown(share: Share, learner: Learner): Promise<void>
}

export interface ShareDoorDeps {
  readonly shares: Table<Share>
  readonly learners: Pick<Learners, 'byId'>
  readonly mayShow: MayShow
  readonly sharingSwitch: Pick<SharingSwitch, 'isPaused'>
  readonly world: Pick<World, 'now'>
}

const audiences = ['public', 'third-party'] as const

export function isOpenAt({ closedAt, endsAt }: Share, now: string): boolean {
  return closedAt === undefined && endsAt > now
}

export function createShareDoor(deps: ShareDoorDeps): ShareDoor {
  const { shares, learners, mayShow, sharingSwitch, world } = deps

  const audiencesOf: ShareDoor['audiencesOf'] = (learner) =>
    audiences.filter((audience) => mayShow({ kind: 'share', audience }, 'credential', learner))

  return {
    audiencesOf,
    async enter(token, shows) {
      const share = await shares.get(token)
      const id = share?.[shows]
      if (share === undefined || id === undefined) throw new WaymarkError('not-found')
      if (!isOpenAt(share, timestamp(world.now()))) throw new WaymarkError('gone')
      const learner = await learners.byId(share.learnerId)
      if (learner === undefined) throw new WaymarkError('not-found')
      return { share, learner, id }
    },
    async requireShown(share, learner) {
      // As any share that is over: another answer would tell a stranger that this is a child, or that it may come back.
      if (!audiencesOf(learner).includes(audienceOf(share))) throw new WaymarkError('gone')
      if (await sharingSwitch.isPaused(learner.id)) throw new WaymarkError('gone')
    },
  }
}
