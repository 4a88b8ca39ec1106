import { formatDate } from '../../src/text/dates.ts'
import { StatusPill } from '../components/status-pill.tsx'
import { awardTones, type ShownState } from '../issuing/lines.tsx'
import { embedDocument, type Surroundings } from './embed-document.tsx'

export interface Embedded {
  readonly version: { readonly content: { readonly name: string } }
  readonly organization: { readonly name: string }
  /** Empty where it names nobody. */
  readonly recipient: string
  readonly state: ShownState
  readonly trial: boolean
  readonly awardedAt: string
  readonly image: string
  /** The page of the share. */
  readonly address: string
}

/** A shared badge as it stands in somebody else's page: a whole small document, whose links open beside that page. */
export function renderEmbed(shown: Embedded, surroundings: Surroundings): string {
  const { text, language } = surroundings
  const { version, organization, recipient, state } = shown
  const { name } = version.content
  return embedDocument(
    name,
    surroundings,
    <main class="embed">
      <img src={shown.image} alt={text('common.badgeArt', { name })} width="150" height="150" />
      <div>
        <h1 dir="auto">{name}</h1>
        <p>
          {recipient !== '' && (
            <>
              <strong>
                <bdi>{recipient}</bdi>
              </strong>
              <br />
            </>
          )}
          <bdi>{organization.name}</bdi>, {formatDate(language, shown.awardedAt)}
        </p>
        <p class="pills">
          <StatusPill tone={awardTones[state]}>{text(`issuing.state.${state}`)}</StatusPill>
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
