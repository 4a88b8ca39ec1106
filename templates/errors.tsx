import { errorText } from '../src/text/text.ts'
import type { ErrorCode } from '../src/errors.ts'
import { LinkButton } from './components/button.tsx'
import { useText } from './text-context.tsx'

interface ErrorPageProps {
  readonly code: ErrorCode
  readonly values?: Readonly<Record<string, string | number>>
  /** The request's id, where somebody may have to look it up. */
  readonly requestId?: string
  /** Where to come back to after signing in: a path of ours. */
  readonly next?: string
}

/** What went wrong, kindly, and the ways on. It never tells more than the code does. */
export function ErrorPage({ code, values, requestId, next }: ErrorPageProps) {
  const text = useText()
  const said = errorText(text, code, values)
  return (
    <section class="off-trail">
      <svg class="trail" viewBox="0 0 320 90" aria-hidden="true" focusable="false">
        <path d="M4 70c44 0 40-46 84-46s44 44 84 44" />
        <circle cx="88" cy="24" r="6" />
        <path class="goal" d="M250 84V16M250 20h48l10 11-10 11h-48M250 52h-40l-9 9 9 9h40" />
      </svg>
      <p class="marker">{text('errorPage.marker')}</p>
      <h1>{said.title}</h1>
      <p class="lead">{said.next}</p>
      <div class="actions">
        {code === 'not-signed-in' && (
          <LinkButton
            tone="primary"
            href={next === undefined ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`}
          >
            {text('errorPage.signIn')}
          </LinkButton>
        )}
        <LinkButton href="/" tone={code === 'not-signed-in' ? 'quiet' : 'primary'}>
          {text('errorPage.home')}
        </LinkButton>
        {code === 'not-found' && <LinkButton href="/verify">{text('errorPage.verify')}</LinkButton>}
      </div>
      {code === 'service-fault' && requestId !== undefined && (
        <p class="quiet">{text('errorPage.reference', { id: requestId })}</p>
      )}
    </section>
  )
}

/** The title of an error's page. */
export function errorTitle(text: Parameters<typeof errorText>[0], code: ErrorCode): string {
  return errorText(text, code).title
}
