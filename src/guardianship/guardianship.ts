import type { People } from '../accounts/people.ts'
import type { Tickets } from '../accounts/tickets.ts'
import type { Audit } from '../audit/audit.ts'
import type { ClaimCodes } from '../issuing/claim-code.ts'
import type { GuardianContact } from '../issuing/addressee.ts'
import type { Issuing } from '../issuing/issuing.ts'
import type { Learners } from '../learners/learners.ts'
import { standingOf } from '../learners/standing.ts'
import type { Learner } from '../learners/tables.ts'
import type { MayShow, NeedsConsent } from '../learners/visibility.ts'
import { createMailLimits, invitationLimits } from '../mail/mail-limits.ts'
import type { Organizations } from '../organizations/organizations.ts'
import type { LearnerShares } from '../portfolio/learner-shares.ts'
import type { Storage, Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import { createClassConsents, type ClassConsents } from './class-consents.ts'
import { createClassOf } from './class-list.ts'
import { createCodes, type Codes } from './codes.ts'
import { createConsents, type Consents } from './consents.ts'
import { createFamily, type Family } from './family.ts'
import { consentsDuty, createFollow, type SendConsentMail } from './follow-consents.ts'
import { createForgetGuardians, type ForgetGuardians } from './forget.ts'
import { createGuardians, type Guardians } from './guardians.ts'
import { createHandOver, type HandOver } from './hand-over.ts'
import {
  createGuardianInvitations,
  type GuardianInvitations,
  type SendGuardianMail,
} from './invitations.ts'
import { needsConsent } from './deciding.ts'
import { createPolicies, type Policies } from './policy.ts'
import { createSlips, type Slips, type SlipsDeps } from './slips.ts'
import {
  guardianInvitationTable,
  guardianshipCodeTable,
  guardianshipTable,
  policyTable,
  type GuardianInvitation,
} from './tables.ts'

/** What issuing and the portfolio ask, so it stands before them. */
export interface GuardianshipRules {
  readonly policies: Policies
  readonly guardians: Guardians
  readonly forgetGuardians: ForgetGuardians
  readonly invitationTable: Table<GuardianInvitation, 'byLearner'>
  readonly needsConsent: NeedsConsent
  /** Where guardians are told of a child's awards, those who want to be; of nobody who may be told themselves. */
  readonly guardianContacts: (learner: Learner) => Promise<readonly GuardianContact[]>
}

interface RulesDeps {
  readonly storage: Storage
  readonly world: World
  readonly audit: Audit
  readonly people: People
  readonly learners: Learners
  readonly organizations: Organizations
}

/** Who decides for whom, and who is a guardian. */
export function createGuardianshipRules(deps: RulesDeps): GuardianshipRules {
  const { storage, world, people } = deps
  const { requireRight } = deps.organizations
  const today = () => timestamp(world.now()).slice(0, 10)
  const policies = createPolicies({ ...deps, requireRight, policies: storage.open(policyTable) })
  const guardianships = storage.open(guardianshipTable)
  const invitations = storage.open(guardianInvitationTable)
  const guardians = createGuardians({ ...deps, guardianships })
  return {
    policies,
    guardians,
    forgetGuardians: createForgetGuardians({ guardianships, invitations }),
    invitationTable: invitations,
    async needsConsent(learner, purpose) {
      return needsConsent(learner, purpose, await policies.of(learner.organizationId), today())
    },
    async guardianContacts(learner) {
      if (standingOf(learner, today()) !== 'child') return []
      const told = (await guardians.ofLearner(learner)).filter(({ noMails }) => noMails !== true)
      const accounts = await Promise.all(told.map(({ accountId }) => people.byId(accountId)))
      return accounts.flatMap((account) => {
        if (account === undefined) return []
        const { id, email, language } = account
        return [{ accountId: id, email, language }]
      })
    },
  }
}

export interface Guardianship extends GuardianshipRules {
  readonly consents: Consents
  readonly invitations: GuardianInvitations
  readonly codes: Codes
  readonly family: Family
  readonly handOver: HandOver
  /** What is done for a whole class at once. */
  readonly classes: { readonly consents: ClassConsents; readonly slips: Slips }
  readonly duties: readonly ReturnType<typeof consentsDuty>[]
}

interface GuardianshipDeps extends RulesDeps {
  readonly rules: GuardianshipRules
  readonly issuing: Issuing
  readonly learnerShares: LearnerShares
  readonly claimCodes: ClaimCodes
  readonly tickets: Tickets
  readonly sendGuardianMail: SendGuardianMail
  readonly sendConsentMail: SendConsentMail
  readonly mayShow: MayShow
  readonly drawSlipSheet: SlipsDeps['drawSlipSheet']
  /** The origin of the service. */
  readonly base: string
  /** Told of what failed and is tried again; never gets what it was about. */
  readonly reportFault: (where: string, cause: unknown) => void
}

/** Guardians, what they and the young people themselves agreed to, and what follows from it. */
export function createGuardianship(deps: GuardianshipDeps): Guardianship {
  const { storage, rules, issuing, organizations, world } = deps
  const { requireRight } = organizations
  const { relationTo } = rules.guardians
  const following = { ...deps, consentGiven: issuing.consentGiven, sendMail: deps.sendConsentMail }
  const inside = { ...deps, ...rules, requireRight, relationTo, follow: createFollow(following) }
  const consents = createConsents(inside)
  const classOf = createClassOf(deps.learners.groups, world)
  const codes = createCodes({ ...inside, codes: storage.open(guardianshipCodeTable) })
  return {
    ...rules,
    consents,
    codes,
    invitations: createGuardianInvitations({
      ...inside,
      invitations: rules.invitationTable,
      mailLimits: createMailLimits(invitationLimits, world.now),
      sendMail: deps.sendGuardianMail,
    }),
    classes: {
      consents: createClassConsents({ classOf, consents }),
      slips: createSlips({ ...inside, classOf, codes }),
    },
    family: createFamily({ ...inside, consents, codes }),
    handOver: createHandOver({ ...inside, codes }),
    duties: [consentsDuty(following)],
  }
}
