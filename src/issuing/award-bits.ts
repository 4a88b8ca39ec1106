import type { ListPurpose } from '../credentials/identifiers.ts'
import type { Query, Table } from '../storage/tables.ts'
import type { SetBits } from './status-lists.ts'
import type { Award } from './tables.ts'

type AwardIndex = 'byStatusState' | 'byEarlierList'

const stateOfPurpose = { revocation: 'revoked', suspension: 'suspended' } as const

/**
 * What a list says of awards. What is said of an award holds for every copy of it; that there is a newer copy, for all
 * but the newest.
 */
export function createAwardBits(awards: Table<Award, AwardIndex>): SetBits {
  /** Every award that the index answers, page by page. */
  const allOf = async (query: Pick<Query<Award, AwardIndex>, 'index' | 'equals'>) => {
    const found: Award[] = []
    let after: string | undefined
    do {
      const page = await awards.find({
        ...query,
        limit: 1000,
        ...(after === undefined ? {} : { after }),
      })
      found.push(...page.rows)
      after = page.next
    } while (after !== undefined)
    return found
  }

  return async (statusList: string, purpose: ListPurpose) => {
    const corrected = await allOf({ index: 'byEarlierList', equals: { earlierLists: statusList } })
    const earlier = (among: readonly Award[]) =>
      among
        .flatMap((award) => award.earlier ?? [])
        .filter((copy) => copy.statusList === statusList)
        .map((copy) => copy.statusIndex)
    if (purpose === 'refresh') return earlier(corrected)
    const state = stateOfPurpose[purpose]
    const newest = await allOf({ index: 'byStatusState', equals: { statusList, state } })
    return [
      ...newest.map((award) => award.statusIndex),
      ...earlier(corrected.filter((award) => award.state === state)),
    ]
  }
}
