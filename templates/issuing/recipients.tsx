import { awardDeeds, type AwardDeed } from '../../schemas/requests/recipients.ts'
import { formatDate } from '../../src/text/dates.ts'
import { Button, LinkButton } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { CsrfField } from '../components/form.tsx'
import { Notice } from '../components/notice.tsx'
import { Pagination } from '../components/pagination.tsx'
import { StatusPill } from '../components/status-pill.tsx'
import { DataTable } from '../components/table.tsx'
import { ConsoleTrail } from '../organizations/console-trail.tsx'
import { useLanguage, useText } from '../text-context.tsx'
import { awardTones, type ShownState } from './lines.tsx'
import { isChosen, RecipientFilterForm, type RecipientFilterProps } from './recipient-filter.tsx'

export interface RecipientRow {
  readonly id: string
  readonly recipient: string
  readonly achievement: string
  readonly date: string
  readonly state: ShownState
  readonly waiting: boolean
  readonly mail?: 'bounced' | 'unclear' | 'given-up'
  readonly deeds: readonly AwardDeed[]
  readonly mayCorrect: boolean
}

export interface RecipientsPageProps extends RecipientFilterProps {
  readonly may: { readonly award: boolean; readonly revoke: boolean }
  readonly rows: readonly RecipientRow[]
  /** What became of what was done last. */
  readonly done?: {
    readonly deed: AwardDeed | 'nothing'
    readonly count: number
    readonly others: number
    readonly reasons: readonly string[]
  }
  /** Where this page begins, and where the next. */
  readonly after?: string
  readonly next?: string
}

/** Every award of an organization, found and looked after. */
export function RecipientsPage(props: RecipientsPageProps) {
  const { base, filter, rows, done, next } = props
  const text = useText()
  const isFiltered = isChosen(filter)
  return (
    <>
      <ConsoleTrail here={text('educators.recipients.title')} />
      <h1>{text('educators.recipients.title')}</h1>
      <p class="lead">{text('educators.recipients.lead')}</p>
      {done !== undefined && <DoneNotice done={done} />}
      {(rows.length > 0 || isFiltered) && <RecipientFilterForm {...props} />}
      {rows.length > 0 && <Rows {...props} />}
      {rows.length === 0 && isFiltered && (
        <EmptyState title={text('educators.recipients.none')}>
          {next === undefined
            ? text('educators.recipients.noneNext')
            : text('educators.recipients.some')}
        </EmptyState>
      )}
      {rows.length === 0 && !isFiltered && (
        <EmptyState title={text('issuing.list.none')}>{text('issuing.list.noneNext')}</EmptyState>
      )}
      <Pagination
        {...(next === undefined ? {} : { next: `${base}?${queryOf({ ...filter, after: next })}` })}
      />
    </>
  )
}

function queryOf(query: Readonly<Record<string, string>>): string {
  const filled = Object.entries(query).filter(([, value]) => value !== '')
  return new URLSearchParams(filled).toString()
}

function DoneNotice({ done }: { done: NonNullable<RecipientsPageProps['done']> }) {
  const text = useText()
  const { deed, count, others, reasons } = done
  if (deed === 'nothing') {
    return <Notice tone="info">{text('educators.recipients.nothingChosen')}</Notice>
  }
  return (
    <Notice tone={others === 0 ? 'good' : 'warning'}>
      {count > 0 && <p>{text(`educators.recipients.done.${deed}`, { count })}</p>}
      {others > 0 && (
        <p>
          {text('educators.recipients.others', { count: others, reasons: reasons.join(' · ') })}
        </p>
      )}
    </Notice>
  )
}

function Rows({ base, filter, rows, may, after = '' }: RecipientsPageProps) {
  const text = useText()
  const language = useLanguage()
  const hasDeeds = may.award || may.revoke
  const shared = awardDeeds.filter((deed) => rows.some(({ deeds }) => deeds.includes(deed)))
  return (
    <form class="recipients" method="post" action={`${base}/deeds`}>
      <CsrfField />
      <input type="hidden" name="back" value={queryOf({ ...filter, after })} />
      <DataTable
        hideCaption
        caption={text('educators.recipients.title')}
        columns={[
          text('educators.recipients.who'),
          text('educators.recipients.what'),
          text('educators.recipients.when'),
          text('educators.recipients.stands'),
          ...(hasDeeds ? [text('educators.recipients.deeds')] : []),
        ]}
        rows={rows.map((row) => [
          <div class="chosen-row">
            {row.deeds.length > 0 && (
              <label class="choice">
                <input type="checkbox" name="awardIds" value={row.id} />
                <span class="unseen">
                  {text('educators.recipients.choose', { name: row.recipient })}
                </span>
              </label>
            )}
            <a class="row-link" href={`${base}/${row.id}`}>
              <bdi>{row.recipient === '' ? text('educators.recipients.open') : row.recipient}</bdi>
            </a>
          </div>,
          <bdi>{row.achievement}</bdi>,
          <span class="whole">{formatDate(language, row.date)}</span>,
          <Standing row={row} />,
          ...(hasDeeds ? [<RowDeeds base={base} row={row} />] : []),
        ])}
      />
      {shared.length > 0 && (
        <fieldset class="field-set chosen-deeds">
          <legend>{text('educators.recipients.chosen')}</legend>
          <div class="actions">
            {shared.map((deed) => (
              <Button
                key={deed}
                name="deed"
                value={deed}
                tone={deed === 'revoke' ? 'danger' : 'quiet'}
              >
                {text(`educators.recipients.${deed}`)}
              </Button>
            ))}
          </div>
        </fieldset>
      )}
    </form>
  )
}

function Standing({ row }: { row: RecipientRow }) {
  const text = useText()
  return (
    <div class="standing">
      <StatusPill tone={awardTones[row.state]}>{text(`issuing.state.${row.state}`)}</StatusPill>
      {row.waiting ? (
        <StatusPill tone="info">{text('issuing.list.waiting')}</StatusPill>
      ) : (
        <span class="quiet">{text('educators.recipients.taken')}</span>
      )}
      {row.mail !== undefined && (
        <StatusPill tone="warning">{text(`issuing.list.mails.${row.mail}`)}</StatusPill>
      )}
    </div>
  )
}

function RowDeeds({ base, row }: { base: string; row: RecipientRow }) {
  const text = useText()
  if (row.deeds.length === 0 && !row.mayCorrect) return null
  return (
    <details class="row-actions">
      <summary aria-label={text('educators.recipients.deedsFor', { name: row.recipient })}>
        {text('educators.recipients.deeds')}
      </summary>
      <div class="actions">
        {row.deeds.map((deed) => (
          <Button
            key={deed}
            name="one"
            value={`${deed}:${row.id}`}
            tone={deed === 'revoke' ? 'danger' : 'quiet'}
          >
            {text(`educators.recipients.${deed}`)}
          </Button>
        ))}
        {row.mayCorrect && (
          <LinkButton href={`${base}/${row.id}/correction`}>
            {text('educators.recipients.correct')}
          </LinkButton>
        )}
      </div>
    </details>
  )
}
