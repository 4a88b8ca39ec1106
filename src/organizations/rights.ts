import { holdsScope, type Caller, type Scope } from '../caller.ts'
import { WaymarkError } from '../errors.ts'
import type { Role } from '../../schemas/requests/organizations.ts'

/** What staff may do, and the scope an API key needs for it. */
const rights = {
  'organization.read': {
    scope: 'organizations:read',
    roles: ['owner', 'editor', 'awarder', 'viewer'],
  },
  'organization.change': { scope: 'organizations:write', roles: ['owner'] },
  'staff.read': { scope: 'staff:read', roles: ['owner', 'editor', 'awarder', 'viewer'] },
  'staff.change': { scope: 'staff:write', roles: ['owner'] },
  'audit.read': { scope: 'audit:read', roles: ['owner'] },
  'learner.read': { scope: 'learners:read', roles: ['owner', 'editor', 'awarder'] },
  'learner.change': { scope: 'learners:write', roles: ['owner', 'editor', 'awarder'] },
  'learner.remove': { scope: 'learners:write', roles: ['owner'] },
  'achievement.read': {
    scope: 'achievements:read',
    roles: ['owner', 'editor', 'awarder', 'viewer'],
  },
  'achievement.change': { scope: 'achievements:write', roles: ['owner', 'editor'] },
  'award.read': { scope: 'awards:read', roles: ['owner', 'editor', 'awarder', 'viewer'] },
  'award.make': { scope: 'awards:write', roles: ['owner', 'editor', 'awarder'] },
  'award.revoke': { scope: 'awards:write', roles: ['owner', 'editor'] },
  'endorsement.read': {
    scope: 'endorsements:read',
    roles: ['owner', 'editor', 'awarder', 'viewer'],
  },
  'endorsement.make': { scope: 'endorsements:write', roles: ['owner', 'editor', 'awarder'] },
  'endorsement.revoke': { scope: 'endorsements:write', roles: ['owner', 'editor'] },
  'endorsement.answer': { scope: 'endorsements:write', roles: ['owner', 'editor'] },
} as const satisfies Record<string, { scope: Scope; roles: readonly Role[] }>

export type Right = keyof typeof rights

/** Finds the role of an account in an organization. */
export type RoleOf = (organizationId: string, accountId: string) => Promise<Role | undefined>

export function roleHolds(role: Role, right: Right): boolean {
  const holders: readonly Role[] = rights[right].roles
  return holders.includes(role)
}

/** The first line of every act of staff. Answers the role, or refuses. */
export type RequireRight = (caller: Caller, organizationId: string, right: Right) => Promise<Role>

/**
 * Whoever is not staff is told that there is no such organization; staff without the right, or a key
 * without the scope, that it is not allowed.
 * @throws WaymarkError not-found, not-allowed
 */
export function createRequireRight(roleOf: RoleOf): RequireRight {
  return async (caller, organizationId, right) => {
    if (caller.organizationId !== undefined && caller.organizationId !== organizationId) {
      throw new WaymarkError('not-found')
    }
    const role = await roleOf(organizationId, caller.accountId)
    if (role === undefined) throw new WaymarkError('not-found')
    if (!roleHolds(role, right) || !holdsScope(caller, rights[right].scope)) {
      throw new WaymarkError('not-allowed')
    }
    return role
  }
}
