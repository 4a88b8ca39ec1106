import { Button } from '../components/button.tsx'
import { Field } from '../components/field.tsx'
import { FileField } from '../components/file-field.tsx'
import { Form } from '../components/form.tsx'
import type { Draft } from '../draft.ts'
import { useText } from '../text-context.tsx'

/** One field, one place to drop a file, one button. */
export function VerifyPage({ draft }: { draft: Draft }) {
  const text = useText()
  return (
    <section class="narrow">
      <h1>{text('verify.title')}</h1>
      <p class="lead">{text('verify.lead')}</p>
      <Form draft={draft} files>
        <FileField
          name="file"
          label={text('verify.file')}
          hint={text('verify.fileHint')}
          accept=".png,.svg,.pdf,.json,.jwt,.jws,.txt,.jpg,.jpeg,.webp,image/png,image/svg+xml,image/jpeg,image/webp,application/pdf,application/json"
          draft={draft}
          oneIsEnough
        />
        <Field
          name="pasted"
          label={text('verify.pasted')}
          hint={text('verify.pastedHint')}
          draft={draft}
          autocomplete="off"
          oneIsEnough
        />
        <Field
          name="recipient"
          label={text('verify.recipient')}
          hint={text('verify.recipientHint')}
          // What was typed about a person is not given back, whatever was wrong with the rest.
          draft={{ ...draft, values: {} }}
          autocomplete="off"
          maxLength={500}
        />
        <Button>{text('verify.submit')}</Button>
      </Form>
      <p class="quiet">{text('verify.promise')}</p>
    </section>
  )
}
