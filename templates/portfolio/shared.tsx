import { formatDate } from '../../src/text/dates.ts'
import { BadgeArt } from '../components/badge-art.tsx'
import { Button, LinkButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { ActionForm } from '../components/form.tsx'
import { StatusPill } from '../components/status-pill.tsx'
import { AchievementBody, type AchievementView } from '../achievements/show.tsx'
import { CredentialFiles } from './credential-files.tsx'
import { awardTones, type ShownState } from '../issuing/lines.tsx'
import { StatementCards, type Statement } from '../issuing/statement.tsx'
import { useLanguage, useText } from '../text-context.tsx'

export interface SharedProps {
  readonly view: AchievementView
  readonly address: string
  readonly shareUrl: string
  readonly recipient: string
  /** Whom the learner made it for. */
  readonly preparedFor?: string
  /** Whether the credential says no more than this page: then it may be taken along and checked. */
  readonly whole: boolean
  readonly organization: { readonly name: string; readonly href: string }
  readonly date: string
  readonly state: ShownState
  readonly trial: boolean
  readonly statement: Statement
}

/** A badge as the learner shows it to somebody. */
export function SharedPage(props: SharedProps) {
  const text = useText()
  const language = useLanguage()
  const { view, address, state } = props
  return (
    <article class="narrow shared">
      <header class="celebrate">
        <BadgeArt src={view.image} alt="" size="hero" />
        <h1>{view.name}</h1>
        <p class="lead">
          {props.recipient === '' ? (
            text('shared.awardedBy')
          ) : (
            <>
              {text('shared.awardedTo')} <bdi>{props.recipient}</bdi>, {text('shared.by')}
            </>
          )}{' '}
          <a href={props.organization.href}>{props.organization.name}</a>,{' '}
          {formatDate(language, props.date)}
        </p>
        {props.preparedFor !== undefined && (
          <p>
            <bdi>{text('shared.preparedFor', { name: props.preparedFor })}</bdi>
          </p>
        )}
        <div class="pills">
          <StatusPill tone={awardTones[state]}>{text(`issuing.state.${state}`)}</StatusPill>
          {props.trial && (
            <StatusPill tone="warning">{text('organizations.home.trial')}</StatusPill>
          )}
        </div>
        {props.whole && (
          <ActionForm action="/verify">
            <input type="hidden" name="pasted" value={props.shareUrl} />
            <Button>{text('shared.verify')}</Button>
          </ActionForm>
        )}
      </header>
      <AchievementBody view={view}>
        <StatementCards statement={props.statement} />
      </AchievementBody>
      <Card title={text('shared.files')}>
        {props.whole ? (
          <>
            <p>{text('shared.filesLead')}</p>
            <div class="actions">
              <CredentialFiles address={address} />
            </div>
          </>
        ) : (
          <p>{text('shared.partOnly')}</p>
        )}
      </Card>
    </article>
  )
}

/** What somebody sees who has the id of a credential, but no share of it. */
export function NeutralPage() {
  const text = useText()
  return (
    <section class="narrow">
      <h1>{text('shared.neutral.title')}</h1>
      <p class="lead">{text('shared.neutral.lead')}</p>
      <div class="actions">
        <LinkButton href="/verify" icon="badge">
          {text('shared.neutral.verify')}
        </LinkButton>
      </div>
    </section>
  )
}
