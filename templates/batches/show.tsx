import { rowStates } from '../../schemas/requests/batches.ts'
import { formatDateTime } from '../../src/text/dates.ts'
import { Button, LinkButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { ActionForm, Form } from '../components/form.tsx'
import { Notice } from '../components/notice.tsx'
import { Select } from '../components/select.tsx'
import { StatusPill } from '../components/status-pill.tsx'
import type { Draft } from '../draft.ts'
import { ConsoleTrail } from '../organizations/console-trail.tsx'
import { useLanguage, useText } from '../text-context.tsx'
import { Following, HowFar, type Followed } from './follow.tsx'
import { RowLines } from './rows.tsx'
import { rowTones, type RowLine } from './words.tsx'

export interface BatchProps extends Followed {
  readonly draft: Draft
  readonly name: string
  /** How many mails the valid rows will send. */
  readonly mails: number
  readonly unknownColumns: readonly string[]
  /** The number of the first row that is to be awarded. */
  readonly firstValid?: number
  readonly pausedFor?: 'not-allowed'
  /** While mails are held back: until when. */
  readonly heldUntil?: string
  /** The first of them. */
  readonly mistakes: readonly RowLine[]
  readonly leftOut: readonly RowLine[]
  readonly may: { readonly award: boolean; readonly undo: boolean }
}

const holdChoices = [0, 15, 60, 240, 1440]

/** One batch: where it stands, what is wrong, what happens next. */
export function BatchPage(props: BatchProps) {
  const text = useText()
  const { base } = props
  return (
    <>
      <ConsoleTrail
        here={props.name}
        via={[{ label: text('batches.title'), href: base.slice(0, base.lastIndexOf('/')) }]}
      />
      <header class="page-head">
        <div>
          <h1>
            <bdi>{props.name}</bdi>
          </h1>
          <p class="quiet">{text('batches.rows', { count: props.rows })}</p>
        </div>
      </header>
      <Following {...props} />
      <section data-followed>
        <Standing {...props} />
      </section>
    </>
  )
}

/** Everything that changes while the service is at work on it. */
function Standing(props: BatchProps) {
  const text = useText()
  const language = useLanguage()
  const { base, state, may } = props
  return (
    <>
      {props.events !== undefined && <HowFar {...props} />}
      {props.pausedFor !== undefined && (
        <Notice tone="warning">{text('batches.show.pausedFor')}</Notice>
      )}
      {props.unknownColumns.length > 0 && (
        <Notice tone="info">
          {text('batchColumns.leftOut', { columns: props.unknownColumns.join(', ') })}
        </Notice>
      )}
      {props.heldUntil !== undefined && state !== 'undone' && (
        <Notice tone="info">
          {text('batches.show.heldUntil', { time: formatDateTime(language, props.heldUntil) })}
        </Notice>
      )}
      {state === 'columns' && <ColumnsAwaited {...props} />}
      {state === 'ready' && may.award && <StartCard {...props} />}
      <div class="actions">
        {may.award && state === 'running' && (
          <ActionForm action={`${base}/pause`}>
            <Button tone="quiet">{text('batches.show.pause')}</Button>
          </ActionForm>
        )}
        {may.award && state === 'paused' && (
          <ActionForm action={`${base}/resumption`}>
            <Button>{text('batches.show.resume')}</Button>
          </ActionForm>
        )}
        {may.undo && (
          <LinkButton href={`${base}/undo`} tone="danger">
            {text('batches.show.undo')}
          </LinkButton>
        )}
      </div>
      <CountsCard {...props} />
      <SomeRows
        base={base}
        counts={props.counts}
        title={text('batches.show.mistakes')}
        state="invalid"
        some={props.mistakes}
      />
      <SomeRows
        base={base}
        counts={props.counts}
        title={text('batches.show.duplicates')}
        state="left-out"
        some={props.leftOut}
      />
    </>
  )
}

function ColumnsAwaited({ base, may }: BatchProps) {
  const text = useText()
  if (!may.award) return <Notice tone="info">{text('batchColumns.waiting')}</Notice>
  return (
    <LinkButton href={`${base}/columns`} tone="primary">
      {text('batchColumns.toColumns')}
    </LinkButton>
  )
}

function StartCard({ draft, base, counts, mails, firstValid }: BatchProps) {
  const text = useText()
  const { valid } = counts
  const codes = valid - mails
  const behind = counts.invalid + counts['left-out']
  const holdLabel = (minutes: number) =>
    minutes === 0
      ? text('batches.show.holds.none')
      : minutes < 60
        ? text('batches.show.holds.minutes', { count: minutes })
        : text('batches.show.holds.hours', { count: minutes / 60 })
  if (valid === 0) {
    return <Notice tone="warning">{text('batches.show.nothingFits')}</Notice>
  }
  return (
    <Card title={text('batches.show.startTitle')}>
      <ul>
        <li>{text('batches.show.willAward', { count: valid })}</li>
        {mails > 0 && <li>{text('batches.show.willMail', { count: mails })}</li>}
        {codes > 0 && <li>{text('batches.show.willCode', { count: codes })}</li>}
        {behind > 0 && <li>{text('batches.show.willSkip', { count: behind })}</li>}
      </ul>
      {firstValid !== undefined && (
        <LinkButton href={`${base}/rows/${String(firstValid)}/preview`}>
          {text('batchPreview.openFirst')}
        </LinkButton>
      )}
      <Form draft={draft} action={`${base}/start`}>
        {mails > 0 && (
          <Select
            name="holdMinutes"
            label={text('batches.show.hold')}
            hint={text('batches.show.holdHint')}
            draft={draft}
            required
            options={holdChoices.map((minutes) => ({
              value: String(minutes),
              label: holdLabel(minutes),
            }))}
          />
        )}
        <Button>{text('batches.show.start')}</Button>
      </Form>
    </Card>
  )
}

/** How many rows stand how; each number leads to its rows. */
function CountsCard({ base, counts }: BatchProps) {
  const text = useText()
  return (
    <Card title={text('batches.show.counts')}>
      <ul class="lines">
        {rowStates
          .filter((state) => counts[state] > 0)
          .map((state) => (
            <li key={state}>
              <a href={`${base}/rows?state=${state}`}>
                {text('batches.rows', { count: counts[state] })}
              </a>
              <StatusPill tone={rowTones[state]}>{text(`batches.rowStates.${state}`)}</StatusPill>
            </li>
          ))}
      </ul>
      <LinkButton href={`${base}/rows`}>{text('batches.show.all')}</LinkButton>
    </Card>
  )
}

function SomeRows({
  base,
  counts,
  title,
  state,
  some,
}: Pick<BatchProps, 'base' | 'counts'> & {
  title: string
  state: 'invalid' | 'left-out'
  some: readonly RowLine[]
}) {
  const text = useText()
  if (some.length === 0) return null
  return (
    <Card title={title}>
      <RowLines base={base} rows={some} />
      {counts[state] > some.length && (
        <LinkButton href={`${base}/rows?state=${state}`}>{text('batches.show.more')}</LinkButton>
      )}
    </Card>
  )
}
