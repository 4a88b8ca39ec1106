import Type from 'typebox'
import { closed, Id } from '../../schemas/requests/common.ts'
import {
  OrganizationAnswer,
  ProofSuiteBody,
  SigningKeyAnswer,
} from '../../schemas/requests/organizations.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import { route } from '../web/route.ts'
import type { Organizations } from './organizations.ts'
import { presentOrganization } from './present.ts'

const tag = 'Signing keys'
const collection = '/api/v1/organizations/:organizationId/keys'
const params = Type.Object({ organizationId: Id }, closed)
const oneParams = Type.Object(
  { organizationId: Id, keyId: Type.String({ pattern: '^[a-z0-9-]{1,40}$' }) },
  closed,
)

/** The signing keys of an organization: seen and ended by its owners, never handed out. */
export function keyRoutes(organizations: Organizations, identifiers: Identifiers) {
  const { signingKeys, requireRight } = organizations
  return [
    route({
      method: 'get',
      path: collection,
      operationId: 'listKeys',
      tag,
      summary: 'The signing keys of an organization, without their private halves',
      access: 'organizations:read',
      params,
      answers: {
        200: {
          description: 'The keys',
          schema: Type.Object({ keys: Type.Array(SigningKeyAnswer) }),
        },
      },
      errors: ['not-found', 'not-allowed'],
      async handle({ caller, params: { organizationId } }) {
        await requireRight(caller, organizationId, 'organization.read')
        const did = identifiers.organizationDid(organizationId)
        const keys = (await signingKeys.list(organizationId)).map((key) => ({
          id: key.keyId,
          algorithm: key.algorithm,
          state: key.state,
          verificationMethod: identifiers.verificationMethod(did, key.keyId),
          createdAt: key.createdAt,
        }))
        return { status: 200, body: { keys } }
      },
    }),
    route({
      method: 'post',
      path: `${collection}/:keyId/retirement`,
      operationId: 'retireKey',
      tag,
      summary:
        'Destroy the private half; what it signed stays good, and the next award makes a new key',
      access: 'organizations:write',
      params: oneParams,
      answers: { 204: { description: 'Retired' } },
      errors: ['not-found', 'not-allowed'],
      async handle({ caller, params: { organizationId, keyId } }) {
        await requireRight(caller, organizationId, 'organization.change')
        await signingKeys.retire(caller.accountId, organizationId, keyId)
        return { status: 204 }
      },
    }),
    route({
      method: 'post',
      path: `${collection}/:keyId/compromise`,
      operationId: 'compromiseKey',
      tag,
      summary:
        'Somebody else may hold it: take it out of the issuer document; what it signed fails from now on',
      access: 'organizations:write',
      params: oneParams,
      answers: { 204: { description: 'Out of the document' } },
      errors: ['not-found', 'not-allowed'],
      async handle({ caller, params: { organizationId, keyId } }) {
        await requireRight(caller, organizationId, 'organization.change')
        await signingKeys.compromise(caller.accountId, organizationId, keyId)
        return { status: 204 }
      },
    }),
    route({
      method: 'put',
      path: '/api/v1/organizations/:organizationId/proof-suite',
      operationId: 'chooseProofSuite',
      tag,
      summary: 'Choose how new credentials are signed; what was issued stays as it is',
      access: 'organizations:write',
      params,
      body: ProofSuiteBody,
      answers: { 200: { description: 'The changed organization', schema: OrganizationAnswer } },
      errors: ['not-found', 'not-allowed'],
      async handle({ caller, params: { organizationId }, body: { proofSuite } }) {
        const changed = await organizations.chooseProofSuite(caller, organizationId, proofSuite)
        return { status: 200, body: presentOrganization(changed, identifiers) }
      },
    }),
  ]
}
