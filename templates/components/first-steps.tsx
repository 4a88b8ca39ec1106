import type { ComponentChildren } from 'preact'

export interface FirstStep {
  readonly title: ComponentChildren
  readonly text: ComponentChildren
  /** How to take it, where it can be taken now. */
  readonly action?: ComponentChildren
}

/** What to do where nothing has been done yet: stops along a dotted path, the first of them open. */
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
        {steps.map(({ title: name, text, action }, place) => (
          <li key={place}>
            <h3>{name}</h3>
            <p>{text}</p>
            {action}
          </li>
        ))}
      </ol>
    </section>
  )
}
