import { WaymarkError } from '../errors.ts'
import type { Issuing } from '../issuing/issuing.ts'
import type { Learner } from '../learners/tables.ts'
import { isSigned } from '../issuing/is-signed.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import type { RelationTo } from '../learners/visibility.ts'
import type { Held } from './held.ts'
import { createOpenImports, type OpenImport, type OpenImports } from './open-import.ts'
import type { ImportTables, PageTable } from './open-tables.ts'
import type { PortfolioPage } from './portfolio-pages/tables.ts'
import { audienceOf } from './share-choices.ts'
import { createShareDoor, isOpenAt, type ShareDoor, type ShareDoorDeps } from './share-door.ts'
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

/** One badge by a share of its own, wherever it was awarded. */
export type OpenBadge = OpenShare | OpenImport

/** What strangers come to by the address of a share. */
export interface OpenShares extends OpenImports, Pick<ShareDoor, 'audiencesOf'> {
  /**
   * What the page of the share of one badge shows now, whether it was awarded here or brought in from elsewhere.
   * @throws WaymarkError not-found: unknown; gone: closed, ended, paused, or no longer to be shown, without a word of which
   */
  openBadge(token: string): Promise<OpenBadge>
  /** The same, of a badge that was awarded here. @throws WaymarkError as `openBadge` */
  open(token: string): Promise<OpenShare>
  /**
   * A share of a badge of ours whose credential may be handed out as it was signed, with all that it says.
   * @throws WaymarkError as `open`; not-found where the credential says more than may be shown
   */
  openWhole(token: string): Promise<OpenShare>
  /**
   * A share for everybody, which may stand in places that anybody comes to.
   * @throws WaymarkError as `openBadge`; not-found where it was made for somebody
   */
  openPublic(token: string): Promise<OpenBadge>
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
  isSearchable(open: Pick<OpenBadge, 'share' | 'learner'>): boolean
}

interface Deps extends ShareDoorDeps {
  readonly issuing: Pick<Issuing, 'byId'>
  readonly isAdult: (learner: Learner) => boolean
  readonly relationTo: RelationTo
  readonly pages: Pick<PageTable, 'get'>
  readonly imported: ImportTables
  readonly identifiers: Pick<Identifiers, 'shareUrl' | 'pageBadgeUrl'>
}

export function createOpenShares(deps: Deps): OpenShares {
  const { shares, issuing, learners, mayShow } = deps
  const door = createShareDoor(deps)
  const { audiencesOf, enter, requireShown } = door
  const imports = createOpenImports({ ...deps, door })

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

  const openBadge: OpenShares['openBadge'] = async (token) => {
    const share = await shares.get(token)
    return share?.importId === undefined ? open(token) : imports.openImport(token)
  }

  return {
    ...imports,
    audiencesOf,
    openBadge,
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
    openPublic: async (token) => requirePublic(await openBadge(token)),
    openPublicPage: async (token) => requirePublic(await openPage(token)),
  }
}

function requirePublic<Opened extends OpenBadge | OpenPage>(found: Opened): Opened {
  if (audienceOf(found.share) !== 'public') throw new WaymarkError('not-found')
  return found
}

/** Open ones first, so that none that can still be closed falls off the end of the list. */
export function openFirst(all: readonly Share[], now: string): readonly Share[] {
  const isOpen = (share: Share) => isOpenAt(share, now)
  return [...all.filter(isOpen), ...all.filter((share) => !isOpen(share))].slice(0, 100)
}
