import { formatDate } from '../../src/text/dates.ts'
import { BadgeArt } from '../components/badge-art.tsx'
import { Button, LinkButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { FirstSteps } from '../components/first-steps.tsx'
import { Field } from '../components/field.tsx'
import { Form } from '../components/form.tsx'
import { Notice } from '../components/notice.tsx'
import { StatusPill } from '../components/status-pill.tsx'
import type { Draft } from '../draft.ts'
import { awardTones, type ShownState } from '../issuing/lines.tsx'
import { useLanguage, useText } from '../text-context.tsx'

export interface ChildAtHome {
  readonly learnerId: string
  readonly name: string
  readonly organizationName: string
  readonly standing: 'child' | 'youth' | 'adult' | 'unknown'
  readonly badges: number
  /** A few of them. */
  readonly newest: readonly {
    readonly id: string
    readonly achievement: string
    readonly image: string
    readonly date: string
    readonly state: ShownState
  }[]
  /** The badges that wait for an answer, by name. */
  readonly waiting: readonly string[]
  /** How many shares are open, and when the first of them ends. */
  readonly shares: number
  readonly firstShareEnds?: string
  /** The day from which they decide for themselves, where it is near. */
  readonly decidesFrom?: string
}

export interface FamilyProps {
  readonly children: readonly ChildAtHome[]
}

/** The children of a guardian: what needs an answer first, then each of them with what they did. */
export function FamilyPage({ children }: FamilyProps) {
  const text = useText()
  const waiting = children.filter((child) => child.waiting.length > 0)
  return (
    <>
      <h1>{text('guardianship.family.title')}</h1>
      <p class="lead">{text('guardianship.family.lead')}</p>
      {children.length === 0 && <NoChildren />}
      {waiting.length > 0 && <Answers waiting={waiting} />}
      <ul class="family">
        {byUrgency(children).map((child) => (
          <li key={child.learnerId}>
            <ChildCard child={child} />
          </li>
        ))}
      </ul>
      {children.length > 0 && (
        <div class="actions">
          <LinkButton href="/family/join">{text('guardianship.family.join')}</LinkButton>
          <LinkButton href="/applications">{text('applications.title')}</LinkButton>
        </div>
      )}
    </>
  )
}

function byUrgency(children: readonly ChildAtHome[]): readonly ChildAtHome[] {
  const rank = ({ waiting, standing, decidesFrom }: ChildAtHome) => {
    if (waiting.length > 0) return 0
    return standing === 'youth' || decidesFrom !== undefined ? 1 : 2
  }
  return children.toSorted((one, other) => rank(one) - rank(other))
}

function NoChildren() {
  const text = useText()
  return (
    <>
      <EmptyState title={text('guardianship.family.none')}>
        {text('guardianship.family.noneNext')}
        <LinkButton href="/family/join" tone="primary">
          {text('guardianship.family.join')}
        </LinkButton>
      </EmptyState>
      <FirstSteps
        title={text('firstSteps.title')}
        steps={(['add', 'allow', 'follow'] as const).map((step) => ({
          title: text(`firstSteps.family.${step}.title`),
          text: text(`firstSteps.family.${step}.text`),
        }))}
      />
    </>
  )
}

/** What cannot go on without the guardian, each with the way to answer. */
function Answers({ waiting }: { waiting: readonly ChildAtHome[] }) {
  const text = useText()
  return (
    <Notice tone="warning" title={text('familyHome.answers')}>
      <ul class="family-answers">
        {waiting.map(({ learnerId, name, organizationName, waiting: badges }) => (
          <li key={learnerId}>
            <p>
              <bdi>
                {text('familyHome.answer', {
                  name,
                  organization: organizationName,
                  badges: badges.map((badge) => text('familyAnswers.quoted', { badge })).join(', '),
                  count: badges.length,
                })}
              </bdi>
            </p>
            <LinkButton href={`/family/${learnerId}#allow`} tone="primary">
              {text('familyHome.toAnswer', { name })}
            </LinkButton>
          </li>
        ))}
      </ul>
    </Notice>
  )
}

function ChildCard({ child }: { child: ChildAtHome }) {
  const text = useText()
  const language = useLanguage()
  const { learnerId, name, organizationName, standing, newest, badges, decidesFrom } = child
  const here = `/family/${learnerId}`
  return (
    <Card title={<bdi>{name}</bdi>}>
      <p class="family-place quiet">
        <bdi>{organizationName}</bdi>
        {badges > 0 && <span>{text('common.badges', { count: badges })}</span>}
      </p>
      {newest.length === 0 && child.waiting.length === 0 && (
        <p>{text('guardianship.child.noneNext', { name })}</p>
      )}
      {newest.length > 0 && (
        <ul class="family-badges">
          {newest.map(({ id, achievement, image, date, state }) => (
            <li key={id}>
              <BadgeArt src={image} alt="" size="small" />
              <span>
                <strong dir="auto">{achievement}</strong>
                <span class="quiet">{formatDate(language, date)}</span>
                <NoLongerGood state={state} />
              </span>
            </li>
          ))}
        </ul>
      )}
      {badges > newest.length && (
        <p class="quiet">{text('familyHome.more', { count: badges - newest.length })}</p>
      )}
      <ul class="family-facts">
        {child.waiting.length > 0 && (
          <li>
            <StatusPill tone="waiting">
              {text('familyHome.waits', { count: child.waiting.length })}
            </StatusPill>
          </li>
        )}
        <li>
          {child.firstShareEnds === undefined
            ? text('familyHome.sharesNone')
            : text('familyHome.shares', {
                count: child.shares,
                date: formatDate(language, child.firstShareEnds),
              })}
        </li>
        {decidesFrom !== undefined && (
          <li>{text('familyHome.soon', { name, date: formatDate(language, decidesFrom) })}</li>
        )}
        {standing !== 'child' && <li>{text(`guardianship.standings.${standing}`, { name })}</li>}
      </ul>
      <div class="actions">
        <LinkButton href={here}>{text('familyHome.open', { name })}</LinkButton>
        {child.shares > 0 && (
          <LinkButton href={`${here}#shares`}>{text('familyHome.toShares')}</LinkButton>
        )}
      </div>
    </Card>
  )
}

/** What a place took back, put on hold, or gave for a time that is over is called so. */
export function NoLongerGood({ state }: { state: ShownState }) {
  const text = useText()
  if (state === 'issued') return null
  return <StatusPill tone={awardTones[state]}>{text(`issuing.state.${state}`)}</StatusPill>
}

export interface TypeCodeProps {
  readonly draft: Draft
  readonly what: 'join' | 'hand-over'
  /** Where it is sent, where that is another page. */
  readonly action?: string
}

/** Where a code from a paper is typed. */
export function TypeCodePage({ draft, what, ...form }: TypeCodeProps) {
  const text = useText()
  const words =
    what === 'join'
      ? {
          title: text('guardianship.family.joinTitle'),
          lead: text('guardianship.family.joinLead'),
          submit: text('guardianship.family.joinSubmit'),
        }
      : {
          title: text('guardianship.handOver.codeTitle'),
          lead: text('guardianship.handOver.codeLead'),
          submit: text('guardianship.handOver.codeSubmit'),
        }
  return (
    <section class="narrow">
      <h1>{words.title}</h1>
      <p class="lead">{words.lead}</p>
      <Form draft={draft} {...form}>
        <Field
          name="code"
          label={text('guardianship.family.code')}
          draft={draft}
          required
          look="code"
          autocomplete="off"
        />
        <Button>{words.submit}</Button>
      </Form>
    </section>
  )
}
