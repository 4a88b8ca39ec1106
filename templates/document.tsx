import type { VNode } from 'preact'
import { renderToStaticMarkup } from 'preact-render-to-string'
import { directionOf } from '../src/text/languages.ts'
import { copyMark, copyScript } from './components/copy-button.tsx'
import { Footer } from './components/footer.tsx'
import { Header } from './components/header.tsx'
import { TrialRibbon } from './components/trial-ribbon.tsx'
import type { DocumentContext, Shown } from './shown.ts'
import { TextProvider } from './text-context.tsx'
import { sheetsFor } from './typefaces.ts'

/** The whole HTML document, as text. Every value in it is escaped by the renderer. */
export function renderDocument(shown: Shown, context: DocumentContext): string {
  const html = renderToStaticMarkup(<Document shown={shown} context={context} />)
  // Which letters and buttons a page has is known when it is written.
  const found = (
    <>
      {sheetsFor(html).map((sheet) => (
        <link key={sheet} rel="stylesheet" href={context.asset(sheet)} />
      ))}
      {copyMark.test(html) && <script type="module" src={context.asset(copyScript)} />}
    </>
  )
  const head = html.indexOf('</head>')
  return `<!doctype html>${html.slice(0, head)}${renderToStaticMarkup(found)}${html.slice(head)}`
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
              {context.trial === true && context.viewer.isSignedIn && <TrialRibbon />}
            </>
          )}
          <main id="main" tabIndex={-1} class={shown.layout ?? 'page'}>
            {shown.body}
          </main>
          {!isKiosk && <Footer context={context} />}
        </TextProvider>
      </body>
    </html>
  )
}
