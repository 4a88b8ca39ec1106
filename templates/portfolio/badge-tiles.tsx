import type { Verdict } from '../../schemas/requests/verification.ts'
import { formatDate } from '../../src/text/dates.ts'
import { BadgeArt } from '../components/badge-art.tsx'
import { StatusPill } from '../components/status-pill.tsx'
import { awardTones, type ShownState } from '../issuing/lines.tsx'
import { useLanguage, useText } from '../text-context.tsx'
import { tones } from '../verification/tones.ts'

interface Badge {
  readonly href: string
  readonly name: string
  readonly organization: string
  readonly image: string
  readonly date: string
}

/** A badge that this service issued. */
export interface HeldBadge extends Badge {
  readonly id: string
  readonly state: ShownState
}

/** One that was brought in, with what the last check said. */
export interface ImportedBadge extends Badge {
  readonly verdict: Verdict
}

export type BackpackBadge = HeldBadge | ImportedBadge

/** Badges that somebody holds, side by side. */
export function BadgeTiles({ badges }: { badges: readonly BackpackBadge[] }) {
  return (
    <ul class="badge-grid roomy kept">
      {badges.map((badge) => (
        <li key={badge.href}>
          <BadgeTile badge={badge} />
        </li>
      ))}
    </ul>
  )
}

function BadgeTile({ badge }: { badge: BackpackBadge }) {
  const text = useText()
  const language = useLanguage()
  return (
    <>
      <a href={badge.href}>
        <BadgeArt src={badge.image} alt="" size="medium" />
        <span dir="auto">{badge.name}</span>
      </a>
      <span class="quiet">
        <bdi>{badge.organization}</bdi>
        <br />
        {formatDate(language, badge.date)}
      </span>
      {'verdict' in badge ? (
        <StatusPill tone={tones[badge.verdict]}>
          {text(`verify.verdicts.${badge.verdict}.word`)}
        </StatusPill>
      ) : (
        badge.state !== 'issued' && (
          <StatusPill tone={awardTones[badge.state]}>
            {text(`issuing.state.${badge.state}`)}
          </StatusPill>
        )
      )}
    </>
  )
}
