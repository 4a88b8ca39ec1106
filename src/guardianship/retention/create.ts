import type { AnyDuty } from '../../jobs/worker.ts'
import type { Issuing } from '../../issuing/issuing.ts'
import type { Learners } from '../../learners/learners.ts'
import type { Organizations } from '../../organizations/organizations.ts'
import type { Outbox } from '../../mail/outbox.ts'
import type { Portfolio } from '../../portfolio/portfolio.ts'
import type { Storage } from '../../storage/tables.ts'
import type { GuardianshipRules } from '../guardianship.ts'
import { createRemoval, type Removal, type RemovalDeps } from '../removal/removal.ts'
import { retentionRoundTable } from '../tables.ts'
import { retentionDuty, type RetentionDeps } from './retention.ts'

interface Deps
  extends
    Pick<
      RemovalDeps,
      | 'audit'
      | 'world'
      | 'reportFault'
      | 'forgetClaims'
      | 'forgetEndorsements'
      | 'forgetApplications'
    >,
    Pick<RetentionDeps, 'forgetRequests' | 'forgetOldApplications'> {
  readonly storage: Storage
  readonly learners: Learners
  readonly issuing: Issuing
  readonly organizations: Organizations
  readonly rules: GuardianshipRules
  readonly portfolio: Pick<Portfolio, 'forgetShares' | 'forgetEndedShares'>
  readonly outbox: Outbox
}

/** Who is removed because somebody asked, and what goes because its time is over. */
export function createRemovalAndRetention(deps: Deps): {
  readonly removal: Removal
  readonly duties: readonly AnyDuty[]
} {
  const { storage, learners, issuing, organizations, rules, portfolio } = deps
  const { forget: forgetRows } = issuing.batches
  const removal = createRemoval({
    ...deps,
    requireRight: organizations.requireRight,
    forgetAwards: issuing.forgetAwards,
    forgetShares: portfolio.forgetShares,
    forgetGuardians: rules.forgetGuardians,
    forgetInRosters: learners.imports.forget,
    forgetRows,
  })
  const retention = retentionDuty({
    ...deps,
    ...rules,
    removal,
    forgetRows,
    forgetEndedShares: portfolio.forgetEndedShares,
    rounds: storage.open(retentionRoundTable),
  })
  return { removal, duties: [removal.duty, retention] }
}
