import type { ComponentChildren } from 'preact'

/** Names and what they stand for; an entry without a value is left out. */
export function Definitions({
  entries,
}: {
  entries: readonly { readonly term: ComponentChildren; readonly value: ComponentChildren }[]
}) {
  return (
    <dl class="definitions">
      {entries
        .filter(({ value }) => value !== undefined && value !== null && value !== '')
        .map(({ term, value }, place) => (
          <div key={place}>
            <dt>{term}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
    </dl>
  )
}
