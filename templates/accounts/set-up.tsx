import { Button } from '../components/button.tsx'
import { Field } from '../components/field.tsx'
import { Form } from '../components/form.tsx'
import type { Draft } from '../draft.ts'
import { useText } from '../text-context.tsx'

/** The operator's first page: makes the account that runs this service. */
export function SetUpPage({ draft }: { draft: Draft }) {
  const text = useText()
  return (
    <section class="narrow">
      <h1>{text('accounts.setUp.title')}</h1>
      <p class="lead">{text('accounts.setUp.lead')}</p>
      <Form draft={draft}>
        <Field
          name="name"
          label={text('accounts.name')}
          draft={draft}
          required
          autocomplete="name"
        />
        <Field
          name="email"
          type="email"
          label={text('accounts.email')}
          hint={text('accounts.setUp.emailHint')}
          draft={draft}
          required
          autocomplete="email"
        />
        <Button>{text('accounts.setUp.submit')}</Button>
      </Form>
    </section>
  )
}
