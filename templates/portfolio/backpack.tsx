import { formatDate } from '../../src/text/dates.ts'
import { BadgeArt } from '../components/badge-art.tsx'
import { Button, LinkButton } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { StatusPill } from '../components/status-pill.tsx'
import { awardTones, type ShownState } from '../issuing/lines.tsx'
import { useLanguage, useText } from '../text-context.tsx'

export interface HeldBadge {
  readonly id: string
  readonly href: string
  readonly name: string
  readonly organization: string
  readonly image: string
  readonly date: string
  readonly state: ShownState
}

/** Every badge a person holds. */
export function BackpackPage({ badges }: { badges: readonly HeldBadge[] }) {
  const text = useText()
  const language = useLanguage()
  return (
    <>
      <h1>{text('backpack.title')}</h1>
      {badges.length === 0 ? (
        <EmptyState title={text('backpack.none')}>{text('backpack.noneNext')}</EmptyState>
      ) : (
        <form method="get" action="/backpack/transcript.json">
          <ul class="badge-grid roomy">
            {badges.map((badge) => (
              <li key={badge.href}>
                <a href={badge.href}>
                  <BadgeArt src={badge.image} alt="" size="medium" />
                  <span>{badge.name}</span>
                </a>
                <span class="quiet">
                  <bdi>{badge.organization}</bdi>
                  <br />
                  {formatDate(language, badge.date)}
                </span>
                {badge.state !== 'issued' && (
                  <StatusPill tone={awardTones[badge.state]}>
                    {text(`issuing.state.${badge.state}`)}
                  </StatusPill>
                )}
                <label class="choice">
                  <input type="checkbox" name="award" value={badge.id} />{' '}
                  {text('backpack.choose', { name: badge.name })}
                </label>
              </li>
            ))}
          </ul>
          <p class="quiet">{text('backpack.takeLead')}</p>
          <Button tone="quiet">{text('backpack.take')}</Button>
        </form>
      )}
      <div class="actions">
        <LinkButton href="/claim" icon="card">
          {text('backpack.claim')}
        </LinkButton>
      </div>
    </>
  )
}
