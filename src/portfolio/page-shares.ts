import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import type { Issuing } from '../issuing/issuing.ts'
import type { Learners } from '../learners/learners.ts'
import type { Learner } from '../learners/tables.ts'
import type { RelationTo } from '../learners/visibility.ts'
import { timestamp, type World } from '../world.ts'
import { requirePerson } from './held.ts'
import { openFirst, type OpenShares } from './open-share.ts'
import { ableFirst, faceAmong } from './faces.ts'
import type { PageTable } from './open-tables.ts'
import type { PortfolioPage } from './portfolio-pages/tables.ts'
import { audienceOf } from './share-choices.ts'
import type { NewFacedShare, ShareMaking } from './share-making.ts'
import type { Share } from './tables.ts'

/** Shares of portfolio pages: by the same rules as those of badges. */
export interface PageShares {
  /**
   * As whom somebody may show a page: each record that is theirs or their child's, of the account or of a badge on the page.
   * Its consents and its name hold for the words of the page; those who may show it come first.
   */
  facesOf(page: PortfolioPage): Promise<readonly Learner[]>
  /** @throws WaymarkError not-shareable-yet, sharing-paused, not-found, invalid-request; conflict when fifty are open */
  sharePage(caller: Caller, pageId: string, share: NewFacedShare): Promise<Share>
  /** Open ones first. @throws WaymarkError not-found */
  sharesOfPage(caller: Caller, pageId: string): Promise<readonly Share[]>
  /** Closes all of them, before the page goes. @throws WaymarkError not-found */
  closeSharesOfPage(caller: Caller, pageId: string): Promise<void>
}

interface Deps {
  readonly pages: Pick<PageTable, 'get'>
  readonly issuing: Pick<Issuing, 'byId'>
  readonly learners: Pick<Learners, 'byId' | 'ofAccount'>
  readonly relationTo: RelationTo
  readonly audiencesOf: OpenShares['audiencesOf']
  readonly making: ShareMaking
  readonly world: Pick<World, 'now'>
}

export function createPageShares(deps: Deps): PageShares {
  const { pages, issuing, learners, relationTo, audiencesOf, making, world } = deps
  const now = () => timestamp(world.now())

  const own = async (caller: Caller, pageId: string) => {
    const page = await pages.get(pageId)
    if (page?.accountId !== caller.accountId) throw new WaymarkError('not-found')
    return page
  }

  /** Whose badges stand on the page. */
  const ofBadges = async ({ parts, accountId }: PortfolioPage) => {
    const found: Learner[] = []
    for (const part of parts) {
      const award = part.kind === 'badge' ? await issuing.byId(part.awardId) : undefined
      const learner = award && (await learners.byId(award.learnerId))
      const relation = learner && (await relationTo(accountId, learner))
      if (learner !== undefined && relation !== undefined) found.push(learner)
    }
    return found
  }

  const facesOf: PageShares['facesOf'] = async (page) => {
    const all = [...(await ofBadges(page)), ...(await learners.ofAccount(page.accountId))]
    const each = [...new Map(all.map((learner) => [learner.id, learner])).values()]
    return ableFirst(each, audiencesOf)
  }

  return {
    facesOf,
    async sharePage(caller, pageId, { learnerId, ...chosen }) {
      requirePerson(caller, 'shares:write')
      const faces = await facesOf(await own(caller, pageId))
      const wanted = {
        learnerId,
        audience: audienceOf(chosen),
        own: await learners.ofAccount(caller.accountId),
        today: now().slice(0, 10),
      }
      const face = faceAmong(faces, wanted, audiencesOf)
      return making.make(caller, { pageId }, face, chosen)
    },
    async sharesOfPage(caller, pageId) {
      requirePerson(caller, 'backpack:read')
      await own(caller, pageId)
      return openFirst(await making.all({ pageId }), now())
    },
    async closeSharesOfPage(caller, pageId) {
      await own(caller, pageId)
      await making.closeAll(caller, { pageId })
    },
  }
}
