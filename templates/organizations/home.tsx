import type { ComponentChildren } from 'preact'
import { formatDateTime } from '../../src/text/dates.ts'
import { BadgeArt } from '../components/badge-art.tsx'
import { LinkButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Icon, type IconName } from '../components/icon.tsx'
import { StatusPill } from '../components/status-pill.tsx'
import { AwardLines, type AwardLine } from '../issuing/lines.tsx'
import { useLanguage, useText } from '../text-context.tsx'
import { StaffSteps, type StaffStep } from './staff-steps.tsx'

export interface OrganizationHomeProps {
  readonly organization: { readonly id: string; readonly name: string; readonly image?: string }
  readonly trial: boolean
  readonly role: 'owner' | 'editor' | 'awarder' | 'viewer'
  readonly may: { readonly edit: boolean; readonly award: boolean; readonly own: boolean }
  /** What of the guide for beginners is done; gone once all of it is. */
  readonly steps?: readonly StaffStep[]
  readonly attention: {
    readonly waiting: number
    readonly mails: number
    readonly unclaimed: number
    /** Counted no further. */
    readonly most: number
  }
  readonly drafts: readonly BadgeLine[]
  /** What this person typed and has not saved; a badge that is not there yet has no id. */
  readonly unsaved: readonly { readonly id?: string; readonly name: string; readonly at: string }[]
  readonly badges: readonly BadgeLine[]
  readonly awards: readonly AwardLine[]
}

export interface BadgeLine {
  readonly id: string
  readonly name: string
  readonly image: string
  readonly state: 'draft' | 'published' | 'archived'
}

/** What staff see first: what to do next, what waits for them, the badges, the last awards. */
export function OrganizationHomePage(props: OrganizationHomeProps) {
  const { organization, trial, may, steps, badges, awards } = props
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
          <LinkButton href={`${base}/batches`}>{text('organizations.home.batches')}</LinkButton>
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

function BadgeGrid({ base, badges }: { base: string; badges: readonly BadgeLine[] }) {
  const text = useText()
  return (
    <ul class="badge-grid">
      {badges.map((one) => (
        <li key={one.id}>
          <a href={`${base}/achievements/${one.id}`}>
            <BadgeArt src={one.image} alt="" size="medium" />
            <span>{one.name}</span>
          </a>
          {one.state !== 'published' && (
            <StatusPill tone="info">{text(`achievements.state.${one.state}`)}</StatusPill>
          )}
        </li>
      ))}
    </ul>
  )
}

/** What waits for somebody here: each with how many there are, and the way to them. */
function AttentionCard(props: OrganizationHomeProps & { readonly base: string }) {
  const { attention, drafts, unsaved, may, base } = props
  const text = useText()
  const language = useLanguage()
  const { waiting, mails, unclaimed, most } = attention
  const counted = (count: number) =>
    count >= most ? text('educators.home.more', { count: most }) : String(count)
  const isCalm = waiting + mails + unclaimed + drafts.length + unsaved.length === 0
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
        <LinkButton href={`/organizations/${organizationId}`}>
          {text('organizations.home.public')}
        </LinkButton>
      </div>
    </nav>
  )
}
