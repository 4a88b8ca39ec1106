import type { VNode } from 'preact'
import { renderToStaticMarkup } from 'preact-render-to-string'
import { directionOf } from '../src/text/languages.ts'
import { Footer } from './components/footer.tsx'
import { Header } from './components/header.tsx'
import { Notice } from './components/notice.tsx'
import type { DocumentContext, Shown } from './shown.ts'
import { TextProvider } from './text-context.tsx'

/** The whole HTML document, as text. Every value in it is escaped by the renderer. */
export function renderDocument(shown: Shown, context: DocumentContext): string {
  return `<!doctype html>${renderToStaticMarkup(<Document shown={shown} context={context} />)}`
}

function Document({ shown, context }: { shown: Shown; context: DocumentContext }): VNode {
  const { text, language, asset } = context
  const service = text('common.service')
  const isKiosk = shown.layout === 'kiosk'
  return (
    <html lang={language} dir={directionOf(language)}>
      <head>
        <meta charset="utf-8" />
        <title>{shown.title === service ? service : `${shown.title} · ${service}`}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content={shown.robots ?? 'noindex'} />
        <meta name="color-scheme" content="light dark" />
        <meta name="theme-color" content="#f5f8f2" media="(prefers-color-scheme: light)" />
        <meta name="theme-color" content="#0f201c" media="(prefers-color-scheme: dark)" />
        <link
          rel="preload"
          href={asset('/fonts/inter-latin.woff2')}
          as="font"
          type="font/woff2"
          crossOrigin="anonymous"
        />
        <link rel="stylesheet" href={asset('/styles.css')} />
        <link rel="icon" href={asset('/icon.svg')} type="image/svg+xml" />
        {shown.scripts?.map((name) => (
          <script key={name} type="module" src={asset(name)} />
        ))}
        {shown.head}
      </head>
      <body>
        <TextProvider value={context}>
          {!isKiosk && (
            <>
              <a class="skip" href="#main">
                {text('common.skip')}
              </a>
              <Header context={context} />
            </>
          )}
          <main id="main" tabIndex={-1} class={shown.layout ?? 'page'}>
            {context.trial === true && context.viewer.isSignedIn && (
              <Notice tone="warning" title={text('common.trialTitle')}>
                <p>{text('common.trial')}</p>
              </Notice>
            )}
            {shown.body}
          </main>
          {!isKiosk && <Footer context={context} />}
        </TextProvider>
      </body>
    </html>
  )
}
