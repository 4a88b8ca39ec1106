import type { Accounts } from './accounts/accounts.ts'
import { createAchievements, type Achievements } from './achievements/achievements.ts'
import type { DrawBadge } from './achievements/art-routes.ts'
import { createPictures } from './achievements/pictures.ts'
import type { Audit } from './audit/audit.ts'
import type { Identifiers } from './credentials/identifiers.ts'
import { identityHash } from './credentials/identity.ts'
import { createAcceptedEndorsements, openEndorsements } from './ecosystem/accepted.ts'
import { createEndorsements, type Endorsements } from './ecosystem/endorsements.ts'
import { createResolveOwn } from './ecosystem/own-documents.ts'
import type { Foundations } from './foundations.ts'
import { createMayShow } from './guardianship/may-show.ts'
import { markdownToParagraphs } from '../templates/markdown.tsx'
import { drawArt } from '../templates/art/art.ts'
import { contourLines } from '../templates/art/map.tsx'
import { preparePicture } from './images/pictures.ts'
import { rasterize } from './images/rasterize.ts'
import { createIssuing, type Issuing } from './issuing/issuing.ts'
import { createOwnDocuments, type OwnDocuments } from './issuing/own-documents.ts'
import { createWorker, type Worker } from './jobs/worker.ts'
import { createLearnerServices, type LearnerServices } from './learner-services.ts'
import type { Learners } from './learners/learners.ts'
import { standingOf } from './learners/standing.ts'
import type { Learner } from './learners/tables.ts'
import type { MayShow } from './learners/visibility.ts'
import type { Organizations } from './organizations/organizations.ts'
import { createPeopleServices } from './people-services.ts'
import { createPortfolioServices, type PortfolioServices } from './portfolio-services.ts'
import { createDrawBadge } from './draw-badge.ts'
import { createPress } from './print/press.ts'
import { createImports, type Imports } from './portfolio/imports.ts'
import { openImported, openShares } from './portfolio/open-tables.ts'
import type { Verification } from './verification/verification.ts'
import type { Receipts } from './verification/receipts/receipts.ts'
import { createOwnReceipts, createOwnVerification } from './verify-own.ts'
import { createVcApi, type VcApi } from './protocols/vc-api/vc-api.ts'
import { timestamp, type World } from './world.ts'

export interface Services extends PortfolioServices, LearnerServices {
  readonly world: World
  readonly identifiers: Identifiers
  readonly audit: Audit
  readonly accounts: Accounts
  readonly organizations: Organizations
  readonly learners: Learners
  readonly achievements: Achievements
  readonly drawBadge: DrawBadge
  readonly issuing: Issuing
  readonly mayShow: MayShow
  readonly isAdult: (learner: Learner) => boolean
  readonly imports: Imports
  readonly endorsements: Endorsements
  readonly documents: OwnDocuments
  readonly verification: Verification
  readonly receipts: Receipts
  readonly vcApi: VcApi
  readonly worker: Worker
}

/** Builds every service in the order in which they stand on each other. Nothing is read or written yet. */
export function createServices(foundations: Foundations): Services {
  const { storage, files, world, secrets, texts, network } = foundations
  const there = createPeopleServices(foundations)
  const { identifiers, letters, audit, accounts, organizations, learners, rules } = there
  const { people } = accounts
  const { requireRight } = organizations
  const shares = openShares(storage)
  const imported = openImported(storage)
  const today = () => timestamp(world.now()).slice(0, 10)
  const mayShow = createMayShow({ today })
  const isAdult = (learner: Learner) => standingOf(learner, today()) === 'adult'
  const press = createPress(texts.textFor)
  const drawBadge = createDrawBadge(press)
  const pictures = createPictures({ files, world, preparePicture, rasterize, drawArt, drawBadge })
  const achievements = createAchievements({
    storage,
    world,
    audit,
    requireRight,
    pictures,
    identifiers,
    organization: organizations.byId,
  })
  const stored = openEndorsements(storage)
  const issuing = createIssuing({
    storage,
    world,
    audit,
    people,
    organizations,
    learners,
    achievements,
    identifiers,
    claimSecret: secrets.tickets,
    identityHash,
    sendAwardMail: letters.award,
    sendReminder: letters.reminder,
    previewMail: letters.awardPreview,
    mayBeContacted: async (learner) => !(await rules.needsConsent(learner, 'be-contacted')),
    acceptedEndorsements: createAcceptedEndorsements(stored),
    needsConsent: rules.needsConsent,
    guardianContacts: rules.guardianContacts,
    reportFault: foundations.reportFault,
  })
  const portfolioServices = createPortfolioServices({
    ...{ foundations, there, press, contourLines, shares, imported, achievements, issuing },
    ...{ mayShow, isAdult },
  })
  const { portfolio, openBadges2 } = portfolioServices
  const { refreshed } = portfolio
  const documents = createOwnDocuments({
    ...{ organizations, achievements, issuing, identifiers, refreshed },
  })
  const endorsements = createEndorsements({
    storage,
    endorsements: stored,
    world,
    audit,
    achievements,
    organizations,
    issuing,
    identifiers,
  })
  const resolveOwn = createResolveOwn({ documents, endorsements, identifiers })
  const vcApi = createVcApi({
    storage,
    world,
    audit,
    organizations,
    identifiers,
    network,
    resolveOwn,
    openTenant: foundations.openTenant ?? false,
  })
  const verification = createOwnVerification({
    ...foundations,
    ...{ organizations, issuing, portfolio, identifiers, openBadges2, resolveOwn, vcApi },
    openImported: portfolioServices.openImported,
  })
  const imports = createImports({
    ...imported,
    world,
    verification,
    network,
    identifiers,
    pictures,
    removeFile: files.remove,
    closeShares: portfolio.closeSharesOfImport,
    emailOf: async (accountId) => (await people.byId(accountId))?.email,
  })
  const { duties, ...withLearners } = createLearnerServices({
    ...{ foundations, there, press, shares, mayShow, achievements, issuing, portfolio, imports },
    ...{ endorsements, portfolioPages: portfolioServices.portfolioPages },
    paragraphsOf: markdownToParagraphs,
  })
  const worker = createWorker(
    [...accounts.duties, ...issuing.duties, ...learners.duties, ...duties],
    {
      now: world.now,
      report: foundations.reportFault,
    },
  )
  return {
    world,
    identifiers,
    audit,
    accounts,
    organizations,
    learners,
    ...withLearners,
    achievements,
    drawBadge,
    issuing,
    mayShow,
    isAdult,
    ...portfolioServices,
    imports,
    endorsements,
    documents,
    verification,
    receipts: createOwnReceipts({ world, organizations, identifiers }),
    vcApi,
    worker,
  }
}
