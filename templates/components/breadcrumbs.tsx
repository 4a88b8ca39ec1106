import { useText } from '../text-context.tsx'

export interface Crumb {
  readonly label: string
  /** None for the page one is on. */
  readonly href?: string
}

/** The way back up, as a trail of stops. */
export function Breadcrumbs({ trail }: { trail: readonly Crumb[] }) {
  const text = useText()
  return (
    <nav class="breadcrumbs" aria-label={text('common.youAreHere')}>
      <ol>
        {trail.map(({ label, href }) => (
          <li key={label}>
            {href === undefined ? (
              <span aria-current="page">{label}</span>
            ) : (
              <a href={href}>{label}</a>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}
