import Type from 'typebox'
import { closed, Email, Id, Name, Paging } from '../../schemas/requests/common.ts'
import { OrganizationForm, RoleBody, RoleSchema } from '../../schemas/requests/organizations.ts'
import { startWith } from '../../templates/draft.ts'
import { AuditPage } from '../../templates/organizations/audit.tsx'
import { EditOrganizationPage } from '../../templates/organizations/edit.tsx'
import { OrganizationsPage } from '../../templates/organizations/list.tsx'
import { PublicOrganizationPage } from '../../templates/organizations/public.tsx'
import { InvitationPage, StaffPage } from '../../templates/organizations/staff.tsx'
import type { People } from '../accounts/people.ts'
import type { Audit } from '../audit/audit.ts'
import type { Identifiers } from '../credentials/identifiers.ts'
import { action, formPage, page } from '../web/page.ts'
import type { UploadedFile } from '../web/shown.ts'
import type { Organizations } from './organizations.ts'
import { furtherFactsOf } from './profile-facts.ts'
import { roleHolds } from './rights.ts'

export interface OrganizationPageDeps {
  readonly organizations: Organizations
  readonly people: People
  readonly identifiers: Identifiers
  readonly audit: Audit
  /** Keeps an uploaded logo; answers its id. */
  readonly keepLogo: (bytes: Uint8Array) => Promise<string>
}

const params = Type.Object({ organizationId: Id }, closed)
const memberParams = Type.Object({ organizationId: Id, accountId: Id }, closed)
const token = Type.Object({ token: Type.String({ minLength: 20, maxLength: 400 }) }, closed)
const logo = { field: 'logo', maxBytes: 5_000_000 }

export function organizationPages(deps: OrganizationPageDeps) {
  const { organizations, people, identifiers, audit } = deps
  const { staff, requireRight } = organizations
  const home = (organizationId: string) => `/console/${organizationId}`

  const withLogo = async <Facts extends object>(facts: Facts, file: UploadedFile | undefined) =>
    file === undefined ? facts : { ...facts, imageId: await deps.keepLogo(file.bytes) }

  return [
    page({
      path: '/console',
      access: 'signed-in',
      async show({ caller, text }) {
        const found = await organizations.ofCaller(caller)
        const [only] = found
        if (found.length === 1 && only !== undefined && !caller.operator) {
          return { redirect: home(only.organization.id) }
        }
        const rows = found.map(({ organization, role }) => ({
          href: home(organization.id),
          name: organization.name,
          role,
        }))
        return {
          title: text('organizations.list.title'),
          body: <OrganizationsPage rows={rows} operator={caller.operator} />,
        }
      },
    }),
    formPage({
      path: '/organizations/new',
      access: 'signed-in',
      form: OrganizationForm,
      files: logo,
      async show({ text }, draft) {
        return {
          title: text('organizations.edit.newTitle'),
          body: <EditOrganizationPage draft={startWith(draft, { refreshService: 'named' })} />,
        }
      },
      async act({ caller, file }, form) {
        organizations.requireMayCreate(caller)
        const organization = await organizations.create(caller, await withLogo(form, file))
        return { redirect: home(organization.id) }
      },
    }),
    formPage({
      path: '/console/:organizationId/edit',
      access: 'signed-in',
      params,
      form: OrganizationForm,
      files: logo,
      async show({ caller, params: { organizationId } }, draft) {
        await requireRight(caller, organizationId, 'organization.change')
        const organization = await organizations.byId(organizationId)
        return {
          title: organization.name,
          body: (
            <EditOrganizationPage
              draft={startWith(draft, { refreshService: 'named', ...organization })}
              name={organization.name}
            />
          ),
        }
      },
      async act({ caller, params: { organizationId }, file }, form) {
        await requireRight(caller, organizationId, 'organization.change')
        // What the page does not ask stays as it is.
        const further = furtherFactsOf(await organizations.byId(organizationId))
        const facts = await withLogo({ ...further, ...form }, file)
        await organizations.change(caller, organizationId, facts)
        return { redirect: home(organizationId) }
      },
    }),
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
              invitations={mayChange ? await staff.invitations(caller, organizationId) : []}
              mayChange={mayChange}
            />
          ),
        }
      },
      async act({ caller, params: { organizationId }, language }, form) {
        await staff.invite(caller, organizationId, { ...form, language })
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
    formPage({
      path: '/invitations/:token',
      access: 'anyone',
      params: token,
      form: Type.Object({ name: Name }, closed),
      async show({ params, text }, draft) {
        const { organization, role, email } = await staff.readInvitation(params.token)
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
        const { accountId, organizationId } = await staff.join(params.token, { name, language })
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
    page({
      path: '/console/:organizationId/audit',
      access: 'signed-in',
      params,
      query: Type.Object(Paging),
      async show({ caller, params: { organizationId }, query, text }) {
        await requireRight(caller, organizationId, 'audit.read')
        const { rows, next } = await audit.list(organizationId, query.after)
        const actors = await people.byIds([...new Set(rows.map((row) => row.actor))])
        const names = new Map(actors.map((account) => [account.id, account.name]))
        return {
          title: text('organizations.audit.title'),
          body: (
            <AuditPage
              rows={rows.map(({ at, actor, act, object }) => ({
                at,
                act,
                object,
                actor: names.get(actor) ?? actor,
              }))}
              {...(next === undefined ? {} : { next })}
            />
          ),
        }
      },
    }),
    page({
      path: '/organizations/:organizationId',
      access: 'anyone',
      params,
      async show({ params: { organizationId } }) {
        const organization = await organizations.byId(organizationId)
        const { name, sector, description, url, imageId } = organization
        return {
          title: name,
          robots: 'index',
          body: (
            <PublicOrganizationPage
              name={name}
              sector={sector}
              {...(description === undefined ? {} : { description })}
              {...(url === undefined ? {} : { url })}
              {...(imageId === undefined ? {} : { image: `/images/${imageId}` })}
              did={identifiers.organizationDid(organizationId)}
              trial={identifiers.trial}
            />
          ),
        }
      },
    }),
  ]
}
