import { formatDate } from '../../src/text/dates.ts'
import { EmptyState } from '../components/empty-state.tsx'
import { StatusPill, type PillTone } from '../components/status-pill.tsx'
import { useLanguage, useText } from '../text-context.tsx'

/** How an award stands, as people are told. */
export type ShownState = 'waiting' | 'pending' | 'issued' | 'revoked' | 'suspended' | 'expired'

export interface AwardLine {
  readonly href: string
  /** Left out where all are of one person. */
  readonly recipient?: string
  readonly achievement: string
  readonly date: string
  readonly state: ShownState
  readonly waiting: boolean
  /** Where its mail may not have arrived. */
  readonly mail?: 'bounced' | 'unclear' | 'given-up'
}

/** The colour that goes with the word of a state. */
export const awardTones: Readonly<Record<AwardLine['state'], PillTone>> = {
  waiting: 'info',
  pending: 'info',
  issued: 'good',
  revoked: 'bad',
  suspended: 'warning',
  expired: 'warning',
}

/** Awards as a list of lines, each with its state as a word. */
export function AwardLines({ lines }: { lines: readonly AwardLine[] }) {
  const text = useText()
  const language = useLanguage()
  if (lines.length === 0) {
    return (
      <EmptyState title={text('issuing.list.none')}>{text('issuing.list.noneNext')}</EmptyState>
    )
  }
  return (
    <ul class="lines">
      {lines.map((line) => (
        <li key={line.href}>
          <a href={line.href}>
            {line.recipient !== undefined && (
              <>
                <bdi>{line.recipient}</bdi> ·{' '}
              </>
            )}
            <bdi>{line.achievement}</bdi>
          </a>
          <span class="quiet">{formatDate(language, line.date)}</span>
          <StatusPill tone={awardTones[line.state]}>
            {text(`issuing.state.${line.state}`)}
          </StatusPill>
          {line.waiting && <StatusPill tone="info">{text('issuing.list.waiting')}</StatusPill>}
          {line.mail !== undefined && (
            <StatusPill tone="warning">{text(`issuing.list.mails.${line.mail}`)}</StatusPill>
          )}
        </li>
      ))}
    </ul>
  )
}
