import type { Scope } from '../caller.ts'
import { declare, type Entity } from '../storage/tables.ts'
import type { PasskeyKey } from './passkey-ceremony.ts'

/** A person who can sign in. */
export interface Account extends Entity {
  readonly email: string
  readonly name: string
  readonly language: string
  /** Runs this service. */
  readonly operator: boolean
  readonly createdAt: string
  /** Its person deleted it: from then on nobody finds it any more, whatever is still to be done. */
  readonly leaving?: Leaving
  /** When a deletion is to go on. */
  readonly leavingDueAt?: string
  readonly leavingAttempts?: number
}

export interface Leaving {
  readonly at: string
  /** Places that keep records of the person are asked to remove them, too. */
  readonly asksRemoval: boolean
  /** Everything went once. Whoever was at work for the account then is waited for, and it is done again. */
  readonly once?: true
}

/** A natural key: `email:` + HMAC of the normalized address, so that one address is one account. */
export interface EmailKey extends Entity {
  readonly accountId: string
}

/** A one-time link that was mailed: the ticket in it names this id. */
export interface SignInLink extends Entity {
  readonly email: string
  readonly language: string
  /** Where to go afterwards: a path of ours. */
  readonly next: string
  readonly expiresAt: string
  readonly usedAt?: string
}

export interface Session extends Entity {
  /** Empty until somebody signed in. */
  readonly accountId: string
  readonly data: string
  readonly touchedAt: string
  readonly expiresAt: string
}

/** A key in a device of somebody's (WebAuthn). Its id is a hash of the one that the device gave it. */
export interface Passkey extends Entity, PasskeyKey {
  readonly accountId: string
  /** As its person calls it. */
  readonly name: string
  readonly createdAt: string
  /** When somebody last signed in by it. */
  readonly usedAt?: string
  /** When its person is to be told that it is there; not there once they were. */
  readonly mailDueAt?: string
  readonly mailAttempts: number
}

/** A question to a device that was answered: it is not answered twice. Its id is a hash of what was to be signed. */
export interface UsedChallenge extends Entity {
  readonly expiresAt: string
}

export interface ApiKey extends Entity {
  readonly accountId: string
  readonly name: string
  readonly scopes: readonly Scope[]
  readonly organizationId?: string
  readonly secretHash: string
  readonly createdAt: string
  readonly expiresAt: string
  readonly revokedAt?: string
}

/** A request that came with an Idempotency-Key; its id is a keyed hash of whose key it is and of the key. */
export interface AnsweredRequest extends Entity {
  /** A keyed hash of all that was asked. */
  readonly fingerprint: string
  /** started: somebody is at it, until the end of the lease. failed: may be tried again. done: answered. */
  readonly state: 'started' | 'failed' | 'done'
  /** Names the attempt that holds it. */
  readonly attempt: string
  readonly leaseUntil: string
  /** What is made by this request has this id, whichever attempt makes it. */
  readonly repeatId: string
  /** The answer, sealed; none where it was too large. */
  readonly answer?: string
  readonly expiresAt: string
}

/** The one row that says whether the service has been set up, and the hash of the link that does it. */
export interface SetUp extends Entity {
  readonly tokenHash: string
  readonly doneAt?: string
  /** Who runs the service. */
  readonly accountId?: string
}

export const accountTable = declare<Account>()({
  name: 'accounts',
  shape: 1,
  indexes: { byCreation: { fields: ['createdAt'] }, byLeavingDue: { fields: ['leavingDueAt'] } },
})

export const emailKeyTable = declare<EmailKey>()({
  name: 'emailKeys',
  shape: 1,
  indexes: { byAccount: { fields: ['accountId'] } },
})

export const signInLinkTable = declare<SignInLink>()({
  name: 'signInLinks',
  shape: 1,
  indexes: { byEmail: { fields: ['email'] } },
  expiresAt: 'expiresAt',
})

export const sessionTable = declare<Session>()({
  name: 'sessions',
  shape: 1,
  indexes: { byAccount: { fields: ['accountId', 'touchedAt'] } },
  expiresAt: 'expiresAt',
})

export const passkeyTable = declare<Passkey>()({
  name: 'passkeys',
  shape: 1,
  indexes: {
    byAccount: { fields: ['accountId', 'createdAt'] },
    byMailDue: { fields: ['mailDueAt'] },
  },
})

export const usedChallengeTable = declare<UsedChallenge>()({
  name: 'usedChallenges',
  shape: 1,
  indexes: {},
  expiresAt: 'expiresAt',
})

export const apiKeyTable = declare<ApiKey>()({
  name: 'apiKeys',
  shape: 1,
  indexes: { byAccount: { fields: ['accountId', 'createdAt'] } },
})

export const answeredRequestTable = declare<AnsweredRequest>()({
  name: 'answeredRequests',
  shape: 1,
  indexes: {},
  expiresAt: 'expiresAt',
})

export const setUpTable = declare<SetUp>()({ name: 'setUp', shape: 1, indexes: {} })
