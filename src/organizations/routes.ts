import Type from 'typebox'
import { closed, Id, Next, Paging } from '../../schemas/requests/common.ts'
import {
  AuditEntryAnswer,
  OrganizationAnswer,
  OrganizationBody,
} from '../../schemas/requests/organizations.ts'
import type { Audit } from '../audit/audit.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import { route } from '../web/route.ts'
import type { Organizations } from './organizations.ts'
import { presentOrganization } from './present.ts'

export interface OrganizationRouteDeps {
  readonly organizations: Organizations
  readonly identifiers: Identifiers
  readonly audit: Audit
  /** Keeps an uploaded logo; answers its id. */
  readonly keepLogo: (bytes: Uint8Array) => Promise<string>
}

const tag = 'Organizations'
const params = Type.Object({ organizationId: Id }, closed)

export function organizationRoutes(deps: OrganizationRouteDeps) {
  const { organizations, identifiers, audit } = deps

  const factsOf = async (body: Type.Static<typeof OrganizationBody>) => {
    const { picture, ...facts } = body
    if (picture === undefined) return facts
    return { ...facts, imageId: await deps.keepLogo(Buffer.from(picture, 'base64')) }
  }

  return [
    route({
      method: 'get',
      path: '/api/v1/organizations',
      operationId: 'listOrganizations',
      tag,
      summary: 'The organizations where you are staff',
      access: 'organizations:read',
      answers: {
        200: {
          description: 'Those organizations, with your role',
          schema: Type.Object({ organizations: Type.Array(OrganizationAnswer) }),
        },
      },
      async handle({ caller }) {
        const found = await organizations.ofCaller(caller)
        return {
          status: 200,
          body: {
            organizations: found.map(({ organization, role }) =>
              presentOrganization(organization, identifiers, role),
            ),
          },
        }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/organizations',
      operationId: 'createOrganization',
      tag,
      summary: 'Create an organization (operator only)',
      access: 'organizations:write',
      body: OrganizationBody,
      answers: { 201: { description: 'The new organization', schema: OrganizationAnswer } },
      errors: ['not-allowed', 'identifier-base-frozen', 'unreadable-picture'],
      async handle({ caller, body }) {
        organizations.requireMayCreate(caller)
        const organization = await organizations.create(caller, await factsOf(body))
        return { status: 201, body: presentOrganization(organization, identifiers, 'owner') }
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/organizations/:organizationId',
      operationId: 'readOrganization',
      tag,
      summary: 'One organization',
      access: 'organizations:read',
      params,
      answers: { 200: { description: 'The organization', schema: OrganizationAnswer } },
      errors: ['not-found'],
      async handle({ caller, params: { organizationId } }) {
        const role = await organizations.requireRight(caller, organizationId, 'organization.read')
        const organization = await organizations.byId(organizationId)
        return { status: 200, body: presentOrganization(organization, identifiers, role) }
      },
    }),
    route({
      method: 'put',
      path: '/api/v1/organizations/:organizationId',
      operationId: 'changeOrganization',
      tag,
      summary: 'Change what an organization says of itself',
      access: 'organizations:write',
      params,
      body: OrganizationBody,
      answers: { 200: { description: 'The changed organization', schema: OrganizationAnswer } },
      errors: ['not-found', 'not-allowed', 'unreadable-picture'],
      async handle({ caller, params: { organizationId }, body }) {
        await organizations.requireRight(caller, organizationId, 'organization.change')
        const changed = await organizations.change(caller, organizationId, await factsOf(body))
        return { status: 200, body: presentOrganization(changed, identifiers) }
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/organizations/:organizationId/audit',
      operationId: 'readAudit',
      tag,
      summary: 'Who did what to what, newest first (owners only)',
      access: 'audit:read',
      params,
      query: Type.Object(Paging, closed),
      answers: {
        200: {
          description: 'A page of the log',
          schema: Type.Object({ entries: Type.Array(AuditEntryAnswer), next: Next }),
        },
      },
      errors: ['not-found', 'not-allowed'],
      async handle({ caller, params: { organizationId }, query }) {
        await organizations.requireRight(caller, organizationId, 'audit.read')
        const { rows, next } = await audit.list(organizationId, query.after)
        const entries = rows.map(({ at, actor, act, object, facts }) => ({
          at,
          actor,
          act,
          object,
          facts,
        }))
        return { status: 200, body: { entries, ...(next === undefined ? {} : { next }) } }
      },
    }),
  ]
}
