import type { Audit } from '../audit/audit.ts'
import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import type { Issuing } from '../issuing/issuing.ts'
import type { Learners } from '../learners/learners.ts'
import type { Learner } from '../learners/tables.ts'
import type { MayShow, RelationTo, ShareAudience } from '../learners/visibility.ts'
import { Duplicate, type New } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import { requirePerson, type OwnHeld, type ReadHeld } from './held.ts'
import { createOpenShares, isOpenAt, type OpenShare, type OpenShares } from './open-share.ts'
import { audienceOf, soundChoices, withChange, type ShareChoices } from './share-choices.ts'
import { createSharingOverview, type SharingOverview } from './sharing.ts'
import type { SharingSwitch } from './sharing-switch.ts'
import type { ShareTable, ShareViewTable } from './open-tables.ts'
import type { Share, ShareViews } from './tables.ts'
import { createViews, type Look } from './views.ts'

export interface NewShare extends ShareChoices {
  /** Its token, where whoever asks may ask again: then the same share is answered. */
  readonly id?: string
  /** Whether it hosts an Assertion of Open Badges 2.0 as well. */
  readonly openBadges2?: boolean
}

/** What people show of what they hold, and to whom. */
export interface Shares extends OpenShares, SharingOverview {
  /** @throws WaymarkError not-shareable-yet, sharing-paused, not-found, invalid-request; conflict when fifty are open */
  share(caller: Caller, awardId: string, share: NewShare): Promise<Share>
  /** Changes what is sent of the choices. @throws WaymarkError not-found, gone, not-shareable-yet, invalid-request */
  changeShare(caller: Caller, token: string, change: Partial<ShareChoices>): Promise<Share>
  sharesOf(caller: Caller, awardId: string): Promise<readonly Share[]>
  /** One share of the caller's, or of a child of theirs, with who looked at it. @throws WaymarkError not-found */
  readShare(
    caller: Caller,
    token: string,
  ): Promise<OpenShare & OwnHeld & { readonly views: readonly ShareViews[] }>
  /** Closes it for good. @throws WaymarkError not-found */
  close(caller: Caller, token: string): Promise<Share>
  /** A share, open or not. */
  find(token: string): Promise<Share | undefined>
  /** Notes that somebody looked; what whoever may close the share does is not noted. */
  seen(open: OpenShare, look: Look, caller: Caller | undefined): Promise<void>
}

export interface SharesDeps {
  readonly views: ShareViewTable
  readonly shares: ShareTable
  readonly world: World
  readonly audit: Audit
  readonly issuing: Issuing
  readonly learners: Learners
  readonly mayShow: MayShow
  readonly relationTo: RelationTo
  readonly isAdult: (learner: Learner) => boolean
  readonly identityHash: (email: string, salt: string) => string
  readonly readHeld: ReadHeld
  readonly sharingSwitch: SharingSwitch
}

/** More could not be overlooked any more by whoever wants to close them. */
const mostOpenShares = 50

export function createShares(deps: SharesDeps): Shares {
  const { shares, world, audit, mayShow, relationTo, isAdult, readHeld, sharingSwitch } = deps
  const views = createViews({ shares, views: deps.views, world })
  const now = () => timestamp(world.now())
  const isOpen = (share: Share) => isOpenAt(share, now())
  const opening = createOpenShares({ ...deps, shares })
  const { audiencesOf } = opening

  const requireShareable = (learner: Learner, audience: ShareAudience) => {
    if (!audiencesOf(learner).includes(audience)) throw new WaymarkError('not-shareable-yet')
  }

  const openSharesOf = async (awardId: string) => (await sharesOfAward(awardId)).filter(isOpen)
  const sharesOfAward = async (awardId: string) => {
    const { rows } = await shares.find({
      index: 'byAward',
      equals: { awardId },
      order: 'descending',
      limit: 1000,
    })
    return rows
  }

  /** Platforms of Open Badges 2.0 take a badge by its holder's address, hashed; a child's goes nowhere. */
  const hostedIdentity = (learner: Learner): NonNullable<Share['openBadges2']> => {
    const { email } = learner
    if (email === undefined || !isAdult(learner)) return {}
    const salt = Buffer.from(world.random(16)).toString('base64url')
    return { identity: { salt, hash: deps.identityHash(email, salt) } }
  }

  const own = async (caller: Caller, token: string): Promise<OpenShare & OwnHeld> => {
    const share = await shares.get(token)
    if (share === undefined) throw new WaymarkError('not-found')
    return { share, ...(await readHeld(caller, share.awardId)) }
  }

  const note = (
    caller: Caller,
    { organizationId }: Learner,
    act: 'share.opened' | 'share.changed' | 'share.closed',
    object: string,
  ) => audit.record({ owner: organizationId, actor: caller.accountId, act, object })

  const insert = async (share: New<Share>) => {
    try {
      return { share: await shares.insert(share), isNew: true }
    } catch (error) {
      const made = error instanceof Duplicate ? await shares.get(share.id) : undefined
      if (made?.awardId !== share.awardId) throw error
      return { share: made, isNew: false }
    }
  }

  return {
    ...opening,
    ...createSharingOverview({ ...deps, shares }),
    find: (token) => shares.get(token),
    async share(caller, awardId, { id = world.newId(), openBadges2 = false, ...chosen }) {
      requirePerson(caller, 'shares:write')
      const { learner } = await readHeld(caller, awardId)
      requireShareable(learner, audienceOf(chosen))
      const choices = soundChoices(chosen, world.now(), isAdult(learner))
      if (await sharingSwitch.isPaused(learner.id)) throw new WaymarkError('sharing-paused')
      if ((await openSharesOf(awardId)).length >= mostOpenShares) throw new WaymarkError('conflict')
      const { share, isNew } = await insert({
        id,
        accountId: caller.accountId,
        learnerId: learner.id,
        awardId,
        ...choices,
        createdAt: now(),
        ...(openBadges2 ? { openBadges2: hostedIdentity(learner) } : {}),
        views: 0,
      })
      if (isNew) await note(caller, learner, 'share.opened', awardId)
      return share
    },
    async changeShare(caller, token, change) {
      requirePerson(caller, 'shares:write')
      const { award, learner } = await own(caller, token)
      const changed = await shares.change(token, (share) => {
        if (share.closedAt !== undefined) throw new WaymarkError('gone')
        const { choices, rest } = withChange(share, change)
        requireShareable(learner, audienceOf(choices))
        return { ...rest, ...soundChoices(choices, world.now(), isAdult(learner)) }
      })
      if (changed === undefined) throw new WaymarkError('not-found')
      await note(caller, learner, 'share.changed', award.id)
      return changed
    },
    async sharesOf(caller, awardId) {
      requirePerson(caller, 'backpack:read')
      await readHeld(caller, awardId)
      // Open ones first, so that none that can still be closed falls off the end of the list.
      const all = await sharesOfAward(awardId)
      return [...all.filter(isOpen), ...all.filter((share) => !isOpen(share))].slice(0, 100)
    },
    async readShare(caller, token) {
      requirePerson(caller, 'backpack:read')
      const found = await own(caller, token)
      const may = mayShow({ kind: found.relation }, 'view-log', found.learner)
      return { ...found, views: may ? await views.of(token) : [] }
    },
    async close(caller, token) {
      requirePerson(caller, 'shares:write')
      const { learner } = await own(caller, token)
      const closed = await shares.change(token, (share) =>
        share.closedAt === undefined ? { ...share, closedAt: now() } : undefined,
      )
      if (closed === undefined) throw new WaymarkError('not-found')
      await note(caller, learner, 'share.closed', closed.awardId)
      return closed
    },
    async seen({ share, learner }, look, caller) {
      const relation = caller && (await relationTo(caller.accountId, learner))
      if (relation === undefined) await views.note(share, look)
    },
  }
}
