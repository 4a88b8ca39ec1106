import type { People } from '../accounts/people.ts'
import type { Achievements } from '../achievements/achievements.ts'
import type { Audit } from '../audit/audit.ts'
import type { Guardians } from '../guardianship/guardians.ts'
import type { GuardianshipRules } from '../guardianship/guardianship.ts'
import type { Issuing } from '../issuing/issuing.ts'
import type { AnyDuty } from '../jobs/worker.ts'
import type { Learners } from '../learners/learners.ts'
import type { MayShow } from '../learners/visibility.ts'
import { applicationLimits, createMailLimits } from '../mail/mail-limits.ts'
import type { Organizations } from '../organizations/organizations.ts'
import type { Files } from '../storage/files.ts'
import type { Storage } from '../storage/tables.ts'
import type { World } from '../world.ts'
import { createDesk, type Desk } from './desk.ts'
import { createReadEvidence, type ReadEvidence } from './evidence.ts'
import { finishApprovalsDuty } from './finish-approval.ts'
import { createForgetApplications, type ForgetApplications } from './forget.ts'
import { createHandedInFiles, type PreparedFile } from './handed-in.ts'
import { createOpenings, type Openings } from './openings.ts'
import { createOwnApplications, type OwnApplications } from './own-applications.ts'
import { createPrintPoster, type PosterDeps, type PrintPoster } from './poster.ts'
import { applicationTable, openingTable } from './tables.ts'
import { tellApplicantsDuty, type SendApplicationMail } from './tell-applicants.ts'
import { knownAt, type Known } from './who-applies.ts'
import { createWhoIsTold } from './who-is-told.ts'
import { createWhoseIs } from './whose.ts'

/** Learners ask for a badge and show why; staff approve, send back or decline. */
export interface Applications {
  readonly openings: Openings
  readonly own: OwnApplications
  readonly desk: Desk
  readonly poster: PrintPoster
  readonly readEvidence: ReadEvidence
  /** Whom of an account an organization knows: itself, and its children. */
  knownAt(accountId: string, organizationId: string): Promise<Known>
  readonly forget: ForgetApplications
  readonly duties: readonly AnyDuty[]
}

export interface ApplicationsDeps {
  readonly storage: Storage
  readonly files: Files
  readonly world: World
  readonly audit: Audit
  readonly people: Pick<People, 'byId'>
  readonly organizations: Pick<Organizations, 'byId' | 'requireRight'>
  readonly learners: Learners
  readonly achievements: Achievements
  readonly issuing: Issuing
  readonly guardians: Guardians
  readonly rules: Pick<GuardianshipRules, 'needsConsent' | 'guardianContacts'>
  readonly mayShow: MayShow
  readonly isPaused: (learnerId: string) => Promise<boolean>
  /** Makes a file fit to be kept: a picture or a PDF. */
  readonly prepareEvidence: (bytes: Uint8Array) => Promise<PreparedFile>
  readonly sendMail: SendApplicationMail
  readonly drawApplyPoster: PosterDeps['drawApplyPoster']
  readonly paragraphsOf: PosterDeps['paragraphsOf']
  readonly base: string
  readonly reportFault: (where: string, cause: unknown) => void
}

export function createApplications(deps: ApplicationsDeps): Applications {
  const { storage, organizations, issuing, guardians, rules, world } = deps
  const { requireRight } = organizations
  const { relationTo } = guardians
  const applications = storage.open(applicationTable)
  const handedIn = createHandedInFiles(deps)
  const whoseIs = createWhoseIs({ ...deps, relationTo })
  const whoIsTold = createWhoIsTold({ ...deps, ...rules, whoseIs })
  const openings = createOpenings({
    ...{ ...deps, requireRight, claimCodes: issuing.claimCodes },
    openings: storage.open(openingTable),
  })
  const inside = { ...deps, requireRight, applications, handedIn, whoseIs, whoIsTold, openings }
  return {
    openings,
    own: createOwnApplications(inside),
    desk: createDesk({ ...inside, mailLimits: createMailLimits(applicationLimits, world.now) }),
    poster: createPrintPoster(inside),
    readEvidence: createReadEvidence(inside),
    knownAt: (accountId, organizationId) => knownAt(deps, accountId, organizationId),
    forget: createForgetApplications(inside),
    duties: [
      finishApprovalsDuty(inside),
      tellApplicantsDuty({ ...inside, mailStops: issuing.unclaimed.mailStops }),
    ],
  }
}
