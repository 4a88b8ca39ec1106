import { Button } from '../components/button.tsx'
import { Field, TextArea } from '../components/field.tsx'
import { FileField } from '../components/file-field.tsx'
import { FirstSteps } from '../components/first-steps.tsx'
import { Form } from '../components/form.tsx'
import type { Draft } from '../draft.ts'
import { useText } from '../text-context.tsx'
import { CameraField } from './camera.tsx'

interface VerifyPageProps {
  readonly draft: Draft
  readonly limits: { readonly most: number; readonly each: number; readonly together: number }
}

/** One place to drop files, one field, one button; a camera where there is one. */
export function VerifyPage({ draft, limits }: VerifyPageProps) {
  const text = useText()
  return (
    <section class="narrow">
      <h1>{text('verify.title')}</h1>
      <p class="lead">{text('verify.lead')}</p>
      <Form draft={draft} files>
        <FileField
          name="file"
          label={text('verify.file')}
          hint={text('verify.fileHint', limits)}
          accept=".png,.svg,.pdf,.json,.jwt,.jws,.txt,.jpg,.jpeg,.webp,image/png,image/svg+xml,image/jpeg,image/webp,application/pdf,application/json"
          draft={draft}
          oneIsEnough
          multiple
        />
        <ul class="chosen-files" data-chosen-in="field-file" aria-live="polite" />
        <CameraField />
        <TextArea
          name="pasted"
          label={text('verify.pasted')}
          hint={text('verify.pastedHint')}
          draft={draft}
          rows={2}
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
      <FirstSteps
        title={text('firstRun.verifier.title')}
        steps={(['bring', 'press', 'read'] as const).map((step) => ({
          title: text(`firstRun.verifier.${step}`),
          text: text(`firstRun.verifier.${step}Text`),
        }))}
      />
    </section>
  )
}
