import type { Act, Audit } from '../../audit/audit.ts'
import { holdsScope, type Caller } from '../../caller.ts'
import { knownContexts } from '../../credentials/contexts/contexts.ts'
import type { Identifiers, ListPurpose } from '../../credentials/identifiers.ts'
import { parseJsonObject, type JsonObject } from '../../credentials/json.ts'
import { WaymarkError } from '../../errors.ts'
import type { Network } from '../../network/guarded-fetch.ts'
import { digestOf } from '../../organizations/issue-log.ts'
import type { Organizations } from '../../organizations/organizations.ts'
import type { Storage } from '../../storage/tables.ts'
import type { World } from '../../world.ts'
import { deriveShown } from './derive-credential.ts'
import { issueCredential, issuedObject } from './issue-credential.ts'
import { listAddress } from './list-address.ts'
import { meansOf } from './means.ts'
import type { VcApiOperations } from './operations.ts'
import { createOpenTenant, type OpenTenant } from './open-tenant.ts'
import { createOrganizationIssuers, ownerOfOrganization } from './organization-issuer.ts'
import { resolveIdentifier } from './resolve-identifier.ts'
import { createVcApiStatusLists } from './status-lists.ts'
import { tenantOperations } from './tenant-operations.ts'
import { updateStatus } from './update-status.ts'
import { verifyCredential } from './verify-credential.ts'
import { verifyPresentation } from './verify-presentation.ts'

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
  readonly audit: Audit
  readonly organizations: Organizations
  readonly identifiers: Identifiers
  readonly network: Network
  readonly resolveOwn: (address: string) => Promise<JsonObject | undefined>
  readonly openTenant: boolean
}

/** Other people's software issues and verifies here as it would anywhere (W3C CCG VC-API). */
export function createVcApi(deps: VcApiDeps): VcApi {
  const { organizations, identifiers, world } = deps
  const issuers = createOrganizationIssuers(deps)
  const tenant = deps.openTenant ? createOpenTenant(identifiers.base, world) : undefined
  const tenantIssuer = async (keyName: string) => {
    if (tenant === undefined) throw new WaymarkError('not-found')
    return tenant.ofKey(keyName)
  }
  const statusLists = createVcApiStatusLists({
    storage: deps.storage,
    world,
    async issuerOf(owner) {
      const [kind, name = ''] = owner.split(':')
      return kind === 'organization' ? issuers.ofOrganization(name) : tenantIssuer(name)
    },
  })

  const listOfOrganization: VcApi['organizationList'] = async (id, number, purpose) =>
    statusLists.read(await issuers.ofOrganization(id), number, purpose)
  const listOfTenant: VcApi['tenantList'] = async (keyName, number, purpose) =>
    statusLists.read(await tenantIssuer(keyName), number, purpose)
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
  const revokingFor = async (caller: Caller | undefined) => {
    const organizationId = caller?.organizationId
    if (caller === undefined || organizationId === undefined) throw new WaymarkError('not-allowed')
    await organizations.requireRight(caller, organizationId, 'award.revoke')
    return organizationId
  }
  /** The id of a credential is its writer's own words: the log keeps a digest. */
  const record = (caller: Caller | undefined, owner: string, act: Act, about: string) =>
    deps.audit.record({ owner, actor: caller?.accountId ?? '', act, object: digestOf(about) })

  return {
    organizations: {
      async issue(caller, body) {
        if (caller === undefined) throw new WaymarkError('not-signed-in')
        const { issuer, organizationId } = await issuers.ofCredential(caller, issuedObject(body))
        const credential = await issueCredential(body, issuer, statusLists)
        await record(caller, organizationId, 'credential.issued', JSON.stringify(credential))
        return credential
      },
      async updateStatus(caller, body) {
        const organizationId = await revokingFor(caller)
        await updateStatus(body, ownerOfOrganization(organizationId), statusLists)
        await record(caller, organizationId, 'credential.status-changed', body.credentialId)
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
        contexts: tenant.contexts,
      }),
      issuers: tenant.issuers,
    },
    organizationList: listOfOrganization,
    tenantList: listOfTenant,
    resolveList,
  }
}
