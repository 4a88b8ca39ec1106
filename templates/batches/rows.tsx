import { EmptyState } from '../components/empty-state.tsx'
import { Pagination } from '../components/pagination.tsx'
import { StatusPill } from '../components/status-pill.tsx'
import { ConsoleTrail } from '../organizations/console-trail.tsx'
import { useText } from '../text-context.tsx'
import { RowFaults, rowTones, type RowLine, type RowState } from './words.tsx'

/** Rows one below the other, each with what is to be said of it. */
export function RowLines({ base, rows }: { base: string; rows: readonly RowLine[] }) {
  const text = useText()
  return (
    <ul class="lines">
      {rows.map((row) => (
        <li key={row.number}>
          <a href={`${base}/rows/${String(row.number)}`}>
            {text('batches.row.title', { number: row.number })}
            {row.recipient !== '' && (
              <>
                {' · '}
                <bdi>{row.recipient}</bdi>
              </>
            )}
          </a>
          <span class="quiet">
            <bdi>{row.achievement}</bdi>
          </span>
          <StatusPill tone={rowTones[row.state]}>
            {text(`batches.rowStates.${row.state}`)}
          </StatusPill>
          <RowFaults row={row} />
        </li>
      ))}
    </ul>
  )
}

interface RowsProps {
  /** The address of the batch. */
  readonly base: string
  readonly name: string
  readonly state?: RowState
  readonly rows: readonly RowLine[]
  readonly next?: string
}

export function RowsPage({ base, name, state, rows, next }: RowsProps) {
  const text = useText()
  const list = base.slice(0, base.lastIndexOf('/'))
  const title =
    state === undefined ? text('batches.rowList.title') : text(`batches.rowStates.${state}`)
  const asked = state === undefined ? {} : { state }
  return (
    <>
      <ConsoleTrail
        here={title}
        via={[
          { label: text('batches.title'), href: list },
          { label: name, href: base },
        ]}
      />
      <h1>{title}</h1>
      {rows.length === 0 ? (
        <EmptyState title={text('batches.rowList.none')}>
          <a href={`${base}/rows`}>{text('batches.rowList.noneNext')}</a>
        </EmptyState>
      ) : (
        <RowLines base={base} rows={rows} />
      )}
      <Pagination
        {...(next === undefined
          ? {}
          : { next: `?${new URLSearchParams({ ...asked, after: next }).toString()}` })}
      />
    </>
  )
}
