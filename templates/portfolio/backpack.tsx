import type { ApplicationLine } from '../applications/lines.tsx'
import { ApplicationsInBackpack } from '../applications/own-list.tsx'
import { Button, LinkButton } from '../components/button.tsx'
import { CheckboxGroup } from '../components/checkbox.tsx'
import { Details } from '../components/details.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { FirstSteps } from '../components/first-steps.tsx'
import { emptyDraft } from '../draft.ts'
import { useText } from '../text-context.tsx'
import { BackpackFinder } from './backpack-finder.tsx'
import { BadgeTiles, type BackpackBadge, type HeldBadge } from './badge-tiles.tsx'
import { SharingBox, type SharingBoxProps } from './sharing.tsx'

export interface BackpackProps {
  /** All that is in it, found or not. */
  readonly all: readonly BackpackBadge[]
  readonly groups: readonly {
    readonly heading?: string
    readonly badges: readonly BackpackBadge[]
  }[]
  readonly search: string
  readonly by: 'time' | 'issuer' | 'competency'
  /** Those that go into a transcript. */
  readonly held: readonly HeldBadge[]
  readonly sharing: SharingBoxProps
  /** Badges that were applied for. */
  readonly applications: readonly ApplicationLine[]
}

/** With fewer, everything is seen at a glance. */
const fewest = 4

/** Every badge a person holds. */
export function BackpackPage(props: BackpackProps) {
  const { all, held, sharing } = props
  const count = all.length
  const groups = count < fewest ? inOne(props.groups) : props.groups
  const first = isNew(props) ? held[0] : undefined
  const isSeen = count > 0 || sharing.links.length > 0 || sharing.paused
  const text = useText()
  return (
    <>
      <div>
        <h1>{text('backpack.title')}</h1>
        {count > 0 && <Glance badges={all} />}
      </div>
      {count >= fewest && <BackpackFinder {...props} />}
      {count === 0 ? (
        <NothingYet />
      ) : (
        groups.length === 0 && (
          <EmptyState title={text('imports.notFound')}>{text('imports.notFoundNext')}</EmptyState>
        )
      )}
      {groups.map(({ heading, badges }) => (
        <BadgeGroup
          key={heading ?? ''}
          badges={badges}
          heading={count < fewest ? undefined : (heading ?? text('imports.others'))}
        />
      ))}
      {first !== undefined && <FirstBadge badge={first} />}
      <div class="actions">
        {count > 0 && (
          <LinkButton href="/claim" icon="card">
            {text('backpack.claim')}
          </LinkButton>
        )}
        <LinkButton href="/backpack/import" icon="file">
          {text('imports.open')}
        </LinkButton>
        <LinkButton href="/portfolio" icon="badge">
          {text('portfolioPages.title')}
        </LinkButton>
      </div>
      <ApplicationsInBackpack lines={props.applications} />
      {isSeen && <SharingBox {...sharing} />}
      {held.length > 0 && <TakeAlong badges={held} />}
    </>
  )
}

function BadgeGroup({
  heading,
  badges,
}: {
  heading: string | undefined
  badges: readonly BackpackBadge[]
}) {
  return (
    <section class="badge-group">
      {heading !== undefined && (
        <h2>
          <bdi>{heading}</bdi>
        </h2>
      )}
      <BadgeTiles badges={badges} />
    </section>
  )
}

/** How much has come together, from how many places. */
function Glance({ badges }: { badges: readonly BackpackBadge[] }) {
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

/** Somebody who has a badge or two, and never showed one, is told how. */
function isNew({ all, sharing }: BackpackProps): boolean {
  return all.length < fewest && sharing.links.length === 0 && !sharing.paused
}

/** A few badges stand side by side: a badge of several groups once, and no line between them. */
function inOne(groups: BackpackProps['groups']): BackpackProps['groups'] {
  const badges = new Map(groups.flatMap((group) => group.badges.map((one) => [one.href, one])))
  return badges.size === 0 ? [] : [{ badges: [...badges.values()] }]
}

/** What comes after the first badge: it is there, it can be shown, and whoever sees it can check it. */
function FirstBadge({ badge }: { badge: HeldBadge }) {
  const text = useText()
  return (
    <FirstSteps
      title={text('firstRun.learner.title')}
      steps={[
        {
          title: text('firstRun.learner.taken'),
          text: text('firstRun.learner.takenText'),
          isDone: true,
        },
        {
          title: text('firstRun.learner.show'),
          text: text('firstRun.learner.showText'),
          isDone: false,
          action: (
            <LinkButton href={`${badge.href}#shares`}>{text('firstRun.learner.go')}</LinkButton>
          ),
        },
        { title: text('firstRun.learner.check'), text: text('firstRun.learner.checkText') },
      ]}
    />
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
