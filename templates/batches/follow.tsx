import { StatusPill } from '../components/status-pill.tsx'
import { useSurroundings, useText } from '../text-context.tsx'
import type { BatchProps } from './show.tsx'
import { batchTones } from './words.tsx'

/** What is told to whoever cannot see it change, and the script that lets it change. */
export function Following({ state, events = '' }: BatchProps) {
  const text = useText()
  const { asset } = useSurroundings()
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
      {events !== '' && <script src={asset('/follow.js')} defer />}
    </>
  )
}

/** How many of the rows that there is something to do for are done. */
export function HowFar(props: BatchProps) {
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

function openRows({ state, counts }: BatchProps, all: number): number {
  if (state === 'checking') return counts.unchecked
  return state === 'undone' ? all - counts.undone : counts.valid + counts.pending
}
