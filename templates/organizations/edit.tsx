import {
  refreshChoices,
  sectors,
  unclearMailChoices,
} from '../../schemas/requests/organizations.ts'
import { Button } from '../components/button.tsx'
import { Details } from '../components/details.tsx'
import { Field, TextArea } from '../components/field.tsx'
import { FileField } from '../components/file-field.tsx'
import { Form } from '../components/form.tsx'
import { Select } from '../components/select.tsx'
import type { Draft } from '../draft.ts'
import { ConsoleTrail } from './console-trail.tsx'
import { useText } from '../text-context.tsx'

/** One form for a new organization and for changing one. */
export function EditOrganizationPage({ draft, name }: { draft: Draft; name?: string }) {
  const text = useText()
  return (
    <section class="narrow">
      {name !== undefined && <ConsoleTrail here={text('organizations.home.edit')} />}
      <h1>{name ?? text('organizations.edit.newTitle')}</h1>
      <p class="lead">{text('organizations.edit.lead')}</p>
      <Form draft={draft} files>
        <Field
          name="name"
          label={text('organizations.edit.name')}
          draft={draft}
          required
          autocomplete="organization"
        />
        <Select
          name="sector"
          label={text('organizations.edit.sector')}
          draft={draft}
          required
          options={sectors.map((value) => ({
            value,
            label: text(`organizations.sectors.${value}`),
          }))}
        />
        <TextArea
          name="description"
          label={text('organizations.edit.description')}
          draft={draft}
          rows={3}
        />
        <Field name="url" type="url" label={text('organizations.edit.url')} draft={draft} />
        <Field
          name="email"
          type="email"
          label={text('organizations.edit.email')}
          hint={text('organizations.edit.emailHint')}
          draft={draft}
          required
        />
        <FileField
          name="logo"
          label={text('organizations.edit.logo')}
          hint={text('organizations.edit.logoHint')}
          accept="image/png,image/jpeg,image/svg+xml,image/webp"
          draft={draft}
        />
        <Details summary={text('firstRun.specialCases')}>
          <Select
            name="refreshService"
            label={text('organizations.edit.refresh')}
            hint={text('organizations.edit.refreshHint')}
            draft={draft}
            options={refreshChoices.map((value) => ({
              value,
              label: text(`organizations.edit.refreshChoices.${value}`),
            }))}
          />
          <Select
            name="unclearMails"
            label={text('organizations.edit.unclearMails')}
            hint={text('organizations.edit.unclearMailsHint')}
            draft={draft}
            options={unclearMailChoices.map((value) => ({
              value,
              label: text(`organizations.edit.unclearMailChoices.${value}`),
            }))}
          />
        </Details>
        <Button>{text(name === undefined ? 'firstRun.addOrganization' : 'common.save')}</Button>
      </Form>
    </section>
  )
}
