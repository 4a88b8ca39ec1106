import type { Audit } from '../audit/audit.ts'
import type { Learner } from '../learners/tables.ts'
import { timestamp, type World } from '../world.ts'
import { aboutShare } from './about-share.ts'
import { isOpenAt } from './share-door.ts'
import type { ShareTable } from './open-tables.ts'
import type { Share } from './tables.ts'

/** Every share of a learner, whoever opened it: for those who answer for the learner, and asked whether they do. */
export interface LearnerShares {
  /** Those that are open, or would be were they not paused; the first to end comes first. */
  open(learnerId: string): Promise<readonly Share[]>
  /** Closes for good those of the open ones that `goes` names. */
  close(
    learner: Pick<Learner, 'id' | 'organizationId'>,
    by: { readonly role: string; readonly accountId: string },
    goes: (share: Share) => boolean,
  ): Promise<void>
}

interface Deps {
  readonly shares: ShareTable
  readonly audit: Audit
  readonly world: World
}

export function createLearnerShares({ shares, audit, world }: Deps): LearnerShares {
  const now = () => timestamp(world.now())

  const open = async (learnerId: string) => {
    const found: Share[] = []
    let after: string | undefined
    do {
      const page = await shares.find({
        index: 'byLearner',
        equals: { learnerId },
        from: now(),
        limit: 500,
        ...(after === undefined ? {} : { after }),
      })
      found.push(...page.rows.filter((one) => isOpenAt(one, now())))
      after = page.next
    } while (after !== undefined)
    return found
  }

  const closeOne = async ({ id }: Share): Promise<boolean> => {
    const closing = { isFirst: false }
    await shares.change(id, (found) => {
      closing.isFirst = found.closedAt === undefined
      return closing.isFirst ? { ...found, closedAt: now() } : undefined
    })
    return closing.isFirst
  }

  return {
    open,
    async close({ id, organizationId }, by, goes) {
      for (const share of (await open(id)).filter(goes)) {
        if (!(await closeOne(share))) continue
        const entry = { actor: by.accountId, act: 'share.closed', facts: { by: by.role } } as const
        await audit.record({ ...entry, ...aboutShare(share, organizationId) })
      }
    },
  }
}
