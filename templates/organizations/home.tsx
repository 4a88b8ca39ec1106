import { BadgeGrid, type BadgeLine } from '../achievements/badge-grid.tsx'
import { LinkButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { StatusPill } from '../components/status-pill.tsx'
import { AwardLines, type AwardLine } from '../issuing/lines.tsx'
import { useText } from '../text-context.tsx'
import { AttentionCard, type AttentionProps } from './attention.tsx'
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
  readonly awards: readonly AwardLine[]
}

/** What staff see first: what to do next, what waits for them, the badges, the last awards. */
export function OrganizationHomePage(props: OrganizationHomeProps) {
  const { organization, trial, may, steps, badges, hasMoreBadges, awards } = props
  const text = useText()
  const base = `/console/${organization.id}`
  const isAwardable = badges.some(({ state }) => state === 'published')
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
      <Card title={text('educators.home.lastAwards')}>
        <AwardLines lines={awards} />
        {awards.length > 0 && (
          <LinkButton href={`${base}/awards`}>{text('organizations.home.allAwards')}</LinkButton>
        )}
      </Card>
      <Elsewhere base={base} organizationId={organization.id} may={may} />
    </>
  )
}

/** Everything else of the console, in the order in which it is needed. */
function Elsewhere({
  base,
  organizationId,
  may,
}: {
  base: string
  organizationId: string
  may: OrganizationHomeProps['may']
}) {
  const text = useText()
  return (
    <nav class="elsewhere" aria-labelledby="elsewhere">
      <h2 id="elsewhere">{text('educators.home.elsewhere')}</h2>
      <div class="actions">
        {may.seeLearners && (
          <LinkButton href={`${base}/learners`}>{text('organizations.home.learners')}</LinkButton>
        )}
        {may.award && (
          <LinkButton href={`${base}/consents`}>{text('guardianship.many.title')}</LinkButton>
        )}
        {may.own && (
          <LinkButton href={`${base}/guardianship`}>{text('guardianship.policy.title')}</LinkButton>
        )}
        <LinkButton href={`${base}/applications`}>{text('applications.desk.title')}</LinkButton>
        <LinkButton href={`${base}/unclaimed`}>{text('organizations.home.unclaimed')}</LinkButton>
        {may.award && (
          <LinkButton href={`${base}/claim-cards`}>{text('organizations.home.cards')}</LinkButton>
        )}
        {may.award && (
          <LinkButton href={`${base}/claim-links`}>{text('organizations.home.links')}</LinkButton>
        )}
        <LinkButton href={`${base}/staff`}>{text('organizations.home.staff')}</LinkButton>
        {may.own && (
          <LinkButton href={`${base}/audit`}>{text('organizations.home.audit')}</LinkButton>
        )}
        {may.own && (
          <LinkButton href={`${base}/edit`}>{text('organizations.home.edit')}</LinkButton>
        )}
        <LinkButton href={`/organizations/${organizationId}`}>
          {text('organizations.home.public')}
        </LinkButton>
        {may.addOrganization && (
          <LinkButton href="/organizations/new">{text('organizations.list.add')}</LinkButton>
        )}
      </div>
    </nav>
  )
}
