import type { ComponentChildren } from 'preact'
import { useText } from '../text-context.tsx'
import { StatusPill } from './status-pill.tsx'

export interface FirstStep {
  readonly title: ComponentChildren
  readonly text: ComponentChildren
  /** Whether it was taken already; said only where the page knows. */
  readonly isDone?: boolean
  /** How to take it, where it can be taken now. */
  readonly action?: ComponentChildren
}

/** What to do where little has been done yet: stops along a dotted path, the first of them open. */
export function FirstSteps({
  title,
  steps,
}: {
  title: ComponentChildren
  steps: readonly FirstStep[]
}) {
  return (
    <section class="first-steps">
      <h2>{title}</h2>
      <ol>
        {steps.map(({ title: name, text, isDone, action }, place) => (
          <li key={place}>
            <h3>
              {name}
              {isDone !== undefined && <Standing isDone={isDone} />}
            </h3>
            <p>{text}</p>
            {action}
          </li>
        ))}
      </ol>
    </section>
  )
}

function Standing({ isDone }: { isDone: boolean }) {
  const text = useText()
  return (
    <>
      {' '}
      <StatusPill tone={isDone ? 'good' : 'info'} icon={isDone ? 'good' : 'waiting'}>
        {text(isDone ? 'firstSteps.done' : 'firstSteps.open')}
      </StatusPill>
    </>
  )
}
