import type { UnclaimedFilter } from '../../../schemas/requests/unclaimed.ts'
import type { Caller } from '../../caller.ts'
import type { Learners } from '../../learners/learners.ts'
import type { Learner } from '../../learners/tables.ts'
import type { RequireRight } from '../../organizations/rights.ts'
import type { Table } from '../../storage/tables.ts'
import { isClaimed } from '../present.ts'
import type { Award } from '../tables.ts'
import type { MailStops } from './mail-stops.ts'
import type { UnclaimedPolicies } from './policy.ts'
import type { Hindrance, Reminding } from './remind.ts'
import { claimEndsAt, remindersOf } from './waiting.ts'

/** An award that waits to be claimed, as staff look at it. */
export interface Unclaimed {
  readonly award: Award
  readonly learner: Learner | undefined
  /** Its address wants no more mails of this organization. */
  readonly stopped: boolean
  readonly claimEndsAt?: string
  readonly isOver: boolean
  /** Why no reminder can be sent now; it can, where nothing stands here. */
  readonly hindrance?: Hindrance
}

export interface ListUnclaimed {
  /**
   * Those that have waited longest first, some fifty a page. Where few fit the filter a page may hold fewer and
   * still have a `next`. @throws WaymarkError not-found, not-allowed
   */
  (
    caller: Caller,
    organizationId: string,
    query: { filter?: UnclaimedFilter; after?: string },
  ): Promise<{ readonly rows: readonly Unclaimed[]; readonly next?: string }>
}

interface Deps {
  readonly awards: Table<Award, 'byWaiting'>
  readonly learners: Pick<Learners, 'byIds'>
  readonly policies: Pick<UnclaimedPolicies, 'of'>
  readonly reminding: Pick<Reminding, 'hindrance'>
  readonly mailStops: Pick<MailStops, 'stoppedAmong'>
  readonly requireRight: RequireRight
  readonly now: () => string
}

const perPage = 50
/** So many pages are read for one that is shown. */
const mostPages = 10

export function createListUnclaimed(deps: Deps): ListUnclaimed {
  const { awards, learners, policies, reminding, mailStops } = deps

  const described = async (organizationId: string, found: readonly Award[]) => {
    const policy = await policies.of(organizationId)
    const people = await learners.byIds(found.map(({ learnerId }) => learnerId))
    const byId = new Map(people.map((learner) => [learner.id, learner]))
    const emails = people.flatMap(({ email = [] }) => email)
    const stopped = await mailStops.stoppedAmong(organizationId, emails)
    // What was claimed with another award of the same learner, or taken back, waits no more, whatever its document says yet.
    const waiting = found.filter(
      (award) => !isClaimed(award, byId.get(award.learnerId)) && award.state !== 'revoked',
    )
    return Promise.all(
      waiting.map(async (award): Promise<Unclaimed> => {
        const learner = byId.get(award.learnerId)
        const ends = claimEndsAt(award, policy)
        const isStopped = learner?.email !== undefined && stopped.has(learner.email)
        const hindrance = await reminding.hindrance(award, learner, isStopped)
        return {
          award,
          learner,
          stopped: isStopped,
          ...(ends === undefined ? {} : { claimEndsAt: ends }),
          isOver: ends !== undefined && ends <= deps.now(),
          ...(hindrance === undefined ? {} : { hindrance }),
        }
      }),
    )
  }

  return async (caller, organizationId, { filter = 'all', after }) => {
    await deps.requireRight(caller, organizationId, 'award.read')
    const rows: Unclaimed[] = []
    let next = after
    for (let read = 0; read < mostPages && rows.length < perPage; read += 1) {
      const page = await awards.find({
        index: 'byWaiting',
        equals: { organizationId },
        limit: perPage,
        ...(next === undefined ? {} : { after: next }),
      })
      rows.push(...(await described(organizationId, page.rows)).filter((one) => fits(one, filter)))
      next = page.next
      if (next === undefined) break
    }
    return { rows, ...(next === undefined ? {} : { next }) }
  }
}

function fits({ award, isOver, stopped }: Unclaimed, filter: UnclaimedFilter): boolean {
  switch (filter) {
    case 'all':
      return true
    case 'mailed':
      return award.delivery === 'sent' && !stopped
    case 'not-mailed':
      return award.delivery !== 'sent' || stopped
    case 'reminded':
      return remindersOf(award) > 0
    case 'over':
      return isOver
  }
}
