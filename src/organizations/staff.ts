import type { Role } from '../../schemas/requests/organizations.ts'
import { normalizeEmail } from '../accounts/secrets.ts'
import type { Tickets } from '../accounts/tickets.ts'
import type { People } from '../accounts/people.ts'
import type { Audit } from '../audit/audit.ts'
import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import { Duplicate, type New, type Table } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import type { RequireRight } from './rights.ts'
import type { Invitation, Membership, Organization } from './tables.ts'

const invitationDays = 14
/** More that wait at once are a flood of mails, not a staff. */
const mostInvitations = 150

export interface StaffMember {
  readonly accountId: string
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly since: string
}

export interface Staff {
  list(caller: Caller, organizationId: string): Promise<readonly StaffMember[]>
  /** Invitations not yet taken up, without the tokens. */
  invitations(caller: Caller, organizationId: string): Promise<readonly Invitation[]>
  /** Mails an invitation that lasts fourteen days. */
  invite(
    caller: Caller,
    organizationId: string,
    person: { email: string; role: Role; language: string },
  ): Promise<Invitation>
  /** What the invitation's page shows before it is taken up. @throws WaymarkError link-used-or-expired */
  readInvitation(token: string): Promise<{ organization: Organization; role: Role; email: string }>
  /** Takes the invitation up: the mailed link proves the mailbox. Answers the account that joined. */
  join(
    token: string,
    person: { name: string; language: string },
  ): Promise<{ accountId: string; organizationId: string }>
  changeRole(caller: Caller, organizationId: string, accountId: string, role: Role): Promise<void>
  remove(caller: Caller, organizationId: string, accountId: string): Promise<void>
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
  readonly memberships: Table<Membership, 'byOrganization' | 'byAccount'>
  readonly invitationTable: Table<Invitation, 'byOrganization'>
  readonly people: People
  readonly tickets: Tickets
  readonly requireRight: RequireRight
  readonly sendMail: SendInvitationMail
  readonly audit: Audit
  readonly world: World
}

export function membershipId(organizationId: string, accountId: string): string {
  return `${organizationId}:${accountId}`
}

export function createStaff(deps: Deps): Staff {
  const { memberships, invitationTable, people, tickets, requireRight, audit, world } = deps

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

  const members = async (organizationId: string) => {
    const { rows } = await memberships.find({
      index: 'byOrganization',
      equals: { organizationId },
      limit: 1000,
    })
    return rows
  }

  const waiting = async (organizationId: string) => {
    const { rows } = await invitationTable.find({
      index: 'byOrganization',
      equals: { organizationId },
      order: 'descending',
      limit: 200,
    })
    return rows.filter((row) => row.expiresAt > timestamp(world.now()))
  }

  /** Whatever was sent before to the address stops working: one address holds one invitation at most. */
  const withdraw = async (organizationId: string, email: string) => {
    for (const { id, email: invited } of await waiting(organizationId)) {
      if (invited === email) await invitationTable.remove(id)
    }
  }

  /** Two owners can take each other's role in the same moment: then both changes are taken back. */
  const requireOwnerLeft = async (organizationId: string, before: Membership) => {
    if ((await members(organizationId)).some((member) => member.role === 'owner')) return
    const { version: _version, ...membership } = before
    const restored = await memberships.change(before.id, () => membership)
    if (restored === undefined) await memberships.insert(membership)
    throw new WaymarkError('last-owner')
  }

  const memberOf = async (organizationId: string, accountId: string) => {
    const member = await memberships.get(membershipId(organizationId, accountId))
    if (member === undefined) throw new WaymarkError('not-found')
    return member
  }

  /** An organization without an owner could never be mended from inside. */
  const requireAnotherOwner = async (organizationId: string, accountId: string) => {
    const all = await members(organizationId)
    if (!all.some((member) => member.role === 'owner' && member.accountId !== accountId)) {
      throw new WaymarkError('last-owner')
    }
  }

  return {
    async list(caller, organizationId) {
      await requireRight(caller, organizationId, 'staff.read')
      const rows = await members(organizationId)
      const accounts = await people.byIds(rows.map((row) => row.accountId))
      const byId = new Map(accounts.map((account) => [account.id, account]))
      return rows.map(({ accountId, role, since }) => ({
        accountId,
        role,
        since,
        name: byId.get(accountId)?.name ?? '',
        email: byId.get(accountId)?.email ?? '',
      }))
    },
    async invitations(caller, organizationId) {
      await requireRight(caller, organizationId, 'staff.change')
      return waiting(organizationId)
    },
    async invite(caller, organizationId, { email, role, language }) {
      await requireRight(caller, organizationId, 'staff.change')
      const organization = await deps.organization(organizationId)
      await withdraw(organizationId, normalizeEmail(email))
      if ((await waiting(organizationId)).length >= mostInvitations)
        throw new WaymarkError('conflict')
      const now = world.now()
      const invitation = await invitationTable.insert({
        id: world.newId(),
        organizationId,
        email: normalizeEmail(email),
        role,
        invitedBy: caller.accountId,
        createdAt: timestamp(now),
        expiresAt: timestamp(new Date(now.getTime() + invitationDays * 86_400_000)),
      })
      await audit.record({
        owner: organizationId,
        actor: caller.accountId,
        act: 'staff.invited',
        object: organizationId,
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
    },
    async readInvitation(token) {
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
    async changeRole(caller, organizationId, accountId, role) {
      await requireRight(caller, organizationId, 'staff.change')
      if (role !== 'owner') await requireAnotherOwner(organizationId, accountId)
      const before = await memberOf(organizationId, accountId)
      const changed = await memberships.change(before.id, (found) => ({ ...found, role }))
      if (changed === undefined) throw new WaymarkError('not-found')
      await requireOwnerLeft(organizationId, before)
      await audit.record({
        owner: organizationId,
        actor: caller.accountId,
        act: 'staff.role-changed',
        object: accountId,
        facts: { role },
      })
    },
    async remove(caller, organizationId, accountId) {
      await requireRight(caller, organizationId, 'staff.change')
      await requireAnotherOwner(organizationId, accountId)
      const before = await memberOf(organizationId, accountId)
      if (!(await memberships.remove(before.id))) throw new WaymarkError('not-found')
      await requireOwnerLeft(organizationId, before)
      const account = await people.byId(accountId)
      if (account !== undefined) await withdraw(organizationId, account.email)
      await audit.record({
        owner: organizationId,
        actor: caller.accountId,
        act: 'staff.removed',
        object: accountId,
      })
    },
  }
}
