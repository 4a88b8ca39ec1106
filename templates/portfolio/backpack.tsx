import { formatDate } from '../../src/text/dates.ts'
import { BadgeArt } from '../components/badge-art.tsx'
import { Button, LinkButton } from '../components/button.tsx'
import { CheckboxGroup } from '../components/checkbox.tsx'
import { Details } from '../components/details.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { FirstSteps } from '../components/first-steps.tsx'
import { StatusPill } from '../components/status-pill.tsx'
import { emptyDraft } from '../draft.ts'
import { awardTones, type ShownState } from '../issuing/lines.tsx'
import { SharingBox, type SharingBoxProps } from './sharing.tsx'
import { useLanguage, useText } from '../text-context.tsx'

export interface HeldBadge {
  readonly id: string
  readonly href: string
  readonly name: string
  readonly organization: string
  readonly image: string
  readonly date: string
  readonly state: ShownState
}

/** Every badge a person holds. */
export function BackpackPage({
  badges,
  sharing,
}: {
  badges: readonly HeldBadge[]
  sharing: SharingBoxProps
}) {
  const text = useText()
  const language = useLanguage()
  return (
    <>
      <div>
        <h1>{text('backpack.title')}</h1>
        {badges.length > 0 && <Glance badges={badges} />}
      </div>
      {badges.length === 0 ? (
        <NothingYet />
      ) : (
        <ul class="badge-grid roomy kept">
          {badges.map((badge) => (
            <li key={badge.href}>
              <a href={badge.href}>
                <BadgeArt src={badge.image} alt="" size="medium" />
                <span>{badge.name}</span>
              </a>
              <span class="quiet">
                <bdi>{badge.organization}</bdi>
                <br />
                {formatDate(language, badge.date)}
              </span>
              {badge.state !== 'issued' && (
                <StatusPill tone={awardTones[badge.state]}>
                  {text(`issuing.state.${badge.state}`)}
                </StatusPill>
              )}
            </li>
          ))}
        </ul>
      )}
      {badges.length > 0 && (
        <div class="actions">
          <LinkButton href="/claim" icon="card">
            {text('backpack.claim')}
          </LinkButton>
        </div>
      )}
      {badges.length > 0 && <SharingBox {...sharing} />}
      {badges.length > 0 && <TakeAlong badges={badges} />}
    </>
  )
}

/** How much has come together, from how many places. */
function Glance({ badges }: { badges: readonly HeldBadge[] }) {
  const text = useText()
  const places = new Set(badges.map(({ organization }) => organization)).size
  return (
    <p class="lead">
      {text('common.badges', { count: badges.length })}{' '}
      {text('welcome.glance.fromPlaces', { count: places })}
    </p>
  )
}

/** The first look into a backpack: what it will hold, and the three things one does with it. */
function NothingYet() {
  const text = useText()
  return (
    <>
      <EmptyState title={text('backpack.none')}>
        {text('backpack.noneNext')}
        <LinkButton href="/claim" icon="card" tone="primary">
          {text('backpack.claim')}
        </LinkButton>
      </EmptyState>
      <FirstSteps
        title={text('firstSteps.title')}
        steps={(['get', 'keep', 'show'] as const).map((step) => ({
          title: text(`firstSteps.backpack.${step}.title`),
          text: text(`firstSteps.backpack.${step}.text`),
        }))}
      />
    </>
  )
}

/** Chosen badges in one signed file: a transcript. */
function TakeAlong({ badges }: { badges: readonly HeldBadge[] }) {
  const text = useText()
  return (
    <Details summary={text('backpack.take')}>
      <form method="get" action="/backpack/transcript.json" class="form">
        <CheckboxGroup
          draft={emptyDraft}
          name="award"
          label={text('backpack.choose')}
          hint={text('backpack.takeLead')}
          options={badges.map(({ id, name, organization }) => ({
            value: id,
            label: name,
            hint: organization,
          }))}
        />
        <Button tone="quiet" icon="file">
          {text('backpack.takeSubmit')}
        </Button>
      </form>
    </Details>
  )
}
