import type { Role } from '../../schemas/requests/organizations.ts'
import type { People } from '../accounts/people.ts'
import { normalizeEmail } from '../accounts/secrets.ts'
import type { Tickets } from '../accounts/tickets.ts'
import type { Audit } from '../audit/audit.ts'
import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import { createMailLimits, invitationLimits } from '../mail/mail-limits.ts'
import { Duplicate, type New, type Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import type { RequireRight } from './rights.ts'
import { membershipId } from './staff.ts'
import type { Invitation, Membership, Organization } from './tables.ts'

const invitationDays = 14
/** More that wait at once are a flood of mails, not a staff. */
const mostInvitations = 150

export interface Invited {
  readonly email: string
  readonly role: Role
  readonly language: string
}

export interface Invitations {
  /** Those not yet taken up, newest first, without the tokens. */
  list(caller: Caller, organizationId: string): Promise<readonly Invitation[]>
  /** Mails an invitation that lasts fourteen days. @throws WaymarkError too-many-requests, mail-not-sent */
  invite(caller: Caller, organizationId: string, person: Invited): Promise<Invitation>
  /** Ends one before it is taken up: its mailed link stops working. @throws WaymarkError not-found */
  withdraw(caller: Caller, organizationId: string, invitationId: string): Promise<void>
  /** What the invitation's page shows before it is taken up. @throws WaymarkError link-used-or-expired */
  read(token: string): Promise<{ organization: Organization; role: Role; email: string }>
  /** Takes the invitation up: the mailed link proves the mailbox. Answers the account that joined. */
  join(
    token: string,
    person: { name: string; language: string },
  ): Promise<{ accountId: string; organizationId: string }>
}

export type SendInvitationMail = (mail: {
  email: string
  language: string
  token: string
  organizationName: string
  role: Role
  days: number
}) => Promise<void>

interface Deps {
  readonly organization: (id: string) => Promise<Organization>
  readonly memberships: Table<Membership>
  readonly invitationTable: Table<Invitation, 'byOrganization'>
  readonly people: People
  readonly tickets: Tickets
  readonly requireRight: RequireRight
  readonly sendMail: SendInvitationMail
  readonly audit: Audit
  readonly world: World
}

export function createInvitations(deps: Deps): {
  readonly invitations: Invitations
  /** Ends whatever was sent to an address: one address holds one invitation at most. */
  withdrawAllTo(organizationId: string, email: string): Promise<void>
} {
  const { memberships, invitationTable, people, tickets, requireRight, audit, world } = deps
  const limits = createMailLimits(invitationLimits, world.now)

  const waiting = async (organizationId: string) => {
    const { rows } = await invitationTable.find({
      index: 'byOrganization',
      equals: { organizationId },
      order: 'descending',
      limit: 200,
    })
    return rows.filter((row) => row.expiresAt > timestamp(world.now()))
  }

  const withdrawAllTo = async (organizationId: string, email: string) => {
    for (const { id, email: invited } of await waiting(organizationId)) {
      if (invited === email) await invitationTable.remove(id)
    }
  }

  const open = async (token: string) => {
    const id = tickets.read('invitation', token)
    const invitation = id === undefined ? undefined : await invitationTable.get(id)
    if (invitation === undefined || invitation.expiresAt <= timestamp(world.now())) {
      throw new WaymarkError('link-used-or-expired')
    }
    // Whoever is no owner any more must not come back by an invitation of their own.
    const inviter = await memberships.get(
      membershipId(invitation.organizationId, invitation.invitedBy),
    )
    if (inviter?.role !== 'owner') throw new WaymarkError('link-used-or-expired')
    return invitation
  }

  /** Whoever is staff already keeps the role they have: an invitation is no way to change it. */
  const insertNew = async (membership: New<Membership>) => {
    try {
      await memberships.insert(membership)
      return true
    } catch (error) {
      if (error instanceof Duplicate) return false
      throw error
    }
  }

  const invite = async (
    invitedBy: string,
    organizationId: string,
    { email, role, language }: Invited,
  ) => {
    const organization = await deps.organization(organizationId)
    await withdrawAllTo(organizationId, normalizeEmail(email))
    if ((await waiting(organizationId)).length >= mostInvitations)
      throw new WaymarkError('conflict')
    const now = world.now()
    const invitation = await invitationTable.insert({
      id: world.newId(),
      organizationId,
      email: normalizeEmail(email),
      role,
      invitedBy,
      createdAt: timestamp(now),
      expiresAt: timestamp(new Date(now.getTime() + invitationDays * 86_400_000)),
    })
    await audit.record({
      owner: organizationId,
      actor: invitedBy,
      act: 'staff.invited',
      object: invitation.id,
      facts: { role },
    })
    await deps.sendMail({
      email: invitation.email,
      language,
      token: tickets.issue('invitation', invitation.id, invitationDays * 1440),
      organizationName: organization.name,
      role,
      days: invitationDays,
    })
    return invitation
  }

  const invitations: Invitations = {
    async list(caller, organizationId) {
      await requireRight(caller, organizationId, 'staff.change')
      return waiting(organizationId)
    },
    async invite(caller, organizationId, person) {
      await requireRight(caller, organizationId, 'staff.change')
      return limits.counted(organizationId, person.email, async () =>
        invite(caller.accountId, organizationId, person),
      )
    },
    async withdraw(caller, organizationId, invitationId) {
      await requireRight(caller, organizationId, 'staff.change')
      const invitation = await invitationTable.get(invitationId)
      const isOurs = invitation?.organizationId === organizationId
      if (!isOurs || !(await invitationTable.remove(invitationId))) {
        throw new WaymarkError('not-found')
      }
      await audit.record({
        owner: organizationId,
        actor: caller.accountId,
        act: 'staff.invitation-withdrawn',
        object: invitationId,
        facts: { role: invitation.role },
      })
    },
    async read(token) {
      const { organizationId, role, email } = await open(token)
      return { organization: await deps.organization(organizationId), role, email }
    },
    async join(token, person) {
      const { id, organizationId, role, email } = await open(token)
      const account = await people.ofEmail(email, person)
      if (account.name === '') await people.rename(account.id, person.name, person.language)
      const since = timestamp(world.now())
      const membership = { organizationId, accountId: account.id, role, since }
      const joined = await insertNew({
        id: membershipId(organizationId, account.id),
        ...membership,
      })
      // Stored before the link is used up, so that a stop in between loses nobody; only one who used it up goes on.
      if (!(await invitationTable.remove(id))) throw new WaymarkError('link-used-or-expired')
      if (joined) {
        await audit.record({
          owner: organizationId,
          actor: account.id,
          act: 'staff.joined',
          object: account.id,
          facts: { role },
        })
      }
      return { accountId: account.id, organizationId }
    },
  }
  return { invitations, withdrawAllTo }
}
