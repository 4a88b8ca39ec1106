import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { RadioGroup } from '../components/checkbox.tsx'
import { Field } from '../components/field.tsx'
import { ActionForm, Form } from '../components/form.tsx'
import type { Draft } from '../draft.ts'
import { ConsoleTrail } from '../organizations/console-trail.tsx'
import { useText } from '../text-context.tsx'
import { languageOptions } from '../../src/text/languages.ts'

export interface AskGuardianProps {
  readonly draft: Draft
  readonly base: string
  readonly name: string
}

/** Asks for a guardian: by mail, or by a slip that the child takes home. */
export function AskGuardianPage({ draft, base, name }: AskGuardianProps) {
  const text = useText()
  return (
    <section class="narrow">
      <ConsoleTrail
        here={text('guardianship.staff.ask')}
        via={[{ label: text('guardianship.staff.link'), href: base }]}
      />
      <h1>{text('guardianship.ask.title', { name })}</h1>
      <p class="lead">{text('guardianship.ask.lead')}</p>
      <Form draft={draft}>
        {addressFields({ draft, text, label: text('guardianship.ask.email') })}
        <Button>{text('guardianship.ask.submit')}</Button>
      </Form>
      <Card title={text('guardianship.ask.slip')}>
        <p>{text('guardianship.ask.slipLead')}</p>
        <ActionForm action={`${base}/codes/guardian`}>
          <Button tone="quiet">{text('guardianship.ask.slipSubmit')}</Button>
        </ActionForm>
      </Card>
    </section>
  )
}

/** Where somebody is asked, and in which language. Called, as `recordFields`. */
export function addressFields({
  draft,
  text,
  label,
}: {
  draft: Draft
  text: ReturnType<typeof useText>
  label: string
}) {
  return (
    <>
      <Field name="email" type="email" label={label} draft={draft} required />
      <RadioGroup
        name="language"
        label={text('guardianship.language')}
        draft={draft}
        required
        options={languageOptions}
      />
    </>
  )
}
