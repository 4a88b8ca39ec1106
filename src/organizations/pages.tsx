import Type from 'typebox'
import { closed, Id, Paging } from '../../schemas/requests/common.ts'
import { OrganizationForm } from '../../schemas/requests/organizations.ts'
import { startWith } from '../../templates/draft.ts'
import { EditOrganizationPage } from '../../templates/organizations/edit.tsx'
import { OrganizationsPage } from '../../templates/organizations/list.tsx'
import {
  PublicOrganizationPage,
  type PublicOrganizationProps,
} from '../../templates/organizations/public.tsx'
import type { Identifiers } from '../credentials/identifiers.ts'
import { formPage, page } from '../web/page.ts'
import type { UploadedFile } from '../web/shown.ts'
import type { Organizations } from './organizations.ts'
import { furtherFactsOf } from './profile-facts.ts'

export interface OrganizationPageDeps {
  readonly organizations: Organizations
  readonly identifiers: Identifiers
  /** Keeps an uploaded logo; answers its id. */
  readonly keepLogo: (bytes: Uint8Array) => Promise<string>
  /** What an organization awards now, to be shown to anybody: a page of it. */
  readonly badgesOf: (
    organizationId: string,
    query: { readonly after?: string },
  ) => Promise<Pick<PublicOrganizationProps, 'badges' | 'next'>>
}

const params = Type.Object({ organizationId: Id }, closed)
const logo = { field: 'logo', maxBytes: 5_000_000 }

/** What holds where an organization has chosen nothing. */
const startOfForm = { refreshService: 'named', unclearMails: 'send-again' } as const

export function organizationPages(deps: OrganizationPageDeps) {
  const { organizations, identifiers } = deps
  const { requireRight } = organizations
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
        if (found.length === 1 && only !== undefined) {
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
          body: <EditOrganizationPage draft={startWith(draft, startOfForm)} />,
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
              draft={startWith(draft, { ...startOfForm, ...organization })}
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
    page({
      path: '/organizations/:organizationId',
      access: 'anyone',
      params,
      query: Type.Object(Paging),
      async show({ params: { organizationId }, query }) {
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
              {...await deps.badgesOf(organizationId, query)}
              did={identifiers.organizationDid(organizationId)}
              trial={identifiers.trial}
            />
          ),
        }
      },
    }),
  ]
}
