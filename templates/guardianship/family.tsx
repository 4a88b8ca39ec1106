import { Button, LinkButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { FirstSteps } from '../components/first-steps.tsx'
import { Field } from '../components/field.tsx'
import { Form } from '../components/form.tsx'
import { StatusPill } from '../components/status-pill.tsx'
import type { Draft } from '../draft.ts'
import { useText } from '../text-context.tsx'

export interface FamilyProps {
  readonly children: readonly {
    learnerId: string
    name: string
    organizationName: string
    badges: number
    waiting: number
  }[]
}

/** The children of a guardian, side by side. */
export function FamilyPage({ children }: FamilyProps) {
  const text = useText()
  return (
    <section class="narrow">
      <h1>{text('guardianship.family.title')}</h1>
      <p class="lead">{text('guardianship.family.lead')}</p>
      {children.length === 0 && (
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
      )}
      {children.map((child) => (
        <Card key={child.learnerId} title={<bdi>{child.name}</bdi>}>
          <p>
            <bdi>{child.organizationName}</bdi> · {text('common.badges', { count: child.badges })}
          </p>
          {child.waiting > 0 && (
            <p>
              <StatusPill tone="waiting">
                {text('guardianship.waitingBadges', { count: child.waiting })}
              </StatusPill>
            </p>
          )}
          <LinkButton
            href={`/family/${child.learnerId}`}
            tone={child.waiting > 0 ? 'primary' : 'quiet'}
          >
            {text('guardianship.family.open')}
          </LinkButton>
        </Card>
      ))}
      {children.length > 0 && (
        <div class="actions">
          <LinkButton href="/family/join">{text('guardianship.family.join')}</LinkButton>
          <LinkButton href="/applications">{text('applications.title')}</LinkButton>
        </div>
      )}
    </section>
  )
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
