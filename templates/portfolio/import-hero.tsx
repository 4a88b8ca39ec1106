import { formatDate } from '../../src/text/dates.ts'
import { giverTold, isKnown } from '../../src/text/givers.ts'
import { BadgeArt } from '../components/badge-art.tsx'
import { Button } from '../components/button.tsx'
import { ActionForm } from '../components/form.tsx'
import { StatusPill } from '../components/status-pill.tsx'
import { useLanguage, useText } from '../text-context.tsx'
import { tones } from '../verification/tones.ts'
import type { SharedImport } from './imported-badge.ts'

/** Whether it is theirs stands beside whether it is good: one without the other is half an answer. */
const nameTones = { own: 'good', another: 'warning', 'not-told': 'unknown' } as const

/** The badge, who gave it, who shows it, how it stood, and one button that answers whether it is real. */
export function ImportHero(props: SharedImport) {
  const text = useText()
  const language = useLanguage()
  const { name, shownAs, preparedFor, verdict, written } = props
  const date = formatDate(language, props.checkedAt)
  return (
    <header class="badge-hero">
      <BadgeArt src={props.image} alt={text('common.badgeArt', { name })} size="hero" />
      <div class="badge-hero-words">
        {preparedFor !== undefined && (
          <p class="badge-hero-for">
            <bdi>{text('shared.preparedFor', { name: preparedFor })}</bdi>
          </p>
        )}
        <h1 dir="auto">{name}</h1>
        <GivenLine {...props} />
        {shownAs !== '' && (
          <p class="badge-hero-who">
            {text('importedShare.shown')}{' '}
            <strong>
              <bdi>{shownAs}</bdi>
            </strong>
          </p>
        )}
        <div class="pills">
          <StatusPill tone={tones[verdict]}>
            {verdict === 'valid'
              ? text('importedShare.validOn', { date })
              : text(`verify.verdicts.${verdict}.word`)}
          </StatusPill>
          <StatusPill tone={nameTones[props.names]}>
            {text(`importedShare.pills.${props.names}`)}
          </StatusPill>
          {props.onlyKey && <StatusPill tone="warning">{text('importedGiver.keyPill')}</StatusPill>}
          {props.trial && (
            <StatusPill tone="warning">{text('organizations.home.trial')}</StatusPill>
          )}
        </div>
        {written !== undefined && (
          <>
            <ActionForm action="/verify">
              <input type="hidden" name="pasted" value={props.shareUrl} />
              <Button>{text('shared.verify')}</Button>
            </ActionForm>
            <p class="badge-hero-note">{text('badgePage.checkLead')}</p>
          </>
        )}
      </div>
    </header>
  )
}

/** Who gave it, and when: as a fact where that is known, else as what it says. */
function GivenLine(props: SharedImport) {
  const text = useText()
  const language = useLanguage()
  return (
    <p class="badge-hero-who">
      {text(isKnown(props) ? 'shared.awardedBy' : 'importedShare.saysBy')}{' '}
      <bdi>{giverTold(props, text)}</bdi>
      {props.awardedAt !== undefined && `, ${formatDate(language, props.awardedAt)}`}
    </p>
  )
}
