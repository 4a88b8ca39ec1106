import type { ComponentChildren } from 'preact'
import { CanApply } from '../applications/on-badge.tsx'
import { BadgeArt } from '../components/badge-art.tsx'
import { Button, LinkButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { ActionForm } from '../components/form.tsx'
import { Notice } from '../components/notice.tsx'
import { safeHref } from '../components/safe-href.ts'
import { StatusPill } from '../components/status-pill.tsx'
import { Markdown } from '../markdown.tsx'
import { ConsoleTrail } from '../organizations/console-trail.tsx'
import { useText } from '../text-context.tsx'

export interface AchievementView {
  readonly name: string
  readonly description: string
  readonly criteria: string
  readonly achievementType: string
  readonly tags: readonly string[]
  readonly alignments: readonly {
    targetName: string
    targetUrl: string
    targetCode?: string
    targetFramework?: string
  }[]
  readonly rubric?: {
    readonly name: string
    readonly levels: readonly { name: string; description?: string; points?: string }[]
  }
  readonly image: string
}

/** What an achievement says, for whoever looks at it; `children` stand between what it is and how it is earned. */
export function AchievementBody({
  view,
  children,
}: {
  view: AchievementView
  children?: ComponentChildren
}) {
  const text = useText()
  return (
    <>
      <p class="lead" dir="auto">
        {view.description}
      </p>
      {children}
      <Card title={text('achievements.show.criteria')}>
        <Markdown source={view.criteria} />
      </Card>
      {view.alignments.length > 0 && (
        <Card title={text('achievements.show.alignments')}>
          <ul class="lines stacked">
            {view.alignments.map((one) => (
              <li key={one.targetUrl}>
                <a href={safeHref(one.targetUrl)} rel="noopener nofollow">
                  {one.targetCode === undefined
                    ? one.targetName
                    : `${one.targetCode} ${one.targetName}`}
                </a>
                {one.targetFramework !== undefined && (
                  <span class="quiet">{one.targetFramework}</span>
                )}
              </li>
            ))}
          </ul>
        </Card>
      )}
      {view.rubric !== undefined && (
        <Card title={view.rubric.name}>
          <ol class="levels">
            {view.rubric.levels.map((level) => (
              <li key={level.name}>
                <strong>{level.name}</strong>
                {level.description !== undefined && <span class="quiet"> {level.description}</span>}
                {level.points !== undefined && (
                  <span class="quiet">
                    {' '}
                    {text('achievements.show.points', { points: level.points })}
                  </span>
                )}
              </li>
            ))}
          </ol>
        </Card>
      )}
      {view.tags.length > 0 && (
        <ul class="tags">
          {view.tags.map((tag) => (
            <li key={tag}>{tag}</li>
          ))}
        </ul>
      )}
    </>
  )
}

export interface AchievementPageProps {
  readonly view: AchievementView
  readonly achievementId: string
  readonly organizationBase: string
  readonly state: 'draft' | 'published' | 'archived'
  readonly changed: boolean
  readonly publishedVersion: number
  readonly may: { readonly edit: boolean; readonly award: boolean }
}

/** An achievement in the console, with what can be done next. */
export function AchievementPage({
  view,
  achievementId,
  organizationBase,
  state,
  changed,
  publishedVersion,
  may,
}: AchievementPageProps) {
  const text = useText()
  const base = `${organizationBase}/achievements/${achievementId}`
  const awardable = state === 'published' && may.award
  return (
    <section class="narrow">
      <ConsoleTrail here={view.name} />
      <header class="page-head">
        <BadgeArt src={view.image} alt="" size="large" />
        <div>
          <h1>{view.name}</h1>
          <StatusPill tone={state === 'published' ? 'good' : 'info'}>
            {text(`achievements.state.${state}`)}
          </StatusPill>
          {publishedVersion > 0 && (
            <span class="quiet">
              {text('achievements.show.version', { number: publishedVersion })}
            </span>
          )}
        </div>
      </header>
      {changed && publishedVersion > 0 && (
        <Notice tone="info">{text('achievements.show.unpublished')}</Notice>
      )}
      <div class="actions">
        {awardable && (
          <LinkButton
            href={`${organizationBase}/awards/new?achievement=${achievementId}`}
            tone="primary"
          >
            {text('achievements.show.award')}
          </LinkButton>
        )}
        {may.edit && (changed || state !== 'published') && (
          <ActionForm action={`${base}/publication`}>
            <Button tone={awardable ? 'quiet' : 'primary'}>
              {text('achievements.show.publish')}
            </Button>
          </ActionForm>
        )}
        {may.edit && (
          <LinkButton href={`${base}/edit`}>{text('achievements.show.edit')}</LinkButton>
        )}
        {publishedVersion > 0 && (
          <LinkButton href={`${base}/versions`}>{text('educators.versions.link')}</LinkButton>
        )}
        {awardable && (
          <LinkButton href={`${base}/applications`}>{text('applications.opening.link')}</LinkButton>
        )}
        {may.edit && state === 'published' && (
          <ActionForm action={`${base}/archival`}>
            <Button tone="quiet">{text('achievements.show.archive')}</Button>
          </ActionForm>
        )}
      </div>
      <AchievementBody view={view} />
    </section>
  )
}

/** A published version, public: the address that credentials name. */
export function PublicAchievementPage({
  view,
  organization,
  versionNumber,
  apply,
}: {
  view: AchievementView
  organization: { name: string; href: string }
  versionNumber: number
  /** Where to apply for it, where one can. */
  apply?: string
}) {
  const text = useText()
  return (
    <section class="narrow">
      <header class="page-head">
        <BadgeArt src={view.image} alt="" size="large" />
        <div>
          <h1>{view.name}</h1>
          <p>
            {text('achievements.show.by')} <a href={organization.href}>{organization.name}</a>
          </p>
          <span class="quiet">{text('achievements.show.version', { number: versionNumber })}</span>
        </div>
      </header>
      <AchievementBody view={view}>
        {apply !== undefined && <CanApply href={apply} organization={organization.name} />}
      </AchievementBody>
    </section>
  )
}
