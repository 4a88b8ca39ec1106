import { Button, LinkButton } from '../components/button.tsx'
import { Field } from '../components/field.tsx'
import { Form } from '../components/form.tsx'
import type { Draft } from '../draft.ts'
import { ConsoleTrail } from '../organizations/console-trail.tsx'
import { useText } from '../text-context.tsx'

/** Before awards are taken back or suspended: which ones, what it means, and why. */
export function ConfirmDeedPage({
  draft,
  deed,
  awards,
  list,
  back,
}: {
  draft: Draft
  deed: 'revoke' | 'suspend'
  awards: readonly { id: string; recipient: string; achievement: string }[]
  list: string
  back: string
}) {
  const text = useText()
  return (
    <section class="narrow">
      <ConsoleTrail
        here={text(`educators.recipients.confirm.${deed}`)}
        via={[{ label: text('educators.recipients.title'), href: list }]}
      />
      <h1>{text(`educators.recipients.confirm.${deed}`)}</h1>
      <p class="lead">{text(`educators.recipients.confirm.${deed}Lead`)}</p>
      <ul class="lines">
        {awards.map((award) => (
          <li key={award.id}>
            <span>
              <bdi>{award.recipient}</bdi> · {award.achievement}
            </span>
          </li>
        ))}
      </ul>
      <Form draft={draft}>
        <input type="hidden" name="deed" value={deed} />
        <input type="hidden" name="asked" value="true" />
        <input type="hidden" name="back" value={back} />
        {awards.map(({ id }) => (
          <input key={id} type="hidden" name="awardIds" value={id} />
        ))}
        <Field
          name="reason"
          label={text('educators.recipients.confirm.reason')}
          hint={text('educators.recipients.confirm.reasonHint')}
          draft={draft}
          maxLength={500}
          required
        />
        <div class="actions">
          <Button tone="danger">{text(`educators.recipients.confirm.${deed}Submit`)}</Button>
          <LinkButton href={list}>{text('educators.recipients.confirm.back')}</LinkButton>
        </div>
      </Form>
    </section>
  )
}
