import { Breadcrumbs } from '../components/breadcrumbs.tsx'
import { Button } from '../components/button.tsx'
import { Field } from '../components/field.tsx'
import { FileField } from '../components/file-field.tsx'
import { Form } from '../components/form.tsx'
import type { Draft } from '../draft.ts'
import { useText } from '../text-context.tsx'

/** A badge from elsewhere: a file is dropped, or something is pasted. */
export function ImportPage({ draft }: { draft: Draft }) {
  const text = useText()
  return (
    <section class="narrow">
      <Breadcrumbs
        trail={[
          { label: text('backpack.title'), href: '/backpack' },
          { label: text('imports.title') },
        ]}
      />
      <h1>{text('imports.title')}</h1>
      <p class="lead">{text('imports.lead')}</p>
      <Form draft={draft} files>
        <FileField
          name="file"
          label={text('verify.file')}
          hint={text('imports.fileHint')}
          accept=".png,.svg,.pdf,.json,.jwt,.jws,.txt,.jpg,.jpeg,.webp,image/png,image/svg+xml,image/jpeg,image/webp,application/pdf,application/json"
          draft={draft}
          oneIsEnough
        />
        <Field
          name="pasted"
          label={text('verify.pasted')}
          hint={text('imports.pastedHint')}
          draft={draft}
          autocomplete="off"
          oneIsEnough
        />
        <Button>{text('imports.submit')}</Button>
      </Form>
      <p class="quiet">{text('imports.promise')}</p>
    </section>
  )
}
