import { roles } from '../../schemas/requests/organizations.ts'
import { formatDate } from '../../src/text/dates.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Field } from '../components/field.tsx'
import { ActionForm, Form } from '../components/form.tsx'
import { RadioGroup } from '../components/checkbox.tsx'
import { Select } from '../components/select.tsx'
import { DataTable } from '../components/table.tsx'
import { emptyDraft, type Draft } from '../draft.ts'
import { ConsoleTrail } from './console-trail.tsx'
import { useLanguage, useText } from '../text-context.tsx'

export interface StaffRow {
  readonly accountId: string
  readonly name: string
  readonly email: string
  readonly role: string
}

export interface InvitationRow {
  readonly id: string
  readonly email: string
  readonly role: string
  readonly expiresAt: string
}

export interface StaffPageProps {
  readonly draft: Draft
  readonly base: string
  readonly organizationName: string
  readonly staff: readonly StaffRow[]
  readonly invitations: readonly InvitationRow[]
  readonly mayChange: boolean
}

export function StaffPage({
  draft,
  base,
  organizationName,
  staff,
  invitations,
  mayChange,
}: StaffPageProps) {
  const text = useText()
  const language = useLanguage()
  const options = roles.map((value) => ({ value, label: text(`organizations.roles.${value}`) }))
  return (
    <>
      <ConsoleTrail here={text('organizations.home.staff')} />
      <h1>{text('organizations.staff.title', { organization: organizationName })}</h1>
      <DataTable
        caption={text('organizations.staff.caption')}
        columns={[
          text('organizations.staff.name'),
          text('accounts.email'),
          text('organizations.staff.role'),
          ...(mayChange ? [text('common.actions')] : []),
        ]}
        rows={staff.map((member) => [
          <bdi>{member.name}</bdi>,
          member.email,
          options.find(({ value }) => value === member.role)?.label ?? member.role,
          ...(mayChange ? [<MemberActions base={base} member={member} options={options} />] : []),
        ])}
      />
      {invitations.length > 0 && (
        <DataTable
          caption={text('organizations.staff.invited')}
          columns={[
            text('accounts.email'),
            text('organizations.staff.role'),
            text('organizations.staff.until'),
            text('common.actions'),
          ]}
          rows={invitations.map(({ id, email, role, expiresAt }) => [
            email,
            options.find(({ value }) => value === role)?.label ?? role,
            formatDate(language, expiresAt),
            <ActionForm action={`${base}/invitations/${id}/withdrawal`}>
              <Button tone="danger">{text('organizations.staff.withdraw')}</Button>
            </ActionForm>,
          ])}
        />
      )}
      {mayChange && (
        <Card title={text('organizations.staff.invite')}>
          <p>{text('organizations.staff.inviteLead')}</p>
          <Form draft={draft}>
            <Field
              name="email"
              type="email"
              label={text('accounts.email')}
              draft={draft}
              required
            />
            <RadioGroup
              name="role"
              label={text('organizations.staff.role')}
              draft={draft}
              required
              options={roles.map((value) => ({
                value,
                label: text(`organizations.roles.${value}`),
                hint: text(`organizations.roleMeanings.${value}`),
              }))}
            />
            <Button>{text('organizations.staff.send')}</Button>
          </Form>
        </Card>
      )}
    </>
  )
}

function MemberActions({
  base,
  member,
  options,
}: {
  base: string
  member: StaffRow
  options: readonly { value: string; label: string }[]
}) {
  const text = useText()
  const draft = { ...emptyDraft, values: { role: member.role } }
  return (
    <details class="row-actions">
      <summary>{text('organizations.staff.change')}</summary>
      <ActionForm action={`${base}/staff/${member.accountId}/role`}>
        <Select
          id={`role-${member.accountId}`}
          name="role"
          label={text('organizations.staff.role')}
          draft={draft}
          required
          options={options}
        />
        <Button tone="quiet">{text('common.save')}</Button>
      </ActionForm>
      <ActionForm action={`${base}/staff/${member.accountId}/removal`}>
        <Button tone="danger">{text('organizations.staff.remove')}</Button>
      </ActionForm>
    </details>
  )
}

/** The page of a mailed invitation. */
export function InvitationPage({
  draft,
  organizationName,
  role,
  email,
}: {
  draft: Draft
  organizationName: string
  role: string
  email: string
}) {
  const text = useText()
  const roleName = roles.find((one) => one === role) ?? 'viewer'
  return (
    <section class="narrow">
      <h1>{text('organizations.invitation.title', { organization: organizationName })}</h1>
      <p class="lead">
        {text('organizations.invitation.lead', {
          role: text(`organizations.roles.${roleName}`),
          email,
        })}
      </p>
      <p>{text(`organizations.roleMeanings.${roleName}`)}</p>
      <Form draft={draft}>
        <Field
          name="name"
          label={text('accounts.name')}
          draft={draft}
          required
          autocomplete="name"
        />
        <Button>{text('organizations.invitation.submit')}</Button>
      </Form>
    </section>
  )
}
