import type { Audit } from '../audit/audit.ts'
import type { Learners } from '../learners/learners.ts'
import type { NeedsConsent } from '../learners/visibility.ts'
import type { RequireRight } from '../organizations/rights.ts'
import type { Storage } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import { createGuardians, type Guardians } from './guardians.ts'
import { needsConsent } from './needs-consent.ts'
import { createPolicies, type Policies } from './policy.ts'
import { guardianshipTable, policyTable } from './tables.ts'

export interface Guardianship {
  readonly policies: Policies
  readonly guardians: Guardians
  readonly needsConsent: NeedsConsent
}

export interface GuardianshipDeps {
  readonly storage: Storage
  readonly world: World
  readonly audit: Audit
  readonly learners: Learners
  readonly requireRight: RequireRight
}

/** Guardians, what they and the young people themselves agreed to, and what follows from it. */
export function createGuardianship(deps: GuardianshipDeps): Guardianship {
  const { storage, world } = deps
  const policies = createPolicies({ ...deps, policies: storage.open(policyTable) })
  return {
    policies,
    guardians: createGuardians({ ...deps, guardianships: storage.open(guardianshipTable) }),
    async needsConsent(learner, purpose) {
      const policy = await policies.of(learner.organizationId)
      return needsConsent(learner, purpose, policy, timestamp(world.now()).slice(0, 10))
    },
  }
}
