import type { ComponentChildren } from 'preact'
import { formatDateTime } from '../../src/text/dates.ts'
import type { BadgeLine } from '../achievements/badge-grid.tsx'
import { Card } from '../components/card.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Icon, type IconName } from '../components/icon.tsx'
import { StatusPill } from '../components/status-pill.tsx'
import { useLanguage, useText } from '../text-context.tsx'

export interface AttentionProps {
  /** The address of the console of the organization. */
  readonly base: string
  readonly may: { readonly award: boolean }
  readonly attention: {
    readonly waiting: number
    readonly mails: number
    readonly unclaimed: number
    readonly applications: number
    /** Counted no further. */
    readonly most: number
  }
  readonly drafts: readonly BadgeLine[]
  /** What this person typed and has not saved; a badge that is not there yet has no id. */
  readonly unsaved: readonly { readonly id?: string; readonly name: string; readonly at: string }[]
  readonly badges: readonly BadgeLine[]
}

/** What waits for somebody here: each with how many there are, and the way to them. */
export function AttentionCard(props: AttentionProps) {
  const { attention, drafts, unsaved, may, base } = props
  const text = useText()
  const language = useLanguage()
  const { waiting, mails, unclaimed, applications, most } = attention
  const counted = (count: number) =>
    count >= most ? text('educators.home.more', { count: most }) : String(count)
  const isCalm = waiting + mails + unclaimed + applications + drafts.length + unsaved.length === 0
  // Where nothing was begun, the steps above say enough.
  if (isCalm && props.badges.length === 0) return null
  return (
    <Card title={text('educators.home.attention')}>
      {isCalm && (
        <EmptyState title={text('educators.home.calm')}>
          {text('educators.home.calmNext')}
        </EmptyState>
      )}
      {!isCalm && (
        <ul class="lines attention">
          {unsaved.map((one) => (
            <Line
              key={one.id ?? 'new'}
              icon="waiting"
              href={`${base}/achievements/${one.id ?? 'new'}${one.id === undefined ? '' : '/edit'}`}
              said={one.name === '' ? text('educators.drafts.unnamed') : one.name}
            >
              <span class="quiet">
                {text('educators.home.kept', { time: formatDateTime(language, one.at) })}
              </span>
              <StatusPill tone="info">{text('educators.home.unsaved')}</StatusPill>
            </Line>
          ))}
          {mails > 0 && (
            <Line
              icon="warning"
              href={`${base}/awards?state=mail`}
              said={text('educators.home.mails')}
            >
              <StatusPill tone="warning">{counted(mails)}</StatusPill>
            </Line>
          )}
          {applications > 0 && (
            <Line
              icon="flag"
              href={`${base}/applications`}
              said={text('applications.desk.attention')}
            >
              <StatusPill tone="info" icon="waiting">
                {counted(applications)}
              </StatusPill>
            </Line>
          )}
          {waiting > 0 && (
            <Line
              icon="people"
              href={may.award ? `${base}/consents` : `${base}/awards?state=waiting`}
              said={text('educators.home.consents')}
            >
              <StatusPill tone="info" icon="waiting">
                {counted(waiting)}
              </StatusPill>
            </Line>
          )}
          {unclaimed > 0 && (
            <Line
              icon="backpack"
              href={`${base}/unclaimed`}
              said={text('educators.home.unclaimed')}
            >
              <StatusPill tone="info" icon="waiting">
                {counted(unclaimed)}
              </StatusPill>
            </Line>
          )}
          {drafts.map((one) => (
            <Line key={one.id} icon="badge" href={`${base}/achievements/${one.id}`} said={one.name}>
              <StatusPill tone="info">{text('educators.versions.draft')}</StatusPill>
            </Line>
          ))}
        </ul>
      )}
    </Card>
  )
}

function Line({
  icon,
  href,
  said,
  children,
}: {
  icon: IconName
  href: string
  said: string
  children: ComponentChildren
}) {
  return (
    <li>
      <Icon name={icon} />
      <a href={href} dir="auto">
        {said}
      </a>
      {children}
    </li>
  )
}
