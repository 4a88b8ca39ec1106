import { formatDate } from '../../src/text/dates.ts'
import { BadgeArt } from '../components/badge-art.tsx'
import { Card } from '../components/card.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { useLanguage, useText } from '../text-context.tsx'
import type { ShownState } from '../issuing/lines.tsx'
import { NoLongerGood } from './family.tsx'

export interface DidProps {
  readonly name: string
  readonly organizationName: string
  readonly badges: readonly {
    id: string
    achievement: string
    image: string
    date: string
    state: ShownState
    description: string
    narrative?: string
  }[]
}

/** What a child did, a sentence for each badge. */
export function DidCard({ name, organizationName, badges }: DidProps) {
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
