import Type from 'typebox'
import { closed, Id } from '../../schemas/requests/common.ts'
import {
  InvitationAnswer,
  InvitationBody,
  RoleBody,
  StaffMemberAnswer,
} from '../../schemas/requests/organizations.ts'
import { route } from '../web/route.ts'
import type { Organizations } from './organizations.ts'
import { presentInvitation } from './present.ts'

const tag = 'Organizations'
const staffPath = '/api/v1/organizations/:organizationId/staff'
const invitationPath = '/api/v1/organizations/:organizationId/invitations'
const params = Type.Object({ organizationId: Id }, closed)
const memberParams = Type.Object({ organizationId: Id, accountId: Id }, closed)
const invitationParams = Type.Object({ organizationId: Id, invitationId: Id }, closed)

/** Who works for an organization, and who is invited to. */
export function staffRoutes({ staff, invitations }: Organizations) {
  return [
    route({
      method: 'get',
      path: staffPath,
      operationId: 'listStaff',
      tag,
      summary: 'Who works for an organization, with their roles',
      access: 'staff:read',
      params,
      answers: {
        200: {
          description: 'The staff',
          schema: Type.Object({ staff: Type.Array(StaffMemberAnswer) }),
        },
      },
      errors: ['not-found'],
      async handle({ caller, params: { organizationId } }) {
        return { status: 200, body: { staff: await staff.list(caller, organizationId) } }
      },
    }),
    route({
      method: 'put',
      path: `${staffPath}/:accountId`,
      operationId: 'changeStaffRole',
      tag,
      summary: 'Give a member of staff another role',
      access: 'staff:write',
      params: memberParams,
      body: RoleBody,
      answers: { 204: { description: 'The role was changed' } },
      errors: ['not-found', 'not-allowed', 'last-owner'],
      async handle({ caller, params: { organizationId, accountId }, body }) {
        await staff.changeRole(caller, organizationId, accountId, body.role)
        return { status: 204 }
      },
    }),
    route({
      method: 'delete',
      path: `${staffPath}/:accountId`,
      operationId: 'removeStaff',
      tag,
      summary: 'Remove a member of staff',
      access: 'staff:write',
      params: memberParams,
      answers: { 204: { description: 'Removed' } },
      errors: ['not-found', 'not-allowed', 'last-owner'],
      async handle({ caller, params: { organizationId, accountId } }) {
        await staff.remove(caller, organizationId, accountId)
        return { status: 204 }
      },
    }),
    route({
      method: 'get',
      path: invitationPath,
      operationId: 'listInvitations',
      tag,
      summary: 'The invitations that nobody has taken up yet, newest first',
      access: 'staff:write',
      params,
      answers: {
        200: {
          description: 'The invitations',
          schema: Type.Object({ invitations: Type.Array(InvitationAnswer) }),
        },
      },
      errors: ['not-found', 'not-allowed'],
      async handle({ caller, params: { organizationId } }) {
        const waiting = await invitations.list(caller, organizationId)
        return { status: 200, body: { invitations: waiting.map(presentInvitation) } }
      },
    }),
    route({
      method: 'post',
      path: invitationPath,
      operationId: 'inviteStaff',
      tag,
      summary: 'Invite somebody by mail, with a role',
      access: 'staff:write',
      params,
      body: InvitationBody,
      answers: { 201: { description: 'The invitation was mailed', schema: InvitationAnswer } },
      errors: ['not-found', 'not-allowed', 'too-many-requests', 'mail-not-sent'],
      async handle({ caller, params: { organizationId }, body }) {
        const { language = 'en' } = body
        const invitation = await invitations.invite(caller, organizationId, { ...body, language })
        return { status: 201, body: presentInvitation(invitation) }
      },
    }),
    route({
      method: 'delete',
      path: `${invitationPath}/:invitationId`,
      operationId: 'withdrawInvitation',
      tag,
      summary: 'Withdraw an invitation: its mailed link stops working',
      access: 'staff:write',
      params: invitationParams,
      answers: { 204: { description: 'Withdrawn' } },
      errors: ['not-found', 'not-allowed'],
      async handle({ caller, params: { organizationId, invitationId } }) {
        await invitations.withdraw(caller, organizationId, invitationId)
        return { status: 204 }
      },
    }),
  ]
}
