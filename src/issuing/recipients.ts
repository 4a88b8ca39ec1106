import type { RecipientState } from '../../schemas/requests/recipients.ts'
import type { Achievements } from '../achievements/achievements.ts'
import type { Caller } from '../caller.ts'
import type { Learners } from '../learners/learners.ts'
import type { RequireRight } from '../organizations/rights.ts'
import type { Page, Table } from '../storage/tables.ts'
import { mailTroubles, withMailTroubles } from './mail-troubles.ts'
import type { Award } from './tables.ts'

export interface RecipientQuery {
  readonly state?: RecipientState
  readonly achievementId?: string
  readonly groupId?: string
  /** The beginning of a word of a learner's name. */
  readonly search?: string
  readonly after?: string
}

/** What of an organization's awards needs somebody; each counted up to `most`. */
export interface Attention {
  readonly waiting: number
  readonly mails: number
  readonly unclaimed: number
  readonly most: number
}

export interface Recipients {
  /**
   * Newest first, some fifty a page; those that nobody has taken, longest waiting first. Where few fit, a page may hold
   * fewer and still have a `next`. Who asks for a name or a group needs the right to see learners.
   * @throws WaymarkError not-found, not-allowed
   */
  find(caller: Caller, organizationId: string, query: RecipientQuery): Promise<Page<Award>>
  attention(caller: Caller, organizationId: string): Promise<Attention>
}

type Indexes =
  | 'byOrganization'
  | 'byOrganizationState'
  | 'byOrganizationDelivery'
  | 'byAchievement'
  | 'byLearner'
  | 'byWaiting'

interface Deps {
  readonly awards: Table<Award, Indexes>
  readonly learners: Pick<Learners, 'list'>
  readonly achievements: Pick<Achievements, 'read'>
  readonly requireRight: RequireRight
}

const perPage = 50
/** So many pages are read for one that is shown. */
const mostPages = 10
const mostCounted = 20

export function createRecipients(deps: Deps): Recipients {
  const { awards, learners, achievements, requireRight } = deps
  /** Of each of a page of learners; the next page is that of the next learners. */
  const ofLearners = async (caller: Caller, organizationId: string, query: RecipientQuery) => {
    const { groupId, search = '', after } = query
    const people = await learners.list(caller, organizationId, {
      search,
      ...(groupId === undefined ? {} : { groupId }),
      ...(after === undefined ? {} : { after }),
    })
    const found: Award[] = []
    for (const { id } of people.rows) {
      const { rows } = await awards.find({
        index: 'byLearner',
        equals: { learnerId: id },
        order: 'descending',
        limit: perPage,
      })
      found.push(...rows.filter((award) => fits(award, organizationId, query)))
    }
    const rows = found.toSorted((one, other) => other.createdAt.localeCompare(one.createdAt))
    return { rows, ...(people.next === undefined ? {} : { next: people.next }) }
  }

  /** Through the index that leaves least to look through. */
  const pageOf = (organizationId: string, query: RecipientQuery, after: string | undefined) => {
    const { state, achievementId } = query
    const paging = { limit: perPage, ...(after === undefined ? {} : { after }) }
    if (state === 'mail') return withMailTroubles(awards, organizationId, perPage, after)
    const newest = { order: 'descending', ...paging } as const
    if (state === 'unclaimed') {
      return awards.find({ index: 'byWaiting', equals: { organizationId }, ...paging })
    }
    if (achievementId !== undefined) {
      return awards.find({ index: 'byAchievement', equals: { achievementId }, ...newest })
    }
    return state === undefined
      ? awards.find({ index: 'byOrganization', equals: { organizationId }, ...newest })
      : awards.find({ index: 'byOrganizationState', equals: { organizationId, state }, ...newest })
  }

  return {
    async find(caller, organizationId, query) {
      await requireRight(caller, organizationId, 'award.read')
      // Where the next page would begin tells of awards, so nobody looks through those of another's badge.
      if (query.achievementId !== undefined) {
        await achievements.read(caller, organizationId, query.achievementId)
      }
      if (query.groupId !== undefined || (query.search ?? '') !== '') {
        return ofLearners(caller, organizationId, query)
      }
      const rows: Award[] = []
      let next = query.after
      for (let read = 0; read < mostPages && rows.length < perPage; read += 1) {
        const page = await pageOf(organizationId, query, next)
        rows.push(...page.rows.filter((award) => fits(award, organizationId, query)))
        next = page.next
        if (next === undefined) break
      }
      return { rows, ...(next === undefined ? {} : { next }) }
    },
    async attention(caller, organizationId) {
      await requireRight(caller, organizationId, 'award.read')
      const waiting = await awards.find({
        index: 'byOrganizationState',
        equals: { organizationId, state: 'waiting' },
        limit: mostCounted,
      })
      const unclaimed = await awards.find({
        index: 'byWaiting',
        equals: { organizationId },
        limit: perPage,
      })
      const mails = await withMailTroubles(awards, organizationId, perPage)
      const upToMost = (found: readonly Award[]) => Math.min(mostCounted, found.length)
      return {
        waiting: upToMost(waiting.rows),
        // What was revoked waits for nobody, whatever its document says yet.
        unclaimed: upToMost(unclaimed.rows.filter(({ state }) => state !== 'revoked')),
        mails: upToMost(mails.rows.filter(({ state }) => state !== 'revoked')),
        most: mostCounted,
      }
    },
  }
}

function fits(award: Award, organizationId: string, query: RecipientQuery): boolean {
  const { state, achievementId } = query
  if (award.organizationId !== organizationId) return false
  if (achievementId !== undefined && award.achievementId !== achievementId) return false
  switch (state) {
    case undefined:
      return true
    case 'mail':
      if (award.state === 'revoked') return false
      return mailTroubles.some((trouble) => trouble === award.delivery)
    case 'unclaimed':
      return award.waitsSince !== undefined && award.state !== 'revoked'
    default:
      return award.state === state
  }
}
