import type { ListPurpose } from '../credentials/identifiers.ts'
import type { Query, Table } from '../storage/tables.ts'
import type { Award } from './tables.ts'

type AwardQuery = Pick<Query<Award, 'byStatusState' | 'byEarlierList'>, 'index' | 'equals'>

const stateOfPurpose = { revocation: 'revoked', suspension: 'suspended' } as const

/** Which places of the lists of awards are set. */
export function createAwardPlaces(awards: Table<Award, 'byStatusState' | 'byEarlierList'>) {
  /** Every award that the index answers, page by page. */
  const allOf = async (query: AwardQuery) => {
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

  /**
   * The bits are derived from the awards each time: the list itself is never edited. What is said of an award
   * holds for every copy of it; that there is a newer copy, for all but the newest.
   */
  return async (statusList: string, purpose: ListPurpose): Promise<readonly number[]> => {
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
