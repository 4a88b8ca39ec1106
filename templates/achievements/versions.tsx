import { formatDate } from '../../src/text/dates.ts'
import { BadgeArt } from '../components/badge-art.tsx'
import { Card } from '../components/card.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { StatusPill } from '../components/status-pill.tsx'
import { ConsoleTrail } from '../organizations/console-trail.tsx'
import { useLanguage, useText } from '../text-context.tsx'

export type Part =
  | 'name'
  | 'description'
  | 'criteria'
  | 'picture'
  | 'achievementType'
  | 'language'
  | 'tags'
  | 'alignments'
  | 'rubric'
  | 'further'

export interface VersionLine {
  readonly number: number
  readonly name: string
  readonly image: string
  readonly publishedAt: string
  readonly isAwarded: boolean
  /** Absent for the first. */
  readonly changed?: readonly Part[]
}

export interface VersionsPageProps {
  readonly name: string
  readonly home: string
  readonly publicBase: string
  readonly image: string
  readonly lines: readonly VersionLine[]
  /** In which parts the draft differs from the newest version, where it does. */
  readonly draft?: readonly Part[]
}

/** Every version of a badge, newest first. */
export function VersionsPage({ name, home, publicBase, image, lines, draft }: VersionsPageProps) {
  const text = useText()
  const language = useLanguage()
  return (
    <section class="narrow">
      <ConsoleTrail here={text('educators.versions.link')} via={[{ label: name, href: home }]} />
      <h1>{text('educators.versions.title', { name })}</h1>
      <p class="lead">{text('educators.versions.lead')}</p>
      {lines.length === 0 && (
        <EmptyState title={text('educators.versions.none')}>
          {text('educators.versions.noneNext')}
        </EmptyState>
      )}
      {(lines.length > 0 || draft !== undefined) && (
        <Card>
          <ol class="lines versions" reversed>
            {draft !== undefined && (
              <li>
                <BadgeArt src={image} alt="" size="small" />
                <div>
                  <a href={home}>{name}</a>{' '}
                  <StatusPill tone="info">{text('educators.versions.draft')}</StatusPill>
                  <p class="quiet">{changedIn(text, draft)}</p>
                </div>
              </li>
            )}
            {lines.map((line) => (
              <li key={line.number}>
                <BadgeArt src={line.image} alt="" size="small" />
                <div>
                  <a href={`${publicBase}/${line.number}`}>
                    {text('educators.versions.see', { number: line.number })}
                  </a>{' '}
                  {line.isAwarded && (
                    <StatusPill tone="good">{text('educators.versions.now')}</StatusPill>
                  )}
                  <p class="quiet">
                    <bdi>{line.name}</bdi> ·{' '}
                    {text('educators.versions.published', {
                      date: formatDate(language, line.publishedAt),
                    })}
                  </p>
                  <p class="quiet">
                    {line.changed === undefined
                      ? text('educators.versions.first')
                      : changedIn(text, line.changed)}
                  </p>
                </div>
              </li>
            ))}
          </ol>
        </Card>
      )}
    </section>
  )
}

function changedIn(text: ReturnType<typeof useText>, parts: readonly Part[]): string {
  return parts.length === 0
    ? text('educators.versions.nothing')
    : text('educators.versions.changed', { parts: partNames(text, parts) })
}

/** 'name, keywords' */
export function partNames(text: ReturnType<typeof useText>, parts: readonly Part[]): string {
  return parts.map((part) => text(`educators.versions.parts.${part}`)).join(', ')
}
