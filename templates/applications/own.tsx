import { Breadcrumbs } from '../components/breadcrumbs.tsx'
import { BadgeArt } from '../components/badge-art.tsx'
import { Button, LinkButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Details } from '../components/details.tsx'
import { ActionForm } from '../components/form.tsx'
import { Notice } from '../components/notice.tsx'
import { StatusPill } from '../components/status-pill.tsx'
import type { Draft } from '../draft.ts'
import { Markdown } from '../markdown.tsx'
import { useText } from '../text-context.tsx'
import { applicationTones, type ApplicationState } from './states.ts'
import { WorkForm, type ScaleView } from './work-form.tsx'
import { History, Work, type StepView, type WorkView } from './work.tsx'

export interface OwnApplicationProps {
  readonly draft: Draft
  readonly id: string
  readonly achievementName: string
  readonly image: string
  readonly organizationName: string
  readonly criteria: string
  readonly words?: string
  readonly state: ApplicationState
  readonly childName?: string
  /** It was approved, and the award waits for a consent. */
  readonly needsConsent: boolean
  /** Where the badge is, or what has to be done for it. */
  readonly award?: string
  readonly consents?: string
  readonly mayWrite: boolean
  readonly mayWithdraw: boolean
  /** What a button just saved: what stands there, or a file beside newer words from another window or device. */
  readonly saved?: 'all' | 'besideNewer'
  readonly apply: string
  readonly work: WorkView
  readonly scales: readonly ScaleView[]
  readonly history: readonly StepView[]
}

/** One application, as whoever applies has it: to write in while it is with them, to look at after. */
export function OwnApplicationPage(props: OwnApplicationProps) {
  const text = useText()
  const { state, organizationName: organization, achievementName, history } = props
  return (
    <section class="narrow">
      <Breadcrumbs
        trail={[
          { label: text('applications.title'), href: '/applications' },
          { label: achievementName },
        ]}
      />
      <header class="page-head">
        <BadgeArt src={props.image} alt="" size="medium" />
        <div>
          <h1 dir="auto">{achievementName}</h1>
          <p>
            <bdi>{organization}</bdi>
            {props.childName !== undefined && (
              <> · {text('applications.forChild', { name: props.childName })}</>
            )}
          </p>
          <StatusPill tone={applicationTones[state]}>
            {text(`applications.state.${state}`)}
          </StatusPill>
        </div>
      </header>
      <WhatNext {...props} />
      {props.mayWrite ? (
        <>
          <Details summary={text('applications.apply.what')}>
            {props.words !== undefined && <Markdown source={props.words} />}
            <Markdown source={props.criteria} />
          </Details>
          <WorkForm {...props} />
        </>
      ) : (
        <Card title={text('applications.work.title')}>
          <Work work={props.work} mayOpen />
        </Card>
      )}
      {history.length > 0 && (
        <Card title={text('applications.history.title')}>
          <History steps={history} />
        </Card>
      )}
      {props.mayWithdraw && (
        <Details summary={text('applications.work.withdraw')}>
          <p>{text('applications.work.withdrawLead')}</p>
          <ActionForm action={`/applications/${props.id}/withdrawal`}>
            <Button tone="danger">{text('applications.work.withdraw')}</Button>
          </ActionForm>
        </Details>
      )}
    </section>
  )
}

/** Where it stands, and the one next step. */
function WhatNext(props: OwnApplicationProps) {
  const text = useText()
  const { state, organizationName: organization, history } = props
  const last = history.at(-1)
  const mayBegin = state === 'declined' || state === 'withdrawn'
  const hasWay = mayBegin || props.award !== undefined || props.consents !== undefined
  const tone = state === 'given' ? 'good' : state === 'returned' ? 'warning' : 'info'
  return (
    <>
      {props.saved === 'all' && <Notice tone="good" title={text('applications.work.saved')} />}
      {props.saved === 'besideNewer' && (
        <Notice tone="warning" title={text('severalDevices.newer')}>
          <p>{text('severalDevices.newerNext')}</p>
        </Notice>
      )}
      <Notice tone={tone} title={text(`applications.state.${state}`)}>
        <p>
          {props.needsConsent
            ? text('applications.consent')
            : text(`applications.next.${state}`, { organization })}
        </p>
        {last?.words !== undefined && state !== 'waiting' && <Markdown source={last.words} />}
      </Notice>
      {hasWay && (
        <div class="actions">
          {props.award !== undefined && (
            <LinkButton href={props.award} tone="primary" icon="badge">
              {text('applications.toBadge')}
            </LinkButton>
          )}
          {props.consents !== undefined && (
            <LinkButton href={props.consents} tone="primary">
              {text('applications.toConsents')}
            </LinkButton>
          )}
          {mayBegin && <LinkButton href={props.apply}>{text('applications.again')}</LinkButton>}
        </div>
      )}
    </>
  )
}
