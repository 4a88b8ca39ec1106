import { consentPurposes, recordedMethods } from '../../schemas/requests/guardianship.ts'
import { Button } from '../components/button.tsx'
import { CheckboxGroup, RadioGroup } from '../components/checkbox.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { Form } from '../components/form.tsx'
import type { Draft } from '../draft.ts'
import { ConsoleTrail } from '../organizations/console-trail.tsx'
import { useText } from '../text-context.tsx'

/** What was agreed to and how staff know. Called, not placed, so that the form finds the names of its fields. */
export function recordFields({ draft, text }: { draft: Draft; text: ReturnType<typeof useText> }) {
  return (
    <>
      <CheckboxGroup
        name="purposes"
        label={text('guardianship.staff.what')}
        draft={draft}
        required
        options={consentPurposes.map((value) => ({
          value,
          label: text(`guardianship.purposes.${value}`),
        }))}
      />
      {methodField({ draft, text })}
    </>
  )
}

/** How staff know. Called, as `recordFields`. */
export function methodField({ draft, text }: { draft: Draft; text: ReturnType<typeof useText> }) {
  return (
    <RadioGroup
      name="method"
      label={text('guardianship.staff.how')}
      draft={draft}
      required
      options={recordedMethods.map((value) => ({
        value,
        label: text(`guardianship.methods.${value}`),
        hint: text(`guardianship.staff.methodMeanings.${value}`),
      }))}
    />
  )
}

export interface ManyConsentsProps {
  readonly draft: Draft
  readonly learners: readonly { id: string; name: string }[]
}

/** The consents of a whole class at once. */
export function ManyConsentsPage({ draft, learners }: ManyConsentsProps) {
  const text = useText()
  return (
    <section class="narrow">
      <ConsoleTrail here={text('guardianship.many.title')} />
      <h1>{text('guardianship.many.title')}</h1>
      {learners.length === 0 ? (
        <EmptyState title={text('guardianship.many.none')}>
          {text('guardianship.many.noneNext')}
        </EmptyState>
      ) : (
        <>
          <p class="lead">{text('guardianship.many.lead')}</p>
          <Form draft={draft}>
            <CheckboxGroup
              name="learnerIds"
              label={text('guardianship.many.learners')}
              draft={draft}
              required
              options={learners.map(({ id, name }) => ({ value: id, label: name }))}
            />
            {recordFields({ draft, text })}
            <Button>{text('guardianship.many.submit')}</Button>
          </Form>
        </>
      )}
    </section>
  )
}
