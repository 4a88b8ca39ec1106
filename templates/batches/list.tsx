import { formatDate } from '../../src/text/dates.ts'
import { LinkButton } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Pagination } from '../components/pagination.tsx'
import { StatusPill } from '../components/status-pill.tsx'
import { ConsoleTrail } from '../organizations/console-trail.tsx'
import { useLanguage, useText } from '../text-context.tsx'
import { batchTones, type BatchState } from './words.tsx'

interface BatchesProps {
  readonly base: string
  readonly batches: readonly {
    readonly id: string
    readonly name: string
    readonly createdAt: string
    readonly rows: number
    readonly state: BatchState
  }[]
  readonly next?: string
  readonly mayAward: boolean
}

/** The lists of awards that were put together, newest first. */
export function BatchesPage({ base, batches, next, mayAward }: BatchesProps) {
  const text = useText()
  const language = useLanguage()
  return (
    <>
      <ConsoleTrail here={text('batches.title')} />
      <h1>{text('batches.title')}</h1>
      {mayAward && (
        <div class="actions">
          <LinkButton href={`${base}/new`} tone="primary">
            {text('batches.create')}
          </LinkButton>
        </div>
      )}
      {batches.length === 0 ? (
        <EmptyState title={text('batches.none')}>{text('batches.noneNext')}</EmptyState>
      ) : (
        <ul class="lines">
          {batches.map(({ id, name, createdAt, rows, state }) => (
            <li key={id}>
              <a href={`${base}/${id}`}>
                <bdi>{name}</bdi>
              </a>
              <span class="quiet">
                {formatDate(language, createdAt)} · {text('batches.rows', { count: rows })}
              </span>
              <StatusPill tone={batchTones[state]}>{text(`batches.states.${state}`)}</StatusPill>
            </li>
          ))}
        </ul>
      )}
      <Pagination {...(next === undefined ? {} : { next: `?after=${encodeURIComponent(next)}` })} />
    </>
  )
}
