import { staffRemovalReasons } from '../../schemas/requests/removal.ts'
import { formatDate } from '../../src/text/dates.ts'
import { Button, LinkButton } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { RadioGroup } from '../components/checkbox.tsx'
import { Form } from '../components/form.tsx'
import { Notice } from '../components/notice.tsx'
import type { Draft } from '../draft.ts'
import { ConsoleTrail } from '../organizations/console-trail.tsx'
import { useLanguage, useText } from '../text-context.tsx'

export interface RemoveLearnerPageProps {
  readonly draft: Draft
  readonly learner: string
  readonly learners: string
  readonly name: string
  readonly how: 'whole' | 'let-go'
  readonly awards: number
  readonly removalAskedAt?: string
}

/** What goes and what stays when a learner is removed, and the button that does it. */
export function RemoveLearnerPage(props: RemoveLearnerPageProps) {
  const { draft, learner, learners, name, how, awards, removalAskedAt } = props
  const text = useText()
  const language = useLanguage()
  const via = [{ label: text('learners.title'), href: learners }]
  const goes =
    how === 'whole' ? (['record', 'badges', 'links', 'family'] as const) : (['record'] as const)
  const stays =
    how === 'whole'
      ? (['proof', 'log', 'copies', 'backups'] as const)
      : (['theirs', 'log', 'backups'] as const)
  return (
    <section class="narrow">
      <ConsoleTrail here={text('removal.link')} via={via} />
      <h1>{text('removal.title', { name })}</h1>
      <p class="lead">
        {awards === 0
          ? text(`removalWithoutBadges.${how}`)
          : text(`removal.lead.${how}`, { count: awards })}
      </p>
      {removalAskedAt !== undefined && (
        <Notice tone="info" title={text('guardianship.staff.removal')}>
          {text('guardianship.staff.removalLead', { date: formatDate(language, removalAskedAt) })}
        </Notice>
      )}
      <Card title={text('removal.goesTitle')}>
        <ul>
          {goes.map((one) => (
            <li key={one}>{text(`removal.goes.${one}`)}</li>
          ))}
        </ul>
      </Card>
      <Card title={text('removal.staysTitle')}>
        <ul>
          {stays.map((one) => (
            <li key={one}>{text(`removal.stays.${one}`)}</li>
          ))}
        </ul>
      </Card>
      <Form draft={draft}>
        <RadioGroup
          name="reason"
          label={text('removal.reason')}
          draft={draft}
          required
          options={staffRemovalReasons.map((value) => ({
            value,
            label: text(`removal.reasons.${value}`),
          }))}
        />
        <p>{text('removal.forGood')}</p>
        <Button tone="danger">{text('removal.submit')}</Button>
      </Form>
      <div class="actions">
        <LinkButton href={learner}>{text('removal.keep')}</LinkButton>
      </div>
    </section>
  )
}
