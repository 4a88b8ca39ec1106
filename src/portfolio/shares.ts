import type { Audit } from '../audit/audit.ts'
import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import type { Issuing } from '../issuing/issuing.ts'
import type { Award } from '../issuing/tables.ts'
import type { Learners } from '../learners/learners.ts'
import type { Learner } from '../learners/tables.ts'
import type { MayShow, RelationTo } from '../learners/visibility.ts'
import { timestamp, type World } from '../world.ts'
import { requirePerson, type OwnHeld, type ReadHeld } from './held.ts'
import { createImportShares, type ImportShares } from './import-shares.ts'
import { createOpenShares, openFirst, type OpenShare, type OpenShares } from './open-share.ts'
import { createPageShares, type PageShares } from './page-shares.ts'
import type { PortfolioPage } from './portfolio-pages/tables.ts'
import { soundChoices, withChange, type ShareChoices } from './share-choices.ts'
import { createShareMaking, type NewShare as NewOfAny } from './share-making.ts'
import { createSharingOverview, type SharingOverview } from './sharing.ts'
import type { SharingSwitch } from './sharing-switch.ts'
import type { ImportTables, PageTable, ShareTable, ShareViewTable } from './open-tables.ts'
import type { ImportedCredential, Share, ShareViews } from './tables.ts'
import { createViews, type Look } from './views.ts'

export interface NewShare extends NewOfAny {
  /** Whether it hosts an Assertion of Open Badges 2.0 as well. */
  readonly openBadges2?: boolean
}

/** A share as those see it who may close it: one shows a badge from here or from elsewhere, another a page. */
export interface OwnShare extends Pick<OwnHeld, 'learner' | 'relation'> {
  readonly share: Share
  readonly award?: Award
  readonly page?: PortfolioPage
  readonly imported?: ImportedCredential
  /** Who looked at it. */
  readonly views: readonly ShareViews[]
}

/** What people show of what they hold, and to whom. */
export interface Shares extends OpenShares, SharingOverview, PageShares, ImportShares {
  /** @throws WaymarkError not-shareable-yet, sharing-paused, not-found, invalid-request; conflict when fifty are open */
  share(caller: Caller, awardId: string, share: NewShare): Promise<Share>
  /** Changes what is sent of the choices. @throws WaymarkError not-found, gone, not-shareable-yet, invalid-request */
  changeShare(caller: Caller, token: string, change: Partial<ShareChoices>): Promise<Share>
  sharesOf(caller: Caller, awardId: string): Promise<readonly Share[]>
  /** One share of the caller's, or of a child of theirs, with who looked at it. @throws WaymarkError not-found */
  readShare(caller: Caller, token: string): Promise<OwnShare>
  /** Closes it for good. @throws WaymarkError not-found */
  close(caller: Caller, token: string): Promise<Share>
  /** A share, open or not. */
  find(token: string): Promise<Share | undefined>
  /** Notes that somebody looked; what whoever may close the share does is not noted. */
  seen(
    open: Pick<OpenShare, 'share' | 'learner'>,
    look: Look,
    caller: Caller | undefined,
  ): Promise<void>
}

export interface SharesDeps {
  readonly views: ShareViewTable
  readonly shares: ShareTable
  readonly pages: PageTable
  readonly imported: ImportTables
  readonly world: World
  readonly audit: Audit
  readonly issuing: Issuing
  readonly learners: Learners
  readonly mayShow: MayShow
  readonly relationTo: RelationTo
  readonly isAdult: (learner: Learner) => boolean
  readonly identityHash: (email: string, salt: string) => string
  readonly identifiers: Identifiers
  readonly readHeld: ReadHeld
  readonly sharingSwitch: SharingSwitch
}

export function createShares(deps: SharesDeps): Shares {
  const { shares, world, mayShow, relationTo, isAdult, readHeld } = deps
  const views = createViews({ shares, views: deps.views, world })
  const now = () => timestamp(world.now())
  const opening = createOpenShares(deps)
  const making = createShareMaking({ ...deps, audiencesOf: opening.audiencesOf })

  /** Platforms of Open Badges 2.0 take a badge by its holder's address, hashed; a child's goes nowhere. */
  const hostedIdentity = (learner: Learner): NonNullable<Share['openBadges2']> => {
    const { email } = learner
    if (email === undefined || !isAdult(learner)) return {}
    const salt = Buffer.from(world.random(16)).toString('base64url')
    return { identity: { salt, hash: deps.identityHash(email, salt) } }
  }

  const thingOf = async ({ pageId = '', importId }: Share) => {
    if (importId === undefined) {
      const page = await deps.pages.get(pageId)
      return page && { page }
    }
    const imported = await deps.imported.credentials.get(importId)
    return imported && { imported }
  }

  /** @throws WaymarkError not-found */
  const own = async (caller: Caller, token: string) => {
    const share = await shares.get(token)
    if (share === undefined) throw new WaymarkError('not-found')
    if (share.awardId !== undefined) return { share, ...(await readHeld(caller, share.awardId)) }
    const learner = await deps.learners.byId(share.learnerId)
    const relation = learner && (await relationTo(caller.accountId, learner))
    const thing = await thingOf(share)
    if (learner === undefined || relation === undefined || thing === undefined) {
      throw new WaymarkError('not-found')
    }
    return { share, learner, relation, ...thing }
  }

  const close: Shares['close'] = async (caller, token) => {
    requirePerson(caller, 'shares:write')
    const { learner } = await own(caller, token)
    const closed = await shares.change(token, (share) =>
      share.closedAt === undefined ? { ...share, closedAt: now() } : undefined,
    )
    if (closed === undefined) throw new WaymarkError('not-found')
    await making.note(caller, closed, learner, 'share.closed')
    return closed
  }

  return {
    ...opening,
    ...createSharingOverview(deps),
    ...createPageShares({ ...deps, making, audiencesOf: opening.audiencesOf }),
    ...createImportShares({ ...deps, making, audiencesOf: opening.audiencesOf }),
    find: (token) => shares.get(token),
    close,
    async share(caller, awardId, { openBadges2 = false, ...chosen }) {
      requirePerson(caller, 'shares:write')
      const { learner } = await readHeld(caller, awardId)
      const hosted = openBadges2 ? { openBadges2: hostedIdentity(learner) } : {}
      return making.make(caller, { awardId }, learner, { ...chosen, ...hosted })
    },
    async changeShare(caller, token, change) {
      requirePerson(caller, 'shares:write')
      const { learner } = await own(caller, token)
      const changed = await shares.change(token, (share) => {
        if (share.closedAt !== undefined) throw new WaymarkError('gone')
        const { choices, rest } = withChange(share, change)
        making.requireShareable(learner, choices)
        return { ...rest, ...soundChoices(choices, world.now(), isAdult(learner)) }
      })
      if (changed === undefined) throw new WaymarkError('not-found')
      await making.note(caller, changed, learner, 'share.changed')
      return changed
    },
    async sharesOf(caller, awardId) {
      requirePerson(caller, 'backpack:read')
      await readHeld(caller, awardId)
      return openFirst(await making.all({ awardId }), now())
    },
    async readShare(caller, token) {
      requirePerson(caller, 'backpack:read')
      const found = await own(caller, token)
      const may = mayShow({ kind: found.relation }, 'view-log', found.learner)
      return { ...found, views: may ? await views.of(token) : [] }
    },
    async seen({ share, learner }, look, caller) {
      const relation = caller && (await relationTo(caller.accountId, learner))
      if (relation === undefined) await views.note(share, look)
    },
  }
}
