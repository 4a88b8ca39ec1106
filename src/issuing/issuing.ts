import type { People } from '../accounts/people.ts'
import type { Achievements } from '../achievements/achievements.ts'
import type { Audit } from '../audit/audit.ts'
import type { Caller } from '../caller.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import { WaymarkError } from '../errors.ts'
import type { AnyDuty } from '../jobs/worker.ts'
import type { Learners } from '../learners/learners.ts'
import type { Learner } from '../learners/tables.ts'
import { awardLimits, createMailLimits } from '../mail/mail-limits.ts'
import type { Organizations } from '../organizations/organizations.ts'
import type { Page, Storage } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import { createAddresseeOf, type AddresseeDeps, type AddresseeOf } from './addressee.ts'
import { createAwardBits } from './award-bits.ts'
import { createMakeAward, type MakeAward } from './award.ts'
import { createBatches, type Batches } from './batches/batches.ts'
import { tellingRows } from './batches/tell-rows.ts'
import { createChangeState, type ChangeState } from './change-state.ts'
import { createAwardAsDecided, type DecidedAward } from './award-as-decided.ts'
import { createClaimCodes, type ClaimCodes } from './claim-code.ts'
import { createClaims, type Claims } from './claim.ts'
import { createConsentGiven, waitingDuty, type ConsentGiven } from './consent-given.ts'
import { deliverDuty, resendDuty, unclearDuty, type SendAwardMail } from './deliver.ts'
import { createCorrect, type Correct } from './correct.ts'
import { createFinishCorrection, createSaysTheSame } from './finish-correction.ts'
import { createFinish, createUnsignedCredential } from './finish.ts'
import { correctDuty, finishDuty } from './finish-duties.ts'
import type { AcceptedEndorsements } from './endorsements.ts'
import { createForgetAwards, type ForgetAwards } from './forget.ts'
import { createCredentialFormats, type CredentialFormats } from './formats.ts'
import { limitAwardMails } from './limit-mails.ts'
import { isSigned } from './is-signed.ts'
import { isClaimed } from './present.ts'
import { createListSigner } from './list-signer.ts'
import { statementProblems } from './sound-statement.ts'
import { createSignAsChosen } from './sign-as-chosen.ts'
import { createStatusLists, type StatusLists } from './status-lists.ts'
import { createUndoAward } from './undo.ts'
import {
  awardTable,
  signedStatusListTable,
  statusPlaceTable,
  statusListTable,
  type Award,
  type AwardState,
} from './tables.ts'
import type { SendReminderMail } from './unclaimed/duties.ts'
import { createUnclaimedAwards, type UnclaimedAwards } from './unclaimed/unclaimed.ts'

const restBetweenMails = 600

export interface AwardQuery {
  readonly state?: AwardState
  readonly after?: string
}

export interface Issuing {
  readonly award: MakeAward
  /**
   * Makes what staff decided before: when they printed a card, or approved a request. The right was asked for then, and
   * no right is asked for now, so only what was decided may be handed to it.
   */
  readonly awardAsDecided: (award: DecidedAward) => Promise<Award>
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
  /** Newest first, fifty a page. */
  list(caller: Caller, organizationId: string, query: AwardQuery): Promise<Page<Award>>
  read(caller: Caller, organizationId: string, awardId: string): Promise<Award>
  /** The code of a signed award to a learner without an address, for staff to hand out; undefined once it was used. */
  claimCode(caller: Caller, organizationId: string, awardId: string): Promise<string | undefined>
  /** Mails the award again, to another address where the learner's was wrong. @throws WaymarkError conflict when there is no address, mails-stopped, too-many-requests soon after */
  mailAgain(caller: Caller, organizationId: string, awardId: string, email?: string): Promise<Award>
  byId(awardId: string): Promise<Award | undefined>
  byCredential(credentialId: string): Promise<Award | undefined>
  /** The award of a refresh address; undefined before it is signed. */
  byRefresh(refreshId: string): Promise<Award | undefined>
  /** Newest first, without those that were undone before anybody was told. */
  ofLearner(learnerId: string): Promise<readonly Award[]>
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
  /** Whether a learner may be mailed at all: below the threshold it takes a consent. */
  readonly mayBeContacted: (learner: Learner) => Promise<boolean>
  readonly acceptedEndorsements: AcceptedEndorsements
  /** Told of a signature that failed; never gets what it was about. */
  readonly reportFault: (where: string, cause: unknown) => void
}

/** Nobody's mailbox is flooded by somebody who presses the button. `deliveryDueAt` is about when it was mailed last. */
function requireRestAfter({ delivery, deliveryDueAt }: Award, now: Date): void {
  const seconds = Math.ceil((Date.parse(deliveryDueAt) - now.getTime()) / 1000) + restBetweenMails
  if (delivery === 'sent' && seconds > 0) {
    throw new WaymarkError('too-many-requests', { retryAfter: seconds, values: { seconds } })
  }
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
  const addresseeOf = createAddresseeOf(deps)
  const signing = {
    ...deps,
    awards,
    unsignedCredential,
    sign,
    issueLog,
    statusLists,
    addresseeOf,
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
    statementProblems: (statement, version) => statementProblems(deps, statement, version),
  })
  const duties = {
    ...inside,
    mailStops: unclaimed.mailStops,
    endsAt: unclaimed.endsAt,
    formats,
    sendMail: deps.sendAwardMail,
  }

  const own = async (organizationId: string, awardId: string) => {
    const award = await awards.get(awardId)
    if (award?.organizationId !== organizationId) throw new WaymarkError('not-found')
    return award
  }

  return {
    award: limitAwardMails(makeAward, { requireRight, learners, addresseeOf, mailLimits }),
    consentGiven: createConsentGiven(inside),
    forgetAwards: createForgetAwards(inside),
    addresseeOf,
    awardAsDecided: createAwardAsDecided(inside),
    claimCodes,
    correct: createCorrect(inside),
    state: createChangeState(inside),
    claims: createClaims({ ...inside, ...unclaimed }),
    batches,
    formats,
    statusLists,
    unclaimed,
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
    async list(caller, organizationId, { state, after }) {
      await requireRight(caller, organizationId, 'award.read')
      const paging = {
        order: 'descending',
        limit: 50,
        ...(after === undefined ? {} : { after }),
      } as const
      return state === undefined
        ? awards.find({ index: 'byOrganization', equals: { organizationId }, ...paging })
        : awards.find({
            index: 'byOrganizationState',
            equals: { organizationId, state },
            ...paging,
          })
    },
    async read(caller, organizationId, awardId) {
      await requireRight(caller, organizationId, 'award.read')
      return own(organizationId, awardId)
    },
    async claimCode(caller, organizationId, awardId) {
      await requireRight(caller, organizationId, 'award.make')
      const award = await own(organizationId, awardId)
      const learner = await learners.byId(award.learnerId)
      const isThere = award.claimKind === 'code' && isSigned(award) && award.undoneAt === undefined
      const waits = isThere && !isClaimed(award, learner)
      return waits ? claimCodes.code(award.id) : undefined
    },
    async mailAgain(caller, organizationId, awardId, email) {
      await requireRight(caller, organizationId, 'award.make')
      const award = await own(organizationId, awardId)
      if (email !== undefined) {
        await learners.mendAddress(caller, organizationId, award.learnerId, email)
      }
      const learner = await learners.byId(award.learnerId)
      const addressee = learner && (await addresseeOf(learner))
      if (addressee === undefined || award.state !== 'issued') throw new WaymarkError('conflict')
      if (await unclaimed.mailStops.isStopped(organizationId, addressee.email)) {
        throw new WaymarkError('mails-stopped')
      }
      const deliveryDueAt = timestamp(world.now())
      if (award.delivery === 'due' || award.delivery === 'sending') return award
      const changed = await mailLimits.counted(organizationId, addressee.email, async () =>
        awards.change(awardId, (found) => {
          if (found.delivery === 'due' || found.delivery === 'sending') return undefined
          requireRestAfter(found, world.now())
          const { announces: _told, ...rest } = found
          return { ...rest, delivery: 'due', deliveryDueAt, deliveryAttempts: 0 }
        }),
      )
      return changed ?? award
    },
    byId: (awardId) => awards.get(awardId),
    async byCredential(credentialId) {
      const { rows } = await awards.find({
        index: 'byCredential',
        equals: { credentialId },
        limit: 1,
      })
      return rows[0]
    },
    async byRefresh(refreshId) {
      const { rows } = await awards.find({ index: 'byRefresh', equals: { refreshId }, limit: 1 })
      return rows.find(isSigned)
    },
    async ofLearner(learnerId) {
      const { rows } = await awards.find({
        index: 'byLearner',
        equals: { learnerId },
        order: 'descending',
        limit: 1000,
      })
      return rows.filter(({ undoneAt }) => undoneAt === undefined)
    },
  }
}
