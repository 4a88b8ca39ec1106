import type { Table } from '../storage/tables.ts'
import type { ClaimCard, ClaimLink, JoinRequest, JoinState } from './tables.ts'

/** What is not kept of those who came with a card or by a class link. */
export interface ForgetClaims {
  /** Removes the cards and requests of somebody who is being removed: neither their code nor their page leads anywhere. */
  of(learnerId: string): Promise<void>
  /** Removes requests of before then that were declined, or that nobody decided while their link was open; answers how many. */
  before(organizationId: string, before: string): Promise<number>
}

interface Deps {
  readonly cards: Table<ClaimCard, 'byLearner'>
  readonly links: Table<ClaimLink, 'byOrganization'>
  readonly requests: Table<JoinRequest, 'byLearner' | 'byLinkState'>
}

export function createForgetClaims({ cards, links, requests }: Deps): ForgetClaims {
  const removeInState = async (linkId: string, state: JoinState, before: string) => {
    let count = 0
    const query = {
      index: 'byLinkState',
      equals: { linkId, state },
      to: before,
      limit: 500,
    } as const
    let { rows } = await requests.find(query)
    while (rows.length > 0) {
      for (const { id } of rows) await requests.remove(id)
      count += rows.length
      rows = (await requests.find(query)).rows
    }
    return count
  }

  return {
    async of(learnerId) {
      const query = { index: 'byLearner', equals: { learnerId }, limit: 500 } as const
      for (const table of [cards, requests]) {
        let { rows } = await table.find(query)
        while (rows.length > 0) {
          for (const { id } of rows) await table.remove(id)
          rows = (await table.find(query)).rows
        }
      }
    },
    async before(organizationId, before) {
      let count = 0
      let after: string | undefined
      do {
        const page = await links.find({
          index: 'byOrganization',
          equals: { organizationId },
          to: before,
          limit: 100,
          ...(after === undefined ? {} : { after }),
        })
        for (const { id, endsAt, closedAt } of page.rows) {
          count += await removeInState(id, 'declined', before)
          const isOver = (closedAt ?? endsAt) < before
          if (isOver) count += await removeInState(id, 'waiting', before)
        }
        after = page.next
      } while (after !== undefined)
      return count
    },
  }
}
