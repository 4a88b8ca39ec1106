import Type from 'typebox'
import { closed, Email, Id, Name } from '../../schemas/requests/common.ts'
import { RoleBody, RoleSchema } from '../../schemas/requests/organizations.ts'
import { startWith } from '../../templates/draft.ts'
import { InvitationPage, StaffPage } from '../../templates/organizations/staff.tsx'
import type { People } from '../accounts/people.ts'
import type { Audit } from '../audit/audit.ts'
import { action, formPage } from '../web/page.ts'
import type { Organizations } from './organizations.ts'
import { roleHolds } from './rights.ts'

export interface StaffPageDeps {
  readonly organizations: Organizations
  readonly people: People
  readonly audit: Audit
}

const params = Type.Object({ organizationId: Id }, closed)
const memberParams = Type.Object({ organizationId: Id, accountId: Id }, closed)
const invitationParams = Type.Object({ organizationId: Id, invitationId: Id }, closed)
const token = Type.Object({ token: Type.String({ minLength: 20, maxLength: 400 }) }, closed)

/** Who works for an organization, and the page where an invited person joins. */
export function staffPages({ organizations, people, audit }: StaffPageDeps) {
  const { staff, invitations, requireRight } = organizations
  const home = (organizationId: string) => `/console/${organizationId}`

  return [
    formPage({
      path: '/console/:organizationId/staff',
      access: 'signed-in',
      params,
      form: Type.Object({ email: Email, role: RoleSchema }, closed),
      async show({ caller, params: { organizationId }, text }, draft) {
        const role = await requireRight(caller, organizationId, 'staff.read')
        const mayChange = roleHolds(role, 'staff.change')
        const organization = await organizations.byId(organizationId)
        return {
          title: text('organizations.staff.title', { organization: organization.name }),
          body: (
            <StaffPage
              draft={draft}
              base={home(organizationId)}
              organizationName={organization.name}
              staff={await staff.list(caller, organizationId)}
              invitations={mayChange ? await invitations.list(caller, organizationId) : []}
              mayChange={mayChange}
            />
          ),
        }
      },
      async act({ caller, params: { organizationId }, language }, form) {
        await invitations.invite(caller, organizationId, { ...form, language })
        return { redirect: `${home(organizationId)}/staff` }
      },
    }),
    action({
      path: '/console/:organizationId/staff/:accountId/role',
      access: 'signed-in',
      params: memberParams,
      form: RoleBody,
      async act({ caller, params: { organizationId, accountId } }, { role }) {
        await staff.changeRole(caller, organizationId, accountId, role)
        return { redirect: `${home(organizationId)}/staff` }
      },
    }),
    action({
      path: '/console/:organizationId/staff/:accountId/removal',
      access: 'signed-in',
      params: memberParams,
      async act({ caller, params: { organizationId, accountId } }) {
        await staff.remove(caller, organizationId, accountId)
        return { redirect: `${home(organizationId)}/staff` }
      },
    }),
    action({
      path: '/console/:organizationId/invitations/:invitationId/withdrawal',
      access: 'signed-in',
      params: invitationParams,
      async act({ caller, params: { organizationId, invitationId } }) {
        await invitations.withdraw(caller, organizationId, invitationId)
        return { redirect: `${home(organizationId)}/staff` }
      },
    }),
    formPage({
      path: '/invitations/:token',
      access: 'anyone',
      params: token,
      form: Type.Object({ name: Name }, closed),
      async show({ params, text }, draft) {
        const { organization, role, email } = await invitations.read(params.token)
        const name = (await people.byEmail(email))?.name ?? ''
        return {
          title: text('organizations.invitation.title', { organization: organization.name }),
          body: (
            <InvitationPage
              draft={startWith(draft, { name })}
              organizationName={organization.name}
              role={role}
              email={email}
            />
          ),
        }
      },
      async act({ params, session, language }, { name }) {
        const { accountId, organizationId } = await invitations.join(params.token, {
          name,
          language,
        })
        await session.signIn(accountId)
        await audit.record({
          owner: 'service',
          actor: accountId,
          act: 'account.signed-in',
          object: accountId,
        })
        return { redirect: home(organizationId) }
      },
    }),
  ]
}
