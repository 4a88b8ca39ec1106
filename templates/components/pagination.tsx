import { useText } from '../text-context.tsx'
import { LinkButton } from './button.tsx'

/** Lists are read by keyset, so there is a next page and perhaps a way back to the first, but no numbers. */
export function Pagination({ next, previous }: { next?: string; previous?: string }) {
  const text = useText()
  if (next === undefined && previous === undefined) return null
  return (
    <nav class="actions" aria-label={text('common.pages')}>
      {previous !== undefined && <LinkButton href={previous}>{text('common.previous')}</LinkButton>}
      {next !== undefined && <LinkButton href={next}>{text('common.next')}</LinkButton>}
    </nav>
  )
}
