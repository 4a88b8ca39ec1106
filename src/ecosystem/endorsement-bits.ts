import type { SetBits } from '../issuing/status-lists.ts'
import type { EndorsementTable } from './accepted.ts'

/** What a list says of endorsements: whether they were revoked, and nothing else. */
export function createEndorsementBits(endorsements: EndorsementTable): SetBits {
  return async (statusList, purpose) => {
    if (purpose !== 'revocation') return []
    const indexes: number[] = []
    let after: string | undefined
    do {
      const page = await endorsements.find({
        index: 'byStatusState',
        equals: { statusList, state: 'revoked' },
        limit: 1000,
        ...(after === undefined ? {} : { after }),
      })
      indexes.push(...page.rows.map(({ statusIndex }) => statusIndex))
      after = page.next
    } while (after !== undefined)
    return indexes
  }
}
