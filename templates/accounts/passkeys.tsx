import { formatDate } from '../../src/text/dates.ts'
import { Button, LinkButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Field } from '../components/field.tsx'
import { ActionForm } from '../components/form.tsx'
import { DataTable } from '../components/table.tsx'
import type { Draft } from '../draft.ts'
import { useLanguage, useText } from '../text-context.tsx'
import { PasskeyBox, type PasskeyQuestionProps } from './passkey-box.tsx'

interface PasskeyRow {
  readonly id: string
  readonly name: string
  readonly createdAt: string
  readonly usedAt?: string
}

export interface PasskeysPageProps {
  readonly draft: Draft
  readonly passkeys: readonly PasskeyRow[]
  /** Not there where there is no room for another. */
  readonly question?: PasskeyQuestionProps
}

/** The passkeys of an account: made, told apart, removed. */
export function PasskeysPage({ draft, passkeys, question }: PasskeysPageProps) {
  const text = useText()
  return (
    <section class="narrow">
      <h1>{text('passkeys.title')}</h1>
      <p class="lead">{text('passkeys.lead')}</p>
      {passkeys.length === 0 ? (
        <EmptyState title={text('passkeys.none')}>{text('passkeys.noneNext')}</EmptyState>
      ) : (
        <>
          <PasskeyTable passkeys={passkeys} />
          <p class="quiet">{text('passkeys.removed')}</p>
        </>
      )}
      <Card title={text('passkeys.add')}>
        {question === undefined ? (
          <p>{text('passkeys.full')}</p>
        ) : (
          <>
            <PasskeyBox kind="create" question={question} draft={draft} action="/account/passkeys">
              <Field
                name="name"
                label={text('passkeys.name')}
                hint={text('passkeys.nameHint')}
                draft={draft}
                required
                maxLength={200}
              />
              <Button icon="key">{text('passkeys.submit')}</Button>
            </PasskeyBox>
            <p data-without-passkeys>{text('passkeys.without')}</p>
          </>
        )}
      </Card>
      <p class="quiet">{text('passkeys.mailToo')}</p>
      <div class="actions">
        <LinkButton href="/account">{text('accounts.account.title')}</LinkButton>
      </div>
    </section>
  )
}

function PasskeyTable({ passkeys }: Pick<PasskeysPageProps, 'passkeys'>) {
  const text = useText()
  const language = useLanguage()
  const day = (time: string | undefined) =>
    time === undefined ? text('passkeys.never') : formatDate(language, time)
  return (
    <DataTable
      hideCaption
      caption={text('passkeys.title')}
      columns={[
        text('passkeys.column.name'),
        text('passkeys.column.made'),
        text('passkeys.column.used'),
        text('common.actions'),
      ]}
      rows={passkeys.map(({ id, name, createdAt, usedAt }) => [
        <bdi>{name}</bdi>,
        day(createdAt),
        day(usedAt),
        <ActionForm action={`/account/passkeys/${id}/removal`}>
          <Button tone="danger">
            {text('passkeys.remove')}
            <span class="unseen">: {name}</span>
          </Button>
        </ActionForm>,
      ])}
    />
  )
}
