import { WaymarkError } from '../errors.ts'
import type { Issuing } from '../issuing/issuing.ts'
import type { Learners } from '../learners/learners.ts'
import type { Learner } from '../learners/tables.ts'
import type { MayShow, ShareAudience } from '../learners/visibility.ts'
import type { Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import type { Held } from './held.ts'
import { audienceOf } from './share-choices.ts'
import type { SharingSwitch } from './sharing-switch.ts'
import type { Share } from './tables.ts'

export interface OpenShare extends Held {
  readonly share: Share
}

/** What strangers come to by the address of a share. */
export interface OpenShares {
  /** For whom this learner may share today: nobody, where the list is empty. */
  audiencesOf(learner: Learner): readonly ShareAudience[]
  /**
   * What the page of a share shows now.
   * @throws WaymarkError not-found: unknown; gone: closed, ended, paused, or no longer to be shown, without a word of which
   */
  open(token: string): Promise<OpenShare>
  /**
   * A share whose credential may be handed out as it was signed, with all that it says.
   * @throws WaymarkError as `open`; not-found where the credential says more than may be shown
   */
  openWhole(token: string): Promise<OpenShare>
  /**
   * A share for everybody, which may stand in places that anybody comes to.
   * @throws WaymarkError as `open`; not-found where it was made for somebody
   */
  openPublic(token: string): Promise<OpenShare>
  /** Whether what was signed says nothing that may not be shown to those whom the share is for. */
  isWhole(open: OpenShare): boolean
  /** Whether search engines may list its page. */
  isSearchable(open: OpenShare): boolean
}

interface Deps {
  readonly shares: Table<Share>
  readonly issuing: Pick<Issuing, 'byId'>
  readonly learners: Pick<Learners, 'byId'>
  readonly mayShow: MayShow
  readonly isAdult: (learner: Learner) => boolean
  readonly sharingSwitch: Pick<SharingSwitch, 'isPaused'>
  readonly world: Pick<World, 'now'>
}

const audiences = ['public', 'third-party'] as const

export function isOpenAt({ closedAt, endsAt }: Share, now: string): boolean {
  return closedAt === undefined && endsAt > now
}

export function createOpenShares(deps: Deps): OpenShares {
  const { shares, issuing, learners, mayShow, sharingSwitch, world } = deps

  const audiencesOf: OpenShares['audiencesOf'] = (learner) =>
    audiences.filter((audience) => mayShow({ kind: 'share', audience }, 'credential', learner))

  const open: OpenShares['open'] = async (token) => {
    const share = await shares.get(token)
    if (share === undefined) throw new WaymarkError('not-found')
    if (!isOpenAt(share, timestamp(world.now()))) throw new WaymarkError('gone')
    const award = await issuing.byId(share.awardId)
    const learner = await learners.byId(share.learnerId)
    if (award === undefined || learner === undefined) throw new WaymarkError('not-found')
    // As any share that is over: another answer would tell a stranger that this is a child, or that it may come back.
    if (!audiencesOf(learner).includes(audienceOf(share))) throw new WaymarkError('gone')
    if (await sharingSwitch.isPaused(learner.id)) throw new WaymarkError('gone')
    return { share, award, learner }
  }

  const isWhole: OpenShares['isWhole'] = ({ share, award: { statement }, learner }) => {
    const viewer = { kind: 'share', audience: audienceOf(share) } as const
    const tells = statement.narrative !== undefined
    const proves = statement.evidence.length > 0
    return (
      (!tells || mayShow(viewer, 'narrative', learner)) &&
      (!proves || mayShow(viewer, 'evidence', learner))
    )
  }

  return {
    audiencesOf,
    open,
    isWhole,
    isSearchable: ({ share, learner }) =>
      share.searchable === true && audienceOf(share) === 'public' && deps.isAdult(learner),
    async openWhole(token) {
      const found = await open(token)
      if (!isWhole(found)) throw new WaymarkError('not-found')
      return found
    },
    async openPublic(token) {
      const found = await open(token)
      if (audienceOf(found.share) !== 'public') throw new WaymarkError('not-found')
      return found
    },
  }
}
