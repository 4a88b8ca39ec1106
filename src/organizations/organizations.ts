import type {
  IssuingSuite,
  RefreshChoice,
  UnclearMailChoice,
  Role,
  Sector,
} from '../../schemas/requests/organizations.ts'
import type { FurtherProfileFacts } from '../../schemas/requests/profiles.ts'
import type { People } from '../accounts/people.ts'
import type { Tickets } from '../accounts/tickets.ts'
import type { Audit } from '../audit/audit.ts'
import { holdsScope, type Caller } from '../caller.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import type { KeyAlgorithm, KeyPair } from '../credentials/keys.ts'
import { WaymarkError } from '../errors.ts'
import type { Page, Storage } from '../storage/tables.ts'
import { timestamp, type World } from '../world.ts'
import { createInvitations, type Invitations, type SendInvitationMail } from './invitations.ts'
import { createIssueLog, type IssueLog } from './issue-log.ts'
import { requireSoundProfile } from './profile-facts.ts'
import { createRequireRight, type RequireRight, type RoleOf } from './rights.ts'
import type { Sealing } from './sealing.ts'
import { createSigningKeys, type SigningKeys } from './signing-keys.ts'
import { createStaff, membershipId, type Staff } from './staff.ts'
import { checkIdentifierBase, checkSealing, freezeIdentifierBase } from './start-checks.ts'
import {
  invitationTable,
  issueLogTable,
  membershipTable,
  organizationTable,
  settingTable,
  signingKeyTable,
  type Organization,
} from './tables.ts'

export interface OrganizationFacts extends Readonly<FurtherProfileFacts> {
  readonly name: string
  readonly sector: Sector
  readonly description?: string
  readonly url?: string
  readonly email: string
  readonly imageId?: string
  readonly refreshService?: RefreshChoice
  readonly unclearMails?: UnclearMailChoice
}

export interface Organizations {
  /** Only the operator may; who makes it becomes its first owner. */
  create(caller: Caller, facts: OrganizationFacts): Promise<Organization>
  change(caller: Caller, organizationId: string, facts: OrganizationFacts): Promise<Organization>
  /**
   * What its credentials are signed with from now on; what was issued stays as it is. The key is made at once, so that it
   * stands in the organization's document before anything was signed with it.
   */
  chooseProofSuite(
    caller: Caller,
    organizationId: string,
    proofSuite: IssuingSuite,
  ): Promise<Organization>
  /** To be asked before anything is kept for an organization to be. @throws WaymarkError not-allowed */
  requireMayCreate(caller: Caller): void
  /** What everybody may see of it: its public Profile. @throws WaymarkError not-found */
  byId(organizationId: string): Promise<Organization>
  byIds(organizationIds: readonly string[]): Promise<readonly Organization[]>
  /** All of them, oldest first, for what the service looks after by itself. */
  inOrder(after?: string): Promise<Page<Organization>>
  /** Where the caller is staff, with the role. */
  ofCaller(caller: Caller): Promise<readonly { organization: Organization; role: Role }[]>
  readonly roleOf: RoleOf
  readonly requireRight: RequireRight
  readonly staff: Staff
  readonly invitations: Invitations
  readonly signingKeys: SigningKeys
  readonly issueLog: IssueLog
  /** What must hold before the service may listen. */
  checkAtStart(): Promise<void>
}

export interface OrganizationsDeps {
  readonly storage: Storage
  readonly world: World
  readonly audit: Audit
  readonly people: People
  readonly tickets: Tickets
  readonly identifiers: Identifiers
  readonly sealing: Sealing
  readonly generateKeyPair: (algorithm: KeyAlgorithm) => Promise<KeyPair>
  readonly sendInvitationMail: SendInvitationMail
}

/** The kind of key that each of the suites takes. */
export const keyAlgorithmOfSuite = {
  'eddsa-rdfc-2022': 'Ed25519',
  'ecdsa-rdfc-2019': 'P-256',
  'ecdsa-sd-2023': 'P-256',
} as const satisfies Record<IssuingSuite, KeyAlgorithm>

/** The places of learning that issue: their profile, staff, keys and the log of what they signed. */
export function createOrganizations(deps: OrganizationsDeps): Organizations {
  const { storage, world, audit, identifiers } = deps
  const organizations = storage.open(organizationTable)
  const memberships = storage.open(membershipTable)
  const settings = storage.open(settingTable)

  const roleOf: RoleOf = async (organizationId, accountId) =>
    (await memberships.get(membershipId(organizationId, accountId)))?.role
  const requireRight = createRequireRight(roleOf)

  const signingKeys = createSigningKeys({
    signingKeys: storage.open(signingKeyTable),
    identifiers,
    generateKeyPair: deps.generateKeyPair,
    sealing: deps.sealing,
    audit,
    world,
  })

  const requireMayCreate = (caller: Caller) => {
    const mayCreate = holdsScope(caller, 'organizations:write')
    if (!caller.operator || !mayCreate || caller.organizationId !== undefined) {
      throw new WaymarkError('not-allowed')
    }
  }

  const byId = async (organizationId: string) => {
    const organization = await organizations.get(organizationId)
    if (organization === undefined) throw new WaymarkError('not-found')
    return organization
  }

  const { invitations, withdrawAllTo } = createInvitations({
    organization: byId,
    memberships,
    invitationTable: storage.open(invitationTable),
    people: deps.people,
    tickets: deps.tickets,
    requireRight,
    sendMail: deps.sendInvitationMail,
    audit,
    world,
  })

  return {
    roleOf,
    requireRight,
    byId,
    inOrder: (after) =>
      organizations.find({
        index: 'byCreation',
        limit: 20,
        ...(after === undefined ? {} : { after }),
      }),
    byIds: (organizationIds) => organizations.getMany(organizationIds),
    requireMayCreate,
    async create(caller, facts) {
      requireMayCreate(caller)
      await freezeIdentifierBase(settings, identifiers.base)
      const createdAt = timestamp(world.now())
      const made = { id: world.newId(), ...facts, createdAt }
      requireSoundProfile(made, identifiers)
      const organization = await organizations.insert(made)
      await memberships.insert({
        id: membershipId(organization.id, caller.accountId),
        organizationId: organization.id,
        accountId: caller.accountId,
        role: 'owner',
        since: createdAt,
      })
      await audit.record({
        owner: organization.id,
        actor: caller.accountId,
        act: 'organization.created',
        object: organization.id,
      })
      return organization
    },
    async change(caller, organizationId, facts) {
      await requireRight(caller, organizationId, 'organization.change')
      const changed = await organizations.change(
        organizationId,
        ({ id, createdAt, imageId, proofSuite }) => {
          const next = {
            id,
            createdAt,
            ...(imageId === undefined ? {} : { imageId }),
            ...(proofSuite === undefined ? {} : { proofSuite }),
            ...facts,
          }
          requireSoundProfile(next, identifiers)
          return next
        },
      )
      if (changed === undefined) throw new WaymarkError('not-found')
      await audit.record({
        owner: organizationId,
        actor: caller.accountId,
        act: 'organization.changed',
        object: organizationId,
      })
      return changed
    },
    async chooseProofSuite(caller, organizationId, proofSuite) {
      await requireRight(caller, organizationId, 'organization.change')
      await signingKeys.signer(organizationId, keyAlgorithmOfSuite[proofSuite])
      const changed = await organizations.change(organizationId, (found) => ({
        ...found,
        proofSuite,
      }))
      if (changed === undefined) throw new WaymarkError('not-found')
      await audit.record({
        owner: organizationId,
        actor: caller.accountId,
        act: 'organization.proof-suite-chosen',
        object: organizationId,
        facts: { proofSuite },
      })
      return changed
    },
    async ofCaller(caller) {
      const { rows } = await memberships.find({
        index: 'byAccount',
        equals: { accountId: caller.accountId },
        limit: 200,
      })
      const visible = rows.filter(
        (row) =>
          caller.organizationId === undefined || caller.organizationId === row.organizationId,
      )
      const found = await organizations.getMany(visible.map((row) => row.organizationId))
      const byOrganization = new Map(found.map((one) => [one.id, one]))
      return visible.flatMap((row) => {
        const organization = byOrganization.get(row.organizationId)
        return organization === undefined ? [] : [{ organization, role: row.role }]
      })
    },
    signingKeys,
    staff: createStaff({ memberships, people: deps.people, requireRight, withdrawAllTo, audit }),
    invitations,
    issueLog: createIssueLog(storage.open(issueLogTable), world),
    async checkAtStart() {
      await checkIdentifierBase(settings, identifiers.base)
      await checkSealing(settings, deps.sealing)
    },
  }
}
