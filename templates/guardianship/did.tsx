import { formatDate } from '../../src/text/dates.ts'
import { BadgeArt } from '../components/badge-art.tsx'
import { Card } from '../components/card.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import type { ShownState } from '../issuing/lines.tsx'
import { useLanguage, useText } from '../text-context.tsx'
import { NoLongerGood } from './family.tsx'

/** A badge of a child, with what it took. */
export interface DoneBadge {
  readonly id: string
  readonly achievement: string
  readonly image: string
  readonly date: string
  readonly state: ShownState
  readonly description: string
  readonly narrative?: string
}

/** What a child did, a sentence for each badge. */
export function DidCard({
  name,
  organizationName,
  badges,
}: {
  name: string
  organizationName: string
  badges: readonly DoneBadge[]
}) {
  const text = useText()
  const language = useLanguage()
  return (
    <Card title={text('guardianship.child.did', { name })}>
      {badges.length === 0 && (
        <EmptyState title={text('guardianship.child.none')}>
          {text('guardianship.child.noneNext', { name })}
        </EmptyState>
      )}
      {badges.map((badge) => (
        <div key={badge.id} class="share did">
          <BadgeArt src={badge.image} alt="" size="medium" />
          <div>
            <p>
              <strong>
                {text('guardianship.child.didLine', {
                  date: formatDate(language, badge.date),
                  organization: organizationName,
                  name,
                  achievement: badge.achievement,
                })}
              </strong>
            </p>
            <NoLongerGood state={badge.state} />
            <p dir="auto">{badge.description}</p>
            {badge.narrative !== undefined && <p dir="auto">{badge.narrative}</p>}
          </div>
        </div>
      ))}
    </Card>
  )
}
