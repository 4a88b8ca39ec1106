import type { Audit } from '../audit/audit.ts'
import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import type { Issuing } from '../issuing/issuing.ts'
import type { Learners } from '../learners/learners.ts'
import type { Learner } from '../learners/tables.ts'
import type { RelationTo } from '../learners/visibility.ts'
import type { Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import { requirePerson } from './held.ts'
import type { Award } from '../issuing/tables.ts'
import { isOpenAt } from './share-door.ts'
import type { ImportTables, PageTable } from './open-tables.ts'
import type { PortfolioPage } from './portfolio-pages/tables.ts'
import type { SharingSwitch } from './sharing-switch.ts'
import type { ImportedCredential, Share } from './tables.ts'

/** A share with what it shows: a badge from here or from elsewhere, or a page. */
export type SharedThing = { readonly share: Share } & (
  | { readonly award: Award }
  | { readonly imported: ImportedCredential }
  | { readonly page: PortfolioPage }
)

/** The shares of one learner that are open, or would be were they not paused. */
export interface Sharing {
  readonly learner: Learner
  readonly paused: boolean
  readonly shares: readonly SharedThing[]
}

/** All that is shared at one glance, and the one switch over it. */
export interface SharingOverview {
  /** What is shared of each learner the caller is, or of one whom they may act for. @throws WaymarkError not-found */
  sharing(caller: Caller, learnerId?: string): Promise<readonly Sharing[]>
  /** The one switch: hides every share of those learners from everybody, or shows them again. Answers their ids. @throws WaymarkError not-found */
  pause(caller: Caller, paused: boolean, learnerId?: string): Promise<readonly string[]>
}

interface Deps {
  readonly shares: Table<Share, 'byLearner'>
  readonly pages: Pick<PageTable, 'get'>
  readonly imported: Pick<ImportTables, 'credentials'>
  readonly issuing: Pick<Issuing, 'byId'>
  readonly learners: Pick<Learners, 'byId' | 'ofAccount'>
  readonly relationTo: RelationTo
  readonly sharingSwitch: SharingSwitch
  readonly audit: Audit
  readonly world: Pick<World, 'now'>
}

export function createSharingOverview(deps: Deps): SharingOverview {
  const { shares, issuing, learners, relationTo, sharingSwitch, audit, world } = deps
  const now = () => timestamp(world.now())

  const actedFor = async (caller: Caller, learnerId: string | undefined) => {
    if (learnerId === undefined) return learners.ofAccount(caller.accountId)
    const learner = await learners.byId(learnerId)
    const relation = learner && (await relationTo(caller.accountId, learner))
    if (learner === undefined || relation === undefined) throw new WaymarkError('not-found')
    return [learner]
  }

  const withThing = async (share: Share): Promise<SharedThing | undefined> => {
    if (share.awardId !== undefined) {
      const award = await issuing.byId(share.awardId)
      return award && { share, award }
    }
    if (share.importId !== undefined) {
      const imported = await deps.imported.credentials.get(share.importId)
      return imported && { share, imported }
    }
    const page = await deps.pages.get(share.pageId ?? '')
    return page && { share, page }
  }

  const openOf = async (learner: Learner): Promise<Sharing['shares']> => {
    const found: SharedThing[] = []
    let after: string | undefined
    do {
      const page = await shares.find({
        index: 'byLearner',
        equals: { learnerId: learner.id },
        from: now(),
        limit: 200,
        ...(after === undefined ? {} : { after }),
      })
      for (const share of page.rows.filter((one) => isOpenAt(one, now()))) {
        const thing = await withThing(share)
        if (thing !== undefined) found.push(thing)
      }
      after = page.next
    } while (after !== undefined)
    return found.toSorted(endingFirst)
  }

  return {
    async sharing(caller, learnerId) {
      requirePerson(caller, 'backpack:read')
      const people = await actedFor(caller, learnerId)
      return Promise.all(
        people.map(async (learner) => ({
          learner,
          paused: await sharingSwitch.isPaused(learner.id),
          shares: await openOf(learner),
        })),
      )
    },
    async pause(caller, paused, learnerId) {
      requirePerson(caller, 'shares:write')
      const ids = (await actedFor(caller, learnerId)).map(({ id }) => id)
      for (const id of ids) {
        if (!(await sharingSwitch.turn(id, paused))) continue
        const act = paused ? 'sharing.paused' : 'sharing.resumed'
        await audit.record({ owner: 'service', actor: caller.accountId, act, object: id })
      }
      return ids
    },
  }
}

/** What ends first comes first; of what ends together, the newest. */
function endingFirst({ share: one }: SharedThing, { share: other }: SharedThing): number {
  return one.endsAt.localeCompare(other.endsAt) || other.createdAt.localeCompare(one.createdAt)
}
