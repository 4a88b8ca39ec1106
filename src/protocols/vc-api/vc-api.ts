import type {
  DeriveCredentialBody,
  IssueCredentialBody,
  ResolutionOptions,
  UpdateStatusBody,
  VerificationResult,
  VerifyCredentialBody,
  VerifyPresentationBody,
} from '../../../schemas/requests/vc-api.ts'
import { holdsScope, type Caller } from '../../caller.ts'
import { knownContexts, type Contexts } from '../../credentials/contexts/contexts.ts'
import type { Identifiers, ListPurpose } from '../../credentials/identifiers.ts'
import { parseJsonObject, type JsonObject } from '../../credentials/json.ts'
import { WaymarkError } from '../../errors.ts'
import type { Network } from '../../network/guarded-fetch.ts'
import type { Organizations } from '../../organizations/organizations.ts'
import type { Storage } from '../../storage/tables.ts'
import { createQueue } from '../../verification/queue.ts'
import { createResolver } from '../../verification/resolve.ts'
import { createRevocationListReader } from '../../verification/revocation-list.ts'
import { createStatusListReader } from '../../verification/status-lists.ts'
import type { World } from '../../world.ts'
import { deriveShown } from './derive-credential.ts'
import { issueCredential, issuedObject } from './issue-credential.ts'
import { createOpenTenant, type OpenTenant } from './open-tenant.ts'
import { createOrganizationIssuers, ownerOfOrganization } from './organization-issuer.ts'
import { resolveIdentifier, type Resolution } from './resolve-identifier.ts'
import { createVcApiStatusLists } from './status-lists.ts'
import { updateStatus } from './update-status.ts'
import { verifyCredential, type VerifyMeans } from './verify-credential.ts'
import { verifyPresentation } from './verify-presentation.ts'

/** The operations of the VC-API for one kind of caller. What they throw is said at each operation. */
export interface VcApiOperations {
  issue(caller: Caller | undefined, body: IssueCredentialBody): Promise<JsonObject>
  updateStatus(caller: Caller | undefined, body: UpdateStatusBody): Promise<void>
  derive(body: DeriveCredentialBody): Promise<JsonObject>
  verify(body: VerifyCredentialBody): Promise<VerificationResult>
  verifyPresentation(body: VerifyPresentationBody): Promise<VerificationResult>
  resolve(
    caller: Caller | undefined,
    identifier: string,
    options: ResolutionOptions,
    accept: string,
  ): Promise<Resolution>
}

export interface VcApi {
  readonly organizations: VcApiOperations
  /** Only where the configuration opens it. */
  readonly tenant: (VcApiOperations & Pick<OpenTenant, 'issuers'>) | undefined
  /** The signed status list of an organization, or of a key of the tenant. @throws WaymarkError not-found */
  organizationList(organizationId: string, number: number, purpose: ListPurpose): Promise<string>
  tenantList(keyName: string, number: number, purpose: ListPurpose): Promise<string>
  /** A list of ours by its address; undefined for any other address. */
  resolveList(address: string): Promise<JsonObject | undefined>
}

export interface VcApiDeps {
  readonly storage: Storage
  readonly world: World
  readonly organizations: Organizations
  readonly identifiers: Identifiers
  readonly network: Network
  readonly resolveOwn: (address: string) => Promise<JsonObject | undefined>
  readonly openTenant: boolean
}

/** Other people's software issues and verifies here as it would anywhere (W3C CCG VC-API). */
export function createVcApi(deps: VcApiDeps): VcApi {
  const { organizations, identifiers, world } = deps
  const statusLists = createVcApiStatusLists(deps.storage, world)
  const issuers = createOrganizationIssuers(deps)
  const tenant = deps.openTenant ? createOpenTenant(identifiers.base, world) : undefined

  const listOfOrganization: VcApi['organizationList'] = async (id, number, purpose) =>
    statusLists.read(await issuers.ofOrganization(id), number, purpose)
  const listOfTenant: VcApi['tenantList'] = async (keyName, number, purpose) => {
    if (tenant === undefined) throw new WaymarkError('not-found')
    return statusLists.read(await tenant.ofKey(keyName), number, purpose)
  }
  const resolveList = async (address: string) => {
    const named = listAddress(address, identifiers.base)
    if (named === undefined) return undefined
    const { owner, number, purpose } = named
    try {
      const read = named.of === 'organization' ? listOfOrganization : listOfTenant
      return parseJsonObject(await read(owner, number, purpose))
    } catch (error) {
      if (error instanceof WaymarkError) return undefined
      throw error
    }
  }

  const resolveOwn = async (address: string) =>
    (await resolveList(address)) ?? deps.resolveOwn(address)
  const open = meansOf({ ...deps, resolveOwn, contexts: knownContexts(), alwaysTheIssuer: true })
  const ownerOf = async (caller: Caller | undefined, credentialId: string) => {
    if (caller?.organizationId === undefined) throw new WaymarkError('not-allowed')
    await organizations.requireRight(caller, caller.organizationId, 'award.revoke')
    return { owner: ownerOfOrganization(caller.organizationId), credentialId }
  }

  return {
    organizations: {
      async issue(caller, body) {
        if (caller === undefined) throw new WaymarkError('not-signed-in')
        const issuer = await issuers.ofCredential(caller, issuedObject(body))
        return issueCredential(body, issuer, statusLists)
      },
      async updateStatus(caller, body) {
        const { owner } = await ownerOf(caller, body.credentialId)
        await updateStatus(body, owner, statusLists)
      },
      derive: (body) => deriveShown(body, open.contexts),
      verify: (body) => verifyCredential(body, open),
      verifyPresentation: (body) => verifyPresentation(body, open),
      resolve(caller, identifier, options, accept) {
        const mayFetch = caller !== undefined && holdsScope(caller, 'credentials:verify')
        const resolveOthers = mayFetch ? open.resolver.resolve : undefined
        return resolveIdentifier(identifier, options, accept, { resolveOwn, resolveOthers })
      },
    },
    tenant: tenant && {
      ...tenantOperations(tenant, statusLists, {
        ...deps,
        resolveOwn,
        // Anybody may call it, so it asks nobody else anything.
        network: noNetwork,
        contexts: tenant.contexts,
        alwaysTheIssuer: false,
      }),
      issuers: tenant.issuers,
    },
    organizationList: listOfOrganization,
    tenantList: listOfTenant,
    resolveList,
  }
}

function tenantOperations(
  tenant: OpenTenant,
  statusLists: ReturnType<typeof createVcApiStatusLists>,
  deps: MeansDeps,
): VcApiOperations {
  const means = meansOf(deps)
  return {
    issue: async (_caller, body) =>
      issueCredential(body, await tenant.ofCredential(issuedObject(body)), statusLists),
    async updateStatus(_caller, body) {
      const owners = await tenant.owners()
      for (const owner of owners) {
        try {
          await updateStatus(body, owner, statusLists)
          return
        } catch (error) {
          if (!(error instanceof WaymarkError) || error.code !== 'not-found') throw error
        }
      }
      throw new WaymarkError('not-found')
    },
    derive: (body) => deriveShown(body, means.contexts),
    verify: (body) => verifyCredential(body, means),
    verifyPresentation: (body) => verifyPresentation(body, means),
    resolve: (_caller, identifier, options, accept) =>
      resolveIdentifier(identifier, options, accept, {
        resolveOwn: deps.resolveOwn,
        resolveOthers: undefined,
      }),
  }
}

const noNetwork: Network = {
  get: (url) => Promise.resolve({ ok: false, refusal: 'refused-address', url }),
  close: () => Promise.resolve(),
}

interface MeansDeps {
  readonly world: World
  readonly network: Network
  readonly resolveOwn: (address: string) => Promise<JsonObject | undefined>
  readonly contexts: Contexts
  readonly alwaysTheIssuer: boolean
}

function meansOf({ world, network, resolveOwn, ...means }: MeansDeps): VerifyMeans {
  const { now } = world
  const inTurn = createQueue({ running: 1, waiting: 200 })
  const resolver = createResolver({ now, network, resolveOwn })
  const readStatusList = createStatusListReader({ now, network, resolveOwn, inTurn })
  const readRevocationList = createRevocationListReader({ network, resolveOwn })
  const { contexts, alwaysTheIssuer } = means
  return {
    now,
    resolver,
    readStatusList,
    readRevocationList,
    inTurn,
    contexts,
    alwaysTheIssuer,
  }
}

/** What a status list's address names; undefined where it is none of the VC-API's. */
function listAddress(address: string, base: string) {
  if (!address.startsWith(`${base}/`)) return undefined
  const path = address.slice(base.length)
  const match =
    /^\/(?:organizations\/([\w-]+)\/vc-api\/status|open-tenant\/status\/([\w-]+))\/([1-9]\d{0,8})\/(revocation|suspension)$/.exec(
      path,
    )
  if (match === null) return undefined
  const [, organization, key = '', number] = match
  const purpose: ListPurpose = match[4] === 'suspension' ? 'suspension' : 'revocation'
  return organization === undefined
    ? ({ of: 'tenant', owner: key, number: Number(number), purpose } as const)
    : ({ of: 'organization', owner: organization, number: Number(number), purpose } as const)
}
