import { unclaimedFilters, type UnclaimedFilter } from '../../schemas/requests/unclaimed.ts'
import { formatDate } from '../../src/text/dates.ts'
import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Field } from '../components/field.tsx'
import { ActionForm, Form } from '../components/form.tsx'
import { Notice } from '../components/notice.tsx'
import { Pagination } from '../components/pagination.tsx'
import { StatusPill } from '../components/status-pill.tsx'
import { DataTable } from '../components/table.tsx'
import type { Draft } from '../draft.ts'
import { ConsoleTrail } from '../organizations/console-trail.tsx'
import { useLanguage, useText } from '../text-context.tsx'

export interface UnclaimedRow {
  readonly id: string
  readonly recipient: string
  readonly achievement: string
  readonly waitsSince: string
  readonly mail:
    'none' | 'due' | 'sending' | 'sent' | 'unclear' | 'bounced' | 'given-up' | 'stopped'
  readonly reminders: number
  readonly remindedAt?: string
  readonly reminderWaits: boolean
  /** It may have been sent. */
  readonly reminderUnclear: boolean
  readonly reminderFailed: boolean
  readonly claimEndsAt?: string
  readonly isOver: boolean
  readonly remindable: boolean
}

export interface UnclaimedPageProps {
  readonly draft: Draft
  readonly base: string
  readonly awards: string
  readonly rows: readonly UnclaimedRow[]
  readonly filter: UnclaimedFilter
  readonly may: { readonly remind: boolean; readonly decide: boolean }
  /** What became of the reminders that were asked for. */
  readonly done?: { readonly reminded: number; readonly others: number }
  readonly next?: string
}

/** Badges that nobody has taken yet, and what can be done about it. */
export function UnclaimedPage(props: UnclaimedPageProps) {
  const text = useText()
  const { base, rows, filter, may, done, next } = props
  const remindable = rows.filter((row) => row.remindable).map(({ id }) => id)
  return (
    <>
      <ConsoleTrail here={text('unclaimed.title')} />
      <h1>{text('unclaimed.title')}</h1>
      <p class="lead">{text('unclaimed.lead')}</p>
      {done !== undefined && (
        <Notice tone={done.reminded > 0 ? 'good' : 'info'}>
          {text('unclaimed.reminded', { count: done.reminded })}{' '}
          {done.others > 0 && text('unclaimed.notReminded', { count: done.others })}
        </Notice>
      )}
      <form method="get" action={base} class="search">
        <label for="filter">{text('unclaimed.filter')}</label>
        <select class="input" id="filter" name="filter">
          {unclaimedFilters.map((one) => (
            <option key={one} value={one} selected={one === filter}>
              {text(`unclaimed.filters.${one}`)}
            </option>
          ))}
        </select>
        <Button tone="quiet">{text('unclaimed.show')}</Button>
      </form>
      {rows.length === 0 ? (
        <EmptyState title={text('unclaimed.none')}>{text('unclaimed.noneNext')}</EmptyState>
      ) : (
        <>
          {may.remind && remindable.length > 1 && (
            <RemindForm action={`${base}/reminders`} ids={remindable}>
              {text('unclaimed.remindAll', { count: remindable.length })}
            </RemindForm>
          )}
          <Rows {...props} />
        </>
      )}
      <Pagination {...(next === undefined ? {} : { next: pageAddress(filter, next) })} />
      {may.decide && <PolicyCard draft={props.draft} />}
    </>
  )
}

function pageAddress(filter: UnclaimedFilter, after: string): string {
  return `?${new URLSearchParams({ filter, after }).toString()}`
}

function Rows({ base, awards, rows, may }: UnclaimedPageProps) {
  const text = useText()
  const language = useLanguage()
  return (
    <DataTable
      hideCaption
      caption={text('unclaimed.title')}
      columns={[
        text('unclaimed.who'),
        text('unclaimed.since'),
        text('unclaimed.mail'),
        text('unclaimed.until'),
        text('common.actions'),
      ]}
      rows={rows.map((row) => [
        <a class="row-link" href={`${awards}/${row.id}`}>
          <span>
            <bdi>{row.recipient}</bdi> · {row.achievement}
          </span>
        </a>,
        formatDate(language, row.waitsSince),
        <MailFate row={row} />,
        row.isOver ? (
          <StatusPill tone="warning">{text('unclaimed.over')}</StatusPill>
        ) : row.claimEndsAt === undefined ? (
          text('unclaimed.forEver')
        ) : (
          formatDate(language, row.claimEndsAt)
        ),
        may.remind && (
          <div class="actions">
            {row.remindable && (
              <RemindForm action={`${base}/reminders`} ids={[row.id]}>
                {text('unclaimed.remind')}
              </RemindForm>
            )}
            {row.claimEndsAt !== undefined && (
              <ActionForm action={`${base}/${row.id}/renewal`}>
                <Button tone="quiet">{text('unclaimed.renew')}</Button>
              </ActionForm>
            )}
          </div>
        ),
      ])}
    />
  )
}

function MailFate({ row }: { row: UnclaimedRow }) {
  const text = useText()
  const language = useLanguage()
  const isGood = row.mail === 'sent' || row.mail === 'due'
  return (
    <>
      <StatusPill tone={isGood ? 'info' : 'warning'}>
        {text(`unclaimed.mails.${row.mail}`)}
      </StatusPill>
      {row.reminders > 0 && (
        <p class="quiet">
          {text('unclaimed.times', { count: row.reminders })}
          {row.remindedAt !== undefined && ` (${formatDate(language, row.remindedAt)})`}
        </p>
      )}
      {row.reminderWaits && <p class="quiet">{text('unclaimed.onItsWay')}</p>}
      {row.reminderUnclear && <p class="quiet">{text('unclaimed.unclear')}</p>}
      {row.reminderFailed && <p class="quiet">{text('unclaimed.failed')}</p>}
    </>
  )
}

function RemindForm({
  action,
  ids,
  children,
}: {
  action: string
  ids: readonly string[]
  children: string
}) {
  return (
    <ActionForm action={action}>
      {ids.map((id, place) => (
        <input key={id} type="hidden" name={`awardIds[${String(place)}]`} value={id} />
      ))}
      <Button tone="quiet">{children}</Button>
    </ActionForm>
  )
}

function PolicyCard({ draft }: { draft: Draft }) {
  const text = useText()
  return (
    <Card title={text('unclaimed.policy.title')}>
      <Form draft={draft}>
        <Field
          name="remindAfterDays"
          type="number"
          min={0}
          max={90}
          label={text('unclaimed.policy.remind')}
          hint={text('unclaimed.policy.remindHint')}
          draft={draft}
          required
        />
        <Field
          name="expireAfterDays"
          type="number"
          min={0}
          max={3650}
          label={text('unclaimed.policy.expire')}
          hint={text('unclaimed.policy.expireHint')}
          draft={draft}
          required
        />
        <Button>{text('unclaimed.policy.save')}</Button>
      </Form>
    </Card>
  )
}
