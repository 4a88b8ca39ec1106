import type { ConsentPurpose } from '../../schemas/requests/guardianship.ts'
import { formatDate } from '../../src/text/dates.ts'
import { Button, LinkButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Checkbox, CheckboxGroup } from '../components/checkbox.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { FieldSet, Form } from '../components/form.tsx'
import { Notice } from '../components/notice.tsx'
import type { Draft } from '../draft.ts'
import { useLanguage, useText } from '../text-context.tsx'
import { AllowCard, ConsentHistory, type HistoryLine, type Offered } from './allow.tsx'
import { addressFields } from './ask.tsx'

export interface OwnConsentsProps {
  readonly places: readonly { learnerId: string; organizationName: string; takesOver: boolean }[]
}

/** The places that know a learner, each with what is allowed there. */
export function OwnPlacesPage({ places }: OwnConsentsProps) {
  const text = useText()
  return (
    <section class="narrow">
      <h1>{text('guardianship.own.title')}</h1>
      <p class="lead">{text('guardianship.own.lead')}</p>
      {places.length === 0 && (
        <EmptyState title={text('guardianship.own.none')}>
          {text('guardianship.own.noneNext')}
        </EmptyState>
      )}
      {places.map(({ learnerId, organizationName, takesOver }) => (
        <Card key={learnerId} title={<bdi>{organizationName}</bdi>}>
          {takesOver && <TakeOver learnerId={learnerId} />}
          <LinkButton href={`/consents/${learnerId}`}>{text('guardianship.own.open')}</LinkButton>
        </Card>
      ))}
    </section>
  )
}

function TakeOver({ learnerId }: { learnerId: string }) {
  const text = useText()
  return (
    <Notice tone="good" title={text('guardianship.own.takeOver')}>
      <p>{text('guardianship.own.takeOverLead')}</p>
      <LinkButton href={`/hand-over/${learnerId}`} tone="primary">
        {text('guardianship.own.takeOverGo')}
      </LinkButton>
    </Notice>
  )
}

export interface OwnProps {
  readonly draft: Draft
  readonly learnerId: string
  readonly organizationName: string
  readonly offered: readonly Offered[]
  readonly history: readonly HistoryLine[]
  readonly takesOver: boolean
  /** Somebody too young to decide, or whose age nobody knows, names who is to be asked. */
  readonly namesGuardian: boolean
}

/** What a learner allows at one place. */
export function OwnConsentsPage(props: OwnProps) {
  const { draft, learnerId, organizationName, offered } = props
  const text = useText()
  return (
    <section class="narrow">
      <h1>{text('guardianship.own.at', { organization: organizationName })}</h1>
      <p class="lead">{text('guardianship.own.lead')}</p>
      {props.takesOver && <TakeOver learnerId={learnerId} />}
      <AllowCard
        draft={draft}
        base={`/consents/${learnerId}`}
        offered={offered}
        organizationName={organizationName}
        theirs={text('guardianship.own.guardian')}
      />
      {props.namesGuardian && (
        <LinkButton href={`/consents/${learnerId}/guardian`}>
          {text('guardianship.own.name')}
        </LinkButton>
      )}
      <ConsentHistory lines={props.history} />
    </section>
  )
}

/** A child says who looks after them. */
export function NameGuardianPage({ draft }: { draft: Draft }) {
  const text = useText()
  return (
    <section class="narrow">
      <h1>{text('guardianship.own.nameTitle')}</h1>
      <p class="lead">{text('guardianship.own.nameLead')}</p>
      <Form draft={draft}>
        {addressFields({ draft, text, label: text('guardianship.ask.email') })}
        <Button>{text('guardianship.own.nameSubmit')}</Button>
      </Form>
    </section>
  )
}

export interface HandOverProps {
  readonly draft: Draft
  readonly organizationName: string
  readonly consents: readonly { purpose: ConsentPurpose; mine: boolean; givenAt: string }[]
  readonly shares: readonly { token: string; achievement: string; endsAt: string; views: number }[]
  readonly guardians: number
}

/** The guided step of somebody who is old enough: what goes on, what closes, and whether guardians stay. */
export function HandOverPage(props: HandOverProps) {
  const { draft, organizationName, consents, shares, guardians } = props
  const text = useText()
  const language = useLanguage()
  return (
    <section class="narrow">
      <h1>{text('guardianship.handOver.title')}</h1>
      <p class="lead">{text('guardianship.handOver.lead', { organization: organizationName })}</p>
      <Form draft={draft}>
        {consents.length === 0 ? (
          <p>{text('guardianship.handOver.consentsNone')}</p>
        ) : (
          <CheckboxGroup
            name="keep"
            label={text('guardianship.handOver.consents')}
            hint={text('guardianship.handOver.consentsHint')}
            draft={draft}
            options={consents.map(({ purpose, mine, givenAt }) => ({
              value: purpose,
              label: text(`guardianship.purposes.${purpose}`),
              hint: [
                text('guardianship.child.given', { date: formatDate(language, givenAt) }),
                ...(mine ? [] : [text('guardianship.handOver.still')]),
              ].join('. '),
            }))}
          />
        )}
        {shares.length > 0 && (
          <CheckboxGroup
            name="keepShares"
            label={text('guardianship.handOver.shares')}
            hint={text('guardianship.handOver.sharesHint')}
            draft={draft}
            options={shares.map(({ token, achievement, endsAt, views }) => ({
              value: token,
              label: text('guardianship.child.share', {
                achievement,
                date: formatDate(language, endsAt),
                count: views,
              }),
            }))}
          />
        )}
        {guardians > 0 && (
          <FieldSet legend={text('guardianship.handOver.guardians')}>
            <Checkbox
              name="guardiansStay"
              label={text('guardianship.handOver.guardiansStay')}
              hint={text('guardianship.handOver.guardiansHint')}
              draft={draft}
            />
          </FieldSet>
        )}
        <Button>{text('guardianship.handOver.submit')}</Button>
      </Form>
    </section>
  )
}
