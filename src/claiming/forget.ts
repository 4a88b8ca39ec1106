import { removeAll } from '../storage/remove-all.ts'
import type { Table } from '../storage/tables.ts'
import type { ClaimCard, ClaimLink, JoinRequest, JoinState } from './tables.ts'

/** What is not kept of those who came with a card or by a class link. */
export interface ForgetClaims {
  /** Removes the cards and requests of somebody who is being removed: neither their code nor their page leads anywhere. */
  of(learnerId: string): Promise<void>
  /** Removes requests of before then that were declined, or that nobody decided while their link was open; answers how many. */
  before(organizationId: string, before: string): Promise<number>
  /**
   * Removes what an account that is being deleted asked for and did not get. Of what it got, the nickname is part of the
   * record that the organization keeps.
   */
  ofAccount(accountId: string): Promise<void>
}

interface Deps {
  readonly cards: Table<ClaimCard, 'byLearner'>
  readonly links: Table<ClaimLink, 'byOrganization'>
  readonly requests: Table<JoinRequest, 'byLearner' | 'byLinkState' | 'byAccount'>
}

export function createForgetClaims({ cards, links, requests }: Deps): ForgetClaims {
  const removeInState = async (linkId: string, state: JoinState, before: string) => {
    const query = { index: 'byLinkState', equals: { linkId, state }, to: before } as const
    return (await removeAll(requests, query)).length
  }

  return {
    async of(learnerId) {
      await removeAll(cards, { index: 'byLearner', equals: { learnerId } })
      await removeAll(requests, { index: 'byLearner', equals: { learnerId } })
    },
    async ofAccount(accountId) {
      let after: string | undefined
      do {
        const page = await requests.find({
          index: 'byAccount',
          equals: { accountId },
          limit: 200,
          ...(after === undefined ? {} : { after }),
        })
        for (const { id, state } of page.rows) {
          if (state === 'waiting' || state === 'declined') await requests.remove(id)
        }
        after = page.next
      } while (after !== undefined)
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
