import type { Audit } from '../../audit/audit.ts'
import type { Caller } from '../../caller.ts'
import type { RequireRight } from '../../organizations/rights.ts'
import { Duplicate, type Table } from '../../storage/tables.ts'
import type { StoredUnclaimedPolicy, UnclaimedPolicy } from './tables.ts'

export interface UnclaimedPolicies {
  /** The policy of an organization, or the default: no reminder by itself, and no end. */
  of(organizationId: string): Promise<UnclaimedPolicy>
  /** @throws WaymarkError not-found, not-allowed */
  read(caller: Caller, organizationId: string): Promise<UnclaimedPolicy>
  /** Holds at once, for what waits already too. @throws WaymarkError not-found, not-allowed */
  change(caller: Caller, organizationId: string, policy: UnclaimedPolicy): Promise<UnclaimedPolicy>
  /** Those of organizations that remind by themselves. */
  reminding(after?: string): Promise<{ rows: readonly StoredUnclaimedPolicy[]; next?: string }>
}

interface Deps {
  readonly policies: Table<StoredUnclaimedPolicy, 'byReminding'>
  readonly requireRight: RequireRight
  readonly audit: Audit
}

/** A mail says that the badge waits; whoever wants an end says so. */
const usual: UnclaimedPolicy = { remindAfterDays: 0, expireAfterDays: 0 }

export function createUnclaimedPolicies({
  policies,
  requireRight,
  audit,
}: Deps): UnclaimedPolicies {
  const of: UnclaimedPolicies['of'] = async (organizationId) => {
    const { remindAfterDays, expireAfterDays } = (await policies.get(organizationId)) ?? usual
    return { remindAfterDays, expireAfterDays }
  }

  const keep = async (id: string, policy: UnclaimedPolicy): Promise<void> => {
    if ((await policies.change(id, () => ({ id, ...policy }))) !== undefined) return
    try {
      await policies.insert({ id, ...policy })
    } catch (error) {
      if (!(error instanceof Duplicate)) throw error
      await keep(id, policy)
    }
  }

  return {
    of,
    async read(caller, organizationId) {
      await requireRight(caller, organizationId, 'award.read')
      return of(organizationId)
    },
    async change(caller, organizationId, policy) {
      await requireRight(caller, organizationId, 'organization.change')
      await keep(organizationId, policy)
      await audit.record({
        owner: organizationId,
        actor: caller.accountId,
        act: 'unclaimed.policy-changed',
        object: organizationId,
        facts: { ...policy },
      })
      return policy
    },
    reminding: (after) =>
      policies.find({
        index: 'byReminding',
        from: 1,
        limit: 100,
        ...(after === undefined ? {} : { after }),
      }),
  }
}
