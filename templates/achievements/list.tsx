import { Button, LinkButton } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Pagination } from '../components/pagination.tsx'
import { ConsoleTrail } from '../organizations/console-trail.tsx'
import { useText } from '../text-context.tsx'
import { BadgeGrid, type BadgeLine } from './badge-grid.tsx'

export const badgeStates = ['published', 'draft', 'archived'] as const
export type BadgeState = (typeof badgeStates)[number]

export interface AchievementsPageProps {
  /** The address of the console of the organization. */
  readonly base: string
  readonly badges: readonly BadgeLine[]
  /** The state they were chosen by; all of them without one. */
  readonly state?: BadgeState
  readonly mayDesign: boolean
  readonly next?: string
}

/** Every badge of an organization, a page of them, newest first. */
export function AchievementsPage({ base, badges, state, mayDesign, next }: AchievementsPageProps) {
  const text = useText()
  const list = `${base}/achievements`
  const chosen = state === undefined ? '' : `state=${state}&`
  return (
    <>
      <ConsoleTrail here={text('achievements.list.title')} />
      <h1>{text('achievements.list.title')}</h1>
      {mayDesign && (
        <div class="actions">
          <LinkButton href={`${list}/new`} tone="primary">
            {text('organizations.home.design')}
          </LinkButton>
        </div>
      )}
      <form method="get" action={list} class="filter">
        <div class="field">
          <label for="state">{text('achievements.list.state')}</label>
          <select class="input" id="state" name="state">
            <option value="">{text('achievements.list.all')}</option>
            {badgeStates.map((one) => (
              <option key={one} value={one} selected={one === state}>
                {text(`achievements.state.${one}`)}
              </option>
            ))}
          </select>
        </div>
        <div class="actions">
          <Button tone="quiet">{text('achievements.list.show')}</Button>
        </div>
      </form>
      {badges.length === 0 ? (
        <EmptyState title={text('achievements.list.none')}>
          {text('achievements.list.noneNext')}
        </EmptyState>
      ) : (
        <BadgeGrid base={base} badges={badges} />
      )}
      <Pagination {...(next === undefined ? {} : { next: `${list}?${chosen}after=${next}` })} />
    </>
  )
}
