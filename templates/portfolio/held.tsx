import { formatDate } from '../../src/text/dates.ts'
import { BadgeArt } from '../components/badge-art.tsx'
import { Button, LinkButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Checkbox } from '../components/checkbox.tsx'
import { CopyField } from '../components/copy-field.tsx'
import { Details } from '../components/details.tsx'
import { ActionForm, Form } from '../components/form.tsx'
import { Notice } from '../components/notice.tsx'
import { StatusPill } from '../components/status-pill.tsx'
import { awardTones, type ShownState } from '../issuing/lines.tsx'
import { StatementCards, type Statement } from '../issuing/statement.tsx'
import { shareFields, type ShareFieldsProps } from './share-fields.tsx'
import { TakeAlong, type TakeAlongProps } from './take-along.tsx'
import { Markdown } from '../markdown.tsx'
import type { Draft } from '../draft.ts'
import { useLanguage, useText } from '../text-context.tsx'

export interface HeldProps extends ShareFieldsProps, Pick<TakeAlongProps, 'link'> {
  /** All links of this learner are paused. */
  readonly paused: boolean
  /** Where the learner names who is asked, or sees what is allowed. */
  readonly consents?: string
  readonly base: string
  readonly name: string
  readonly description: string
  readonly criteria: string
  readonly organization: { readonly name: string; readonly href: string }
  readonly image: string
  readonly date: string
  readonly state: ShownState
  readonly stateReason?: string
  readonly statement: Statement
  readonly shares: readonly {
    token: string
    url: string
    preparedFor?: string
    endsAt: string
    open: boolean
    views: number
    /** Where its Assertion of Open Badges 2.0 is hosted, without the ending. */
    assertion?: string
  }[]
}

/** One badge in the backpack: what it says, and who may see it. */
export function HeldPage(props: HeldProps) {
  const text = useText()
  const language = useLanguage()
  return (
    <section class="narrow">
      <header class="page-head">
        <BadgeArt src={props.image} alt="" size="large" />
        <div>
          <h1>{props.name}</h1>
          <p>
            <a href={props.organization.href}>{props.organization.name}</a> ·{' '}
            {formatDate(language, props.date)}
          </p>
          <StatusPill tone={awardTones[props.state]}>
            {text(`issuing.state.${props.state}`)}
          </StatusPill>
        </div>
      </header>
      {props.state === 'issued' && <WhatNext {...props} />}
      {props.stateReason !== undefined && (
        <Notice tone="warning" title={text(`issuing.state.${props.state}`)}>
          {text('issuing.show.reason', { reason: props.stateReason })}
        </Notice>
      )}
      <p class="lead" dir="auto">
        {props.description}
      </p>
      <StatementCards statement={props.statement} own />
      <Card title={text('achievements.show.criteria')}>
        <Markdown source={props.criteria} />
      </Card>
      <Card title={text('backpack.share.title')} id="shares">
        <ShareBox {...props} />
      </Card>
      <TakeAlong
        base={props.base}
        isAdult={props.isAdult}
        maySharePublicly={props.audiences.includes('public') && !props.paused}
        {...(props.link === undefined ? {} : { link: props.link })}
      />
    </section>
  )
}

/** What most come here for, without a way down the whole page. */
function WhatNext({ audiences, paused }: HeldProps) {
  const text = useText()
  return (
    <div class="actions">
      {audiences.length > 0 && !paused && (
        <LinkButton href="#shares" tone="primary">
          {text('backpack.share.title')}
        </LinkButton>
      )}
      <LinkButton href="#take-along">{text('takeAlong.title')}</LinkButton>
    </div>
  )
}

function ShareBox(props: HeldProps) {
  const text = useText()
  const language = useLanguage()
  const { draft, base, audiences, shares } = props
  // What was made comes first: below a long form nobody sees that it is there.
  const hasLink = shares.some(({ open }) => open)
  const form = (
    <Form draft={draft}>
      {shareFields(text, props)}
      <Checkbox
        name="openBadges2"
        label={text('backpack.share.openBadges2')}
        hint={text('backpack.share.openBadges2Hint')}
        draft={draft}
      />
      <Button>{text('backpack.share.open')}</Button>
    </Form>
  )
  return (
    <>
      {audiences.length === 0 && (
        <Notice tone="info">
          <p>{text('backpack.share.notYet')}</p>
          {props.consents !== undefined && (
            <LinkButton href={props.consents}>{text('firstRun.askGuardian')}</LinkButton>
          )}
        </Notice>
      )}
      {props.paused && (
        <Notice tone="warning" title={text('sharing.paused')}>
          {text('backpack.share.paused')} <a href="/backpack#sharing">{text('sharing.title')}</a>
        </Notice>
      )}
      {shares.map((share) => (
        <div key={share.token} class="share">
          {share.open ? (
            <>
              <CopyField
                name={`share-${share.token}`}
                label={text('backpack.share.address')}
                value={share.url}
              />
              <p class="quiet">
                <bdi>
                  {share.preparedFor === undefined
                    ? text('sharing.forEverybody')
                    : text('sharing.preparedFor', { name: share.preparedFor })}
                </bdi>
                {' · '}
                {text('backpack.share.until', { date: formatDate(language, share.endsAt) })}{' '}
                {text('backpack.share.views', { count: share.views })}
              </p>
              {share.assertion !== undefined && (
                <div class="actions">
                  {(['png', 'svg', 'json'] as const).map((format) => (
                    <LinkButton
                      key={format}
                      href={`${share.assertion ?? ''}.${format}`}
                      download={`badge-2.${format}`}
                    >
                      {text('backpack.share.older', { format: format.toUpperCase() })}
                    </LinkButton>
                  ))}
                </div>
              )}
              <div class="actions">
                <LinkButton href={`${base}/shares/${share.token}`}>
                  {text('backpack.share.change')}
                </LinkButton>
                <ActionForm action={`${base}/shares/${share.token}/closing`}>
                  <Button tone="danger">{text('backpack.share.close')}</Button>
                </ActionForm>
              </div>
            </>
          ) : (
            <p class="quiet">
              {text('backpack.share.closed', { date: formatDate(language, share.endsAt) })}
            </p>
          )}
        </div>
      ))}
      {audiences.length > 0 &&
        !props.paused &&
        (hasLink ? (
          <Details summary={text('firstRun.anotherLink')} open={hasProblems(draft)}>
            {form}
          </Details>
        ) : (
          form
        ))}
    </>
  )
}

function hasProblems({ error, problems }: Draft): boolean {
  return error !== undefined || problems.length > 0
}
