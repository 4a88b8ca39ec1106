import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import type { RequireRight } from '../organizations/rights.ts'
import type { Page, Table } from '../storage/tables.ts'
import { isSigned } from './is-signed.ts'
import type { Award, AwardState } from './tables.ts'

export interface AwardQuery {
  readonly state?: AwardState
  /** One learner's only. */
  readonly learnerId?: string
  readonly after?: string
}

/** Awards as they are looked for. */
export interface FindAwards {
  /** Newest first, fifty a page; where a state of one learner's is asked for, a page may hold fewer and have a `next`. */
  list(caller: Caller, organizationId: string, query: AwardQuery): Promise<Page<Award>>
  read(caller: Caller, organizationId: string, awardId: string): Promise<Award>
  byId(awardId: string): Promise<Award | undefined>
  byCredential(credentialId: string): Promise<Award | undefined>
  /** The award of a refresh address; undefined before it is signed. */
  byRefresh(refreshId: string): Promise<Award | undefined>
  /** Newest first, without those that were undone before anybody was told. */
  ofLearner(learnerId: string): Promise<readonly Award[]>
}

interface Deps {
  readonly awards: Table<
    Award,
    'byOrganization' | 'byOrganizationState' | 'byCredential' | 'byRefresh' | 'byLearner'
  >
  readonly requireRight: RequireRight
}

export function createFindAwards({ awards, requireRight }: Deps): FindAwards {
  return {
    async list(caller, organizationId, { state, learnerId, after }) {
      await requireRight(caller, organizationId, 'award.read')
      const paging = {
        order: 'descending',
        limit: 50,
        ...(after === undefined ? {} : { after }),
      } as const
      if (learnerId !== undefined) {
        const { rows, next } = await awards.find({
          index: 'byLearner',
          equals: { learnerId },
          ...paging,
        })
        const own = rows.filter((award) => award.organizationId === organizationId)
        // Where the next page of another place's learner begins would tell of awards there.
        if (own.length === 0) return { rows: [] }
        return {
          rows: own.filter((award) => state === undefined || award.state === state),
          ...(next === undefined ? {} : { next }),
        }
      }
      return state === undefined
        ? awards.find({ index: 'byOrganization', equals: { organizationId }, ...paging })
        : awards.find({
            index: 'byOrganizationState',
            equals: { organizationId, state },
            ...paging,
          })
    },
    async read(caller, organizationId, awardId) {
      await requireRight(caller, organizationId, 'award.read')
      return ownAward(awards, organizationId, awardId)
    },
    byId: (awardId) => awards.get(awardId),
    async byCredential(credentialId) {
      const { rows } = await awards.find({
        index: 'byCredential',
        equals: { credentialId },
        limit: 1,
      })
      return rows[0]
    },
    async byRefresh(refreshId) {
      const { rows } = await awards.find({ index: 'byRefresh', equals: { refreshId }, limit: 1 })
      return rows.find(isSigned)
    },
    async ofLearner(learnerId) {
      const { rows } = await awards.find({
        index: 'byLearner',
        equals: { learnerId },
        order: 'descending',
        limit: 1000,
      })
      return rows.filter(({ undoneAt }) => undoneAt === undefined)
    },
  }
}

/** @throws WaymarkError not-found when it is not this organization's */
export async function ownAward(
  awards: Pick<Table<Award>, 'get'>,
  organizationId: string,
  awardId: string,
): Promise<Award> {
  const award = await awards.get(awardId)
  if (award?.organizationId !== organizationId) throw new WaymarkError('not-found')
  return award
}
