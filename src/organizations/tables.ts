import type {
  IssuingSuite,
  RefreshChoice,
  Role,
  Sector,
  UnclearMailChoice,
} from '../../schemas/requests/organizations.ts'
import type { FurtherProfileFacts } from '../../schemas/requests/profiles.ts'
import type { JsonObject } from '../credentials/json.ts'
import type { KeyAlgorithm } from '../credentials/keys.ts'
import { declare, type Entity } from '../storage/tables.ts'

/** A place of learning that issues. */
export interface Organization extends Entity, Readonly<FurtherProfileFacts> {
  readonly name: string
  readonly sector: Sector
  readonly description?: string
  readonly url?: string
  readonly email: string
  /** The stored picture of its logo. */
  readonly imageId?: string
  /** What its credentials are signed with from now on; the default where it is absent. */
  readonly proofSuite?: IssuingSuite
  /** Whether its credentials name a refresh service; they do where nothing is said. */
  readonly refreshService?: RefreshChoice
  /** What is done about a mail that may have been sent: it is sent again where nothing is said. */
  readonly unclearMails?: UnclearMailChoice
  readonly createdAt: string
}

/** A natural key: organization id, colon, account id. */
export interface Membership extends Entity {
  readonly organizationId: string
  readonly accountId: string
  readonly role: Role
  readonly since: string
}

/** The ticket in the mailed link names its id. */
export interface Invitation extends Entity {
  readonly organizationId: string
  readonly email: string
  readonly role: Role
  readonly invitedBy: string
  readonly createdAt: string
  readonly expiresAt: string
}

/** A private key as it lies at rest: AES-256-GCM, with the owner and the key's id as associated data. */
export interface SealedKey {
  readonly keyEncryptionKey: string
  readonly iv: string
  readonly tag: string
  readonly text: string
}

/**
 * active: signs. retired: private half destroyed, old credentials stay good. compromised: out of the
 * issuer's document. The id is a natural key, so that two first uses make one key.
 */
export interface SigningKey extends Entity {
  /** An organization's id, or 'service'. */
  readonly owner: string
  /** The fragment of its verification method, as 'ed25519-1'. */
  readonly keyId: string
  readonly algorithm: KeyAlgorithm
  readonly number: number
  readonly state: 'active' | 'retired' | 'compromised'
  readonly publicJwk: JsonObject
  readonly publicKeyMultibase?: string
  readonly sealed?: SealedKey
  readonly createdAt: string
}

/** What a stolen key cannot forge: the digest of everything that was signed, and when. The id is the digest. */
export interface IssueLogEntry extends Entity {
  readonly owner: string
  readonly kind: 'credential' | 'vc-jwt' | 'status-list'
  readonly at: string
}

/** Facts about the whole installation that must not change unnoticed. */
export interface Setting extends Entity {
  readonly value: string
}

export const organizationTable = declare<Organization>()({
  name: 'organizations',
  shape: 1,
  indexes: { byCreation: { fields: ['createdAt'] } },
})

export const membershipTable = declare<Membership>()({
  name: 'memberships',
  shape: 1,
  indexes: {
    byOrganization: { fields: ['organizationId', 'since'] },
    byAccount: { fields: ['accountId', 'since'] },
  },
})

export const invitationTable = declare<Invitation>()({
  name: 'invitations',
  shape: 1,
  indexes: { byOrganization: { fields: ['organizationId', 'createdAt'] } },
  expiresAt: 'expiresAt',
})

export const signingKeyTable = declare<SigningKey>()({
  name: 'signingKeys',
  shape: 1,
  indexes: { byOwner: { fields: ['owner', 'createdAt'] } },
})

export const issueLogTable = declare<IssueLogEntry>()({
  name: 'issueLog',
  shape: 1,
  indexes: { byOwner: { fields: ['owner', 'at'] } },
})

export const settingTable = declare<Setting>()({ name: 'settings', shape: 1, indexes: {} })
