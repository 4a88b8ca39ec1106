import { WaymarkError } from '../errors.ts'
import type { Issuing } from '../issuing/issuing.ts'
import type { Learners } from '../learners/learners.ts'
import type { Learner } from '../learners/tables.ts'
import { isSigned } from '../issuing/is-signed.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import type { MayShow, RelationTo, ShareAudience } from '../learners/visibility.ts'
import type { Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import type { Held } from './held.ts'
import type { PageTable } from './open-tables.ts'
import type { PortfolioPage } from './portfolio-pages/tables.ts'
import { audienceOf } from './share-choices.ts'
import type { SharingSwitch } from './sharing-switch.ts'
import type { Share } from './tables.ts'

/** One badge, opened by a share of its own or by one of a page that it stands on. */
export interface OpenShare extends Held {
  readonly share: Share
  /** Of its page. */
  readonly address: string
}

/** A portfolio page, opened by a share. */
export interface OpenPage {
  readonly share: Share
  readonly page: PortfolioPage
  /** As whom it is shown. */
  readonly learner: Learner
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
  /**
   * What a page shows now, by its share.
   * @throws WaymarkError as `open`
   */
  openPage(token: string): Promise<OpenPage>
  /** The same of a page that is shared with everybody. @throws WaymarkError as `openPublic` */
  openPublicPage(token: string): Promise<OpenPage>
  /**
   * One badge of ours on an open page, whose own learner's consents hold for it.
   * @throws WaymarkError as `open`; not-found where no such badge stands there, or it may not be shown
   */
  openOnPage(opened: OpenPage, partId: string): Promise<OpenShare>
  /** The same, where it may be handed out as it was signed. @throws as `openOnPage`; not-found where it says more */
  openWholeOnPage(opened: OpenPage, partId: string): Promise<OpenShare>
  /** What an open page may show of a badge of ours today. @throws WaymarkError not-found, gone */
  openHeldOn(opened: OpenPage, awardId: string): Promise<Held>
  /** A badge of ours that a page names; undefined where it is not its owner's to show any more. */
  heldOn(page: PortfolioPage, awardId: string): Promise<Held | undefined>
  /** Whether what was signed says nothing that may not be shown to those whom the share is for. */
  isWhole(open: OpenShare): boolean
  /** Whether search engines may list its page. */
  isSearchable(open: Pick<OpenShare, 'share' | 'learner'>): boolean
}

interface Deps {
  readonly shares: Table<Share>
  readonly issuing: Pick<Issuing, 'byId'>
  readonly learners: Pick<Learners, 'byId'>
  readonly mayShow: MayShow
  readonly isAdult: (learner: Learner) => boolean
  readonly relationTo: RelationTo
  readonly pages: Pick<PageTable, 'get'>
  readonly identifiers: Pick<Identifiers, 'shareUrl' | 'pageBadgeUrl'>
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

  /** The one door of every share, whatever lies behind it. */
  const enter = async (token: string, shows: 'awardId' | 'pageId') => {
    const share = await shares.get(token)
    const id = share?.[shows]
    if (share === undefined || id === undefined) throw new WaymarkError('not-found')
    if (!isOpenAt(share, timestamp(world.now()))) throw new WaymarkError('gone')
    const learner = await learners.byId(share.learnerId)
    if (learner === undefined) throw new WaymarkError('not-found')
    return { share, learner, id }
  }

  const requireShown = async (share: Share, learner: Learner) => {
    // As any share that is over: another answer would tell a stranger that this is a child, or that it may come back.
    if (!audiencesOf(learner).includes(audienceOf(share))) throw new WaymarkError('gone')
    if (await sharingSwitch.isPaused(learner.id)) throw new WaymarkError('gone')
  }

  const open: OpenShares['open'] = async (token) => {
    const { share, learner, id } = await enter(token, 'awardId')
    const award = await issuing.byId(id)
    if (award === undefined) throw new WaymarkError('not-found')
    await requireShown(share, learner)
    return { share, award, learner, address: deps.identifiers.shareUrl(token) }
  }

  const openPage: OpenShares['openPage'] = async (token) => {
    const { share, learner, id } = await enter(token, 'pageId')
    const page = await deps.pages.get(id)
    if (page === undefined) throw new WaymarkError('not-found')
    await requireShown(share, learner)
    // Whoever shows a page for a child can do so as long as they are a guardian of the child.
    const relation = await deps.relationTo(page.accountId, learner)
    if (relation === undefined) throw new WaymarkError('gone')
    return { share, page, learner }
  }

  const heldOn: OpenShares['heldOn'] = async (page, awardId) => {
    const award = await issuing.byId(awardId)
    if (award === undefined || !isSigned(award)) return undefined
    const learner = await learners.byId(award.learnerId)
    if (learner === undefined) return undefined
    const relation = await deps.relationTo(page.accountId, learner)
    return relation === undefined ? undefined : { award, learner }
  }

  const openHeldOn: OpenShares['openHeldOn'] = async ({ share, page }, awardId) => {
    const held = await heldOn(page, awardId)
    if (held === undefined) throw new WaymarkError('not-found')
    await requireShown(share, held.learner)
    return held
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

  const openOnPage: OpenShares['openOnPage'] = async (opened, partId) => {
    const { share, page } = opened
    const part = page.parts.find(({ id }) => id === partId)
    if (part?.kind !== 'badge') throw new WaymarkError('not-found')
    const held = await openHeldOn(opened, part.awardId)
    return { share, ...held, address: deps.identifiers.pageBadgeUrl(share.id, partId) }
  }

  const requireWhole = (found: OpenShare) => {
    if (!isWhole(found)) throw new WaymarkError('not-found')
    return found
  }

  return {
    audiencesOf,
    open,
    openPage,
    heldOn,
    isWhole,
    openHeldOn,
    openOnPage,
    openWholeOnPage: async (opened, partId) => requireWhole(await openOnPage(opened, partId)),
    isSearchable: ({ share, learner }) =>
      share.searchable === true && audienceOf(share) === 'public' && deps.isAdult(learner),
    openWhole: async (token) => requireWhole(await open(token)),
    openPublic: async (token) => requirePublic(await open(token)),
    openPublicPage: async (token) => requirePublic(await openPage(token)),
  }
}

function requirePublic<Opened extends OpenShare | OpenPage>(found: Opened): Opened {
  if (audienceOf(found.share) !== 'public') throw new WaymarkError('not-found')
  return found
}

/** Open ones first, so that none that can still be closed falls off the end of the list. */
export function openFirst(all: readonly Share[], now: string): readonly Share[] {
  const isOpen = (share: Share) => isOpenAt(share, now)
  return [...all.filter(isOpen), ...all.filter((share) => !isOpen(share))].slice(0, 100)
}
