import type { IssuingSuite } from '../../../schemas/requests/organizations.ts'
import type { Caller } from '../../caller.ts'
import { knownContexts } from '../../credentials/contexts/contexts.ts'
import { disclosureOf } from '../../credentials/disclosure.ts'
import type { Identifiers } from '../../credentials/identifiers.ts'
import { idOf, parseJsonObject, type JsonObject } from '../../credentials/json.ts'
import { profileMember } from '../../credentials/profile.ts'
import { findSaidTwice } from '../../credentials/said-twice.ts'
import { issuedProblems } from '../../credentials/schema.ts'
import { signCredential } from '../../credentials/sign.ts'
import { WaymarkError, type FieldProblem } from '../../errors.ts'
import { keyAlgorithmOfSuite, type Organizations } from '../../organizations/organizations.ts'
import { profileFacts } from '../../organizations/profile-facts.ts'
import type { Organization } from '../../organizations/tables.ts'
import { timestamp, type World } from '../../world.ts'
import type { VcApiIssuer } from './issuer.ts'
import { refusingUnsignable } from './unsignable.ts'

export interface OrganizationIssuers {
  /**
   * The organization that a credential names as its issuer, where the caller may award for it.
   * @throws WaymarkError not-allowed for every other issuer
   */
  ofCredential(
    caller: Caller,
    credential: JsonObject,
  ): Promise<{ readonly issuer: VcApiIssuer; readonly organizationId: string }>
  /** The organization whose list stands under an address of ours. @throws WaymarkError not-found */
  ofOrganization(organizationId: string): Promise<VcApiIssuer>
}

export interface OrganizationIssuerDeps {
  readonly organizations: Organizations
  readonly identifiers: Identifiers
  readonly world: World
}

/** Organizations as issuers: only in their own name, and only badges as our own statement of Open Badges 3.0 has them. */
export function createOrganizationIssuers(deps: OrganizationIssuerDeps): OrganizationIssuers {
  const { organizations, identifiers } = deps

  return {
    async ofCredential(caller, credential) {
      const named = identifiers.parse(idOf(credential['issuer']) ?? '')
      if (named?.kind !== 'did' || named.owner === 'service' || named.keyId !== undefined) {
        throw new WaymarkError('not-allowed')
      }
      try {
        await organizations.requireRight(caller, named.owner, 'award.make')
        const issuer = issuerOf(await organizations.byId(named.owner), deps)
        return { issuer, organizationId: named.owner }
      } catch (error) {
        // To whoever is not its staff, an organization is an issuer like any other.
        if (error instanceof WaymarkError && error.code === 'not-found') {
          throw new WaymarkError('not-allowed')
        }
        throw error
      }
    },
    async ofOrganization(organizationId) {
      return issuerOf(await organizations.byId(organizationId), deps)
    },
  }
}

/** Whose status lists an organization's are. */
export function ownerOfOrganization(organizationId: string): string {
  return `organization:${organizationId}`
}

function issuerOf(
  organization: Organization,
  { organizations, identifiers, world }: OrganizationIssuerDeps,
): VcApiIssuer {
  const { id } = organization
  const { signingKeys, issueLog } = organizations
  const facts = profileFacts(organization, identifiers)
  const { proofSuite = 'eddsa-rdfc-2022' } = organization
  const sign = async (
    document: JsonObject,
    kind: 'credential' | 'status-list',
    suite: IssuingSuite,
  ) => {
    const signer = await signingKeys.signer(id, keyAlgorithmOfSuite[suite])
    const options = suite === 'ecdsa-sd-2023' ? disclosureOf(document) : { cryptosuite: suite }
    const created = timestamp(world.now())
    const text = await signCredential(document, signer, created, knownContexts(), options)
    await issueLog.append(id, kind, text)
    return text
  }
  return {
    did: facts.id,
    owner: ownerOfOrganization(id),
    status: 'always',
    statusListAddress: (number, purpose) =>
      `${identifiers.organizationUrl(id)}/vc-api/status/${number}/${purpose}`,
    complete: (credential) => ({
      ...credential,
      id: credential['id'] ?? `urn:uuid:${world.newUuid()}`,
      ...(identifiers.trial ? markedAsTrial(credential) : {}),
      // It speaks in its own name, whatever name the caller gave it.
      issuer: profileMember(facts),
      validFrom: credential['validFrom'] ?? timestamp(world.now()),
    }),
    requireAllowed(credential) {
      const problems = badgeProblems(credential, identifiers)
      if (problems.length > 0) throw new WaymarkError('invalid-request', { problems })
    },
    async secure(credential, { cryptosuite = proofSuite, envelope }) {
      if (envelope !== undefined) {
        throw new WaymarkError('invalid-request', {
          problems: [{ path: '/options/envelope', rule: 'unknown' }],
        })
      }
      if (cryptosuite !== proofSuite) {
        throw new WaymarkError('invalid-request', {
          problems: [{ path: '/options/cryptosuite', rule: 'choice', expected: proofSuite }],
        })
      }
      const text = await refusingUnsignable(() => sign(credential, 'credential', proofSuite))
      return parseJsonObject(text)
    },
    signList: (list) => sign(list, 'status-list', 'eddsa-rdfc-2022'),
    listKey: async () => (await signingKeys.signer(id, 'Ed25519')).verificationMethod,
  }
}

/** Until the service has a public name, whatever is issued says that it is for trying out. */
function markedAsTrial({ name }: JsonObject): JsonObject {
  const marker = 'Trial: '
  return typeof name !== 'string' || name.startsWith(marker) ? {} : { name: marker + name }
}

/** What keeps a credential from being a badge that we would issue ourselves. */
function badgeProblems(credential: JsonObject, identifiers: Identifiers): readonly FieldProblem[] {
  const problems: FieldProblem[] = issuedProblems(credential).map(({ path, rule, member }) => ({
    path: `/credential${path}${member === undefined ? '' : `/${member}`}`,
    rule: rule === 'required' ? 'required' : rule === 'additionalProperties' ? 'unknown' : 'format',
  }))
  // Ids of ours are given to awards; a credential from elsewhere must not pass for one.
  const { id } = credential
  if (typeof id === 'string' && identifiers.parse(id) !== undefined) {
    problems.push({ path: '/credential/id', rule: 'choice' })
  }
  const twice = findSaidTwice(credential, 'any')
  if (twice !== undefined) problems.push({ path: `/credential${twice.path}/id`, rule: 'choice' })
  return problems
}
