import type { New, Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import type { StatusLists } from './status-lists.ts'
import type { Award } from './tables.ts'

/** Erases what was awarded to somebody who is being removed; answers which awards those are. */
export type ForgetAwards = (
  learnerId: string,
) => Promise<readonly Pick<Award, 'id' | 'credentialId'>[]>

interface Deps {
  readonly awards: Table<Award, 'byLearner'>
  readonly statusLists: StatusLists
  readonly world: World
}

/**
 * What stays of an award is that one was made: its places in the status lists, which say revoked to whoever holds a
 * copy, the digest that stands in the issue log, and ids. Why is nobody's business, so no reason is given.
 */
export function createForgetAwards({ awards, statusLists, world }: Deps): ForgetAwards {
  return async (learnerId) => {
    const erasedOnes: Pick<Award, 'id' | 'credentialId'>[] = []
    let after: string | undefined
    do {
      const page = await awards.find({
        index: 'byLearner',
        equals: { learnerId },
        limit: 200,
        ...(after === undefined ? {} : { after }),
      })
      for (const award of page.rows) {
        erasedOnes.push({ id: award.id, credentialId: award.credentialId })
        const now = timestamp(world.now())
        await awards.change(award.id, (found) =>
          found.erasedAt === undefined ? erased(found, now) : undefined,
        )
        // Again even where it was done before: whoever did it may have been stopped before the list was told.
        const lists = new Set([award.statusList, ...(award.earlierLists ?? [])])
        for (const list of lists) await statusLists.changed(list)
      }
      after = page.next
    } while (after !== undefined)
    return erasedOnes
  }
}

function erased(award: Award, now: string): New<Award> {
  const { inputs, digest, earlier, earlierLists, batchId, batchRow, undoneAt } = award
  const wasUnsigned = award.state === 'waiting' || award.state === 'pending'
  const undone = undoneAt ?? (wasUnsigned ? now : undefined)
  return {
    id: award.id,
    organizationId: award.organizationId,
    achievementId: award.achievementId,
    achievementVersion: award.achievementVersion,
    achievementName: award.achievementName,
    learnerId: award.learnerId,
    awardedBy: award.awardedBy,
    createdAt: award.createdAt,
    state: 'revoked',
    stateChangedAt: award.state === 'revoked' ? award.stateChangedAt : now,
    erasedAt: now,
    ...(undone === undefined ? {} : { undoneAt: undone }),
    dueAt: award.dueAt,
    attempts: 0,
    credentialId: award.credentialId,
    statusList: award.statusList,
    statusIndex: award.statusIndex,
    ...(digest === undefined ? {} : { digest }),
    ...(earlier === undefined ? {} : { earlier: earlier.map((copy) => ({ ...copy, reason: '' })) }),
    ...(earlierLists === undefined ? {} : { earlierLists }),
    statement: { evidence: [], hashedIdentity: false },
    inputs: { subjectUuid: '', validFrom: inputs.validFrom, proofTime: inputs.proofTime },
    delivery: 'none',
    deliveryDueAt: award.deliveryDueAt,
    deliveryAttempts: 0,
    claimHash: award.claimHash,
    claimKind: award.claimKind,
    ...(batchId === undefined ? {} : { batchId }),
    ...(batchRow === undefined ? {} : { batchRow }),
  }
}
