import { formatDate } from '../../src/text/dates.ts'
import { BadgeArt } from '../components/badge-art.tsx'
import { Button } from '../components/button.tsx'
import { ActionForm } from '../components/form.tsx'
import { StatusPill } from '../components/status-pill.tsx'
import { awardTones } from '../issuing/lines.tsx'
import { useLanguage, useText } from '../text-context.tsx'
import type { SharedBadge } from './shared-badge.ts'

/** The badge, whose it is, who gave it, how it stands, and one button that answers whether it is real. */
export function BadgeHero(props: SharedBadge) {
  const text = useText()
  const { view, state, recipient, preparedFor } = props
  return (
    <header class="badge-hero">
      <BadgeArt src={view.image} alt={text('common.badgeArt', { name: view.name })} size="hero" />
      <div class="badge-hero-words">
        {preparedFor !== undefined && (
          <p class="badge-hero-for">
            <bdi>{text('shared.preparedFor', { name: preparedFor })}</bdi>
          </p>
        )}
        <h1 dir="auto">{view.name}</h1>
        <AwardedLine {...props} />
        <div class="pills">
          <StatusPill tone={awardTones[state]}>{text(`issuing.state.${state}`)}</StatusPill>
          {props.trial && (
            <StatusPill tone="warning">{text('organizations.home.trial')}</StatusPill>
          )}
        </div>
        {(state === 'revoked' || state === 'suspended' || state === 'expired') && (
          <p>{text(`badgePage.states.${state}`)}</p>
        )}
        {props.whole && (
          <ActionForm action="/verify">
            <input type="hidden" name="pasted" value={props.shareUrl} />
            <Button>{text('shared.verify')}</Button>
          </ActionForm>
        )}
        {props.whole && <p class="badge-hero-note">{text('badgePage.checkLead')}</p>}
      </div>
    </header>
  )

  function AwardedLine({ organization, date }: SharedBadge) {
    const language = useLanguage()
    const by = text('shared.by')
    return (
      <p class="badge-hero-who">
        {recipient === '' ? (
          text('shared.awardedBy')
        ) : (
          <>
            {text('shared.awardedTo')}{' '}
            <strong>
              <bdi>{recipient}</bdi>
            </strong>{' '}
            {by}
          </>
        )}{' '}
        <a href={organization.href}>
          <bdi>{organization.name}</bdi>
        </a>
        , {formatDate(language, date)}
      </p>
    )
  }
}
