import type { Accounts } from './accounts/accounts.ts'
import type { Achievements } from './achievements/achievements.ts'
import type { Applications } from './applications/applications.ts'
import type { Audit } from './audit/audit.ts'
import type { Claiming } from './claiming/claiming.ts'
import {
  createAccountDeletion,
  type AccountDeletion,
  type Belonging,
} from './guardianship/account-deletion/deletion.ts'
import { createLeaveChildren, createLeavePlaces } from './guardianship/account-deletion/leave.ts'
import type { Guardianship } from './guardianship/guardianship.ts'
import type { Removal } from './guardianship/removal/removal.ts'
import type { Learners } from './learners/learners.ts'
import type { Outbox } from './mail/outbox.ts'
import type { Organizations } from './organizations/organizations.ts'
import type { Imports } from './portfolio/imports.ts'
import type { PortfolioPages } from './portfolio/portfolio-pages/portfolio-pages.ts'
import type { Portfolio } from './portfolio/portfolio.ts'
import type { World } from './world.ts'

interface Deps {
  readonly accounts: Accounts
  readonly organizations: Organizations
  readonly learners: Learners
  readonly achievements: Achievements
  readonly portfolio: Portfolio
  readonly portfolioPages: PortfolioPages
  readonly imports: Imports
  readonly guardianship: Guardianship
  readonly claiming: Claiming
  readonly applications: Applications
  readonly removal: Removal
  readonly outbox: Outbox
  readonly audit: Audit
  readonly world: World
  readonly reportFault: (where: string, cause: unknown) => void
}

/**
 * What belongs to an account, and goes when its person deletes it. Whatever is stored under the id of an account joins
 * here; `test/accounts/deletion.test.ts` plants something of each and looks for it afterwards.
 */
function belongingsOfAccounts(deps: Deps): readonly Belonging[] {
  const { accounts, achievements, portfolio, imports, claiming, applications } = deps
  const leaving = {
    ...deps,
    ...deps.guardianship,
    people: accounts.people,
    forgetShares: portfolio.forgetShares,
  }
  return [
    { name: 'ways in', forget: accounts.leaving.forgetWaysIn },
    { name: 'links to badges', forget: (one) => portfolio.forgetSharesOfAccount(one.accountId) },
    {
      name: 'portfolio pages',
      forget: (one) => deps.portfolioPages.forgetAccount(one.accountId),
    },
    { name: 'badges of other services', forget: (one) => imports.forgetAll(one.accountId) },
    { name: 'drafts of badges', forget: (one) => achievements.unsaved.forget(one.accountId) },
    { name: 'requests by class links', forget: (one) => claiming.forget.ofAccount(one.accountId) },
    { name: 'applications', forget: (one) => applications.forget.ofAccount(one.accountId, one) },
    { name: 'children', forget: createLeaveChildren(leaving) },
    { name: 'records of places', forget: createLeavePlaces(leaving) },
    { name: 'mails that lie as files', forget: (one) => forgetMails(deps.outbox, one.email) },
    // Left before the account goes; once more for whoever took up an invitation in that moment.
    {
      name: 'places among staff',
      forget: (one) => deps.organizations.staff.leaveAll(one.accountId),
    },
  ]
}

async function forgetMails(outbox: Outbox, address: string): Promise<void> {
  if (address !== '') await outbox.forget({ keys: [], address })
}

/** Deleting an account, with all that belongs to it. */
export function createDeletionOfAccounts(deps: Deps): AccountDeletion {
  const { guardians } = deps.guardianship
  return createAccountDeletion({ ...deps, guardians, belongings: belongingsOfAccounts(deps) })
}
