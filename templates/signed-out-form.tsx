import { Button, LinkButton } from './components/button.tsx'
import { CsrfField } from './components/form.tsx'
import { Notice } from './components/notice.tsx'
import { useText } from './text-context.tsx'

interface SignedOutFormProps {
  /** Everything that was typed, under the names of its fields. */
  readonly fields: readonly { readonly name: string; readonly value: string }[]
  /** A file came along: a browser does not let a page send it again. */
  readonly hadFile: boolean
}

/**
 * A form was sent after its session had ended. Nothing was done, and nothing is lost: it stays in this page while
 * the person signs in beside it, and comes back to be looked at once more before it counts.
 */
export function SignedOutForm({ fields, hadFile }: SignedOutFormProps) {
  const text = useText()
  return (
    <section class="narrow">
      <h1>{text('signedOutForm.title')}</h1>
      <p class="lead">{text('signedOutForm.lead')}</p>
      {hadFile && <Notice tone="warning">{text('signedOutForm.file')}</Notice>}
      <form method="post" class="form">
        <CsrfField />
        {fields.map(({ name, value }) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <div class="actions">
          <LinkButton tone="primary" href="/sign-in" newTab>
            {text('signedOutForm.signIn')}
          </LinkButton>
          <Button tone="quiet">{text('signedOutForm.again')}</Button>
        </div>
      </form>
    </section>
  )
}
