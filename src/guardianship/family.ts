import type { People } from '../accounts/people.ts'
import type { Audit } from '../audit/audit.ts'
import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import type { Issuing } from '../issuing/issuing.ts'
import { isSigned } from '../issuing/is-signed.ts'
import type { Award } from '../issuing/tables.ts'
import type { Learners } from '../learners/learners.ts'
import type { Learner } from '../learners/tables.ts'
import type { LearnerShares } from '../portfolio/learner-shares.ts'
import type { Share } from '../portfolio/tables.ts'
import type { Organizations } from '../organizations/organizations.ts'
import type { World } from '../world.ts'
import { askForRemoval } from './ask-for-removal.ts'
import type { Codes } from './codes.ts'
import { requirePerson } from '../portfolio/held.ts'
import type { Consents } from './consents.ts'
import type { Guardians } from './guardians.ts'

/** What a guardian sees of a child. */
export interface Child {
  readonly learner: Learner
  /** Newest first. */
  readonly badges: readonly Award[]
  /** Awards that are not signed before a guardian consents. */
  readonly waiting: readonly Award[]
  readonly shares: readonly Share[]
  /** Whether the guardian who looks wants to be told of awards by mail. */
  readonly mails: boolean
  /** Whether the address of that guardian gets no mails of the organization at all: they, or their mail program, stopped them. */
  readonly mailsStopped: boolean
  /** How many guardians there are besides. */
  readonly otherGuardians: number
}

export interface EndGuardianship {
  readonly accountId: string
  readonly reason: string
  /** What this guardian agreed to ends as well. */
  readonly takeBack: boolean
}

export interface Family {
  /** The children of a guardian. */
  children(
    caller: Caller,
  ): Promise<readonly Pick<Child, 'learner' | 'badges' | 'waiting' | 'shares'>[]>
  /** @throws WaymarkError not-found */
  child(caller: Caller, learnerId: string): Promise<Child>
  /** With the code on a slip. @throws WaymarkError claim-code-unknown, not-allowed */
  join(caller: Caller, typed: string): Promise<Learner>
  /** Closes every share of a child, or one. @throws WaymarkError not-found */
  closeShares(caller: Caller, learnerId: string, token?: string): Promise<void>
  /** Whether the guardian is told of the child's awards by mail; the other guardians go on as they are. @throws WaymarkError not-found */
  setMails(caller: Caller, learnerId: string, wanted: boolean): Promise<void>
  /** The address of the guardian gets mails of the child's organization again, about whomever. @throws WaymarkError not-found */
  resumeMails(caller: Caller, learnerId: string): Promise<void>
  /** Is a guardian no more; what they agreed to stays, or with the last one ends, but that badges are kept. @throws WaymarkError not-found */
  leave(caller: Caller, learnerId: string): Promise<void>
  /**
   * Takes every consent back and asks the organization to remove what it keeps; where it has let the child go, all goes
   * at once. @throws WaymarkError not-found, not-yours-to-decide: it has let a youth go
   */
  askForRemoval(caller: Caller, learnerId: string): Promise<Learner>
  /** Staff end it, as after a decision about custody. @throws WaymarkError not-found, not-allowed */
  end(
    caller: Caller,
    organizationId: string,
    learnerId: string,
    ended: EndGuardianship,
  ): Promise<void>
}

interface Deps {
  readonly learners: Learners
  readonly guardians: Guardians
  readonly consents: Consents
  readonly codes: Codes
  readonly people: Pick<People, 'byId'>
  readonly issuing: Pick<Issuing, 'ofLearner' | 'unclaimed'>
  readonly learnerShares: LearnerShares
  readonly requireRight: Organizations['requireRight']
  readonly audit: Audit
  readonly world: World
}

export function createFamily(deps: Deps): Family {
  const { learners, guardians, consents, issuing, learnerShares } = deps
  const { mailStops } = issuing.unclaimed

  const childOf = async (caller: Caller, learnerId: string) => {
    const learner = await learners.byId(learnerId)
    const relation = learner && (await guardians.relationTo(caller.accountId, learner))
    if (learner === undefined || relation !== 'guardian') throw new WaymarkError('not-found')
    return learner
  }

  const isStoppedFor = async ({ accountId }: Caller, { organizationId }: Learner) => {
    const account = await deps.people.byId(accountId)
    return account !== undefined && mailStops.isStopped(organizationId, account.email)
  }

  const awardsOf = async (learnerId: string) => {
    const awards = await issuing.ofLearner(learnerId)
    return {
      badges: awards.filter(isSigned),
      waiting: awards.filter(({ state }) => state === 'waiting'),
    }
  }

  return {
    async children(caller) {
      requirePerson(caller, 'family:read')
      const children = await guardians.childrenOf(caller.accountId)
      return Promise.all(
        children.map(async (learner) => ({
          learner,
          ...(await awardsOf(learner.id)),
          shares: await learnerShares.open(learner.id),
        })),
      )
    },
    async child(caller, learnerId) {
      requirePerson(caller, 'family:read')
      const learner = await childOf(caller, learnerId)
      const all = await guardians.ofLearner(learner)
      return {
        learner,
        ...(await awardsOf(learnerId)),
        shares: await learnerShares.open(learnerId),
        mails: all.find(({ accountId }) => accountId === caller.accountId)?.noMails !== true,
        mailsStopped: await isStoppedFor(caller, learner),
        otherGuardians: all.length - 1,
      }
    },
    async join(caller, typed) {
      requirePerson(caller, 'family:write')
      const learner = await deps.codes.use('guardian', typed, caller.accountId)
      await guardians.claimedBy(caller.accountId, learner.id, 'slip')
      return learner
    },
    async closeShares(caller, learnerId, token) {
      requirePerson(caller, 'family:write')
      const learner = await childOf(caller, learnerId)
      const by = { role: 'guardian', accountId: caller.accountId }
      await learnerShares.close(learner, by, ({ id }) => token === undefined || id === token)
    },
    async setMails(caller, learnerId, wanted) {
      requirePerson(caller, 'family:write')
      const { id } = await childOf(caller, learnerId)
      await guardians.setMails(id, caller.accountId, wanted)
    },
    async resumeMails(caller, learnerId) {
      requirePerson(caller, 'family:write')
      const { organizationId } = await childOf(caller, learnerId)
      await mailStops.resumeFor({ organizationId, accountId: caller.accountId })
    },
    async leave(caller, learnerId) {
      requirePerson(caller, 'family:write')
      const learner = await childOf(caller, learnerId)
      const by = { role: 'guardian', accountId: caller.accountId } as const
      const all = await guardians.ofLearner(learner)
      const isLast = all.every(({ accountId }) => accountId === caller.accountId)
      if (isLast) await consents.takeBackBeyondKeeping(learnerId, by)
      await guardians.end(learner, caller.accountId, by)
    },
    async askForRemoval(caller, learnerId) {
      requirePerson(caller, 'family:write')
      return askForRemoval(deps, caller, await childOf(caller, learnerId))
    },
    async end(caller, organizationId, learnerId, { accountId, reason, takeBack }) {
      await deps.requireRight(caller, organizationId, 'learner.change')
      const learner = await learners.ofOrganization(organizationId, learnerId)
      const by = { role: 'staff', accountId: caller.accountId, reason } as const
      await guardians.end(learner, accountId, by)
      if (!takeBack) return
      await consents.takeBackAll(
        learnerId,
        { role: 'staff', accountId: caller.accountId },
        accountId,
      )
    },
  }
}
