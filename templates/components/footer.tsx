import { languageOptions, languageParameter } from '../../src/text/languages.ts'
import type { DocumentContext } from '../shown.ts'
import { useText } from '../text-context.tsx'
import { Icon } from './icon.tsx'

export function Footer({ context }: { context: DocumentContext }) {
  const text = useText()
  return (
    <footer class="site-footer">
      <div class="site-footer-inner">
        <p class="tagline">{text('nav.tagline')}</p>
        <nav aria-label={text('nav.language')} class="languages">
          <Icon name="globe" />
          <ul>
            {languageOptions.map(({ value: language, label }) => (
              <li key={language}>
                <a
                  href={inLanguage(context, language)}
                  lang={language}
                  hreflang={language}
                  rel="nofollow"
                  aria-current={language === context.language ? 'true' : undefined}
                >
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <p>
          <a href="/api/docs">{text('nav.api')}</a>
        </p>
      </div>
    </footer>
  )
}

/** The same page in another language: its query stays, since it may hold where one came from. */
function inLanguage({ path, query = {} }: DocumentContext, language: string): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (typeof value === 'string' && name !== languageParameter) parameters.append(name, value)
  }
  parameters.set(languageParameter, language)
  return `${path.startsWith('/') && !path.startsWith('//') ? path : '/'}?${parameters.toString()}`
}
