import type { Audit } from '../audit/audit.ts'
import { WaymarkError } from '../errors.ts'
import type { Learners } from '../learners/learners.ts'
import { standingOf } from '../learners/standing.ts'
import type { Learner } from '../learners/tables.ts'
import type { RelationTo } from '../learners/visibility.ts'
import { Duplicate, type Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import type { EndedBy, Guardianship, WayOfGuardian } from './tables.ts'

/** More guardians than a child can have at once; a mistake, or somebody who tries. */
const mostGuardians = 6

export interface Guardians {
  /**
   * Makes an account a guardian of a learner; once more changes nothing.
   * @throws WaymarkError not-found, not-allowed for an adult or the learner's own account, conflict when there are six
   */
  claimedBy(accountId: string, learnerId: string, way: WayOfGuardian): Promise<Guardianship>
  readonly relationTo: RelationTo
  /** The children an account is a guardian of today. */
  childrenOf(accountId: string): Promise<readonly Learner[]>
  /** Whoever is a guardian of a learner today, longest first. */
  ofLearner(learner: Learner): Promise<readonly Guardianship[]>
  /** Whether a guardian is told of awards by mail. @throws WaymarkError not-found */
  setMails(learnerId: string, accountId: string, wanted: boolean): Promise<void>
  /** Ends it for good; once more changes nothing. @throws WaymarkError not-found */
  end(
    learner: Learner,
    accountId: string,
    by: { role: EndedBy; accountId: string; reason?: string },
  ): Promise<void>
}

interface Deps {
  readonly guardianships: Table<Guardianship, 'byLearner' | 'byAccount'>
  readonly learners: Learners
  readonly audit: Audit
  readonly world: World
}

export function guardianshipId(learnerId: string, accountId: string): string {
  return `${learnerId}:${accountId}`
}

export function createGuardians({ guardianships, learners, audit, world }: Deps): Guardians {
  const today = () => timestamp(world.now()).slice(0, 10)
  const isAdult = (learner: Learner) => standingOf(learner, today()) === 'adult'

  const ofLearner = async (learner: Learner) => {
    if (isAdult(learner)) return []
    const { rows } = await guardianships.find({
      index: 'byLearner',
      equals: { learnerId: learner.id },
      limit: 1000,
    })
    return rows.filter(({ ended }) => ended === undefined)
  }

  /** Somebody whose guardianship was ended, and who was asked again, begins anew. */
  const keep = async (guardianship: Omit<Guardianship, 'version'>): Promise<Guardianship> => {
    try {
      return await guardianships.insert(guardianship)
    } catch (error) {
      if (!(error instanceof Duplicate)) throw error
      const kept = await guardianships.change(guardianship.id, (found) =>
        found.ended === undefined ? undefined : guardianship,
      )
      if (kept === undefined) throw new Error('a guardianship vanished', { cause: error })
      return kept
    }
  }

  return {
    ofLearner,
    async claimedBy(accountId, learnerId, way) {
      const learner = await learners.byId(learnerId)
      if (learner === undefined) throw new WaymarkError('not-found')
      if (learner.accountId === accountId || isAdult(learner)) {
        throw new WaymarkError('not-allowed')
      }
      const others = await ofLearner(learner)
      const own = others.find((one) => one.accountId === accountId)
      if (own !== undefined) return own
      if (others.length >= mostGuardians) throw new WaymarkError('conflict')
      const { organizationId } = learner
      const id = guardianshipId(learnerId, accountId)
      const since = timestamp(world.now())
      const kept = await keep({ id, learnerId, organizationId, accountId, way, since })
      await audit.record({
        owner: organizationId,
        actor: accountId,
        act: 'guardian.joined',
        object: learnerId,
        facts: { by: 'guardian', way },
      })
      return kept
    },
    async relationTo(accountId, learner) {
      if (learner.accountId === accountId) return 'self'
      const found = await guardianships.get(guardianshipId(learner.id, accountId))
      return found === undefined || found.ended !== undefined || isAdult(learner)
        ? undefined
        : 'guardian'
    },
    async setMails(learnerId, accountId, wanted) {
      const id = guardianshipId(learnerId, accountId)
      const found = await guardianships.change(id, (guardianship) => {
        const { noMails: _before, ...rest } = guardianship
        return wanted ? rest : { ...rest, noMails: true }
      })
      if (found === undefined) throw new WaymarkError('not-found')
    },
    async end({ id, organizationId }, accountId, { role, reason, ...by }) {
      const ended = {
        at: timestamp(world.now()),
        by: role,
        ...by,
        ...(reason === undefined ? {} : { reason }),
      }
      const change = { isFirst: false }
      const found = await guardianships.change(guardianshipId(id, accountId), (guardianship) => {
        change.isFirst = guardianship.ended === undefined
        return change.isFirst ? { ...guardianship, ended } : undefined
      })
      if (found === undefined) throw new WaymarkError('not-found')
      if (!change.isFirst) return
      await audit.record({
        owner: organizationId,
        actor: by.accountId,
        act: 'guardian.ended',
        object: id,
        facts: { by: role },
      })
    },
    async childrenOf(accountId) {
      const { rows } = await guardianships.find({
        index: 'byAccount',
        equals: { accountId },
        limit: 1000,
      })
      const current = rows.filter(({ ended }) => ended === undefined)
      const children = await learners.byIds(current.map(({ learnerId }) => learnerId))
      return children.filter((learner) => !isAdult(learner))
    },
  }
}
