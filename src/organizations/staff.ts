import type { Role } from '../../schemas/requests/organizations.ts'
import type { People } from '../accounts/people.ts'
import type { Audit } from '../audit/audit.ts'
import type { Caller } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import type { Table } from '../storage/tables.ts'
import type { RequireRight } from './rights.ts'
import type { Membership } from './tables.ts'

export interface StaffMember {
  readonly accountId: string
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly since: string
}

export interface Staff {
  list(caller: Caller, organizationId: string): Promise<readonly StaffMember[]>
  changeRole(caller: Caller, organizationId: string, accountId: string, role: Role): Promise<void>
  remove(caller: Caller, organizationId: string, accountId: string): Promise<void>
  /** The organizations that somebody is the only owner of. */
  onlyOwnerOf(accountId: string): Promise<readonly string[]>
  /** Somebody leaves every organization of their own accord. @throws WaymarkError last-owner: then they leave none */
  leaveAll(accountId: string): Promise<void>
}

interface Deps {
  readonly memberships: Table<Membership, 'byOrganization' | 'byAccount'>
  readonly people: People
  readonly requireRight: RequireRight
  /** Ends the invitations that were sent to an address. */
  readonly withdrawAllTo: (organizationId: string, email: string) => Promise<void>
  readonly audit: Audit
}

export function membershipId(organizationId: string, accountId: string): string {
  return `${organizationId}:${accountId}`
}

export function createStaff(deps: Deps): Staff {
  const { memberships, people, requireRight, audit } = deps

  const members = async (organizationId: string) => {
    const { rows } = await memberships.find({
      index: 'byOrganization',
      equals: { organizationId },
      limit: 1000,
    })
    return rows
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

  const ofAccount = async (accountId: string) =>
    (await memberships.find({ index: 'byAccount', equals: { accountId }, limit: 1000 })).rows

  const onlyOwnerOf: Staff['onlyOwnerOf'] = async (accountId) => {
    const found: string[] = []
    for (const { organizationId, role } of await ofAccount(accountId)) {
      if (role !== 'owner') continue
      const others = (await members(organizationId)).filter((one) => one.accountId !== accountId)
      if (!others.some((one) => one.role === 'owner')) found.push(organizationId)
    }
    return found
  }

  /** Takes the membership away, with the invitations that were sent to the person there. */
  const take = async (member: Membership, by: string) => {
    const { id, organizationId, accountId } = member
    if (!(await memberships.remove(id))) throw new WaymarkError('not-found')
    await requireOwnerLeft(organizationId, member)
    const account = await people.byId(accountId)
    if (account !== undefined) await deps.withdrawAllTo(organizationId, account.email)
    await audit.record({
      owner: organizationId,
      actor: by,
      act: 'staff.removed',
      object: accountId,
    })
  }

  return {
    onlyOwnerOf,
    async leaveAll(accountId) {
      if ((await onlyOwnerOf(accountId)).length > 0) throw new WaymarkError('last-owner')
      for (const member of await ofAccount(accountId)) await take(member, accountId)
    },
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
      await take(await memberOf(organizationId, accountId), caller.accountId)
    },
  }
}
