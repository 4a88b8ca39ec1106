import type { ConsentMethod, ConsentPurpose } from '../../schemas/requests/guardianship.ts'
import { formatDate } from '../../src/text/dates.ts'
import { Button, LinkButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Checkbox } from '../components/checkbox.tsx'
import { Details } from '../components/details.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Field } from '../components/field.tsx'
import { ActionForm, Form } from '../components/form.tsx'
import { Notice } from '../components/notice.tsx'
import { StatusPill, type PillTone } from '../components/status-pill.tsx'
import { DataTable } from '../components/table.tsx'
import { emptyDraft, type Draft } from '../draft.ts'
import { ConsoleTrail } from '../organizations/console-trail.tsx'
import { useLanguage, useText } from '../text-context.tsx'
import { recordFields } from './record.tsx'

export interface StaffConsent {
  readonly purpose: ConsentPurpose
  readonly state: 'given' | 'needed' | 'not-needed'
  readonly method?: ConsentMethod
  readonly since?: string
}

export interface StaffGuardianshipProps {
  readonly draft: Draft
  readonly base: string
  readonly name: string
  readonly standing: 'child' | 'youth' | 'adult' | 'unknown'
  readonly waiting: number
  readonly removalAskedAt?: string
  readonly consents: readonly StaffConsent[]
  readonly guardians: readonly {
    accountId: string
    way: 'invitation' | 'slip' | 'claim-card' | 'class-link' | 'application' | 'hand-over'
    since: string
  }[]
  readonly invitations: readonly { id: string; createdAt: string; withdrawal: string }[]
  readonly mayHandOver: boolean
  /** The page that removes the learner; of whoever may not, none. */
  readonly removal?: string
}

const tones: Readonly<Record<StaffConsent['state'], PillTone>> = {
  given: 'good',
  needed: 'waiting',
  'not-needed': 'unknown',
}

/** What staff see and do about the guardians of one learner, and what is allowed. */
export function StaffGuardianshipPage(props: StaffGuardianshipProps) {
  const { draft, base, name, standing, waiting, removalAskedAt } = props
  const text = useText()
  const language = useLanguage()
  return (
    <section class="narrow">
      <ConsoleTrail here={text('guardianship.staff.link')} />
      <h1>{text('guardianship.staff.title', { name })}</h1>
      <p class="lead">{text(`guardianship.standings.${standing}`, { name })}</p>
      {waiting > 0 && (
        <Notice tone="info" title={text('guardianship.waitingBadges', { count: waiting })} />
      )}
      {removalAskedAt !== undefined && (
        <Notice tone="warning" title={text('guardianship.staff.removal')}>
          {text('guardianship.staff.removalLead', { date: formatDate(language, removalAskedAt) })}
          {props.removal !== undefined && (
            <>
              {' '}
              <a href={props.removal}>{text('removal.link')}</a>
            </>
          )}
        </Notice>
      )}
      <ConsentTable base={base} consents={props.consents} />
      {standing !== 'adult' && (
        <Card title={text('guardianship.staff.record')}>
          <p>{text('guardianship.staff.recordLead')}</p>
          <Form draft={draft}>
            {recordFields({ draft, text })}
            <Button>{text('guardianship.staff.submit')}</Button>
          </Form>
        </Card>
      )}
      {standing !== 'adult' && <GuardiansCard {...props} />}
      {props.mayHandOver && (
        <Card title={text('guardianship.staff.handOver')}>
          <p>{text('guardianship.staff.handOverLead')}</p>
          <ActionForm action={`${base}/codes/hand-over`}>
            <Button tone="quiet">{text('guardianship.staff.handOver')}</Button>
          </ActionForm>
        </Card>
      )}
    </section>
  )
}

function ConsentTable({ base, consents }: { base: string; consents: readonly StaffConsent[] }) {
  const text = useText()
  const language = useLanguage()
  return (
    <DataTable
      caption={text('guardianship.staff.caption')}
      columns={[
        text('guardianship.staff.purpose'),
        text('guardianship.staff.state'),
        text('guardianship.staff.way'),
        text('guardianship.staff.date'),
        text('common.actions'),
      ]}
      rows={consents.map(({ purpose, state, method, since }) => [
        text(`guardianship.purposes.${purpose}`),
        <StatusPill tone={tones[state]}>{text(`guardianship.states.${state}`)}</StatusPill>,
        method === undefined ? '–' : text(`guardianship.methods.${method}`),
        since === undefined ? '–' : formatDate(language, since),
        state === 'given' ? (
          <details class="row-actions">
            <summary>{text('common.edit')}</summary>
            <ActionForm action={`${base}/consents/${purpose}/withdrawal`}>
              <Button tone="danger">
                {text('guardianship.staff.takeBack', {
                  purpose: text(`guardianship.purposes.${purpose}`),
                })}
              </Button>
            </ActionForm>
          </details>
        ) : (
          '–'
        ),
      ])}
    />
  )
}

function GuardiansCard({ base, guardians, invitations }: StaffGuardianshipProps) {
  const text = useText()
  const language = useLanguage()
  return (
    <Card title={text('guardianship.staff.guardians')}>
      {guardians.length === 0 && invitations.length === 0 && (
        <EmptyState title={text('guardianship.staff.noGuardian')}>
          {text('guardianship.staff.noGuardianNext')}
        </EmptyState>
      )}
      {guardians.map(({ accountId, way, since }) => (
        <div key={accountId} class="share">
          <p>
            {text('guardianship.staff.guardian', {
              way: text(`guardianship.staff.ways.${way}`),
              since: text('guardianship.since', { date: formatDate(language, since) }),
            })}
          </p>
          <Details summary={text('guardianship.staff.end')}>
            <p>{text('guardianship.staff.endLead')}</p>
            <Form draft={emptyDraft} action={`${base}/guardians/${accountId}/end`}>
              <Field
                id={`reason-${accountId}`}
                name="reason"
                label={text('guardianship.staff.reason')}
                draft={emptyDraft}
                required
                maxLength={500}
              />
              <Checkbox
                id={`take-back-${accountId}`}
                name="takeBack"
                label={text('guardianship.staff.endTakeBack')}
                draft={emptyDraft}
              />
              <Button tone="danger">{text('guardianship.staff.end')}</Button>
            </Form>
          </Details>
        </div>
      ))}
      {invitations.map(({ id, createdAt, withdrawal }) => (
        <div key={id} class="share">
          <p>{text('guardianship.staff.asked', { date: formatDate(language, createdAt) })}</p>
          <ActionForm action={withdrawal}>
            <Button tone="quiet">{text('guardianship.staff.withdraw')}</Button>
          </ActionForm>
        </div>
      ))}
      <LinkButton href={`${base}/guardians/new`}>{text('guardianship.staff.ask')}</LinkButton>
    </Card>
  )
}
