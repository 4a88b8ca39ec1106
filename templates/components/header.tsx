import type { DocumentContext, Viewer } from '../shown.ts'
import { useText } from '../text-context.tsx'
import { ActionForm } from './form.tsx'
import { Icon, type IconName } from './icon.tsx'
import { Wordmark } from './wordmark.tsx'

/** Wordmark, ways, and who one is. On a narrow screen the ways fold into a menu that needs no script. */
export function Header({ context }: { context: DocumentContext }) {
  const text = useText()
  return (
    <header class="site-header">
      <div class="site-header-inner">
        <Wordmark />
        <details class="menu">
          <summary>
            <Icon name="menu" />
            <span>{text('nav.menu')}</span>
          </summary>
          <Ways context={context} />
        </details>
        <div class="wide-ways">
          <Ways context={context} />
        </div>
      </div>
    </header>
  )
}

function Ways({ context: { viewer, path } }: { context: DocumentContext }) {
  const text = useText()
  const { organizations } = viewer
  const account =
    viewer.name === undefined || viewer.name === '' ? text('nav.account') : viewer.name
  return (
    <nav class="ways" aria-label={text('nav.main')}>
      <ul>
        {viewer.hasBackpack && (
          <Way href="/backpack" label={text('nav.backpack')} icon="backpack" path={path} />
        )}
        {viewer.hasFamily && (
          <Way href="/family" label={text('nav.family')} icon="people" path={path} />
        )}
        <Organizations viewer={viewer} path={path} />
        <Way href="/verify" label={text('nav.verify')} icon="badge" path={path} />
        {organizations.length === 0 && (
          <Way href="/claim" label={text('nav.claim')} icon="card" path={path} />
        )}
        {viewer.isSignedIn ? (
          <>
            <Way href="/account" label={account} icon="people" path={path} />
            <li>
              <ActionForm action="/sign-out">
                <button class="plain" type="submit">
                  {text('nav.signOut')}
                </button>
              </ActionForm>
            </li>
          </>
        ) : (
          <li>
            <a class="sign-in" href="/sign-in">
              {text('nav.signIn')}
            </a>
          </li>
        )}
      </ul>
    </nav>
  )
}

/** Whoever has one organization goes straight to it; the others choose. */
function Organizations({ viewer, path }: { viewer: Viewer; path: string }) {
  const text = useText()
  const [only, another] = viewer.organizations
  if (only !== undefined && another === undefined && !viewer.operator) {
    return <Way href={`/console/${only.id}`} label={only.name} icon="place" path={path} />
  }
  if (only === undefined && !viewer.operator) return null
  return <Way href="/console" label={text('nav.organizations')} icon="place" path={path} />
}

interface WayProps {
  readonly href: string
  readonly label: string
  readonly icon: IconName
  readonly path: string
}

function Way({ href, label, icon, path }: WayProps) {
  return (
    <li>
      <a href={href} aria-current={isHere(href, path) ? 'page' : undefined}>
        <Icon name={icon} />
        <span dir="auto">{label}</span>
      </a>
    </li>
  )
}

function isHere(href: string, path: string): boolean {
  return path === href || path.startsWith(`${href}/`)
}
