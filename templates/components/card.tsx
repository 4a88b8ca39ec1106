import type { ComponentChildren } from 'preact'

interface CardProps {
  readonly title?: ComponentChildren
  readonly children: ComponentChildren
  readonly id?: string
}

/** One thing of a page, with a heading of its own. */
export function Card({ title, children, id }: CardProps) {
  return (
    <section class="card" id={id}>
      {title !== undefined && <h2>{title}</h2>}
      {children}
    </section>
  )
}
