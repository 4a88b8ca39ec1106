import { Button } from '../components/button.tsx'
import { Card } from '../components/card.tsx'
import { Field } from '../components/field.tsx'
import { ActionForm, Form } from '../components/form.tsx'
import { Icon } from '../components/icon.tsx'
import { emptyDraft } from '../draft.ts'
import { useText } from '../text-context.tsx'

/** What stays in a folder: paper, and a file that this service signed. It keeps neither. */
export function Keep({ receipt }: { receipt: string }) {
  const text = useText()
  return (
    <Card title={text('verify.keep.title')}>
      <p>{text('verify.keep.receiptHint')}</p>
      <div class="actions">
        <ReceiptButton receipt={receipt} />
        <PrintButton />
      </div>
      <p class="quiet">{text('verify.keep.nothing')}</p>
    </Card>
  )
}

export function ReceiptButton({ receipt }: { receipt: string }) {
  const text = useText()
  return (
    <ActionForm action="/verify/receipt">
      <input type="hidden" name="receipt" value={receipt} />
      <Button tone="quiet" icon="save">
        {text('verify.keep.receipt')}
      </Button>
    </ActionForm>
  )
}

/** Shown by the script that it needs; without one, the browser's own menu prints as well. */
export function PrintButton() {
  const text = useText()
  return (
    <button class="button quiet" type="button" data-print hidden>
      <Icon name="print" />
      <span>{text('verify.keep.print')}</span>
    </button>
  )
}

/** The same thing once more, with the person whose it should be. Who was typed before is not given back. */
export function CheckAgain({ again }: { again: string }) {
  const text = useText()
  return (
    <Card title={text('verify.again.title')} id="again">
      <Form draft={emptyDraft} action="/verify">
        <input type="hidden" name="pasted" value={again} />
        <Field
          name="recipient"
          label={text('verify.recipient')}
          hint={text('verify.recipientHint')}
          draft={emptyDraft}
          autocomplete="off"
          maxLength={500}
        />
        <Button tone="quiet">{text('verify.again.submit')}</Button>
      </Form>
    </Card>
  )
}
