import type { Achievements } from './achievements/achievements.ts'
import { createApplications, type Applications } from './applications/applications.ts'
import { createDeletionOfAccounts } from './belongings.ts'
import { createClaiming, type Claiming } from './claiming/claiming.ts'
import { claimGroups } from './claiming/groups.ts'
import type { Endorsements } from './ecosystem/endorsements.ts'
import type { Foundations } from './foundations.ts'
import type { AccountDeletion } from './guardianship/account-deletion/deletion.ts'
import { createGuardianship, type Guardianship } from './guardianship/guardianship.ts'
import type { Removal } from './guardianship/removal/removal.ts'
import { createRemovalAndRetention } from './guardianship/retention/create.ts'
import { prepareEvidence } from './images/evidence.ts'
import type { Issuing } from './issuing/issuing.ts'
import type { AnyDuty } from './jobs/worker.ts'
import type { MayShow } from './learners/visibility.ts'
import type { createPeopleServices } from './people-services.ts'
import type { Imports } from './portfolio/imports.ts'
import { createLearnerShares } from './portfolio/learner-shares.ts'
import type { openShares } from './portfolio/open-tables.ts'
import type { PortfolioPages } from './portfolio/portfolio-pages/portfolio-pages.ts'
import type { Portfolio } from './portfolio/portfolio.ts'
import type { createPress } from './print/press.ts'

export interface LearnerServices {
  readonly guardianship: Guardianship
  readonly claiming: Claiming
  readonly applications: Applications
  readonly removal: Removal
  readonly accountDeletion: AccountDeletion
}

interface Deps {
  readonly foundations: Foundations
  readonly there: ReturnType<typeof createPeopleServices>
  readonly press: ReturnType<typeof createPress>
  readonly shares: ReturnType<typeof openShares>
  readonly mayShow: MayShow
  readonly achievements: Achievements
  readonly issuing: Issuing
  readonly portfolio: Portfolio
  readonly portfolioPages: PortfolioPages
  readonly imports: Imports
  readonly endorsements: Endorsements
  /** Markdown as paragraphs without marks, for paper. */
  readonly paragraphsOf: (markdown: string) => readonly string[]
}

/** How learners come to badges and who decides for them, and how people go: by removal, with time, or by themselves. */
export function createLearnerServices(
  deps: Deps,
): LearnerServices & { readonly duties: readonly AnyDuty[] } {
  const { foundations, press, mayShow, achievements, issuing, portfolio, endorsements } = deps
  const { storage, files, world, reportFault } = foundations
  const { identifiers, letters, tickets, audit, accounts, organizations, learners, rules } =
    deps.there
  const { people } = accounts
  const { base } = identifiers
  const { outbox } = foundations.mailer
  const guardianship = createGuardianship({
    ...press,
    mayShow,
    base,
    storage,
    world,
    audit,
    people,
    learners,
    organizations,
    rules,
    issuing,
    learnerShares: createLearnerShares({ shares: deps.shares, audit, world }),
    claimCodes: issuing.claimCodes,
    tickets,
    sendGuardianMail: letters.guardian,
    sendConsentMail: letters.consent,
    reportFault,
  })
  const claiming = createClaiming({
    ...press,
    storage,
    world,
    audit,
    organizations,
    learners,
    achievements,
    issuing,
    groups: claimGroups(learners.groups),
    guardians: rules.guardians,
    mayShow,
    base,
    reportFault,
  })
  const applications = createApplications({
    storage,
    files,
    world,
    audit,
    people,
    organizations,
    learners,
    achievements,
    issuing,
    guardians: rules.guardians,
    rules,
    mayShow,
    isPaused: portfolio.isPaused,
    prepareEvidence,
    sendMail: letters.application,
    drawApplyPoster: press.drawApplyPoster,
    paragraphsOf: deps.paragraphsOf,
    base,
    reportFault,
  })
  const { removal, duties: removalDuties } = createRemovalAndRetention({
    storage,
    world,
    audit,
    learners,
    issuing,
    organizations,
    rules,
    portfolio,
    outbox,
    forgetClaims: claiming.forget.of,
    forgetRequests: claiming.forget.before,
    forgetApplications: applications.forget,
    forgetOldApplications: applications.forget.before,
    forgetEndorsements: async (id) => endorsements.forgetCredential(identifiers.credentialUrl(id)),
    reportFault,
  })
  const accountDeletion = createDeletionOfAccounts({
    ...{ accounts, organizations, learners, portfolio, achievements, claiming, applications },
    ...{ guardianship, removal, audit, world, outbox, reportFault },
    imports: deps.imports,
    portfolioPages: deps.portfolioPages,
  })
  return {
    guardianship,
    claiming,
    applications,
    removal,
    accountDeletion,
    duties: [
      ...claiming.duties,
      ...applications.duties,
      ...guardianship.duties,
      ...removalDuties,
      accountDeletion.duty,
    ],
  }
}
