import { errorText } from '../src/text/text.ts'
import { statusOf, type ErrorCode } from '../src/errors.ts'
import { LinkButton } from './components/button.tsx'
import type { IconName } from './components/icon.tsx'
import { OffTrailArt, type Trail } from './components/off-trail-art.tsx'
import { nobody, type Viewer } from './shown.ts'
import { useSurroundings, useText } from './text-context.tsx'

interface ErrorPageProps {
  readonly code: ErrorCode
  readonly values?: Readonly<Record<string, string | number>>
  /** The request's id, where somebody may have to look it up. */
  readonly requestId?: string
  /** Where to come back to after signing in: a path of ours. */
  readonly next?: string
  /** The address to open once more, where a page was asked for: a path of ours. */
  readonly again?: string
}

/** What went wrong, kindly, and the ways on for whoever looks. It never tells more than the code does. */
export function ErrorPage({ code, values, requestId, next, again }: ErrorPageProps) {
  const text = useText()
  const { viewer = nobody } = useSurroundings()
  const said = errorText(text, code, values)
  const trail = trailOf(code)
  return (
    <section class="off-trail">
      <OffTrailArt trail={trail} />
      <p class="marker">{text(`offTrail.markers.${trail}`)}</p>
      <h1>{said.title}</h1>
      <p class="lead">{said.next}</p>
      {trail === 'ours' && <p>{text('offTrail.ours')}</p>}
      {trail === 'private' && viewer.name !== undefined && viewer.name !== '' && (
        <p>{text('offTrail.signedInAs', { name: viewer.name })}</p>
      )}
      <NextStep
        code={code}
        {...(next === undefined ? {} : { next })}
        {...(again === undefined ? {} : { again })}
      />
      <WaysOn viewer={viewer} />
      {code === 'service-fault' && requestId !== undefined && (
        <p class="quiet">{text('errorPage.reference', { id: requestId })}</p>
      )}
    </section>
  )
}

const oncemore: ReadonlySet<ErrorCode> = new Set([
  'service-fault',
  'not-ready',
  'too-many-requests',
  'conflict',
  'changed-meanwhile',
  'form-expired',
])

/** The one thing that helps most. */
function NextStep({ code, next, again }: Pick<ErrorPageProps, 'code' | 'next' | 'again'>) {
  const text = useText()
  if (code === 'not-signed-in') {
    const href = next === undefined ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`
    return (
      <LinkButton tone="primary" href={href}>
        {text('errorPage.signIn')}
      </LinkButton>
    )
  }
  if (code === 'link-used-or-expired') {
    return (
      <LinkButton tone="primary" href="/sign-in">
        {text('offTrail.newLink')}
      </LinkButton>
    )
  }
  if (oncemore.has(code) && again !== undefined) {
    return (
      <LinkButton tone="primary" href={again}>
        {text('offTrail.again')}
      </LinkButton>
    )
  }
  return (
    <LinkButton tone="primary" href="/">
      {text('errorPage.home')}
    </LinkButton>
  )
}

interface Way {
  readonly href: string
  readonly icon: IconName
  readonly key:
    'nav.backpack' | 'nav.family' | 'nav.organizations' | 'nav.signIn' | 'nav.claim' | 'nav.verify'
}

/** Where whoever looks can go, and nowhere they cannot. */
function waysOf({
  isSignedIn,
  hasBackpack,
  hasFamily,
  operator,
  organizations,
}: Viewer): readonly Way[] {
  const works = organizations.length > 0 || operator
  return [
    ...(hasBackpack ? [{ href: '/backpack', icon: 'backpack', key: 'nav.backpack' } as const] : []),
    ...(hasFamily ? [{ href: '/family', icon: 'people', key: 'nav.family' } as const] : []),
    ...(works ? [{ href: '/console', icon: 'place', key: 'nav.organizations' } as const] : []),
    ...(isSignedIn ? [] : [{ href: '/sign-in', icon: 'people', key: 'nav.signIn' } as const]),
    ...(works ? [] : [{ href: '/claim', icon: 'card', key: 'nav.claim' } as const]),
    { href: '/verify', icon: 'badge', key: 'nav.verify' },
  ]
}

function WaysOn({ viewer }: { viewer: Viewer }) {
  const text = useText()
  return (
    <nav class="ways-on" aria-label={text('offTrail.ways')}>
      {waysOf(viewer).map(({ href, icon, key }) => (
        <LinkButton key={href} href={href} icon={icon}>
          {text(key)}
        </LinkButton>
      ))}
    </nav>
  )
}

/** What became of the way, by what the error is. */
function trailOf(code: ErrorCode): Trail {
  const status = statusOf(code)
  if (status === 429) return 'rest'
  if (status >= 500) return 'ours'
  if (status === 410) return 'closed'
  if (code === 'not-allowed' || code === 'not-signed-in' || code === 'not-yours-to-decide')
    return 'private'
  return 'lost'
}

/** The title of an error's page. */
export function errorTitle(text: Parameters<typeof errorText>[0], code: ErrorCode): string {
  return errorText(text, code).title
}
