import type { DocumentContext } from '../shown.ts'
import { useText } from '../text-context.tsx'
import { ActionForm } from './form.tsx'
import { Icon, type IconName } from './icon.tsx'
import { Wordmark } from './wordmark.tsx'

interface Way {
  readonly href: string
  readonly label: string
  readonly icon: IconName
}

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
  const ways: readonly (Way | undefined)[] = [
    viewer.hasBackpack
      ? { href: '/backpack', label: text('nav.backpack'), icon: 'backpack' }
      : undefined,
    ...viewer.organizations
      .slice(0, 3)
      .map(({ id, name }): Way => ({ href: `/console/${id}`, label: name, icon: 'place' })),
    { href: '/verify', label: text('nav.verify'), icon: 'badge' },
    { href: '/claim', label: text('nav.claim'), icon: 'card' },
    viewer.operator ? { href: '/operator', label: text('nav.operator'), icon: 'flag' } : undefined,
  ]
  return (
    <nav class="ways" aria-label={text('nav.main')}>
      <ul>
        {ways.map(
          (way) =>
            way !== undefined && (
              <li key={way.href}>
                <a href={way.href} aria-current={isHere(way.href, path) ? 'page' : undefined}>
                  <Icon name={way.icon} />
                  <span dir="auto">{way.label}</span>
                </a>
              </li>
            ),
        )}
        {viewer.isSignedIn ? (
          <>
            <li>
              <a href="/account" aria-current={isHere('/account', path) ? 'page' : undefined}>
                <Icon name="people" />
                <span dir="auto">
                  {viewer.name === undefined || viewer.name === ''
                    ? text('nav.account')
                    : viewer.name}
                </span>
              </a>
            </li>
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

function isHere(href: string, path: string): boolean {
  return path === href || path.startsWith(`${href}/`)
}
