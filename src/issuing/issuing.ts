import type { People } from '../accounts/people.ts'
import type { Achievements } from '../achievements/achievements.ts'
import type { AchievementVersion } from '../achievements/tables.ts'
import type { Audit } from '../audit/audit.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import type { FieldProblem } from '../errors.ts'
import type { AnyDuty } from '../jobs/worker.ts'
import type { Learners } from '../learners/learners.ts'
import type { Learner } from '../learners/tables.ts'
import type { Letters } from '../mail/letters.tsx'
import { awardLimits, createMailLimits } from '../mail/mail-limits.ts'
import type { Organizations } from '../organizations/organizations.ts'
import type { Storage } from '../storage/tables.ts'
import type { World } from '../world.ts'
import { createAddresseesOf, type AddresseeDeps, type AddresseeOf } from './addressee.ts'
import { createAwardBits } from './award-bits.ts'
import { createMakeAward, type MakeAward } from './award.ts'
import { createBatches, type Batches } from './batches/batches.ts'
import { tellingRows } from './batches/tell-rows.ts'
import { createChangeState, type ChangeState } from './change-state.ts'
import { createAwardAsDecided, type DecidedAward } from './award-as-decided.ts'
import { createClaimCodes, type ClaimCodes } from './claim-code.ts'
import { createClaims, type Claims } from './claim.ts'
import { createConsentGiven, waitingDuty, type ConsentGiven } from './consent-given.ts'
import { deliverDuty, resendDuty, unclearDuty } from './deliver.ts'
import type { SendAwardMail } from './mail-award.ts'
import { createCorrect, type Correct } from './correct.ts'
import { createFindAwards, type FindAwards } from './find-awards.ts'
import { createFinishCorrection, createSaysTheSame } from './finish-correction.ts'
import { createFinish, createUnsignedCredential } from './finish.ts'
import { correctDuty, finishDuty } from './finish-duties.ts'
import type { AcceptedEndorsements } from './endorsements.ts'
import { createForgetAwards, type ForgetAwards } from './forget.ts'
import { createCredentialFormats, type CredentialFormats } from './formats.ts'
import { createHandOut, type HandOut } from './hand-out.ts'
import { limitAwardMails } from './limit-mails.ts'
import { createListSigner } from './list-signer.ts'
import { statementProblems } from './sound-statement.ts'
import { createRecipients, type Recipients } from './recipients.ts'
import { createSignAsChosen } from './sign-as-chosen.ts'
import { createStatusLists, type StatusLists } from './status-lists.ts'
import { createUndoAward } from './undo.ts'
import {
  awardTable,
  signedStatusListTable,
  statusPlaceTable,
  statusListTable,
  type Award,
  type AwardStatement,
} from './tables.ts'
import type { SendReminderMail } from './unclaimed/duties.ts'
import { createUnclaimedAwards, type UnclaimedAwards } from './unclaimed/unclaimed.ts'

export interface Issuing extends FindAwards, HandOut {
  readonly award: MakeAward
  /**
   * Makes what staff decided before: when they printed a card, or approved a request. The right was asked for then, and
   * no right is asked for now, so only what was decided may be handed to it.
   */
  readonly awardAsDecided: (award: DecidedAward) => Promise<Award>
  /** Every fault of what would be said of an award, before it is made. */
  readonly statementProblems: (
    statement: AwardStatement,
    version: AchievementVersion,
  ) => readonly FieldProblem[]
  readonly claimCodes: ClaimCodes
  readonly correct: Correct
  readonly state: ChangeState
  readonly claims: Claims
  readonly batches: Batches
  readonly formats: CredentialFormats
  readonly statusLists: StatusLists
  readonly consentGiven: ConsentGiven
  readonly forgetAwards: ForgetAwards
  readonly addresseeOf: AddresseeOf
  readonly unclaimed: UnclaimedAwards
  readonly recipients: Recipients
  /** What the worker has to do for awards. */
  readonly duties: readonly AnyDuty[]
}

export interface IssuingDeps extends AddresseeDeps {
  readonly storage: Storage
  readonly world: World
  readonly audit: Audit
  readonly people: People
  readonly organizations: Organizations
  readonly learners: Learners
  readonly achievements: Achievements
  readonly identifiers: Identifiers
  readonly claimSecret: Uint8Array
  readonly identityHash: (email: string, salt: string) => string
  readonly sendAwardMail: SendAwardMail
  readonly sendReminder: SendReminderMail
  readonly previewMail: Letters['awardPreview']
  /** Whether a learner may be mailed at all: below the threshold it takes a consent. */
  readonly mayBeContacted: (learner: Learner) => Promise<boolean>
  readonly acceptedEndorsements: AcceptedEndorsements
  /** Told of a signature that failed; never gets what it was about. */
  readonly reportFault: (where: string, cause: unknown) => void
}

/** Awards: made, signed, delivered, claimed, revoked; and the status lists that say so. */
export function createIssuing(deps: IssuingDeps): Issuing {
  const { storage, world, organizations, learners, achievements } = deps
  const { requireRight, signingKeys, issueLog } = organizations
  const plainAwards = storage.open(awardTable)
  const awards = tellingRows(plainAwards, world.now)
  const claimCodes = createClaimCodes(deps.claimSecret)
  const statusLists = createStatusLists({
    world,
    setBits: createAwardBits(awards),
    signerOf: createListSigner({ ...deps, signingKeys, issueLog }, deps.identifiers.statusListUrl),
    places: storage.open(statusPlaceTable),
    lists: storage.open(statusListTable),
    signed: storage.open(signedStatusListTable),
  })
  const unsignedCredential = createUnsignedCredential(deps)
  const sign = createSignAsChosen({ organizations, signingKeys })
  const addresseesOf = createAddresseesOf(deps)
  const addresseeOf: AddresseeOf = async (learner) => (await addresseesOf(learner))[0]
  const signing = {
    ...deps,
    awards,
    unsignedCredential,
    sign,
    issueLog,
    statusLists,
    addresseeOf,
    addresseesOf,
  }
  const hasAddress = async ({ learnerId }: Award) => {
    const learner = await learners.byId(learnerId)
    return learner !== undefined && (await addresseeOf(learner)) !== undefined
  }
  const finish = createFinish(signing)
  const finishCorrection = createFinishCorrection({ ...signing, hasAddress })
  const saysTheSame = createSaysTheSame(unsignedCredential)
  /**
   * Named unless an organization leaves it out: its type is a term of 1EdTech's extensions context, and who does
   * not know that context takes none of these badges. The verifiers that we could try know it.
   */
  const namesRefresh = async (organizationId: string) =>
    (await organizations.byId(organizationId)).refreshService !== 'left-out'
  const mailLimits = createMailLimits(awardLimits, world.now)
  const unclaimed = createUnclaimedAwards({
    ...deps,
    awards,
    claimCodes,
    mailLimits,
    emailHash: deps.people.emailHash,
  })
  const inside = {
    namesRefresh,
    ...signing,
    requireRight,
    claimCodes,
    finish,
    finishCorrection,
    saysTheSame,
  }
  const formats = createCredentialFormats({ achievements, signingKeys, issueLog })
  const makeAward = createMakeAward(inside)
  const batches = createBatches({
    ...inside,
    plainAwards,
    makeAward,
    undoAward: createUndoAward(inside),
    isStopped: unclaimed.mailStops.isStopped,
    unclaimedPolicy: unclaimed.policies.of,
    statementProblems: (statement, version) => statementProblems(deps, statement, version),
  })
  const duties = {
    ...inside,
    mailStops: unclaimed.mailStops,
    isBatchUndone: batches.isUndone,
    endsAt: unclaimed.endsAt,
    formats,
    sendMail: deps.sendAwardMail,
  }

  return {
    award: limitAwardMails(makeAward, { requireRight, learners, addresseeOf, mailLimits }),
    consentGiven: createConsentGiven(inside),
    forgetAwards: createForgetAwards(inside),
    addresseeOf,
    awardAsDecided: createAwardAsDecided(inside),
    statementProblems: (statement, version) => statementProblems(deps, statement, version),
    claimCodes,
    correct: createCorrect(inside),
    state: createChangeState(inside),
    claims: createClaims({ ...inside, ...unclaimed }),
    batches,
    formats,
    statusLists,
    unclaimed,
    recipients: createRecipients(inside),
    duties: [
      finishDuty(duties),
      correctDuty(duties),
      waitingDuty(inside),
      unclearDuty(duties),
      resendDuty(duties),
      deliverDuty(duties),
      ...batches.duties,
      ...unclaimed.duties,
    ],
    ...createFindAwards(inside),
    ...createHandOut({ ...inside, mailLimits, mailStops: unclaimed.mailStops }),
  }
}
