import { formatDate, formatDateTime } from '../../src/text/dates.ts'
import { BadgeArt } from '../components/badge-art.tsx'
import { Button, LinkButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Field } from '../components/field.tsx'
import { ActionForm, Form } from '../components/form.tsx'
import { Notice } from '../components/notice.tsx'
import { StatusPill } from '../components/status-pill.tsx'
import type { Draft } from '../draft.ts'
import { StatementCards, type Statement } from './statement.tsx'
import { awardTones, type AwardLine } from './lines.tsx'
import { ConsoleTrail } from '../organizations/console-trail.tsx'
import { useLanguage, useText } from '../text-context.tsx'

export interface AwardShowProps {
  readonly draft: Draft
  readonly base: string
  readonly achievementName: string
  readonly recipient: string
  readonly image: string
  readonly createdAt: string
  readonly state: AwardLine['state']
  readonly stateReason?: string
  /** When its learner was removed; RFC 3339. */
  readonly erasedAt?: string
  readonly delivery: 'none' | 'due' | 'sending' | 'sent' | 'unclear' | 'bounced' | 'given-up'
  /** Until when its mail is held back; RFC 3339. */
  readonly heldUntil?: string
  readonly claimed: boolean
  /** There is no mail server: whoever looks for a mail is told where it lies. */
  readonly mailsAreFiles: boolean
  readonly claimCode?: string
  /** Where to see to the consent that it waits for. */
  readonly guardianship?: string
  readonly statement: Statement
  /** When and why newer copies were signed, oldest first; the last may still wait to be. */
  readonly corrections: readonly { readonly at?: string; readonly reason: string }[]
  readonly may: {
    readonly award: boolean
    readonly revoke: boolean
    readonly mail: boolean
    readonly mend: boolean
  }
}

/** One award as staff see it: where it stands, and what can be done. */
export function AwardShowPage(props: AwardShowProps) {
  const text = useText()
  const language = useLanguage()
  const { state, may, base } = props
  const isSigned = state !== 'waiting' && state !== 'pending'
  const list = base.slice(0, base.lastIndexOf('/'))
  return (
    <section class="narrow">
      <ConsoleTrail
        here={props.achievementName}
        via={[{ label: text('issuing.list.title'), href: list }]}
      />
      <header class="page-head">
        <BadgeArt src={props.image} alt="" size="large" />
        <div>
          <h1>{props.achievementName}</h1>
          <p class="lead">
            <bdi>{props.recipient}</bdi>
          </p>
          <p class="quiet">
            {text('issuing.show.awarded', { date: formatDate(language, props.createdAt) })}
          </p>
          <StatusPill tone={awardTones[state]}>{text(`issuing.state.${state}`)}</StatusPill>
        </div>
      </header>
      {props.stateReason !== undefined && (
        <Notice tone="warning" title={text(`issuing.state.${state}`)}>
          {text('issuing.show.reason', { reason: props.stateReason })}
        </Notice>
      )}
      {props.erasedAt !== undefined && (
        <Notice tone="info" title={text('removal.done')}>
          {text('removal.doneLead', { date: formatDate(language, props.erasedAt) })}
        </Notice>
      )}
      {props.guardianship !== undefined && (
        <Notice tone="warning" title={text('issuing.state.waiting')}>
          <p>{text('guardianship.staff.waits')}</p>
          <LinkButton href={props.guardianship} tone="primary">
            {text('guardianship.staff.link')}
          </LinkButton>
        </Notice>
      )}
      {props.claimCode !== undefined && (
        <Card title={text('issuing.show.claimCode')}>
          <p>{text('issuing.show.claimCodeLead')}</p>
          <p class="claim-code">
            <code>{props.claimCode}</code>
          </p>
        </Card>
      )}
      <StatementCards statement={props.statement} />
      <Card title={text('issuing.show.delivery')}>
        <p>{props.claimed ? text('issuing.show.claimed') : text('issuing.show.unclaimed')}</p>
        <p>
          {text(`issuing.delivery.${props.delivery}`)}{' '}
          {props.heldUntil !== undefined &&
            text('issuing.show.held', { time: formatDateTime(language, props.heldUntil) })}
        </p>
        {props.mailsAreFiles && props.delivery !== 'none' && !props.claimed && (
          <Notice tone="info">{text('accounts.mailSent.outbox')}</Notice>
        )}
        {props.delivery !== 'none' && !props.claimed && state === 'issued' && (
          <p>{text('firstRun.whatNext')}</p>
        )}
        {may.mail && state === 'issued' && (
          <ActionForm action={`${base}/mails`}>
            <Button tone="quiet">{text('issuing.show.mailAgain')}</Button>
          </ActionForm>
        )}
        {may.mend && state === 'issued' && (
          <LinkButton href={`${base}/address`}>{text('issuing.show.mendAddress')}</LinkButton>
        )}
      </Card>
      {props.corrections.length > 0 && (
        <Card title={text('issuing.show.corrections')}>
          <ul>
            {props.corrections.map(({ at, reason }, place) => (
              <li key={place}>
                {at === undefined
                  ? text('issuing.show.correcting')
                  : text('issuing.show.correctedOn', { date: formatDate(language, at) })}{' '}
                <span class="quiet" dir="auto">
                  {reason}
                </span>
              </li>
            ))}
          </ul>
        </Card>
      )}
      <div class="actions">
        {may.award && (
          <LinkButton href={`${list}/new`} icon="flag">
            {text('issuing.award.again')}
          </LinkButton>
        )}
        {may.revoke && state !== 'revoked' && isSigned && (
          <LinkButton href={`${base}/correction`}>{text('issuing.show.correct')}</LinkButton>
        )}
      </div>
      {may.revoke && state !== 'revoked' && isSigned && (
        <Card title={text('issuing.show.revoke')}>
          <p>{text('issuing.show.revokeLead')}</p>
          <Form draft={props.draft}>
            <Field
              name="reason"
              label={text('issuing.show.revokeReason')}
              draft={props.draft}
              required
            />
            <Button tone="danger">{text('issuing.show.revokeSubmit')}</Button>
          </Form>
        </Card>
      )}
    </section>
  )
}
