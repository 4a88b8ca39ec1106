import type { AchievementVersion } from '../achievements/tables.ts'
import type { Caller } from '../caller.ts'
import type { Learner } from '../learners/tables.ts'
import type { New } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import type { ClaimCodes } from './claim-code.ts'
import { identityFacts, identityOf } from './identities.ts'
import type { Award, AwardStatement, SentIdentity } from './tables.ts'

export interface NewAwardDeps {
  readonly claimCodes: ClaimCodes
  readonly identityHash: (email: string, salt: string) => string
  readonly world: World
}

export interface RowOfAward {
  /** What somebody new is added under, derived from the row: whoever begins again adds nobody a second time. */
  readonly newLearnerId: string
  readonly batchId: string
  readonly batchRow: number
  readonly mailNotBefore: string
}

/** What is said of an award, as it is kept. */
export interface Given {
  readonly statement: AwardStatement
  readonly identifiers: readonly SentIdentity[]
  readonly forRow?: RowOfAward
}

/** An award with every input that its credential is made of, but for its place in the status lists. */
export function newAward(
  { world, claimCodes, identityHash }: NewAwardDeps,
  caller: Caller,
  version: AchievementVersion,
  learner: Learner,
  { statement, identifiers, forRow }: Given,
  id: string,
  state: 'waiting' | 'pending' = 'pending',
): Omit<New<Award>, 'statusList' | 'statusIndex'> {
  const now = timestamp(world.now())
  const claimKind =
    learner.accountId !== undefined ? 'linked' : learner.email !== undefined ? 'link' : 'code'
  const token = claimKind === 'code' ? claimCodes.code(id) : claimCodes.linkToken(id)
  return {
    id,
    organizationId: version.organizationId,
    achievementId: version.achievementId,
    achievementVersion: version.number,
    achievementName: version.content.name,
    learnerId: learner.id,
    awardedBy: caller.accountId,
    createdAt: now,
    state,
    stateChangedAt: now,
    // Whoever made it finishes it now; the duty is for awards that were cut off.
    dueAt: timestamp(new Date(world.now().getTime() + 60_000)),
    attempts: 0,
    statement,
    inputs: {
      subjectUuid: learner.subjectUuid,
      validFrom: now,
      proofTime: now,
      ...identityOf(statement, learner, world, identityHash),
      ...(identifiers.length === 0
        ? {}
        : { identifiers: identifiers.map((one) => identityFacts(one, world)) }),
    },
    credentialId: world.newId(),
    delivery: 'none',
    deliveryDueAt: now,
    deliveryAttempts: 0,
    claimHash: claimCodes.hash(token),
    claimKind,
    ...(claimKind === 'linked' ? { claimedAt: now } : {}),
    ...(forRow === undefined
      ? {}
      : {
          batchId: forRow.batchId,
          batchRow: forRow.batchRow,
          mailNotBefore: forRow.mailNotBefore,
        }),
  }
}
