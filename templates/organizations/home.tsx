import { BadgeArt } from '../components/badge-art.tsx'
import { LinkButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { StatusPill } from '../components/status-pill.tsx'
import { AwardLines, type AwardLine } from '../issuing/lines.tsx'
import { useText } from '../text-context.tsx'

export interface OrganizationHomeProps {
  readonly organization: { readonly id: string; readonly name: string; readonly image?: string }
  readonly trial: boolean
  readonly may: { readonly edit: boolean; readonly award: boolean; readonly own: boolean }
  readonly achievements: readonly { id: string; name: string; image: string; state: string }[]
  readonly awards: readonly AwardLine[]
}

/** What staff see first: what to do next, the badges, the last awards. */
export function OrganizationHomePage(props: OrganizationHomeProps) {
  const { organization, trial, may, achievements, awards } = props
  const text = useText()
  const base = `/console/${organization.id}`
  const awardable = achievements.some(({ state }) => state === 'published')
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
        {may.award && awardable && (
          <LinkButton href={`${base}/awards/new`} tone="primary">
            {text('organizations.home.award')}
          </LinkButton>
        )}
        {may.award && awardable && (
          <LinkButton href={`${base}/batches`}>{text('organizations.home.batches')}</LinkButton>
        )}
        {may.edit && (
          <LinkButton href={`${base}/achievements/new`} tone={awardable ? 'quiet' : 'primary'}>
            {text('organizations.home.design')}
          </LinkButton>
        )}
        <LinkButton href={`${base}/learners`}>{text('organizations.home.learners')}</LinkButton>
        {may.award && (
          <LinkButton href={`${base}/consents`}>{text('guardianship.many.title')}</LinkButton>
        )}
        {may.own && (
          <LinkButton href={`${base}/guardianship`}>{text('guardianship.policy.title')}</LinkButton>
        )}
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
        <LinkButton href={`/organizations/${organization.id}`}>
          {text('organizations.home.public')}
        </LinkButton>
      </div>
      <Card title={text('organizations.home.achievements')}>
        {achievements.length === 0 ? (
          <EmptyState title={text('organizations.home.noAchievements')}>
            {may.edit
              ? text('organizations.home.noAchievementsNext')
              : text('organizations.home.noAchievementsWait')}
          </EmptyState>
        ) : (
          <ul class="badge-grid">
            {achievements.map((one) => (
              <li key={one.id}>
                <a href={`${base}/achievements/${one.id}`}>
                  <BadgeArt src={one.image} alt="" size="medium" />
                  <span>{one.name}</span>
                </a>
                {one.state !== 'published' && (
                  <StatusPill tone="info">
                    {one.state === 'draft'
                      ? text('achievements.state.draft')
                      : text('achievements.state.archived')}
                  </StatusPill>
                )}
              </li>
            ))}
          </ul>
        )}
      </Card>
      <Card title={text('organizations.home.awards')}>
        <AwardLines lines={awards} />
        {awards.length > 0 && (
          <LinkButton href={`${base}/awards`}>{text('organizations.home.allAwards')}</LinkButton>
        )}
      </Card>
    </>
  )
}
