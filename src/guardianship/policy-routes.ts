import Type from 'typebox'
import { closed, Id } from '../../schemas/requests/common.ts'
import { PolicyBody } from '../../schemas/requests/guardianship.ts'
import { route } from '../web/route.ts'
import type { Policies } from './policy.ts'

const tag = 'Guardians and consent'
const path = '/api/v1/organizations/:organizationId/guardianship-policy'
const params = Type.Object({ organizationId: Id }, closed)

/** The rules of an organization for young learners. */
export function policyRoutes(policies: Policies) {
  return [
    route({
      method: 'get',
      path,
      operationId: 'readGuardianshipPolicy',
      tag,
      summary: 'From which ages learners decide, and what a guardian’s consent takes',
      access: 'organizations:read',
      params,
      answers: { 200: { description: 'The policy, or the default', schema: PolicyBody } },
      errors: ['not-found', 'not-allowed'],
      async handle({ caller, params: { organizationId } }) {
        return { status: 200, body: await policies.read(caller, organizationId) }
      },
    }),
    route({
      method: 'put',
      path,
      operationId: 'changeGuardianshipPolicy',
      tag,
      summary: 'Change the policy; consents that were given stay as they are',
      access: 'organizations:write',
      params,
      body: PolicyBody,
      answers: { 200: { description: 'The policy', schema: PolicyBody } },
      errors: ['not-found', 'not-allowed'],
      async handle({ caller, params: { organizationId }, body }) {
        return { status: 200, body: await policies.change(caller, organizationId, body) }
      },
    }),
  ]
}
