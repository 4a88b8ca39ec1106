import { useText } from '../text-context.tsx'

/** The name beside its blaze: the painted mark that tells a walker "this way". */
export function Wordmark() {
  const text = useText()
  return (
    <a class="wordmark" href="/" aria-label={`${text('common.service')}: ${text('nav.home')}`}>
      <svg viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false">
        <path class="blaze" d="M4 5a3 3 0 0 1 3-3h14l9 14-9 14H7a3 3 0 0 1-3-3Z" />
        <path class="path" d="M9 25c7 0 1-6 5-9s5-3 5-9" />
      </svg>
      <span>{text('common.service')}</span>
    </a>
  )
}
