import { createTickets } from './accounts/tickets.ts'
import { createAccounts, type Accounts } from './accounts/accounts.ts'
import { createAchievements, type Achievements } from './achievements/achievements.ts'
import { createPictures } from './achievements/pictures.ts'
import { createAudit, type Audit } from './audit/audit.ts'
import { createIdentifiers, type Identifiers } from './credentials/identifiers.ts'
import { identityHash } from './credentials/identity.ts'
import { generateKeyPair } from './credentials/keys.ts'
import { createAcceptedEndorsements, openEndorsements } from './ecosystem/accepted.ts'
import { createEndorsements, type Endorsements } from './ecosystem/endorsements.ts'
import { createResolveOwn } from './ecosystem/own-documents.ts'
import { createClaiming, type Claiming } from './claiming/claiming.ts'
import { claimGroups } from './claiming/groups.ts'
import {
  createGuardianship,
  createGuardianshipRules,
  type Guardianship,
} from './guardianship/guardianship.ts'
import { createMayShow } from './guardianship/may-show.ts'
import { drawArt } from '../templates/art/art.ts'
import { preparePicture } from './images/pictures.ts'
import { rasterize } from './images/rasterize.ts'
import { readQr } from './images/read-qr.ts'
import { createIssuing, type Issuing } from './issuing/issuing.ts'
import { createOwnDocuments, type OwnDocuments } from './issuing/own-documents.ts'
import { createWorker, type Worker } from './jobs/worker.ts'
import { createLearners, type Learners } from './learners/learners.ts'
import { standingOf } from './learners/standing.ts'
import type { Learner } from './learners/tables.ts'
import type { MayShow } from './learners/visibility.ts'
import { createLetters } from './mail/letters.tsx'
import type { Mailer } from './mail/mailer.ts'
import type { Network } from './network/guarded-fetch.ts'
import { createOrganizations, type Organizations } from './organizations/organizations.ts'
import { createSealing, type KeyEncryptionKeys } from './organizations/sealing.ts'
import { createPress } from './print/press.ts'
import { createOpenBadges2Export, type OpenBadges2Export } from './portfolio/open-badges-2.ts'
import { createLearnerShares } from './portfolio/learner-shares.ts'
import { openShares } from './portfolio/open-tables.ts'
import { ownAssertion, ownShare } from './portfolio/own-share.ts'
import { createPortfolio, type Portfolio } from './portfolio/portfolio.ts'
import { createTranscripts, type Transcripts } from './portfolio/transcripts.ts'
import type { Files } from './storage/files.ts'
import type { Storage } from './storage/tables.ts'
import type { Texts } from './text/text.ts'
import { createVerification, type Verification } from './verification/verification.ts'
import { createVcApi, type VcApi } from './protocols/vc-api/vc-api.ts'
import { timestamp, type World } from './world.ts'

/** Secrets of the installation, each 32 bytes. */
export interface Secrets {
  readonly keyEncryptionKeys: KeyEncryptionKeys
  readonly session: Uint8Array
  readonly tickets: Uint8Array
  readonly emailIndex: Uint8Array
}

/** What the services are built from; a test hands in its own time, chance and network. */
export interface Foundations {
  readonly identifierBase: string
  readonly secrets: Secrets
  readonly storage: Storage
  readonly files: Files
  readonly mailer: Mailer
  readonly network: Network
  readonly texts: Texts
  readonly world: World
  /** Told of a duty that failed; never gets what it was about. */
  readonly reportFault: (where: string, cause: unknown) => void
  /** Opens the VC-API's tenant for test suites. */
  readonly openTenant?: boolean
}

export interface Services {
  readonly world: World
  readonly identifiers: Identifiers
  readonly audit: Audit
  readonly accounts: Accounts
  readonly organizations: Organizations
  readonly learners: Learners
  readonly guardianship: Guardianship
  readonly achievements: Achievements
  readonly issuing: Issuing
  readonly mayShow: MayShow
  readonly isAdult: (learner: Learner) => boolean
  readonly portfolio: Portfolio
  readonly transcripts: Transcripts
  readonly claiming: Claiming
  readonly endorsements: Endorsements
  readonly documents: OwnDocuments
  readonly openBadges2: OpenBadges2Export
  readonly verification: Verification
  readonly vcApi: VcApi
  readonly worker: Worker
}

/** Builds every service in the order in which they stand on each other. Nothing is read or written yet. */
export function createServices(foundations: Foundations): Services {
  const { storage, files, world, secrets, texts, mailer, network } = foundations
  const identifiers = createIdentifiers(foundations.identifierBase)
  const letters = createLetters({ mailer, texts, base: identifiers.base })
  const tickets = createTickets(secrets.tickets, world.now)
  const audit = createAudit(storage, world)
  const accounts = createAccounts({
    storage,
    world,
    audit,
    emailSecret: secrets.emailIndex,
    answerSecret: secrets.session,
    tickets,
    sendSignInMail: letters.signIn,
  })
  const { people } = accounts
  const organizations = createOrganizations({
    storage,
    world,
    audit,
    people,
    tickets,
    identifiers,
    sealing: createSealing(secrets.keyEncryptionKeys, world.random),
    generateKeyPair,
    sendInvitationMail: letters.invitation,
  })
  const { requireRight } = organizations
  const shares = openShares(storage)
  const learners = createLearners({
    storage,
    world,
    audit,
    requireRight,
    emailHash: people.emailHash,
    async agesOf(organizationId) {
      const { consentAge, adultAge } = await rules.policies.of(organizationId)
      return { consent: consentAge, adult: adultAge }
    },
  })
  const rules = createGuardianshipRules({ storage, world, audit, people, learners, organizations })
  const today = () => timestamp(world.now()).slice(0, 10)
  const mayShow = createMayShow({ today })
  const isAdult = (learner: Learner) => standingOf(learner, today()) === 'adult'
  const pictures = createPictures({ files, world, preparePicture, rasterize, drawArt })
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
    mayBeContacted: async (learner) => !(await rules.needsConsent(learner, 'be-contacted')),
    acceptedEndorsements: createAcceptedEndorsements(stored),
    needsConsent: rules.needsConsent,
    guardianContact: rules.guardianContact,
    reportFault: foundations.reportFault,
  })
  const portfolio = createPortfolio({
    storage,
    shares,
    world,
    audit,
    issuing,
    learners,
    mayShow,
    relationTo: rules.guardians.relationTo,
    isAdult,
    identityHash,
  })
  const guardianship = createGuardianship({
    storage,
    world,
    audit,
    people,
    learners,
    organizations,
    rules,
    issuing,
    learnerShares: createLearnerShares({ shares, audit, world }),
    claimCodes: issuing.claimCodes,
    tickets,
    sendGuardianMail: letters.guardian,
    sendConsentMail: letters.consent,
    reportFault: foundations.reportFault,
  })
  const claiming = createClaiming({
    ...createPress(texts.textFor),
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
    base: identifiers.base,
    reportFault: foundations.reportFault,
  })
  const transcripts = createTranscripts({
    portfolio,
    issuing,
    organizations,
    identifiers,
    world,
    mayShow,
    async wordsFor(accountId) {
      const account = await people.byId(accountId)
      const text = texts.textFor(account?.language === 'es' ? 'es' : 'en')
      return { name: text('transcript.name'), description: text('transcript.description') }
    },
  })
  const documents = createOwnDocuments({ organizations, achievements, issuing, identifiers })
  const openBadges2 = createOpenBadges2Export({ portfolio, issuing, identifiers })
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
  const verification = createVerification({
    now: world.now,
    network,
    resolveOwn: async (address) =>
      (await vcApi.resolveList(address)) ??
      (await resolveOwn(address)) ??
      ownAssertion(address, { identifiers, openBadges2 }),
    ownShare: (address) => ownShare(address, { identifiers, portfolio, issuing, openBadges2 }),
    readQr,
    inIssueLog: async (text) => (await organizations.issueLog.find(text)) !== undefined,
    revocationReason: (credentialId) => reasonOf(credentialId, { identifiers, issuing }),
  })
  const duties = [...issuing.duties, ...learners.duties, ...claiming.duties, ...guardianship.duties]
  const worker = createWorker(duties, {
    now: world.now,
    report: foundations.reportFault,
  })
  return {
    world,
    identifiers,
    audit,
    accounts,
    organizations,
    learners,
    guardianship,
    achievements,
    issuing,
    mayShow,
    isAdult,
    portfolio,
    transcripts,
    claiming,
    endorsements,
    documents,
    openBadges2,
    verification,
    vcApi,
    worker,
  }
}

async function reasonOf(
  credentialId: string,
  { identifiers, issuing }: Pick<Services, 'identifiers' | 'issuing'>,
): Promise<string | undefined> {
  const named = identifiers.parse(credentialId)
  if (named?.kind !== 'credential') return undefined
  return (await issuing.byCredential(named.credentialId))?.stateReason
}
