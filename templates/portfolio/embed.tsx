import type { ComponentChildren } from 'preact'
import { renderToStaticMarkup } from 'preact-render-to-string'
import type { Verdict } from '../../schemas/requests/verification.ts'
import { formatDate } from '../../src/text/dates.ts'
import { directionOf, type Language } from '../../src/text/languages.ts'
import type { Text } from '../../src/text/text.ts'
import { StatusPill } from '../components/status-pill.tsx'
import { awardTones, type ShownState } from '../issuing/lines.tsx'
import { tones } from '../verification/tones.ts'

export interface Embedded {
  readonly name: string
  /** Who gave it. */
  readonly giver: string
  /** Whose it is, or who shows it; empty where nobody is named. */
  readonly who: string
  readonly standing: { readonly good: boolean; readonly word: string } & (
    { readonly state: ShownState } | { readonly verdict: Verdict }
  )
  /** When it stood so, where that was looked up before. */
  readonly checkedAt?: string
  readonly trial: boolean
  readonly awardedAt?: string
  readonly image: string
  /** The page of the share. */
  readonly address: string
}

interface Surroundings {
  readonly text: Text
  readonly language: Language
  readonly asset: (name: string) => string
}

/** A shared badge as it stands in somebody else's page: a whole small document, whose links open beside that page. */
export function renderEmbed(shown: Embedded, surroundings: Surroundings): string {
  const { text, language } = surroundings
  const { name, giver, who, standing, awardedAt, checkedAt } = shown
  const tone = 'state' in standing ? awardTones[standing.state] : tones[standing.verdict]
  const word =
    standing.good && checkedAt !== undefined
      ? text('importedShare.validOn', { date: formatDate(language, checkedAt) })
      : standing.word
  return render(
    name,
    surroundings,
    <main class="embed">
      <img src={shown.image} alt={text('common.badgeArt', { name })} width="150" height="150" />
      <div>
        <h1 dir="auto">{name}</h1>
        <p>
          {who !== '' && (
            <>
              <strong>
                <bdi>{who}</bdi>
              </strong>
              <br />
            </>
          )}
          <bdi>{giver}</bdi>
          {awardedAt !== undefined && `, ${formatDate(language, awardedAt)}`}
        </p>
        <p class="pills">
          <StatusPill tone={tone}>{word}</StatusPill>
          {shown.trial && (
            <StatusPill tone="warning">{text('organizations.home.trial')}</StatusPill>
          )}
        </p>
        <a href={shown.address} target="_blank" rel="noopener">
          {text('badgePage.embed.open')}
        </a>
      </div>
    </main>,
  )
}

/** What stands in its place when the badge is not shown there any more. */
export function renderEmbedOver(surroundings: Surroundings): string {
  const { text } = surroundings
  const title = text('badgePage.embed.over')
  return render(
    title,
    surroundings,
    <main class="embed">
      <p>{title}</p>
    </main>,
  )
}

function render(title: string, { language, asset }: Surroundings, body: ComponentChildren): string {
  return `<!doctype html>${renderToStaticMarkup(
    <html lang={language} dir={directionOf(language)}>
      <head>
        <meta charset="utf-8" />
        <title>{title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="light dark" />
        <link rel="stylesheet" href={asset('/embed.css')} />
        <link rel="icon" href={asset('/icon.svg')} type="image/svg+xml" />
      </head>
      <body>{body}</body>
    </html>,
  )}`
}
