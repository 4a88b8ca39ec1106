import { formatDate } from '../../src/text/dates.ts'
import { Button, LinkButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { ActionForm } from '../components/form.tsx'
import { Notice } from '../components/notice.tsx'
import { Pagination } from '../components/pagination.tsx'
import { StatusPill, type PillTone } from '../components/status-pill.tsx'
import { DataTable } from '../components/table.tsx'
import { ConsoleTrail } from '../organizations/console-trail.tsx'
import { useLanguage, useText } from '../text-context.tsx'

export interface BatchLine {
  readonly id: string
  readonly name: string
  readonly printed: number
  readonly claimed: number
  readonly expired: number
  readonly expiresAt: string
}

const cardStates = ['printed', 'claimed', 'expired'] as const
type CardState = (typeof cardStates)[number]

const tones: Readonly<Record<CardState, PillTone>> = {
  printed: 'waiting',
  claimed: 'good',
  expired: 'unknown',
}

/** How many cards stand how; what there are none of is not said. */
function Counts({ batch }: { batch: Pick<BatchLine, CardState> }) {
  const text = useText()
  return (
    <span class="pills">
      {cardStates
        .filter((state) => batch[state] > 0)
        .map((state) => (
          <StatusPill key={state} tone={tones[state]}>
            {text(`cards.counts.${state}`, { number: batch[state] })}
          </StatusPill>
        ))}
    </span>
  )
}

export interface CardBatchesProps {
  readonly base: string
  readonly batches: readonly BatchLine[]
  readonly hasGroups: boolean
  readonly next?: string
}

/** For whom cards can be printed, and those that were. */
export function CardBatchesPage({ base, batches, hasGroups, next }: CardBatchesProps) {
  const text = useText()
  const language = useLanguage()
  const make = `${base}/claim-cards/new`
  return (
    <>
      <ConsoleTrail here={text('cards.title')} />
      <h1>{text('cards.title')}</h1>
      <p class="lead">{text('cards.lead')}</p>
      <div class="actions">
        {hasGroups && (
          <LinkButton href={`${make}?for=group`} icon="people">
            {text('cards.forGroup')}
          </LinkButton>
        )}
        <LinkButton href={`${make}?for=learners`} icon="card">
          {text('cards.forLearners')}
        </LinkButton>
        <LinkButton href={`${make}?for=visitors`} icon="badge">
          {text('cards.forVisitors')}
        </LinkButton>
      </div>
      <Card title={text('cards.list')}>
        {batches.length === 0 ? (
          <EmptyState title={text('cards.none')}>{text('cards.noneNext')}</EmptyState>
        ) : (
          <ul class="lines">
            {batches.map((batch) => (
              <li key={batch.id}>
                <a href={`${base}/claim-cards/${batch.id}`}>
                  <bdi>{batch.name}</bdi>
                </a>
                <span class="quiet">
                  {text('cards.good')} {formatDate(language, batch.expiresAt)}
                </span>
                <Counts batch={batch} />
              </li>
            ))}
          </ul>
        )}
        <Pagination
          {...(next === undefined ? {} : { next: `?after=${encodeURIComponent(next)}` })}
        />
      </Card>
    </>
  )
}

export interface CardBatchProps {
  readonly base: string
  /** Where the sheets come from. */
  readonly sheet: string
  readonly batch: BatchLine & { readonly withdrawnAt?: string }
  readonly cards: readonly {
    readonly id: string
    readonly number: number
    readonly name: string
    readonly state: CardState
  }[]
}

/** A batch: print it, see how each card stands, print one again, take them back. */
export function CardBatchPage({ base, sheet, batch, cards }: CardBatchProps) {
  const text = useText()
  const language = useLanguage()
  const good = batch.printed > 0
  return (
    <>
      <ConsoleTrail
        here={batch.name}
        via={[{ label: text('cards.title'), href: `${base}/claim-cards` }]}
      />
      <header class="page-head">
        <div>
          <h1>
            <bdi>{batch.name}</bdi>
          </h1>
          <Counts batch={batch} />
        </div>
      </header>
      {batch.withdrawnAt !== undefined && (
        <Notice>
          {text('cards.show.withdrawn', { date: formatDate(language, batch.withdrawnAt) })}
        </Notice>
      )}
      {batch.withdrawnAt === undefined && batch.expired > 0 && (
        <Notice>{text('cards.show.over')}</Notice>
      )}
      {good && (
        <Card title={text('cards.show.print')}>
          <p>{text('cards.show.printLead')}</p>
          <div class="actions">
            <LinkButton href={`${sheet}?paper=a4`} tone="primary" newTab>
              {text('cards.show.a4')}
            </LinkButton>
            <LinkButton href={`${sheet}?paper=letter`} newTab>
              {text('cards.show.letter')}
            </LinkButton>
          </div>
          <p class="quiet">
            {text('cards.good')} {formatDate(language, batch.expiresAt)}
          </p>
        </Card>
      )}
      <Card title={text('cards.show.cards')}>
        <DataTable
          hideCaption
          caption={text('cards.show.cards')}
          columns={[
            text('cards.show.number'),
            text('cards.show.whose'),
            text('cards.show.status'),
            text('common.actions'),
          ]}
          rows={cards.map(({ id, number, name, state }) => [
            number,
            name === '' ? text('cards.show.nobody') : <bdi>{name}</bdi>,
            <StatusPill tone={tones[state]}>{text(`cards.state.${state}`)}</StatusPill>,
            state === 'printed' ? (
              <a
                href={`${sheet}?card=${id}`}
                target="_blank"
                aria-label={text('cards.show.againOne', { number })}
              >
                {text('cards.show.again')}
              </a>
            ) : (
              ''
            ),
          ])}
        />
      </Card>
      {good && (
        <Card title={text('cards.show.withdraw')}>
          <p>{text('cards.show.withdrawLead')}</p>
          <ActionForm action={`${base}/claim-cards/${batch.id}/withdrawal`}>
            <Button tone="danger">{text('cards.show.withdrawSubmit')}</Button>
          </ActionForm>
        </Card>
      )}
    </>
  )
}
