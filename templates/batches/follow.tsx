import { StatusPill } from '../components/status-pill.tsx'
import { useText } from '../text-context.tsx'
import { batchTones, type BatchState, type RowState } from './words.tsx'

/** What changes while the service is at work on a batch. */
export interface Followed {
  /** The address of the batch. */
  readonly base: string
  readonly state: BatchState
  readonly rows: number
  readonly counts: Readonly<Record<RowState, number>>
  /** Where it is told what changes, while the service is at work on it. */
  readonly events?: string
}

/** What is told to whoever cannot see it change. */
export function Following({ state, events = '' }: Followed) {
  const text = useText()
  return (
    <>
      <div role="status" tabIndex={-1} data-follow={events} data-followed>
        <StatusPill tone={batchTones[state]}>{text(`batches.states.${state}`)}</StatusPill>
        {events !== '' && (
          <p>
            {state === 'undone'
              ? text('batches.show.undoing')
              : text(state === 'checking' ? 'batches.show.checking' : 'batches.show.running')}
          </p>
        )}
      </div>
    </>
  )
}

/** How many of the rows that there is something to do for are done. */
export function HowFar(props: Followed) {
  const text = useText()
  const { state, rows, counts, base } = props
  const all = state === 'checking' ? rows : rows - counts.invalid - counts['left-out']
  const done = all - openRows(props, all)
  return (
    <>
      <label class="how-far">
        {text('batches.show.howFar', { count: all, done })}
        <progress max={Math.max(all, 1)} value={done} />
      </label>
      <p data-unscripted>
        <a href={base}>{text('batches.show.lookAgain')}</a>
      </p>
    </>
  )
}

function openRows({ state, counts }: Followed, all: number): number {
  if (state === 'checking') return counts.unchecked
  return state === 'undone' ? all - counts.undone : counts.valid + counts.pending
}
