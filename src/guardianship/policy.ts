import type { Audit } from '../audit/audit.ts'
import type { Caller } from '../caller.ts'
import type { RequireRight } from '../organizations/rights.ts'
import { Duplicate, type Table } from '../storage/tables.ts'
import type { GuardianshipPolicy, RetentionTimes, StoredPolicy } from './tables.ts'

/**
 * Thirteen is COPPA's age and the lowest of GDPR Article 8; eighteen that of FERPA and of most laws. What lets data out
 * takes a paper that staff saw for a child, since COPPA takes an e-mail with a confirmation only for what stays
 * inside (16 CFR 312.5(b)(2)).
 */
export const defaultPolicy: GuardianshipPolicy = {
  consentAge: 13,
  adultAge: 18,
  waits: 'known-minors',
  purposes: {
    'hold-badges': inside(),
    'be-contacted': inside(),
    'show-publicly': outside(),
    'show-evidence': outside(),
    'share-with-third-party': outside(),
  },
}

function inside() {
  return {
    guardianUntil: 'consent-age',
    leastForChild: 'school-authorised',
    leastForYouth: 'school-authorised',
  } as const
}

function outside() {
  return {
    guardianUntil: 'adult',
    leastForChild: 'paper-seen',
    leastForYouth: 'mail-plus',
  } as const
}

/**
 * The law wants times and no "for ever" (GDPR Article 5(1)(e); 16 CFR 312.10), and names none. A month is enough to mend
 * a list; a year, to come back after a summer; three years, to find a badge again at the end of a school.
 */
export const usualRetention: RetentionTimes = {
  sentInDays: 30,
  requestsDays: 30,
  applicationsDays: 90,
  leftMonths: 12,
  unclaimedMonths: 36,
  endedSharesMonths: 12,
}

export function retentionOf({ retention }: GuardianshipPolicy): RetentionTimes {
  return { ...usualRetention, ...retention }
}

export interface Policies {
  /** The policy of an organization, or the default. */
  of(organizationId: string): Promise<GuardianshipPolicy>
  /** For staff: as `of`. @throws WaymarkError not-found, not-allowed */
  read(caller: Caller, organizationId: string): Promise<GuardianshipPolicy>
  /** From now on; consents that were given stay. @throws WaymarkError not-found, not-allowed */
  change(
    caller: Caller,
    organizationId: string,
    policy: GuardianshipPolicy,
  ): Promise<GuardianshipPolicy>
}

interface Deps {
  readonly policies: Table<StoredPolicy>
  readonly requireRight: RequireRight
  readonly audit: Audit
}

export function createPolicies({ policies, requireRight, audit }: Deps): Policies {
  const of = async (organizationId: string) => {
    const policy = (await policies.get(organizationId))?.policy ?? defaultPolicy
    return { ...policy, retention: retentionOf(policy) }
  }

  /** Whoever says nothing of retention times leaves them as they are. */
  const keep = async (id: string, policy: GuardianshipPolicy): Promise<GuardianshipPolicy> => {
    const kept = await policies.change(id, (found) => ({
      id,
      policy: {
        ...policy,
        // Whoever does not know of a time that is newer than their program leaves it as it is.
        retention: { ...retentionOf(found.policy), ...policy.retention },
      },
    }))
    if (kept !== undefined) return kept.policy
    try {
      return (await policies.insert({ id, policy })).policy
    } catch (error) {
      if (!(error instanceof Duplicate)) throw error
      return keep(id, policy)
    }
  }

  return {
    of,
    async read(caller, organizationId) {
      await requireRight(caller, organizationId, 'organization.read')
      return of(organizationId)
    },
    async change(caller, organizationId, policy) {
      await requireRight(caller, organizationId, 'organization.change')
      const kept = await keep(organizationId, policy)
      await audit.record({
        owner: organizationId,
        actor: caller.accountId,
        act: 'guardianship.policy-changed',
        object: organizationId,
        facts: {
          consentAge: policy.consentAge,
          adultAge: policy.adultAge,
          waits: policy.waits,
          ...retentionOf(kept),
        },
      })
      return { ...kept, retention: retentionOf(kept) }
    },
  }
}
