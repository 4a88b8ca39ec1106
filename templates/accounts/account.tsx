import { Button, LinkButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { CheckboxGroup } from '../components/checkbox.tsx'
import { CopyField } from '../components/copy-field.tsx'
import { Field } from '../components/field.tsx'
import { ActionForm, Form } from '../components/form.tsx'
import { Notice } from '../components/notice.tsx'
import { Select } from '../components/select.tsx'
import { DataTable } from '../components/table.tsx'
import type { Draft } from '../draft.ts'
import { useLanguage, useText } from '../text-context.tsx'
import { formatDate } from '../../src/text/dates.ts'
import { languageOptions } from '../../src/text/languages.ts'
import { StoppedMails, type StoppedPlace } from './stopped-mails.tsx'

export interface ApiKeyRow {
  readonly id: string
  readonly name: string
  readonly scopes: readonly string[]
  readonly expiresAt: string
  readonly live: boolean
}

export function AccountPage({
  draft,
  email,
  passkeys,
  stoppedPlaces,
  keys,
}: {
  draft: Draft
  email: string
  /** How many there are. */
  passkeys: number
  /** Organizations whose mails this address does not get. */
  stoppedPlaces: readonly StoppedPlace[]
  keys: readonly ApiKeyRow[]
}) {
  const text = useText()
  const language = useLanguage()
  return (
    <section class="narrow">
      <h1>{text('accounts.account.title')}</h1>
      <p class="lead">{email}</p>
      <Card title={text('accounts.account.you')}>
        <Form draft={draft}>
          <Field
            name="name"
            label={text('accounts.name')}
            draft={draft}
            required
            autocomplete="name"
          />
          <Select
            name="language"
            label={text('accounts.language')}
            draft={draft}
            required
            options={languageOptions}
          />
          <Button>{text('common.save')}</Button>
        </Form>
      </Card>
      <Card title={text('passkeys.title')}>
        <p>{text('passkeys.lead')}</p>
        <p>{text('passkeys.yours', { count: passkeys })}</p>
        <LinkButton href="/account/passkeys" icon="key">
          {text('passkeys.open')}
        </LinkButton>
      </Card>
      {stoppedPlaces.length > 0 && <StoppedMails email={email} places={stoppedPlaces} />}
      <Card title={text('accounts.sessions.title')}>
        <p>{text('accounts.sessions.lead')}</p>
        <div class="actions">
          <ActionForm action="/sign-out">
            <Button tone="quiet">{text('accounts.sessions.here')}</Button>
          </ActionForm>
          <ActionForm action="/sign-out-everywhere">
            <Button tone="danger">{text('accounts.sessions.everywhere')}</Button>
          </ActionForm>
        </div>
        <p>
          {text('accounts.sessions.keysStay')}{' '}
          <a href="/account/passkeys">{text('passkeys.see')}</a>
          {' · '}
          <a href="#keys">{text('accounts.sessions.keysLink')}</a>
        </p>
      </Card>
      <Card id="keys" title={text('accounts.keys.title')}>
        <p>{text('accounts.keys.lead')}</p>
        {keys.length > 0 && (
          <DataTable
            hideCaption
            caption={text('accounts.keys.title')}
            columns={[
              text('accounts.keys.name'),
              text('accounts.keys.scopes'),
              text('accounts.keys.ends'),
              text('common.actions'),
            ]}
            rows={keys.map((key) => [
              key.name,
              key.scopes.join(', '),
              key.live ? formatDate(language, key.expiresAt) : text('accounts.keys.ended'),
              key.live ? (
                <ActionForm action={`/account/api-keys/${key.id}/revocation`}>
                  <Button tone="danger">{text('accounts.keys.revoke')}</Button>
                </ActionForm>
              ) : (
                ''
              ),
            ])}
          />
        )}
        <LinkButton href="/account/api-keys/new">{text('accounts.keys.add')}</LinkButton>
      </Card>
      <Card title={text('deletion.title')}>
        <p>{text('deletion.link')}</p>
        <LinkButton href="/account/deletion">{text('deletion.title')}</LinkButton>
      </Card>
    </section>
  )
}

export function NewApiKeyPage({
  draft,
  scopes,
  organizations,
}: {
  draft: Draft
  scopes: readonly { readonly scope: string; readonly meaning: string }[]
  organizations: readonly { id: string; name: string }[]
}) {
  const text = useText()
  return (
    <section class="narrow">
      <h1>{text('accounts.keys.add')}</h1>
      <p class="lead">{text('accounts.keys.addLead')}</p>
      <Form draft={draft}>
        <Field
          name="name"
          label={text('accounts.keys.name')}
          hint={text('accounts.keys.nameHint')}
          draft={draft}
          required
        />
        <Select
          name="organizationId"
          label={text('accounts.keys.organization')}
          draft={draft}
          required
          options={[
            { value: '', label: text('accounts.keys.anyOrganization') },
            ...organizations.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <Field
          name="days"
          type="number"
          label={text('accounts.keys.days')}
          draft={draft}
          required
        />
        <CheckboxGroup
          name="scopes"
          label={text('accounts.keys.scopes')}
          draft={draft}
          required
          options={scopes.map(({ scope, meaning }) => ({
            value: scope,
            label: scope,
            hint: meaning,
          }))}
        />
        <Button>{text('accounts.keys.create')}</Button>
      </Form>
    </section>
  )
}

/** The one time the secret is shown. */
export function ApiKeyCreatedPage({ secret }: { secret: string }) {
  const text = useText()
  return (
    <section class="narrow">
      <h1>{text('accounts.keys.createdTitle')}</h1>
      <Notice tone="warning">{text('accounts.keys.createdLead')}</Notice>
      <CopyField name="secret" label={text('accounts.keys.secret')} value={secret} />
      <div class="actions">
        <LinkButton href="/account">{text('common.done')}</LinkButton>
      </div>
    </section>
  )
}
