import { BadgeGrid, type BadgeLine } from '../achievements/badge-grid.tsx'
import { LinkButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { StatusPill } from '../components/status-pill.tsx'
import { AwardLines, type AwardLine } from '../issuing/lines.tsx'
import { useText } from '../text-context.tsx'
import { AttentionCard, type AttentionProps } from './attention.tsx'
import { Places } from './places.tsx'
import { StaffSteps, type StaffStep } from './staff-steps.tsx'

export interface OrganizationHomeProps extends Omit<AttentionProps, 'base'> {
  readonly organization: { readonly id: string; readonly name: string; readonly image?: string }
  readonly trial: boolean
  readonly role: 'owner' | 'editor' | 'awarder' | 'viewer'
  readonly may: {
    readonly edit: boolean
    readonly award: boolean
    readonly seeLearners: boolean
    readonly own: boolean
    readonly addOrganization: boolean
  }
  /** What of the guide for beginners is done; gone once all of it is. */
  readonly steps?: readonly StaffStep[]
  /** The newest. */
  readonly badges: readonly BadgeLine[]
  readonly hasMoreBadges: boolean
  /** Some badge is published, among these or not. */
  readonly isAwardable: boolean
  readonly awards: readonly AwardLine[]
}

/** What staff see first: what to do next, what waits for them, the badges, the last awards. */
export function OrganizationHomePage(props: OrganizationHomeProps) {
  const { organization, trial, may, steps, badges, hasMoreBadges, isAwardable, awards } = props
  const text = useText()
  const base = `/console/${organization.id}`
  return (
    <>
      <header class="page-head">
        {organization.image !== undefined && <img class="logo" src={organization.image} alt="" />}
        <div>
          <h1>{organization.name}</h1>
          {trial && <StatusPill tone="warning">{text('organizations.home.trial')}</StatusPill>}
        </div>
      </header>
      <div class="actions">
        {may.award && isAwardable && (
          <LinkButton href={`${base}/awards/new`} tone="primary">
            {text('organizations.home.award')}
          </LinkButton>
        )}
        {may.award && isAwardable && (
          <LinkButton href={`${base}/batches/new`}>{text('organizations.home.batches')}</LinkButton>
        )}
        {may.edit && (
          <LinkButton href={`${base}/achievements/new`} tone={isAwardable ? 'quiet' : 'primary'}>
            {text('organizations.home.design')}
          </LinkButton>
        )}
      </div>
      {steps !== undefined && <StaffSteps role={props.role} steps={steps} base={base} />}
      <div class="console-home">
        <div class="console-main">
          <AttentionCard {...props} base={base} />
          <Card title={text('educators.home.badges')}>
            {badges.length === 0 ? (
              <EmptyState title={text('organizations.home.noAchievements')}>
                {may.edit
                  ? text('organizations.home.noAchievementsNext')
                  : text('organizations.home.noAchievementsWait')}
              </EmptyState>
            ) : (
              <BadgeGrid base={base} badges={badges} />
            )}
            {hasMoreBadges && (
              <LinkButton href={`${base}/achievements`}>{text('achievements.list.all')}</LinkButton>
            )}
          </Card>
          {badges.length + awards.length > 0 && (
            <Card title={text('educators.home.lastAwards')}>
              <AwardLines lines={awards} />
              {awards.length > 0 && (
                <LinkButton href={`${base}/awards`}>
                  {text('organizations.home.allAwards')}
                </LinkButton>
              )}
            </Card>
          )}
        </div>
        <Places base={base} organizationId={organization.id} may={may} />
      </div>
    </>
  )
}
