import { formatDate } from '../../src/text/dates.ts'
import { Button, LinkButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { CsrfField } from '../components/form.tsx'
import { Pagination } from '../components/pagination.tsx'
import { StatusPill, type PillTone } from '../components/status-pill.tsx'
import { ConsoleTrail } from '../organizations/console-trail.tsx'
import { useLanguage, useText } from '../text-context.tsx'

export type LinkState = 'open' | 'not-yet' | 'full' | 'over' | 'closed'

export const linkTones: Readonly<Record<LinkState, PillTone>> = {
  open: 'good',
  'not-yet': 'waiting',
  full: 'info',
  over: 'unknown',
  closed: 'unknown',
}

export interface LinkLine {
  readonly id: string
  readonly name: string
  readonly state: LinkState
  readonly used: number
  readonly limit: number
  readonly endsAt: string
}

export interface ClaimLinksProps {
  readonly base: string
  readonly links: readonly LinkLine[]
  readonly achievements: readonly { readonly id: string; readonly name: string }[]
  readonly next?: string
}

/** The class links of an organization, and the quick way to a kiosk. */
export function ClaimLinksPage({ base, links, achievements, next }: ClaimLinksProps) {
  const text = useText()
  const language = useLanguage()
  return (
    <>
      <ConsoleTrail here={text('links.title')} />
      <h1>{text('links.title')}</h1>
      <p class="lead">{text('links.lead')}</p>
      <div class="actions">
        <LinkButton href={`${base}/claim-links/new`} tone="primary">
          {text('links.open')}
        </LinkButton>
      </div>
      <Card title={text('links.list')}>
        {links.length === 0 ? (
          <EmptyState title={text('links.none')}>{text('links.noneNext')}</EmptyState>
        ) : (
          <ul class="lines">
            {links.map((link) => (
              <li key={link.id}>
                <a href={`${base}/claim-links/${link.id}`}>
                  <bdi>{link.name}</bdi>
                </a>
                <span class="quiet">
                  {text('links.used', { used: link.used, limit: link.limit })},{' '}
                  {text('links.until', { date: formatDate(language, link.endsAt) })}
                </span>
                <StatusPill tone={linkTones[link.state]}>
                  {text(`links.state.${link.state}`)}
                </StatusPill>
              </li>
            ))}
          </ul>
        )}
        <Pagination
          {...(next === undefined ? {} : { next: `?after=${encodeURIComponent(next)}` })}
        />
      </Card>
      {achievements.length > 0 && (
        <Card title={text('kiosk.start')}>
          <p>{text('kiosk.startLead')}</p>
          <form class="form" method="post" action={`${base}/kiosks`}>
            <CsrfField />
            <div class="field">
              <label for="kiosk-badge">{text('links.new.achievement')}</label>
              <select class="input" id="kiosk-badge" name="achievementId" required>
                {achievements.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            </div>
            <Button tone="quiet">{text('kiosk.startSubmit')}</Button>
          </form>
        </Card>
      )}
    </>
  )
}
