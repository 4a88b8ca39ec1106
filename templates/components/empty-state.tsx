import type { ComponentChildren } from 'preact'

/** Nothing here yet: says what will be, and how to begin. */
export function EmptyState({
  title,
  children,
}: {
  title: ComponentChildren
  children?: ComponentChildren
}) {
  return (
    <div class="empty-state">
      <svg class="trail" viewBox="0 0 240 48" aria-hidden="true" focusable="false">
        <path d="M4 38C40 38 44 12 84 12s46 28 84 28 40-16 56-24" />
        <circle cx="84" cy="12" r="5" />
        <circle cx="168" cy="40" r="5" />
        <path class="goal" d="M224 16V-4M224 4h14l-4 5 4 5h-14" transform="translate(-2 8)" />
      </svg>
      <p class="empty-title">{title}</p>
      {children !== undefined && <div>{children}</div>}
    </div>
  )
}
