import type { ComponentChildren } from 'preact'
import { Form } from '../components/form.tsx'
import type { Draft } from '../draft.ts'
import { useText } from '../text-context.tsx'

/** What a browser is asked for, and the ticket of the question. */
export interface PasskeyQuestionProps {
  readonly options: Readonly<Record<string, unknown>>
  readonly ticket: string
}

interface PasskeyBoxProps {
  /** create: makes one. get: uses one. */
  readonly kind: 'create' | 'get'
  readonly question: PasskeyQuestionProps
  readonly draft: Draft
  readonly action: string
  /** Fields and the button. */
  readonly children: ComponentChildren
}

/** A form that a device answers. It comes out of hiding where the browser can ask one (`public/scripts/passkey.ts`). */
export function PasskeyBox({ kind, question, draft, action, children }: PasskeyBoxProps) {
  const text = useText()
  return (
    <div
      class="passkey-box"
      data-passkey={kind}
      data-options={JSON.stringify(question.options)}
      data-waiting={text('passkeys.waiting')}
      data-failed={text('passkeys.cancelled')}
      data-known={text('passkeys.known')}
      hidden
    >
      <Form draft={draft} action={action}>
        <input type="hidden" name="ticket" value={question.ticket} />
        <input type="hidden" name="credential" value="" />
        {children}
        <p class="quiet" role="status" data-told />
      </Form>
    </div>
  )
}
