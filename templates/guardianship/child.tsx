import { formatDate } from '../../src/text/dates.ts'
import { Button, LinkButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Details } from '../components/details.tsx'
import { FirstSteps } from '../components/first-steps.tsx'
import { ActionForm } from '../components/form.tsx'
import { Notice } from '../components/notice.tsx'
import type { Draft } from '../draft.ts'
import { useLanguage, useText } from '../text-context.tsx'
import { AllowCard, ConsentHistory, type HistoryLine, type Offered } from './allow.tsx'
import { DidCard, type DidProps } from './did.tsx'
import { Mails, type MailsProps } from './mails.tsx'

export interface ChildProps {
  readonly draft: Draft
  readonly learnerId: string
  readonly name: string
  readonly organizationName: string
  readonly standing: 'child' | 'youth' | 'adult' | 'unknown'
  readonly removalAskedAt?: string
  /** What a wish to remove everything brings about; absent where it was said, or is not theirs to say. */
  readonly removal?: 'ask' | 'now'
  readonly offered: readonly Offered[]
  readonly mails: MailsProps['mails']
  /** Nobody else looks after the child. */
  readonly isLast: boolean
  readonly history: readonly HistoryLine[]
  readonly waiting: readonly { id: string; achievement: string }[]
  readonly badges: DidProps['badges']
  readonly shares: readonly { token: string; achievement: string; endsAt: string; views: number }[]
}

/** What a child did, in plain words, and what the guardian allows. */
export function ChildPage(props: ChildProps) {
  const { draft, name, organizationName, standing, removalAskedAt, waiting } = props
  const text = useText()
  const language = useLanguage()
  const base = `/family/${props.learnerId}`
  // What somebody earned comes first, unless more of it waits for an answer.
  const asksFirst = waiting.length > 0 || props.badges.length === 0
  return (
    <section class="narrow">
      <h1>
        <bdi>{name}</bdi>
      </h1>
      <p class="lead">
        <bdi>{organizationName}</bdi>. {text(`guardianship.standings.${standing}`, { name })}
      </p>
      {removalAskedAt !== undefined && (
        <Notice tone="info" title={text('guardianship.child.removalAsked')}>
          {text('guardianship.child.removalAskedLead', {
            date: formatDate(language, removalAskedAt),
            organization: organizationName,
          })}
        </Notice>
      )}
      {waiting.length > 0 && (
        <Notice tone="warning" title={text('guardianship.child.waiting')}>
          {text('guardianship.child.waitingLead', { name, organization: organizationName })}
          <ul>
            {waiting.map(({ id, achievement }) => (
              <li key={id}>{achievement}</li>
            ))}
          </ul>
        </Notice>
      )}
      {isNew(props) && <FirstTime />}
      {!asksFirst && <DidCard {...props} />}
      <AllowCard
        draft={draft}
        base={base}
        offered={props.offered}
        organizationName={organizationName}
        theirs={text('guardianship.child.theirs', { name })}
      />
      {asksFirst && <DidCard {...props} />}
      <SharesCard {...props} base={base} />
      <ConsentHistory lines={props.history} />
      <MoreCard {...props} base={base} />
    </section>
  )
}

/** Nothing was ever decided here, and something can be. */
function isNew({ offered, history }: ChildProps): boolean {
  return history.length === 0 && offered.some(({ state }) => state === 'open')
}

/** What a guardian does who comes here for the first time. */
function FirstTime() {
  const text = useText()
  return (
    <FirstSteps
      title={text('firstRun.guardian.title')}
      steps={[
        {
          title: text('firstRun.guardian.added'),
          text: text('firstRun.guardian.addedText'),
          isDone: true,
        },
        {
          title: text('firstRun.guardian.allow'),
          text: text('firstRun.guardian.allowText'),
          isDone: false,
          action: <LinkButton href="#allow">{text('firstRun.guardian.go')}</LinkButton>,
        },
        { title: text('firstRun.guardian.follow'), text: text('firstRun.guardian.followText') },
      ]}
    />
  )
}

function SharesCard({ learnerId, name, shares, base }: ChildProps & { base: string }) {
  const text = useText()
  const language = useLanguage()
  return (
    <Card title={text('guardianship.child.shares')} id="shares">
      {shares.length === 0 && <p>{text('guardianship.child.sharesNone', { name })}</p>}
      {shares.map(({ token, achievement, endsAt, views }) => (
        <div key={token} class="share">
          <p>
            {text('guardianship.child.share', {
              achievement,
              date: formatDate(language, endsAt),
              count: views,
            })}
          </p>
          <ActionForm action={`${base}/shares/${token}/closing`}>
            <Button tone="danger">{text('guardianship.child.close')}</Button>
          </ActionForm>
        </div>
      ))}
      {shares.length > 1 && (
        <ActionForm action={`${base}/shares/closing`}>
          <Button tone="danger">{text('guardianship.child.closeAll')}</Button>
        </ActionForm>
      )}
      <LinkButton href={`/sharing/${learnerId}`}>{text('guardianship.child.sharing')}</LinkButton>
    </Card>
  )
}

const removalTexts = {
  ask: {
    lead: 'guardianship.child.removalLead',
    submit: 'guardianship.child.removalSubmit',
  },
  now: { lead: 'removalByGuardian.lead', submit: 'removalByGuardian.submit' },
} as const

function MoreCard({
  name,
  standing,
  organizationName,
  removal,
  mails,
  isLast,
  base,
}: ChildProps & { base: string }) {
  const text = useText()
  return (
    <Card title={text('guardianship.child.more')}>
      {standing !== 'adult' && (
        <Mails base={base} mails={mails} name={name} organizationName={organizationName} />
      )}
      {standing === 'youth' && (
        <Details summary={text('guardianship.child.handOver', { name })}>
          <p>{text('guardianship.child.handOverLead', { name })}</p>
          <ActionForm action={`${base}/hand-over-code`}>
            <Button tone="quiet">{text('guardianship.child.handOverSubmit')}</Button>
          </ActionForm>
        </Details>
      )}
      <Details summary={text('guardianship.child.leave')}>
        <p>
          {text(isLast ? 'guardianship.child.leaveLast' : 'guardianship.child.leaveLead', { name })}
        </p>
        <ActionForm action={`${base}/leaving`}>
          <Button tone="danger">{text('guardianship.child.leaveSubmit')}</Button>
        </ActionForm>
      </Details>
      {removal !== undefined && (
        <Details summary={text('guardianship.child.removal')}>
          <p>{text(removalTexts[removal].lead, { name, organization: organizationName })}</p>
          <ActionForm action={`${base}/removal`}>
            <Button tone="danger">{text(removalTexts[removal].submit)}</Button>
          </ActionForm>
        </Details>
      )}
    </Card>
  )
}
