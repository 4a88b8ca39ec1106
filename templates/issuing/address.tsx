import { Button } from '../components/button.tsx'
import { Field } from '../components/field.tsx'
import { Form } from '../components/form.tsx'
import type { Draft } from '../draft.ts'
import { ConsoleTrail } from '../organizations/console-trail.tsx'
import { useText } from '../text-context.tsx'

interface AddressProps {
  readonly draft: Draft
  /** The address of all awards. */
  readonly list: string
  readonly achievementName: string
  readonly recipient: string
}

/** Another address for somebody whose mail did not arrive. */
export function AddressPage({ draft, list, achievementName, recipient }: AddressProps) {
  const text = useText()
  return (
    <section class="narrow">
      <ConsoleTrail
        here={text('issuing.address.title')}
        via={[{ label: text('issuing.list.title'), href: list }]}
      />
      <h1>{text('issuing.address.title')}</h1>
      <p class="lead">
        {text('issuing.address.lead', { achievement: achievementName, learner: recipient })}
      </p>
      <Form draft={draft}>
        <Field name="email" type="email" label={text('accounts.email')} draft={draft} required />
        <Button>{text('issuing.address.submit')}</Button>
      </Form>
    </section>
  )
}
