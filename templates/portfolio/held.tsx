import { formatDate } from '../../src/text/dates.ts'
import { BadgeArt } from '../components/badge-art.tsx'
import { LinkButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Checkbox } from '../components/checkbox.tsx'
import { Notice } from '../components/notice.tsx'
import { StatusPill } from '../components/status-pill.tsx'
import { awardTones, type ShownState } from '../issuing/lines.tsx'
import { StatementCards, type Statement } from '../issuing/statement.tsx'
import { ShareBox, type ShareBoxProps } from './share-box.tsx'
import { TakeAlong, type TakeAlongProps } from './take-along.tsx'
import { Markdown } from '../markdown.tsx'
import { useLanguage, useText } from '../text-context.tsx'

export interface HeldProps
  extends Omit<ShareBoxProps, 'notYet' | 'children'>, Pick<TakeAlongProps, 'link'> {
  readonly name: string
  readonly description: string
  readonly criteria: string
  readonly organization: { readonly name: string; readonly href: string }
  readonly image: string
  readonly date: string
  readonly state: ShownState
  readonly stateReason?: string
  readonly statement: Statement
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
        <ShareBox {...props} notYet={text('backpack.share.notYet')}>
          <Checkbox
            name="openBadges2"
            label={text('backpack.share.openBadges2')}
            hint={text('backpack.share.openBadges2Hint')}
            draft={props.draft}
          />
        </ShareBox>
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
