import type { People } from '../accounts/people.ts'
import { normalizeEmail } from '../accounts/secrets.ts'
import type { Tickets } from '../accounts/tickets.ts'
import type { Audit } from '../audit/audit.ts'
import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import type { Learners } from '../learners/learners.ts'
import { standingOf } from '../learners/standing.ts'
import type { Learner } from '../learners/tables.ts'
import type { RelationTo } from '../learners/visibility.ts'
import type { MailLimits } from '../mail/mail-limits.ts'
import type { Organizations } from '../organizations/organizations.ts'
import type { Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import { requirePerson } from '../portfolio/held.ts'
import type { Guardians } from './guardians.ts'
import type { GuardianInvitation } from './tables.ts'

/** For so long a guardian may answer; then the address that was typed is forgotten. */
export const invitationDays = 30

export interface Address {
  readonly email: string
  readonly language: string
}

export interface GuardianInvitations {
  /** Staff ask a guardian by mail. @throws WaymarkError not-found, not-allowed, too-many-requests, mail-not-sent */
  invite(
    caller: Caller,
    organizationId: string,
    learnerId: string,
    address: Address,
  ): Promise<GuardianInvitation>
  /** A learner names the guardian who is to be asked. @throws WaymarkError as `invite` */
  inviteMine(caller: Caller, learnerId: string, address: Address): Promise<GuardianInvitation>
  /** Those nobody has answered yet, newest first. */
  waiting(
    caller: Caller,
    organizationId: string,
    learnerId: string,
  ): Promise<readonly GuardianInvitation[]>
  /** Its mailed link stops working. @throws WaymarkError not-found */
  withdraw(
    caller: Caller,
    organizationId: string,
    invitationId: string,
  ): Promise<{ readonly learnerId: string }>
  /** What its page shows. @throws WaymarkError link-used-or-expired */
  read(token: string): Promise<{ invitation: GuardianInvitation; learner: Learner }>
  /**
   * Takes it up. The link proves the mailbox to whoever has no account yet; it opens none that is there already, since
   * mails are passed on and lie about: then whoever opens it signs in with the address it was sent to.
   * @throws WaymarkError link-used-or-expired, not-allowed for the learner themselves
   */
  accept(
    token: string,
    person: { name: string; language: string },
    signedIn?: string,
  ): Promise<{ accountId: string; learnerId: string } | 'sign-in-first'>
}

export type SendGuardianMail = (mail: {
  email: string
  language: string
  token: string
  organizationName: string
  days: number
  messageKey: string
}) => Promise<void>

interface Deps {
  readonly invitations: Table<GuardianInvitation, 'byLearner'>
  readonly learners: Learners
  readonly guardians: Guardians
  readonly relationTo: RelationTo
  readonly people: People
  readonly organizations: Pick<Organizations, 'byId' | 'requireRight'>
  readonly tickets: Tickets
  readonly mailLimits: MailLimits
  readonly sendMail: SendGuardianMail
  readonly audit: Audit
  readonly world: World
}

export function createGuardianInvitations(deps: Deps): GuardianInvitations {
  const { invitations, learners, people, organizations, tickets, audit, world } = deps
  const { requireRight } = organizations
  const now = () => timestamp(world.now())

  const open = async (learnerId: string) => {
    const { rows } = await invitations.find({
      index: 'byLearner',
      equals: { learnerId },
      order: 'descending',
      limit: 100,
    })
    return rows.filter(({ expiresAt }) => expiresAt > now())
  }

  /** One address is asked once: the link in the newest mail is the one that works. */
  const withdrawAllTo = async (learnerId: string, email: string) => {
    for (const one of await open(learnerId)) {
      if (one.email === email) await invitations.remove(one.id)
    }
  }

  /** A child is not their own guardian: neither by the address the organization knows nor by that of their account. */
  const requireOther = async (learner: Learner, email: string) => {
    const account = learner.accountId && (await people.byId(learner.accountId))
    const own = [learner.email, account ? account.email : undefined]
    if (!own.includes(normalizeEmail(email))) return
    throw new WaymarkError('invalid-request', { problems: [{ path: '/email', rule: 'choice' }] })
  }

  const send = async (
    learner: Learner,
    { email, language }: Address,
    askedBy: { accountId: string; by: 'staff' | 'learner' },
  ) => {
    if (standingOf(learner, now().slice(0, 10)) === 'adult') throw new WaymarkError('not-allowed')
    await requireOther(learner, email)
    const { name } = await organizations.byId(learner.organizationId)
    await withdrawAllTo(learner.id, normalizeEmail(email))
    const at = world.now()
    const invitation = await invitations.insert({
      id: world.newId(),
      organizationId: learner.organizationId,
      learnerId: learner.id,
      email: normalizeEmail(email),
      askedBy: askedBy.by,
      createdAt: timestamp(at),
      expiresAt: timestamp(new Date(at.getTime() + invitationDays * 86_400_000)),
    })
    await audit.record({
      owner: learner.organizationId,
      actor: askedBy.accountId,
      act: 'guardian.invited',
      object: learner.id,
      facts: { by: askedBy.by },
    })
    await deps.sendMail({
      email: invitation.email,
      language,
      token: tickets.issue('guardian', invitation.id, invitationDays * 1440),
      organizationName: name,
      days: invitationDays,
      messageKey: `guardian-${invitation.id}`,
    })
    return invitation
  }

  const read = async (token: string) => {
    const id = tickets.read('guardian', token)
    const invitation = id === undefined ? undefined : await invitations.get(id)
    const learner = invitation && (await learners.byId(invitation.learnerId))
    if (invitation === undefined || learner === undefined || invitation.expiresAt <= now()) {
      throw new WaymarkError('link-used-or-expired')
    }
    return { invitation, learner }
  }

  return {
    read,
    async invite(caller, organizationId, learnerId, address) {
      await requireRight(caller, organizationId, 'learner.change')
      const learner = await learners.ofOrganization(organizationId, learnerId)
      return deps.mailLimits.counted(organizationId, address.email, async () =>
        send(learner, address, { accountId: caller.accountId, by: 'staff' }),
      )
    },
    async inviteMine(caller, learnerId, address) {
      requirePerson(caller, 'family:write')
      const learner = await learners.byId(learnerId)
      const relation = learner && (await deps.relationTo(caller.accountId, learner))
      if (learner === undefined || relation !== 'self') throw new WaymarkError('not-found')
      return deps.mailLimits.counted(learner.organizationId, address.email, async () =>
        send(learner, address, { accountId: caller.accountId, by: 'learner' }),
      )
    },
    async waiting(caller, organizationId, learnerId) {
      await requireRight(caller, organizationId, 'learner.read')
      await learners.ofOrganization(organizationId, learnerId)
      return open(learnerId)
    },
    async withdraw(caller, organizationId, invitationId) {
      await requireRight(caller, organizationId, 'learner.change')
      const invitation = await invitations.get(invitationId)
      if (invitation?.organizationId !== organizationId) throw new WaymarkError('not-found')
      await invitations.remove(invitationId)
      return invitation
    },
    async accept(token, person, signedIn) {
      const { invitation, learner } = await read(token)
      const known = await people.byEmail(invitation.email)
      if (known !== undefined && known.id !== signedIn) return 'sign-in-first'
      const { id: accountId } = known ?? (await people.ofEmail(invitation.email, person))
      await deps.guardians.claimedBy(accountId, learner.id, 'invitation')
      await invitations.remove(invitation.id)
      return { accountId, learnerId: learner.id }
    },
  }
}
