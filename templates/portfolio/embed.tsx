import type { Verdict } from '../../schemas/requests/verification.ts'
import { formatDate } from '../../src/text/dates.ts'
import { StatusPill } from '../components/status-pill.tsx'
import { awardTones, type ShownState } from '../issuing/lines.tsx'
import { tones } from '../verification/tones.ts'
import { embedDocument, type Surroundings } from './embed-document.tsx'

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
  /** Whether whoever comes to its page can check it. */
  readonly canBeChecked: boolean
  readonly trial: boolean
  readonly awardedAt?: string
  readonly image: string
  /** The page of the share. */
  readonly address: string
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
  return embedDocument(
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
          {text(shown.canBeChecked ? 'badgePage.embed.open' : 'importedGiver.look')}
        </a>
      </div>
    </main>,
  )
}
