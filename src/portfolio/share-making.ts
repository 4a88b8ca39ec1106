import type { Audit } from '../audit/audit.ts'
import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import type { Learners } from '../learners/learners.ts'
import type { Learner } from '../learners/tables.ts'
import { Duplicate, type New } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import { aboutShare } from './about-share.ts'
import { isOpenAt, type ShareDoor } from './share-door.ts'
import type { ShareTable } from './open-tables.ts'
import { audienceOf, soundChoices, type ShareChoices } from './share-choices.ts'
import type { SharingSwitch } from './sharing-switch.ts'
import type { Share } from './tables.ts'

/** What a share shows: one of the three. */
export type Shown =
  { readonly awardId: string } | { readonly pageId: string } | { readonly importId: string }

export interface NewShare extends ShareChoices {
  /** Its token, where whoever asks may ask again: then the same share is answered. */
  readonly id?: string
}

/** A share of what is nobody's record: its owner says as whom they show it. */
export interface NewFacedShare extends NewShare {
  /** As whom it is shown; without it as the first who may (`faceAmong`). */
  readonly learnerId?: string
}

export interface ShareMaking {
  /** Every share of a thing, newest first, open or not. */
  all(shown: Shown): Promise<readonly Share[]>
  /** @throws WaymarkError not-shareable-yet, sharing-paused, invalid-request; conflict when fifty are open */
  make(
    caller: Caller,
    shown: Shown,
    learner: Learner,
    share: NewShare & Pick<Share, 'openBadges2'>,
  ): Promise<Share>
  /** @throws WaymarkError not-shareable-yet */
  requireShareable(learner: Learner, choices: Pick<ShareChoices, 'audience'>): void
  /** Closes for good all that are open of a thing, before it goes. */
  closeAll(caller: Caller, shown: Shown): Promise<void>
  note(
    caller: Caller,
    share: Share,
    learner: Learner,
    act: 'share.opened' | 'share.changed' | 'share.closed',
  ): Promise<void>
}

interface Deps {
  readonly shares: ShareTable
  readonly audiencesOf: ShareDoor['audiencesOf']
  readonly isAdult: (learner: Learner) => boolean
  readonly learners: Pick<Learners, 'byId'>
  readonly sharingSwitch: Pick<SharingSwitch, 'isPaused'>
  readonly audit: Audit
  readonly world: World
}

/** More could not be overlooked any more by whoever wants to close them. */
const mostOpenShares = 50

/** Opens shares of whatever can be shared: the same rules for all. */
export function createShareMaking(deps: Deps): ShareMaking {
  const { shares, audit, world } = deps
  const now = () => timestamp(world.now())

  const all: ShareMaking['all'] = async (shown) => {
    const query = { order: 'descending', limit: 1000 } as const
    const index = 'awardId' in shown ? 'byAward' : 'pageId' in shown ? 'byPage' : 'byImport'
    return (await shares.find({ ...query, index, equals: shown })).rows
  }

  const insert = async (share: New<Share>) => {
    try {
      return { share: await shares.insert(share), isNew: true }
    } catch (error) {
      const made = error instanceof Duplicate ? await shares.get(share.id) : undefined
      if (made === undefined || !showsSame(made, share)) throw error
      return { share: made, isNew: false }
    }
  }

  const requireShareable: ShareMaking['requireShareable'] = (learner, choices) => {
    const mayBe = deps.audiencesOf(learner)
    if (!mayBe.includes(audienceOf(choices))) throw new WaymarkError('not-shareable-yet')
  }

  const note: ShareMaking['note'] = async (caller, share, { organizationId }, act) => {
    await audit.record({ actor: caller.accountId, act, ...aboutShare(share, organizationId) })
  }

  return {
    all,
    requireShareable,
    note,
    async closeAll(caller, shown) {
      for (const share of await all(shown)) {
        if (share.closedAt !== undefined) continue
        const closed = await shares.change(share.id, (found) =>
          found.closedAt === undefined ? { ...found, closedAt: now() } : undefined,
        )
        const learner = await deps.learners.byId(share.learnerId)
        if (closed === undefined || learner === undefined) continue
        await note(caller, closed, learner, 'share.closed')
      }
    },
    async make(caller, shown, learner, { id = world.newId(), openBadges2, ...chosen }) {
      requireShareable(learner, chosen)
      const choices = soundChoices(chosen, world.now(), deps.isAdult(learner))
      if (await deps.sharingSwitch.isPaused(learner.id)) throw new WaymarkError('sharing-paused')
      const open = (await all(shown)).filter((share) => isOpenAt(share, now()))
      if (open.length >= mostOpenShares) throw new WaymarkError('conflict')
      const { share, isNew } = await insert({
        id,
        accountId: caller.accountId,
        learnerId: learner.id,
        ...shown,
        ...choices,
        createdAt: now(),
        ...(openBadges2 === undefined ? {} : { openBadges2 }),
        views: 0,
      })
      if (isNew) await note(caller, share, learner, 'share.opened')
      return share
    },
  }
}

function showsSame(one: Share, other: New<Share>): boolean {
  return (
    one.awardId === other.awardId && one.pageId === other.pageId && one.importId === other.importId
  )
}
