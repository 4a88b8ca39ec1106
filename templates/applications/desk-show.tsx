import { formatDate } from '../../src/text/dates.ts'
import { BadgeArt } from '../components/badge-art.tsx'
import { Button, LinkButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { CheckboxGroup } from '../components/checkbox.tsx'
import { TextArea } from '../components/field.tsx'
import { Form } from '../components/form.tsx'
import { Notice } from '../components/notice.tsx'
import { Select } from '../components/select.tsx'
import { StatusPill } from '../components/status-pill.tsx'
import type { Draft } from '../draft.ts'
import { Markdown } from '../markdown.tsx'
import { ConsoleTrail } from '../organizations/console-trail.tsx'
import { useLanguage, useText } from '../text-context.tsx'
import type { DeskState } from './desk-list.tsx'
import { applicationTones } from './states.ts'
import type { ScaleView } from './work-form.tsx'
import { History, Work, type StepView, type WorkView } from './work.tsx'

export interface DeskShowProps {
  readonly draft: Draft
  readonly base: string
  readonly name: string
  readonly isKnown: boolean
  readonly byGuardian: boolean
  readonly state: DeskState
  readonly sentAt: string
  readonly badge: { readonly id: string; readonly name: string; readonly image: string }
  readonly criteria: string
  /** What has levels, and where whoever applied sees themselves. */
  readonly scales: readonly (ScaleView & { readonly selfAssessed?: number })[]
  readonly work: WorkView
  readonly evidence: readonly { readonly value: string; readonly label: string }[]
  readonly history: readonly StepView[]
  readonly award?: string
  /** Other applications for the same learner and badge. */
  readonly alsoOpen: readonly { readonly href: string; readonly sentAt: string }[]
  readonly mayDecide: boolean
  /** It is of whoever looks at it, or of a child of theirs. */
  readonly isOwn: boolean
}

/** One application: what was handed in beside what it takes, and the answer. */
export function DeskShowPage(props: DeskShowProps) {
  const text = useText()
  const { base, name, badge, state, mayDecide } = props
  return (
    <>
      <ConsoleTrail
        here={name}
        via={[{ label: text('applications.desk.title'), href: `${base}/applications` }]}
      />
      <header class="page-head">
        <BadgeArt src={badge.image} alt="" size="medium" />
        <div>
          <h1>
            <bdi>{name}</bdi>
          </h1>
          <p class="lead" dir="auto">
            {badge.name}
          </p>
          <StatusPill tone={applicationTones[state]}>
            {text(`applications.desk.states.${state}`)}
          </StatusPill>
        </div>
      </header>
      {props.byGuardian && <p>{text('applications.desk.byGuardian')}</p>}
      {!props.isKnown && <p>{text('applications.desk.unknown')}</p>}
      <AlsoOpen {...props} />
      {props.award !== undefined && (
        <div class="actions">
          <LinkButton href={props.award} tone="primary" icon="badge">
            {text('applications.desk.award')}
          </LinkButton>
        </div>
      )}
      <div class="side-by-side">
        <Card title={text('applications.desk.handedIn')}>
          <Work work={props.work} mayOpen={mayDecide} />
        </Card>
        <Card title={text('applications.desk.criteria')}>
          <Markdown source={props.criteria} />
          {props.scales.map((scale) => (
            <Scale key={scale.key} scale={scale} />
          ))}
          <a href={`${base}/achievements/${badge.id}`}>{text('applications.desk.wholeBadge')}</a>
        </Card>
      </div>
      {state === 'waiting' && <Answer {...props} />}
      <Card title={text('applications.history.title')}>
        <History steps={props.history} />
      </Card>
    </>
  )
}

/** Two people applied for one learner before that learner was known: staff see it before they answer. */
function AlsoOpen({ alsoOpen }: DeskShowProps) {
  const text = useText()
  const language = useLanguage()
  if (alsoOpen.length === 0) return null
  return (
    <Notice tone="warning" title={text('applications.desk.alsoOpen.title')}>
      <p>{text('applications.desk.alsoOpen.next')}</p>
      {alsoOpen.map(({ href, sentAt }) => (
        <p key={href}>
          <a href={href}>
            {text('applications.desk.alsoOpen.link', { date: formatDate(language, sentAt) })}
          </a>
        </p>
      ))}
    </Notice>
  )
}

/** Whoever may, decides; but not on their own. */
function Answer(props: DeskShowProps) {
  const text = useText()
  if (!props.mayDecide) return <p>{text('applications.desk.onlyLook')}</p>
  if (!props.isOwn) return <Decide {...props} />
  return (
    <Notice title={text('applications.desk.own.title')}>
      <p>{text('applications.desk.own.next')}</p>
      <p>
        {text('applications.desk.own.alone')}{' '}
        <a href={`${props.base}/staff`}>{text('applications.desk.own.staff')}</a>
      </p>
    </Notice>
  )
}

function Scale({ scale }: { scale: DeskShowProps['scales'][number] }) {
  const text = useText()
  const { name, levels, selfAssessed } = scale
  const level = selfAssessed === undefined ? undefined : levels[selfAssessed]?.name
  return (
    <>
      <h3>{name}</h3>
      <ol class="levels">
        {levels.map((one) => (
          <li key={one.name}>
            <strong>{one.name}</strong>
            {one.description !== undefined && <span class="quiet"> {one.description}</span>}
          </li>
        ))}
      </ol>
      {level !== undefined && (
        <p class="quiet">{text('applications.desk.selfAssessed', { level })}</p>
      )}
    </>
  )
}

function Decide({ draft, scales, evidence, sentAt }: DeskShowProps) {
  const text = useText()
  return (
    <Card title={text('applications.desk.decide')} id="decide">
      <Form draft={draft}>
        <input type="hidden" name="sentAt" value={sentAt} />
        {scales.map(({ key, name, levels }, place) => (
          <div key={key}>
            <input type="hidden" name={`levels[${place}][key]`} value={key} />
            <Select
              name={`levels[${place}][level]`}
              label={text('applications.desk.level', { name })}
              draft={draft}
              options={[
                { value: '', label: text('applications.desk.noLevel') },
                ...levels.map((level, at) => ({ value: String(at), label: level.name })),
              ]}
            />
          </div>
        ))}
        <TextArea
          name="narrative"
          label={text('applications.desk.narrative')}
          hint={text('applications.desk.narrativeHint')}
          draft={draft}
          rows={3}
          maxLength={5000}
          markdown
        />
        {evidence.length > 0 && (
          <CheckboxGroup
            name="evidence"
            label={text('applications.desk.evidence')}
            hint={text('applications.desk.evidenceHint')}
            draft={draft}
            options={evidence}
          />
        )}
        <TextArea
          name="words"
          label={text('applications.desk.words')}
          hint={text('applications.desk.wordsHint')}
          draft={draft}
          rows={4}
          maxLength={5000}
          markdown
        />
        <div class="actions">
          <Button name="decision" value="approve" icon="good">
            {text('applications.desk.approve')}
          </Button>
          <Button name="decision" value="return" tone="quiet" icon="back">
            {text('applications.desk.return')}
          </Button>
          <Button name="decision" value="decline" tone="danger" icon="bad">
            {text('applications.desk.decline')}
          </Button>
        </div>
      </Form>
    </Card>
  )
}
