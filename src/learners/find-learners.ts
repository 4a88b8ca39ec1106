import type { Caller } from '../caller.ts'
import type { RequireRight } from '../organizations/rights.ts'
import type { Page } from '../storage/tables.ts'
import { prefixOf, wordsOf } from '../storage/words.ts'
import type { KnownLearners } from './known-learners.ts'
import { plainNameOf } from './learner-keys.ts'
import type { Learner } from './tables.ts'

export interface FindLearners {
  /** Newest first, or those of a group, or those whose name has a word that starts with `search`. */
  list(
    caller: Caller,
    organizationId: string,
    query: { search?: string; groupId?: string; after?: string },
  ): Promise<Page<Learner>>
  /** Those whom staff call so and who have no address: perhaps the same person, perhaps not. */
  ofNickname(organizationId: string, name: string): Promise<readonly Learner[]>
}

interface Deps {
  readonly learners: KnownLearners['table']
  readonly requireRight: RequireRight
}

const most = 1000

export function createFindLearners({ learners, requireRight }: Deps): FindLearners {
  /** Searched among the first thousand: a group is a class, and no index knows both. */
  const ofGroup = async (
    organizationId: string,
    groupId: string,
    prefix: { readonly from: string } | undefined,
    after: string | undefined,
  ) => {
    const query = { index: 'byGroup', equals: { organizationId, groups: groupId } } as const
    if (prefix === undefined) {
      return learners.find({ ...query, limit: 50, ...(after === undefined ? {} : { after }) })
    }
    const { rows } = await learners.find({ ...query, limit: most })
    return { rows: rows.filter(({ words }) => words.some((word) => word.startsWith(prefix.from))) }
  }

  return {
    async list(caller, organizationId, { search, groupId, after }) {
      await requireRight(caller, organizationId, 'learner.read')
      const prefix = search === undefined ? undefined : prefixOf(search)
      if (groupId !== undefined) return ofGroup(organizationId, groupId, prefix, after)
      const paging = {
        equals: { organizationId },
        limit: 50,
        ...(after === undefined ? {} : { after }),
      }
      return prefix === undefined
        ? learners.find({ index: 'byOrganization', order: 'descending', ...paging })
        : learners.find({ index: 'byWords', ...prefix, ...paging })
    },
    async ofNickname(organizationId, name) {
      const [word] = wordsOf(name)
      if (word === undefined) return []
      const { rows } = await learners.find({
        index: 'byWords',
        equals: { organizationId },
        from: word,
        to: `${word} `,
        limit: most,
      })
      const plain = plainNameOf(name)
      return rows.filter((one) => one.email === undefined && plainNameOf(one.name) === plain)
    },
  }
}
