/** What an API key may be allowed to do. A signed-in person has all of them. */
export const scopes = [
  'organizations:read',
  'organizations:write',
  'staff:read',
  'staff:write',
  'audit:read',
  'learners:read',
  'learners:write',
  'achievements:read',
  'achievements:write',
  'awards:read',
  'awards:write',
  'endorsements:read',
  'endorsements:write',
  'backpack:read',
  'backpack:write',
  'shares:write',
  'credentials:verify',
  'family:read',
  'family:write',
  'account:delete',
] as const

export type Scope = (typeof scopes)[number]

/** Who is asking. Scopes narrow what the person may do anyway; they never widen it. */
export interface Caller {
  readonly accountId: string
  /** 'every' for a signed-in session, a set for an API key. */
  readonly scopes: 'every' | ReadonlySet<Scope>
  /** Set where an API key is used, and not a session. */
  readonly apiKeyId?: string
  /** Set where an API key is tied to one organization. */
  readonly organizationId?: string
  /** The operator runs the service: may create organizations and see its health. */
  readonly operator: boolean
}

export function holdsScope(caller: Caller, scope: Scope): boolean {
  return caller.scopes === 'every' || caller.scopes.has(scope)
}
