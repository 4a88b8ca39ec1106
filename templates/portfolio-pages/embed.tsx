import type { Verdict } from '../../schemas/requests/verification.ts'
import { formatDate } from '../../src/text/dates.ts'
import type { Text } from '../../src/text/text.ts'
import { StatusPill } from '../components/status-pill.tsx'
import { awardTones, type ShownState } from '../issuing/lines.tsx'
import { embedDocument, type Surroundings } from '../portfolio/embed-document.tsx'
import { tones } from '../verification/tones.ts'

export interface EmbeddedPage {
  readonly title: string
  /** Empty where it names nobody. */
  readonly recipient: string
  readonly badges: readonly EmbeddedBadge[]
  /** From how many places the badges are. */
  readonly places: number
  readonly trial: boolean
  /** Whose word it is: the host of the service. */
  readonly host: string
  /** The page of the share. */
  readonly address: string
}

export type EmbeddedBadge = {
  readonly id: string
  readonly name?: string
  readonly image: string
  readonly isChecked: boolean
} & (
  | { readonly kind: 'badge'; readonly state: ShownState }
  | { readonly kind: 'imported'; readonly verdict: Verdict; readonly checkedAt: string }
)

/** Badges that are named one by one: the others are counted. */
const mostNamed = 6

/** A shared portfolio page as it stands in somebody else's page, in short; its link opens the whole beside that page. */
export function renderPageEmbed(page: EmbeddedPage, surroundings: Surroundings): string {
  const { text } = surroundings
  const { title, badges } = page
  const more = badges.length - mostNamed
  return embedDocument(
    title,
    surroundings,
    <main class="embed of-page">
      <header>
        <h1 dir="auto">{title}</h1>
        <Told {...page} text={text} />
      </header>
      {badges.length > 0 && (
        <ul>
          {badges.slice(0, mostNamed).map((badge) => (
            <li key={badge.id}>
              <Badge badge={badge} text={text} />
            </li>
          ))}
          {more > 0 && <li class="more">{text('pageOutlets.embed.more', { count: more })}</li>}
        </ul>
      )}
      <footer>
        <p>{by(page, text)}</p>
        <LastChecked badges={badges} {...surroundings} />
        <a href={page.address} target="_blank" rel="noopener">
          {text(
            badges.some(({ isChecked }) => isChecked)
              ? 'pageOutlets.embed.open'
              : 'importedGiver.lookAtPage',
          )}
        </a>
      </footer>
    </main>,
  )
}

function Told({ recipient, badges, places, trial, text }: EmbeddedPage & { readonly text: Text }) {
  const count = badges.length
  return (
    <>
      <p>
        {recipient !== '' && (
          <strong>
            <bdi>{recipient}</bdi>
          </strong>
        )}
        {recipient !== '' && count > 0 && ' · '}
        {count > 0 &&
          `${text('common.badges', { count })} ${text('welcome.glance.fromPlaces', { count: places })}`}
      </p>
      {trial && (
        <p class="pills">
          <StatusPill tone="warning">{text('organizations.home.trial')}</StatusPill>
        </p>
      )}
    </>
  )
}

/** How it stands is said where it does not count: in a row of good ones the word would be the same each time. */
function Badge({ badge, text }: { readonly badge: EmbeddedBadge; readonly text: Text }) {
  return (
    <>
      <img src={badge.image} alt="" width="72" height="72" />
      <span dir="auto">{badge.name ?? text('verify.report.unnamedBadge')}</span>
      {badge.kind === 'badge' && badge.state !== 'issued' && (
        <StatusPill tone={awardTones[badge.state]}>
          {text(`issuing.state.${badge.state}`)}
        </StatusPill>
      )}
      {badge.kind === 'imported' && badge.verdict !== 'valid' && (
        <StatusPill tone={tones[badge.verdict]}>
          {text(`verify.verdicts.${badge.verdict}.word`)}
        </StatusPill>
      )}
    </>
  )
}

/** Badges from elsewhere stand as they did when they were last checked, and not as today. */
function LastChecked({
  badges,
  text,
  language,
}: Pick<EmbeddedPage, 'badges'> & Pick<Surroundings, 'text' | 'language'>) {
  const times = badges
    .flatMap((badge) => (badge.kind === 'imported' ? [badge.checkedAt] : []))
    .toSorted()
  const [first, last] = [times[0], times.at(-1)]
  if (first === undefined || last === undefined) return null
  const [from, to] = [formatDate(language, first), formatDate(language, last)]
  return (
    <p>
      {from === to
        ? text('importedGiver.checkedOn', { date: from })
        : text('importedGiver.checkedBetween', { from, to })}
    </p>
  )
}

/** From where it comes, and how many of the badges whoever looks can check. */
function by({ badges, host }: EmbeddedPage, text: Text): string {
  const from = text('pageOutlets.embed.by', { service: text('common.service'), host })
  const count = badges.filter(({ isChecked }) => isChecked).length
  if (count === 0) return from
  const checked =
    count === badges.length
      ? text('pageOutlets.embed.allChecked')
      : text('pageOutlets.embed.someChecked', { count })
  return `${from} ${checked}`
}
