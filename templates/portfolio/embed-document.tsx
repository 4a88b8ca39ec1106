import type { ComponentChildren } from 'preact'
import { renderToStaticMarkup } from 'preact-render-to-string'
import { directionOf, type Language } from '../../src/text/languages.ts'
import type { Text } from '../../src/text/text.ts'
import { sheetsFor } from '../typefaces.ts'

export interface Surroundings {
  readonly text: Text
  readonly language: Language
  readonly asset: (name: string) => string
}

/** What stands in somebody else's page: a whole small document, with fonts for the letters that are in it. */
export function embedDocument(
  title: string,
  { language, asset }: Surroundings,
  body: ComponentChildren,
): string {
  const inside = renderToStaticMarkup(<>{body}</>)
  return `<!doctype html>${renderToStaticMarkup(
    <html lang={language} dir={directionOf(language)}>
      <head>
        <meta charset="utf-8" />
        <title>{title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="light dark" />
        {sheetsFor(inside).map((sheet) => (
          <link key={sheet} rel="stylesheet" href={asset(sheet)} />
        ))}
        <link rel="stylesheet" href={asset('/embed.css')} />
        <link rel="icon" href={asset('/icon.svg')} type="image/svg+xml" />
      </head>
      <body>{body}</body>
    </html>,
  )}`
}

/** What stands in its place when it is not shown there any more. */
export function renderEmbedOver(title: string, surroundings: Surroundings): string {
  return embedDocument(
    title,
    surroundings,
    <main class="embed">
      <p>{title}</p>
    </main>,
  )
}
